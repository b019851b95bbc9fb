"""Folders and files are picked in the system's own dialog, which never holds the station up."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.kioskmode import is_held

Picked = Callable[[Path], None]


class Picker(Protocol):
    """Asks for a folder or a file; nothing is called when nothing was picked."""

    def folder(self, over: QWidget, title: str, picked: Picked) -> None:
        """Ask for a folder that exists."""
        ...

    def file(self, over: QWidget, title: str, picked: Picked) -> None:
        """Ask for a file that exists."""
        ...

    def withdraw(self) -> None:
        """Ask no longer: the page was left."""
        ...


class DialogPicker:
    """The dialog is opened, not waited for: the idle lock goes on below it."""

    def __init__(self) -> None:
        self._open: QFileDialog | None = None

    def folder(self, over: QWidget, title: str, picked: Picked) -> None:
        """Ask for a folder that exists."""
        self._ask(over, title, QFileDialog.FileMode.Directory, picked)

    def file(self, over: QWidget, title: str, picked: Picked) -> None:
        """Ask for a file that exists."""
        self._ask(over, title, QFileDialog.FileMode.ExistingFile, picked)

    def withdraw(self) -> None:
        """Close the dialog."""
        if self._open is not None:
            self._open.reject()

    def _ask(self, over: QWidget, title: str, mode: QFileDialog.FileMode, picked: Picked) -> None:
        self.withdraw()
        dialog = QFileDialog(over, title)
        dialog.setFileMode(mode)
        if is_held(over.window()):  # the system's own dialog can rename, start and show anything
            dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
            dialog.setOption(QFileDialog.Option.ReadOnly)
        dialog.fileSelected.connect(lambda chosen: picked(Path(chosen)))
        dialog.finished.connect(self._finished)
        self._open = dialog
        dialog.open()

    def _finished(self) -> None:
        if self._open is not None:
            self._open.deleteLater()
            self._open = None
