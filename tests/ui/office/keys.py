"""Hands at the office's window, and what is seen there."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QApplication

from kiosk.domain.event import Event
from kiosk.domain.ids import CaseId, EventId
from kiosk.officeports import OfficeBook
from tests.ui.office.acts import (
    ME,
    WORD,
)
from tests.ui.seen import said
from ui.hands import Hands
from ui.office.plan import PlanPage
from ui.office.window import OfficeWindow

Make = Callable[..., OfficeWindow]
PAST, SOON, LATER = date(2026, 11, 17), date(2026, 11, 26), date(2026, 12, 8)
COMPLAINT = CaseId("C-HQ-20261120-001")
INCIDENT = CaseId("I-HQ-20261118-001")


def enter(window: OfficeWindow, name: str = ME) -> Hands:
    hands = Hands(window)
    hands.sign_in(name, WORD)
    QApplication.processEvents()
    return hands


def settle() -> None:
    """Let layouts find their heights: words that wrap need more than one turn."""
    for _ in range(3):
        QApplication.processEvents()


def seen(window: OfficeWindow) -> str:
    settle()
    return said(window)


def plan_of(window: OfficeWindow) -> PlanPage:
    page = window.page
    assert isinstance(page, PlanPage)
    return page


def fill(hands: Hands, words: str) -> None:
    hands.press("Ctrl+A")
    hands.write(words)


def kept(book: OfficeBook, number: str) -> Event:
    return next(one for one in book.read().entries(Event) if one.id == EventId(number))
