"""``summary.json`` of a played day: counts, files and timings, nothing of any applicant."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from kiosk.domain.station import BatchFiles


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTotals:
    """What became of the day's tickets; ``parked`` and ``paper_failures`` are not ends."""

    issued: int
    outcomes: dict[str, int]
    no_shows: int
    cancelled: int
    open: int
    parked: int
    paper_failures: int

    @property
    def reconciles(self) -> bool:
        """Tell whether every ticket that was given has an end."""
        ends = sum(self.outcomes.values()) + self.no_shows + self.cancelled
        return self.open == 0 and self.issued == ends


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySummary:
    """What a played day came to; paths are spelled whole, so that a script needs nothing else."""

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
    line: LineTotals | None = None


def write_summary(folder: Path, summary: DaySummary) -> Path:
    """Leave ``summary.json`` in the folder and return its path."""
    path = folder / "summary.json"
    path.write_text(
        json.dumps(_as_json(summary), ensure_ascii=False, indent=2) + "\n",
        encoding="utf-8",
    )
    return path


def _as_json(summary: DaySummary) -> dict[str, object]:
    values = asdict(summary)
    values["batches"] = [_batch(summary.batch, summary.identities)] if summary.batch else []
    del values["batch"], values["identities"]
    values["screens"] = [_whole(path) for path in summary.screens]
    values["timings_ms"] = {
        name: {"count": len(times), "median": round(median(times), 1), "max": round(max(times), 1)}
        for name, times in summary.timings_ms.items()
        if times
    }
    if summary.line is not None:
        values["line"] = asdict(summary.line) | {"reconciles": summary.line.reconciles}
    values["max_gui_block_ms"] = round(summary.max_gui_block_ms, 1)
    return values


def _batch(batch: BatchFiles, identities: tuple[Path, ...]) -> dict[str, object]:
    return {
        "age": _whole(batch.age),
        "envelope": _whole(batch.envelope),
        "signature": _whole(batch.signature),
        "station_public_key": _whole(batch.station_public_key),
        "identities": [_whole(path) for path in identities],
    }


def _whole(path: Path) -> str:
    return path.resolve().as_posix()
