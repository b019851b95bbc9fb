"""Fuzzing of every parser with atheris, one process per parser, two at a time."""

import importlib.util
import math
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.faults.batchflips import closed_batch
from tests.faults.fuzztargets import targets
from tests.faults.tally import Tally
from tests.faults.world import MEMORY_DISK, new_world
from tests.guards.groups import ROOT

_SLOWEST_S = 25  # one execution; slower is a denial of service
_MOST_MB = 1500
_UNITS = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
_ERROR = re.compile(r"=== Uncaught Python exception: ===\n(.*)")


def fuzz(least: int, *, only: str = "", seconds: int = 0, processes: int = 2) -> Tally:
    """Return what became of about ``least`` executions; ``seconds`` bound all of it."""
    if importlib.util.find_spec("atheris") is None:
        return Tally(missing=["atheris is not installed"])
    with new_world(closed_batch()) as world, tempfile.TemporaryDirectory(dir=MEMORY_DISK) as corpus:
        batch = next(world.outbox.glob("*.age"))
        known = targets(batch, world.identity)
        chosen = {name: one for name, one in known.items() if only in {"", name}}
        whole = sum(target.share for target in chosen.values())

        def run(name: str) -> Tally:
            share = chosen[name].share / whole
            bounds = (int(least * share) + 1, math.ceil(seconds * share * processes))
            return _child(name, [str(batch), str(world.identity)], Path(corpus), bounds)

        tally = Tally()
        with ThreadPoolExecutor(processes) as pool:
            for one in pool.map(run, chosen):
                tally.add(one)
    return tally


def _child(name: str, where: list[str], corpus: Path, bounds: tuple[int, int]) -> Tally:
    runs, seconds = bounds
    own = corpus / name.replace(" ", "-")
    own.mkdir()
    arguments = [
        f"-runs={runs}",
        f"-max_total_time={seconds}",
        f"-timeout={_SLOWEST_S}",
        f"-rss_limit_mb={_MOST_MB}",
        f"-artifact_prefix={corpus}/",
        "-print_final_stats=1",
        "-verbosity=0",
        "-seed=1",
        str(own),
    ]
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.fuzzchild", name, *where, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(corpus)},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    said = done.stdout + done.stderr
    units = _UNITS.search(said)
    tally = Tally(tried=int(units[1]) if units else 0)
    if done.returncode != 0:
        told = _ERROR.search(said)
        reason = told[1] if told else " ".join(said.splitlines()[-3:])
        tally.wrong.append(f"{name}: {reason[:300]}")
    return tally
