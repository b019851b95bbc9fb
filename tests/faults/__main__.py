"""Runs the harness: ``python -m tests.faults [--release] [--only NAME] [--out FILE]``.

Exit code 1 when anything was wrong, 4 when something could not be tried at all.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

from tests.faults.ptrace import TracerUnavailableError
from tests.faults.report import Result, write_report
from tests.faults.sections import SECTIONS, Section, Size
from tests.faults.tally import Tally
from tests.guards.groups import ROOT

_WRONG, _NOT_TRIED = 1, 4
_LONGEST_FIRST = ("planted", "database", "fuzzing", "disk", "power", "kills", "roll-back")


def main(arguments: list[str]) -> int:
    """Run one section here, or all of them in processes of their own."""
    given = _parser().parse_args(arguments)
    if given.only:
        section = next(one for one in SECTIONS if one.name == given.only)
        result = _run(section, given)
        sys.stdout.write(json.dumps(asdict(result), ensure_ascii=False) + "\n")
        return _code([result])
    results = _run_all(given)
    for result in results:
        sys.stdout.write(result.line() + "\n")
    if given.out:
        write_report(Path(given.out), results, release=given.release)
    return _code(results)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tests.faults")
    parser.add_argument("--release", action="store_true", help="the large sizes")
    parser.add_argument("--only", choices=[one.name for one in SECTIONS], default="")
    parser.add_argument("--scene", default="", help="one scene, parser or planted fault")
    parser.add_argument("--quick", action="store_true", help="just enough to see a planted fault")
    parser.add_argument("--seconds", type=float, default=1e9, help="bound for each section")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--out", default="", help="write the table to this file")
    return parser


def _run(section: Section, given: argparse.Namespace) -> Result:
    size = section.release if given.release else section.quick if given.quick else section.ci
    began = time.monotonic()
    asked = Size(least=size, seconds=given.seconds, scene=given.scene, processes=given.jobs)
    try:
        tally = section.run(asked)
    except TracerUnavailableError as error:
        tally = Tally(missing=[f"{section.name}: no tracing here ({error})"])
    return Result(
        name=section.name, asked=size, seconds=time.monotonic() - began, tally=asdict(tally)
    )


def _run_all(given: argparse.Namespace) -> list[Result]:
    order = [*_LONGEST_FIRST, *(one.name for one in SECTIONS if one.name not in _LONGEST_FIRST)]
    shared = ["--seconds", str(given.seconds), "--jobs", "1"]
    shared += ["--release"] if given.release else ["--quick"] if given.quick else []

    def run(name: str) -> Result:
        command = [sys.executable, "-m", "tests.faults", "--only", name, *shared]
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False
        )
        try:
            return Result(**json.loads(done.stdout.splitlines()[-1]))
        except (ValueError, IndexError, TypeError):
            wrong = asdict(Tally(wrong=[f"{name} broke: {done.stderr[-600:]}"]))
            return Result(name=name, asked=0, seconds=0.0, tally=wrong)

    with ThreadPoolExecutor(given.jobs) as pool:
        found = {result.name: result for result in pool.map(run, order)}
    return [found[section.name] for section in SECTIONS]


def _code(results: list[Result]) -> int:
    if any(result.tally["wrong"] for result in results):
        return _WRONG
    return _NOT_TRIED if any(result.tally["missing"] for result in results) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
