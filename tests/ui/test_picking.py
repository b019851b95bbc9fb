"""Folders and files are picked in a dialog that holds nothing up."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.staff.desks.picking import DialogPicker


@pytest.fixture
def over(qtbot: QtBot, qapp: QApplication) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    yield made
    QApplication.processEvents()


def dialogs(over: QWidget) -> list[QFileDialog]:
    QApplication.processEvents()
    return [one for one in over.findChildren(QFileDialog) if one.isVisible()]


def type_and_accept(dialog: QFileDialog, path: Path) -> None:
    for edit in dialog.findChildren(QLineEdit):
        edit.setText(str(path))
    dialog.accept()


def test_a_picked_folder_is_handed_on(over: QWidget, tmp_path: Path) -> None:
    picked: list[Path] = []
    picker = DialogPicker()
    picker.folder(over, "folder", picked.append)
    (dialog,) = dialogs(over)
    type_and_accept(dialog, tmp_path)
    assert picked == [tmp_path]
    assert dialogs(over) == []


def test_a_picked_file_is_handed_on(over: QWidget, tmp_path: Path) -> None:
    file = tmp_path / "policy.json"
    file.write_text("{}", encoding="utf-8")
    picked: list[Path] = []
    picker = DialogPicker()
    picker.file(over, "file", picked.append)
    (dialog,) = dialogs(over)
    type_and_accept(dialog, file)
    assert picked == [file]


def test_a_dialog_goes_away_when_the_page_is_left(over: QWidget) -> None:
    picked: list[Path] = []
    picker = DialogPicker()
    picker.folder(over, "folder", picked.append)
    assert dialogs(over)
    picker.withdraw()
    assert dialogs(over) == []
    assert picked == []


def test_there_is_one_dialog_at_a_time(over: QWidget) -> None:
    picker = DialogPicker()
    picker.folder(over, "folder", print)
    picker.file(over, "file", print)
    assert len(dialogs(over)) == 1
    picker.withdraw()
