"""From a call to the painted board, 1920 × 1080, drawn into memory on this machine."""

import json
import os
import subprocess
import sys

from benchmarks.figure import Figure


def measure() -> list[Figure]:
    """Return the figures of the board, from a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.painted_board"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    run = json.loads(done.stdout)
    return [
        Figure(
            name="call to painted board p95", value=run["call_p95_ms"], unit="ms", most=100,
            floor=run["floor_ms"], floor_is="Qt fills the screen and draws one number",
        ),
        Figure(name="call to painted board p50", value=run["call_p50_ms"], unit="ms"),
        Figure(name="beat of the board p95", value=run["beat_p95_ms"], unit="ms"),
        Figure(
            name="next slide, longest", value=run["slide_again_ms"], unit="ms", most=50,
        ),
        Figure(
            name="next slide in a typeface not used before", value=run["slide_first_ms"], unit="ms",
        ),
    ]  # fmt: skip
