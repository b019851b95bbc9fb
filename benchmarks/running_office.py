"""A season's book at a station that has had 100,000 tickets: how fast its pages; prints JSON.

On a screen that nobody sees (offscreen): reading, thinking and painting. Of each act the median of
the processor's time, all threads (an idle machine needs no more by the clock), and the longest by
the clock.
"""

import json
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks.ticket_book import TICKETS, fill
from kiosk.background import InlineBackground
from kiosk.clock import SystemClock
from kiosk.officeports import Change
from kiosk.queue.played import day_of
from kiosk.texts import Language, catalogue
from kiosk.training.season import make_season
from kiosk.training.station import LEAD, PASSWORD
from kiosk.wiring.office import StationGate
from kiosk.wiring.training import prepare_station
from kiosk.workflow.contract.gate import GateKind
from kiosk.workflow.contract.session import Office
from kiosk.workflow.stage import business_date_at
from storage.station import Station, open_station
from ui.app import make_app
from ui.office.choosers import FileDialogs
from ui.office.pages import PAGES
from ui.office.window import OfficeWindow

SEED, ROUNDS = 7, 11
Taken = tuple[float, float]
"""Milliseconds of the processor, and by the clock."""
WORDS = catalogue(Language.JA)
SIZE = (1366, 768)


@dataclass
class OpenGate:
    """Gives the office of who is in already: what a password costs is another figure."""

    office: Office
    training: bool = True
    kind: GateKind = GateKind.STATION

    def open(self, _name: str, _word: str) -> Office:
        """Return the office."""
        return self.office

    def shut(self) -> None:
        """Leave it open: the next window uses it."""


def main() -> None:
    """Measure with and without the tickets, and print."""
    make_app()
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as name:
        folder = Path(name)
        prepare_station(folder, folder / "keys")
        station = open_station(folder, SystemClock())
        try:
            station.sign_in(LEAD, PASSWORD)
            station.open_day(business_date_at(SystemClock().now()))
            season = make_season(SEED)
            entries = (*season.people, *season.plan.events, *season.days, *season.cases)
            changes = [Change(entry=one, expected_version=0) for one in entries]
            station.office.put_all(changes, by=LEAD)
            found = {"before": _run(station), "tickets": TICKETS}
            fill(station, business_date_at(SystemClock().now()), TICKETS)
            print(json.dumps(found | {"after": _run(station), "line": _line_ms(station)}))
        finally:
            station.close()


def _run(station: Station) -> dict[str, object]:
    """Return median and longest of the first page, from the book to the screen, and of the rest."""
    office = StationGate(station, WORDS, SystemClock()).open(LEAD, PASSWORD)
    opened: list[Taken] = []
    turned: dict[str, list[Taken]] = {one.name: [] for one in PAGES if one.key}
    for _ in range(ROUNDS):
        window = OfficeWindow(WORDS, OpenGate(office), FileDialogs(WORDS), InlineBackground())
        window.resize(*SIZE)
        window.show()
        QApplication.processEvents()
        opened.append(_taken_ms(partial(_painted, window, partial(_enter, window))))
        for page, times in turned.items():
            times.append(_taken_ms(partial(_painted, window, partial(window.turn_to, page))))
        window.close()
        window.deleteLater()
        QApplication.processEvents()
    reading = [_taken_ms(station.office.read) for _ in range(ROUNDS)]
    pages = {name: _spread(times) for name, times in turned.items()}
    return {"read": _spread(reading), "open": _spread(opened), **pages}


def _line_ms(station: Station) -> list[float]:
    """Return median and longest of a day of the line as its figures read it, of 200 tickets."""
    day = business_date_at(SystemClock().now()) - timedelta(days=3)
    return _spread(
        [
            _taken_ms(lambda: day_of(station.day(day), station.history(day, day)))
            for _ in range(ROUNDS)
        ]
    )


def _enter(window: OfficeWindow) -> None:
    window._open(LEAD, PASSWORD)  # noqa: SLF001 - the keys for the password are not what is timed


def _painted(window: OfficeWindow, act: Callable[[], object]) -> None:
    act()
    QApplication.processEvents()
    window.grab()


def _taken_ms(act: Callable[[], object]) -> Taken:
    worked, began = time.process_time(), time.perf_counter()
    act()
    return (time.process_time() - worked) * 1000, (time.perf_counter() - began) * 1000


def _spread(times: Sequence[Taken]) -> list[float]:
    worked, by_the_clock = zip(*times, strict=True)
    return [round(statistics.median(worked), 1), round(max(by_the_clock), 1)]


if __name__ == "__main__":
    main()
