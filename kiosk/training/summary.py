"""``summary.json`` of a played day: counts, files and timings, nothing of any applicant."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from kiosk.domain.station import BatchFiles


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySummary:
    """What a played day came to; paths are relative to the output folder."""

    tickets: int
    records: int
    photos: int
    photo_sha256: tuple[str, ...]
    batch: BatchFiles | None
    identities: tuple[Path, ...]
    screens: tuple[Path, ...]
    timings_ms: dict[str, tuple[float, ...]]
    max_gui_block_ms: float
    skipped: tuple[str, ...]


def write_summary(folder: Path, summary: DaySummary) -> Path:
    """Leave ``summary.json`` in the folder and return its path."""
    path = folder / "summary.json"
    path.write_text(
        json.dumps(_as_json(folder, summary), ensure_ascii=False, indent=2) + "\n",
        encoding="utf-8",
    )
    return path


def _as_json(folder: Path, summary: DaySummary) -> dict[str, object]:
    values = asdict(summary)
    values["batches"] = [_batch(folder, summary)] if summary.batch else []
    del values["batch"], values["identities"]
    values["screens"] = [_relative(folder, path) for path in summary.screens]
    values["timings_ms"] = {
        name: {"count": len(times), "median": round(median(times), 1), "max": round(max(times), 1)}
        for name, times in summary.timings_ms.items()
        if times
    }
    values["max_gui_block_ms"] = round(summary.max_gui_block_ms, 1)
    return values


def _batch(folder: Path, summary: DaySummary) -> dict[str, object]:
    batch = summary.batch
    if batch is None:
        raise ValueError("no batch")
    return {
        "age": _relative(folder, batch.age),
        "envelope": _relative(folder, batch.envelope),
        "signature": _relative(folder, batch.signature),
        "station_public_key": _relative(folder, batch.station_public_key),
        "identities": [_relative(folder, path) for path in summary.identities],
    }


def _relative(folder: Path, path: Path) -> str:
    return path.resolve().relative_to(folder.resolve()).as_posix()
