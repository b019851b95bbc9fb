"""The line of a running station: a tap to the first byte, a call to the painted board."""

import json
import os
import subprocess
import sys

from benchmarks.figure import Figure


def measure() -> list[Figure]:
    """Return the figures of the line, from a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.running_line"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    run = json.loads(done.stdout)
    return [
        Figure(
            name="issue tap to first byte p95", value=run["issue_p95_ms"], unit="ms",
            most=300, floor=run["floor_ms"], floor_is="one byte to a loopback server and back",
        ),
        Figure(name="issue tap to first byte p50", value=run["issue_p50_ms"], unit="ms"),
        Figure(name="call key to painted board p95", value=run["call_p95_ms"], unit="ms", most=100),
        Figure(name="call key to painted board p50", value=run["call_p50_ms"], unit="ms"),
        Figure(name="beat through every window p95", value=run["beat_p95_ms"], unit="ms"),
    ]  # fmt: skip
