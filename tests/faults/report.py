"""The table of RELIABILITY.md, written by the run itself."""

import os
import platform
import re
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.faults.sections import SECTIONS

_BEGIN, _END = "<!-- {column} begins -->", "<!-- {column} ends -->"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a section found; ``tally`` is a `Tally` as a dictionary."""

    name: str
    asked: int
    seconds: float
    tally: dict[str, Any]

    def line(self) -> str:
        """Return the section in one line, with the first things that were wrong."""
        tally = self.tally
        head = f"{self.name}: {tally['tried']:,} tried, {len(tally['wrong'])} wrong"
        more = [f"   {one}" for one in [*tally["wrong"][:10], *tally["missing"]]]
        return "\n".join([f"{head}, {self.seconds:.0f} s", *more])


def write_report(path: Path, results: list[Result], *, release: bool) -> None:
    """Replace the run's table in the file, leaving the other one's as it is."""
    column = "release" if release else "CI"
    begin, end = (mark.format(column=column) for mark in (_BEGIN, _END))
    table = "\n".join([begin, *_table(results, column), end])
    text = path.read_text(encoding="utf-8") if path.exists() else _FRAME
    pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    path.write_text(pattern.sub(lambda _: table, text), encoding="utf-8")


def _table(results: list[Result], column: str) -> list[str]:
    goals = {one.name: one.release if column == "release" else one.ci for one in SECTIONS}
    what = {one.name: one.what for one in SECTIONS}
    seconds = sum(result.seconds for result in results)
    lines = [
        f"{_machine()}; {seconds:.0f} s of section time.",
        "",
        "| section | what | goal | tried | of it distinct or harmless | wrong | not tried | s |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for result in results:
        tally, goal = result.tally, goals.get(result.name, 0)
        more = f"{tally['distinct']:,} distinct" if tally["distinct"] else ""
        more += f" {tally['harmless']:,} harmless" if tally["harmless"] else ""
        missing = "; ".join(tally["missing"]) or "0"
        lines.append(
            f"| {result.name} | {what[result.name]} | {f'{goal:,}' if goal else 'all'} "
            f"| {tally['tried']:,} | {more.strip()} | {len(tally['wrong'])} | {missing} "
            f"| {result.seconds:.0f} |"
        )
    wrong = [f"- {one[:300]}" for result in results for one in result.tally["wrong"][:10]]
    return [*lines, *(["", "Wrong:", *wrong] if wrong else [])]


def _machine() -> str:
    now = f"{datetime.now(UTC):%Y-%m-%d}"
    python, sqlite = platform.python_version(), sqlite3.sqlite_version
    return (
        f"{now}, {platform.system()} {platform.release().split('-')[0]}, {platform.machine()}, "
        f"{os.cpu_count()} CPUs, Python {python}, SQLite {sqlite}"
    )


_FRAME = f"""# Reliability

What was done to the station, how often, and what it did: written by
`python -m tests.faults --out docs/RELIABILITY.md` (with `--release`, the second table).
The goals are those of the design; what a run did not reach is not claimed.

## In every change (CI)
{_BEGIN.format(column="CI")}
not run yet
{_END.format(column="CI")}

## Before a release
{_BEGIN.format(column="release")}
not run yet
{_END.format(column="release")}
"""
