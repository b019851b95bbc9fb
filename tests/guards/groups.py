"""Tests that this machine or this run leaves out, counted in the open."""

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def faces_folder() -> Path:
    """Return where the pictures of people would be."""
    return Path(os.environ.get("KIOSK_FACES", ROOT.parent / "shared" / "faces"))


def count_lines(reasons: Iterable[str]) -> list[str]:
    """Return one line per skipped group; a reason reads `group: why`."""
    counts: Counter[tuple[str, str]] = Counter()
    for reason in reasons:
        group, found, why = reason.removeprefix("Skipped: ").partition(": ")
        counts[(group, why) if found else ("other", group)] += 1
    return [f"skipped: {group} {n} ({why})" for (group, why), n in sorted(counts.items())]
