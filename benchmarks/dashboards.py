"""The office's pages at a station with 100,000 tickets: from the book to the painted screen."""

import json
import os
import subprocess
import sys

from benchmarks.figure import Figure

MOST_MS = 300
NAMES = {
    "open": "office opens: first page",
    "start": "office: targets board again",
    "plan": "office: plan of 124 events",
    "people": "office: people",
    "cases": "office: cases",
    "reports": "office: reports",
    "sitephotos": "office: site photos",
}


def measure() -> list[Figure]:
    """Return the figures of a process of its own; the floor is the same without the tickets."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.running_office"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    run = json.loads(done.stdout)
    before, after = run["before"], run["after"]
    figures = [
        Figure(
            name=f"{words}, processor", unit="ms", most=MOST_MS, value=after[name][0],
            floor=before[name][0], floor_is="the same without tickets",
        )
        for name, words in NAMES.items()
    ]  # fmt: skip
    longest = Figure(name="office opens, longest by the clock", unit="ms", value=after["open"][1])
    return [
        *figures,
        longest,
        Figure(name="a day of 200 tickets read", unit="ms", value=run["line"][0]),
    ]
