"""The page of papers by hand: figures in the book, a folder to write into, what came of it."""

import unicodedata
from dataclasses import replace
from datetime import date, time
from pathlib import Path

from pypdf import PdfReader

from kiosk.domain.dates import JST
from kiosk.domain.event import Event, EventKind, EventStatus, Place
from kiosk.domain.figures import DayFigures
from kiosk.domain.ids import EventId
from kiosk.officeports import OfficeBook
from kiosk.workflow.contract.paperwork import PaperKind
from tests.kiosk.contract.figuresamples import ONE, day, tally
from tests.ui.office.acts import ME, NOW
from tests.ui.office.keys import PAST, seen, settle
from ui.hands import Hands
from ui.office.entryform import LinesEntry
from ui.office.reports import ReportsPage
from ui.office.reportsform import PaperWork
from ui.office.window import OfficeWindow

VENUE = EventId("E-9")
DAILY_PDF = "nichiji-20261117-E-9.pdf"


def venue(on: date = PAST, **changes: object) -> Event:
    """Return a mall at which a station is to be."""
    values: dict[str, object] = {
        "id": VENUE,
        "kind": EventKind.VENUE,
        "date": on,
        "start": time(10),
        "end": time(15),
        "place": Place(name="研修モール", city_approved=date(2026, 11, 1)),
        "status": EventStatus.HELD,
        "stations": (ONE,),
    }
    return Event(**(values | changes))  # type: ignore[arg-type]


def counted(event: Event, applications: int = 12) -> DayFigures:
    """Return the closed day of the event's station."""
    closed_at = NOW.astimezone(JST).replace(day=event.date.day)
    figures = day(of=event, numbers=tally(applications))
    return replace(figures, closed_at=closed_at, batch="b-1", batch_sha256="ab" * 32)


def keep(book: OfficeBook, *entries: object) -> None:
    for entry in entries:
        book.put(entry, by=ME, expected_version=0)


def open_page(window: OfficeWindow, hands: Hands, kind: PaperKind = PaperKind.DAILY) -> ReportsPage:
    """Return the page with a paper chosen by the arrows."""
    hands.press("F5")
    page = window.page
    assert isinstance(page, ReportsPage)
    hands.press("Home")
    for _ in list(PaperKind)[: list(PaperKind).index(kind)]:
        hands.press("Down")
    assert page.list.name == kind.value
    return page


def told(window: OfficeWindow) -> str:
    """Return what is seen, whatever kind of space stands in it."""
    return "".join(seen(window).split())


def read_pdf(path: Path) -> str:
    """Return a PDF's words without spaces, one spelling for one character."""
    text = "".join(page.extract_text() for page in PdfReader(path).pages)
    return "".join(unicodedata.normalize("NFKC", text).split())


def names(folder: Path) -> list[str]:
    """Return what is in a folder."""
    settle()
    return sorted(one.name for one in folder.iterdir()) if folder.is_dir() else []


def form_of(window: OfficeWindow) -> PaperWork:
    page = window.page
    assert page is not None
    assert isinstance(page.work, PaperWork)
    return page.work


def opened(window: OfficeWindow) -> bool:
    """Tell whether a form is open."""
    return window.page is not None and window.page.work is not None


def go_to(hands: Hands, window: OfficeWindow, field: str) -> None:
    """Press Enter, and Tab where Enter is a new line, until the field has the keyboard."""
    form = form_of(window).form
    for one in form.fields.values():
        if form.fields[field].widget is window.focusWidget():
            return
        hands.press("Tab" if isinstance(one, LinesEntry) else "Enter")
    raise AssertionError(field)


def answer(window: OfficeWindow, field: str) -> str:
    return form_of(window).form.fields[field].answer.text()
