import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.fakes.commands import RecordingCommands
from tests.ui.applicant.sitter import Sitter, at_page
from ui.app import make_app
from ui.theme import STANDARD


@pytest.fixture
def sitter(qtbot: QtBot, qapp: QApplication, commands: RecordingCommands) -> Sitter:
    make_app(STANDARD)
    return at_page(qtbot, commands)
