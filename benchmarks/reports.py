"""A season's book: how long its reports take by the commands, and how long what a dashboard reads.

The book has 124 events, 126 days of stations and 635 applicants, and opens by a passphrase of the
cost that headquarters has: every command pays it once.
"""

import tempfile
import time
from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path

from benchmarks.figure import Figure
from kiosk.clock import SystemClock
from kiosk.contract.periods import Period
from kiosk.domain.event import Event
from kiosk.domain.figures import DayFigures
from kiosk.training.station import PASSWORD
from kiosk.wiring.bookdoor import LogIn
from kiosk.wiring.cases import import_list
from kiosk.wiring.openbook import Door
from kiosk.wiring.reports import Order, write_completion, write_daily, write_monthly
from kiosk.wiring.season import BOOK, write_season
from kiosk.workflow.contract.paperwork import Written
from storage.office.headquarters import open_office

SEED, RUNS = 7, 3
_DAY, _WHOLE = date(2026, 11, 3), Period(date(2026, 10, 1), date(2027, 4, 2))
_AS_OF = date(2027, 5, 1)


def measure() -> list[Figure]:
    """Return time of the processor, all threads: an idle machine needs no more by the clock.

    The best of a few runs; the first sets up fonts and is not counted.
    """
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        write_season(root / "season", SEED, book=True)
        folder = root / "season" / BOOK
        door = Door(folder=folder, log_in=LogIn(staff="", password=PASSWORD))
        names = count()

        def order() -> Order:
            out = root / f"out{next(names)}"
            return Order(out=out, xlsx=True, training=True, as_of=_AS_OF)

        def made(write: Callable[[], Written]) -> float:
            write()
            return _best(write)

        opening = _best(lambda: open_office(folder, PASSWORD, SystemClock()).close())
        office = open_office(folder, PASSWORD, SystemClock())
        reading = _best(lambda: office.read(Event, DayFigures))
        office.close()
        listed = root / "season" / "defects_utf8.csv"
        what = "opening the book, passphrase and proof"
        return [
            Figure(name="daily report, PDF and xlsx", unit="s", most=2, floor=opening,
                   floor_is=what, value=made(lambda: write_daily(door, _DAY, order()))),
            Figure(name="monthly report, PDF and xlsx", unit="s", floor=opening,
                   floor_is=what, value=made(lambda: write_monthly(door, _DAY, order()))),
            Figure(name="completion report of the season", unit="s", most=5, floor=opening,
                   floor_is=what, value=made(lambda: write_completion(door, _WHOLE, order()))),
            Figure(name="dashboard reads plan and numbers", unit="ms", most=300,
                   value=1000 * reading),
            Figure(name="5,000 rows of 不備 into the book", unit="s", floor=opening,
                   floor_is=what, value=_best(lambda: import_list(listed, door), runs=1)),
        ]  # fmt: skip


def _best(work: Callable[[], object], runs: int = RUNS) -> float:
    took = []
    for _ in range(runs):
        before = time.process_time()
        work()
        took.append(time.process_time() - before)
    return min(took)
