"""Windows of the station for tests, closed again with everything they own."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.texts import Language, catalogue
from kiosk.workflow.commands import StationCommands
from tests.fakes.commands import RecordingCommands
from tests.ui import samples
from tests.ui.desks import Pick
from ui.app import dress, make_app
from ui.hands import Hands
from ui.screens import StationScreens
from ui.theme import STANDARD, Theme


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture
def commands() -> RecordingCommands:
    return RecordingCommands()


@pytest.fixture
def screens(
    qtbot: QtBot, qapp: QApplication, commands: RecordingCommands
) -> Iterator[StationScreens]:
    made = make_screens(commands, Language.JA)
    yield made
    made.close()
    QApplication.processEvents()


@pytest.fixture
def hands(screens: StationScreens) -> Hands:
    return Hands(screens.staff)


@pytest.fixture
def pick(screens: StationScreens) -> Pick:
    made = Pick()
    for page in screens.staff.pages.office.every():
        page.picker = made
    return made


def make_screens(
    commands: StationCommands,
    language: Language,
    second: Language = Language.EN,
    *,
    theme: Theme = STANDARD,
    kiosk: bool = False,
    today: date = samples.TODAY,
) -> StationScreens:
    """Return both windows, shown at the least size of the staff window."""
    make_app(theme)
    made = StationScreens(
        commands,
        catalogue(language),
        (catalogue(language), catalogue(second)),
        form_today=lambda: today,
        now=lambda: samples.NOW,
        theme=theme,
        kiosk=kiosk,
    )
    for window in (made.applicant, made.staff):
        window.resize(1366, 768)
        window.show()
    made.staff.activateWindow()
    QApplication.processEvents()
    return made


def plain_app() -> QApplication:
    """Return the application in its usual theme again; what was closed is gone before that."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    app = make_app()
    dress(app, STANDARD)
    return app
