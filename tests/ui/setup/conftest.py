"""Windows of the set-up, closed again."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.texts import Language, catalogue
from tests.ui.conftest import plain_app
from tests.ui.setup.standins import Make, Maker, Stick, Trial, check_printer
from ui.setup.window import SetupWindow


@pytest.fixture
def trial() -> Trial:
    return Trial()


@pytest.fixture
def stick() -> Stick:
    return Stick()


@pytest.fixture
def maker() -> Maker:
    return Maker()


@pytest.fixture
def make(
    qtbot: QtBot, qapp: QApplication, maker: Maker, stick: Stick, trial: Trial
) -> Iterator[Make]:
    windows: list[SetupWindow] = []

    def one(language: Language = Language.JA) -> SetupWindow:
        plain_app()
        window = SetupWindow(
            catalogue(language),
            maker,
            stick.read,
            check_printer=check_printer,
            try_printer=trial,
            choose=stick.choose,
        )
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        QApplication.processEvents()
        windows.append(window)
        return window

    yield one
    for window in windows:
        window.deleteLater()
    QApplication.processEvents()
