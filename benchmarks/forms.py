"""The staff's form and screens: how long a key, a field and a change of pages take."""

import json
import os
import subprocess
import sys

from benchmarks.figure import Figure

PARSER = "the core's parser alone"
WINDOW = "Qt shows and paints two plain pages of that size in turn"


def measure() -> list[Figure]:
    """Return the figures of form and screens, from a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.typed_forms"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    run = json.loads(done.stdout)
    return [
        Figure(
            name="field validated after a key p95", value=run["field_p95_ms"], unit="ms", most=10,
            floor=run["parse_ms"], floor_is=PARSER,
        ),
        Figure(name="field validated after a key, longest", value=run["field_most_ms"], unit="ms"),
        Figure(name="paste of 1 MB refused", value=run["paste_ms"], unit="ms"),
        Figure(
            name="screen change of a sitting p95", value=run["change_p95_ms"], unit="ms", most=100,
            floor=run["plain_ms"], floor_is=WINDOW,
        ),
        Figure(name="screen change of a sitting, longest", value=run["change_most_ms"], unit="ms"),
    ]  # fmt: skip
