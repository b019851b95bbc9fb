"""Fuzzing of every parser with atheris, one process per parser, two at a time."""

import importlib.util
import json
import math
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.faults.batchflips import closed_batch
from tests.faults.fuzzjobs import log_of
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
    with new_world(closed_batch()) as world, tempfile.TemporaryDirectory(dir=MEMORY_DISK) as folder:
        batch, corpus = next(world.outbox.glob("*.age")), Path(folder)
        known = targets(batch, world.identity)
        chosen = {name: one.share for name, one in known.items() if only in {"", name}}
        whole = sum(chosen.values())
        jobs = {
            name: _arguments(
                corpus,
                runs=int(least * share / whole) + 1,
                seconds=math.ceil(seconds * share / whole * processes),
            )
            for name, share in chosen.items()
        }
        done = _run_jobs(jobs, corpus, [str(batch), str(world.identity)], processes)
        tally = Tally()
        codes = json.loads(done.stdout) if done.returncode == 0 else {}
        if not codes:
            tally.wrong.append(f"fuzzing broke: {done.stderr[-300:]}")
        for name, code in codes.items():
            said = log_of(corpus, name).read_text(encoding="utf-8", errors="replace")
            tally.add(_judged(name, code, said))
    return tally


def _arguments(corpus: Path, *, runs: int, seconds: int) -> list[str]:
    return [
        f"-runs={runs}",
        f"-max_total_time={seconds}",
        f"-timeout={_SLOWEST_S}",
        f"-rss_limit_mb={_MOST_MB}",
        f"-artifact_prefix={corpus}/",
        "-print_final_stats=1",
        "-verbosity=0",
        "-seed=1",
    ]


def _run_jobs(
    jobs: dict[str, list[str]], corpus: Path, where: list[str], processes: int
) -> subprocess.CompletedProcess[str]:
    child = [sys.executable, "-m", "tests.faults.fuzzchild"]
    return subprocess.run(
        [*child, *where, str(corpus), str(processes)],
        input=json.dumps([*jobs.items()]),
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(corpus)},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )


def _judged(name: str, code: int, said: str) -> Tally:
    units = _UNITS.search(said)
    tally = Tally(tried=int(units[1]) if units else 0)
    if code != 0:
        told = _ERROR.search(said)
        reason = told[1] if told else " ".join(said.splitlines()[-3:])
        tally.wrong.append(f"{name}: {reason[:300]}")
    return tally
