"""A section of the harness as a test: in a process of its own, at its CI size."""

import json
import os
import subprocess
import sys

import pytest

from tests.guards.groups import ROOT

_NOT_TRIED = 4
_BOUND_S = "60"
"""A section of the test run ends after this; the whole column is `python -m tests.faults`."""


def expect_clean(section: str) -> None:
    """Fail with what was wrong; skip by name what this machine cannot try."""
    if sys.platform != "linux":
        pytest.skip(f"faults: {section} needs Linux")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.faults",
            "--only",
            section,
            "--jobs",
            "1",
            "--seconds",
            _BOUND_S,
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    assert done.stdout, done.stderr[-2000:]
    tally = json.loads(done.stdout.splitlines()[-1])["tally"]
    assert not tally["wrong"], "\n".join(tally["wrong"])
    if done.returncode == _NOT_TRIED:
        pytest.skip(f"faults: {'; '.join(tally['missing'])}")
    assert done.returncode == 0, done.stderr[-2000:]
    assert tally["tried"] > 0
