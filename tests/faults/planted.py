"""Faults planted one at a time in a copy of the program; each has to be caught by its own check.

That the checks do not complain of the program as it is, the other sections and tests show.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from tests.faults.officefaults import OFFICE_FAULTS
from tests.faults.plantedfaults import FAULTS, Fault
from tests.faults.tally import Tally
from tests.faults.world import MEMORY_DISK
from tests.guards.groups import ROOT

_COPIED = ("kiosk", "storage", "camera", "tests", "resources")
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "models", "ui", "e2e", "architecture", "sitter")
_PATIENCE_S = 240
_CAUGHT = 1  # exit code of a check that found something, here and in pytest


def plant_all(*, only: str = "", processes: int = 2) -> Tally:
    """Return which planted faults went through unnoticed, or could not be planted."""
    tally = Tally()
    chosen = [fault for fault in (*FAULTS, *OFFICE_FAULTS) if only in {"", fault.name}]
    with ThreadPoolExecutor(processes) as pool:
        for fault, told in zip(chosen, pool.map(_caught, chosen), strict=True):
            tally.tried += 1
            tally.distinct += not told
            tally.wrong += [f"{fault.name}: {told}"] if told else []
    return tally


def _caught(fault: Fault) -> str:
    """Return nothing when the fault was caught, else what happened instead."""
    with _copy() as root:
        path = root / fault.file
        source = path.read_text(encoding="utf-8")
        if source.count(fault.old) != 1:
            return f"cannot be planted: {source.count(fault.old)} places in {fault.file}"
        path.write_text(source.replace(fault.old, fault.new), encoding="utf-8")
        code, said = _run(root, fault.check)
    if code == _CAUGHT:
        return ""
    return f"not caught by {fault.check}: exit {code}, {said[-200:]}"


def _run(root: Path, check: str) -> tuple[int, str]:
    kind, _, what = check.partition(":")
    if kind == "pytest":
        command = ["-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *what.split(" -k ")[:1]]
        command += ["-k", what.split(" -k ")[1]] if " -k " in what else []
    else:
        section, _, scene = check.partition("/")
        command = ["-m", "tests.faults", "--only", section, "--scene", scene, "--quick"]
    try:
        done = subprocess.run(
            [sys.executable, *command],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=_PATIENCE_S,
        )
    except subprocess.TimeoutExpired:
        return -1, "no answer"
    return done.returncode, done.stdout + done.stderr


@contextmanager
def _copy() -> Iterator[Path]:
    """Give a copy of the program and of its tests."""
    with tempfile.TemporaryDirectory(prefix="planted-", dir=MEMORY_DISK) as folder:
        root = Path(folder)
        for name in _COPIED:
            shutil.copytree(ROOT / name, root / name, ignore=_LEFT_OUT)
        shutil.copy(ROOT / "pyproject.toml", root)
        yield root
