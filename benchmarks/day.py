"""A whole played day: does the main thread keep answering during capture, sealing and closing?"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.figure import Figure

APPLICANTS = 4


def measure() -> list[Figure]:
    """Return the longest block of the main thread, and how long its jobs took elsewhere."""
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as name:
        out = Path(name) / "out"
        command = [sys.executable, "-m", "kiosk", "training-day", "--out", str(out)]
        subprocess.run(
            [*command, "--applicants", str(APPLICANTS)],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    block = Figure(
        name="longest block of the main thread, whole day",
        value=summary["max_gui_block_ms"],
        unit="ms",
        most=50,
        floor=summary["timings_ms"]["seal"]["median"],
        floor_is="sealing one record, on its own thread, median",
    )
    slowest = [
        Figure(name=f"{step}, slowest of the day", value=times["max"], unit="ms")
        for step, times in summary["timings_ms"].items()
        if step != "capture"  # how long somebody poses is up to them
    ]
    return [block, *slowest]
