"""The office's window for the manual: a made-up contract, and the keys to each picture."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kiosk.background import InlineBackground
from kiosk.domain.event import EventStatus
from kiosk.texts import Language, catalogue
from tests.ui.office.acts import TODAY, Files, OpenGate, begin_book, crew, visit
from tests.ui.office.conftest import complaint, incident
from tests.ui.office.keys import enter, settle
from tests.ui.office.papers import counted, venue
from tests.ui.office.photos import room, write_photo
from ui.hands import Hands
from ui.office.window import OfficeWindow
from ui.theme import STANDARD

PAST = TODAY - timedelta(days=7)
KIT = ("ノートパソコン 2台", "机×4", "USBメモリー（番号 K-9）", "端末の鍵")
KEYS: Mapping[str, tuple[str, ...]] = {
    "office-start": (),
    "office-plan": ("F2",),
    "office-equipment": ("F2", "E", "A", "Y"),
    "office-cases": ("F4",),
    "office-reports": ("F5",),
    "office-photos": ("F6", "Enter"),
}
"""By the name of the picture's file, after the log-in."""


@contextmanager
def office(folder: Path) -> Iterator[tuple[OfficeWindow, Hands]]:
    """Give the window of an office whose book is kept in ``folder``, with somebody logged in."""
    coming = visit("E-2", TODAY, equipment=KIT, status=EventStatus.APPROVED)
    held = (venue(PAST), venue(date(2026, 11, 10), id="E-8"))
    book = begin_book(
        folder / "office",
        (*crew(), *held, *map(counted, held), coming, complaint(), incident()),
    )
    gate = OpenGate(book, catalogue(Language.JA), room=room())
    files = Files(picture=write_photo(folder))
    window = OfficeWindow(catalogue(Language.JA), gate, files, InlineBackground(), theme=STANDARD)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    try:
        yield window, enter(window)
    finally:
        window.close()
        window.deleteLater()
        QApplication.processEvents()
        book.close()


def turn_to(window: OfficeWindow, hands: Hands, keys: tuple[str, ...]) -> None:
    """Press them from the first page on."""
    for key in ("Esc", "Y", "Esc", "F1", *keys):
        hands.press(key)
    settle()
    assert window.isVisible()
