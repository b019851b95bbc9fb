"""One sitting at a running station, from the scanned form to the receipt: the machine's share."""

import json
import os
import subprocess
import sys

from benchmarks.figure import Figure


def measure() -> list[Figure]:
    """Return the figures of a sitting, from a process of its own; nobody is waited for in it."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.running_sitting"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    run = json.loads(done.stdout)
    return [
        Figure(
            name="whole sitting, machine time, slowest", value=run["total_max_ms"], unit="ms",
            most=3_000, floor=run["burst_ms"],
            floor_is="the frames after the shutter at 30 a second",
        ),
        Figure(name="whole sitting, machine time p50", value=run["total_p50_ms"], unit="ms"),
        *(
            Figure(name=f"sitting: {step} p50", value=value, unit="ms")
            for step, value in run["steps_p50_ms"].items()
        ),
    ]  # fmt: skip
