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
from contextlib import ExitStack, contextmanager
from pathlib import Path
from queue import SimpleQueue

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
    with ExitStack() as copies, ThreadPoolExecutor(processes) as pool:
        free: SimpleQueue[Path] = SimpleQueue()
        for _ in range(processes):
            free.put(copies.enter_context(_copy()))
        told = pool.map(lambda fault: _caught_in_one_of(free, fault), chosen)
        for fault, complaint in zip(chosen, told, strict=True):
            tally.tried += 1
            tally.distinct += not complaint
            tally.wrong += [f"{fault.name}: {complaint}"] if complaint else []
    return tally


def _caught_in_one_of(free: SimpleQueue[Path], fault: Fault) -> str:
    root = free.get()
    try:
        return _caught(root, fault)
    finally:
        free.put(root)


def _caught(root: Path, fault: Fault) -> str:
    """Return nothing when the fault was caught, else what happened instead."""
    path = root / fault.file
    source = path.read_text(encoding="utf-8")
    if source.count(fault.old) != 1:
        return f"cannot be planted: {source.count(fault.old)} places in {fault.file}"
    try:
        _write(path, source.replace(fault.old, fault.new))
        code, said = _run(root, fault.check)
    finally:
        _write(path, source)
    if code == _CAUGHT:
        return ""
    return f"not caught by {fault.check}: exit {code}, {said[-200:]}"


def _write(path: Path, source: str) -> None:
    """Write a module, and have nobody take it for what was compiled before.

    Bytecode is recognised by size and second: a fault of the same length could go unseen.
    """
    path.write_text(source, encoding="utf-8")
    for compiled in path.parent.glob(f"__pycache__/{path.stem}.*"):
        compiled.unlink()


def _run(root: Path, check: str) -> tuple[int, str]:
    kind, _, what = check.partition(":")
    if kind == "pytest":
        command = ["-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *what.split(" -k ")[:1]]
        command += ["-k", what.split(" -k ")[1]] if " -k " in what else []
    else:
        section, _, scene = check.partition("/")
        command = ["-m", "tests.faults", "--only", section, "--scene", scene, "--quick"]
    no_bytecode = "PYTHONDONTWRITEBYTECODE"  # compiled once for all faults: a third of the time
    environment = {name: said for name, said in os.environ.items() if name != no_bytecode}
    try:
        done = subprocess.run(
            [sys.executable, *command],
            cwd=root,
            env={**environment, "PYTHONPATH": str(root)},
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
