"""The machine's own dialogs for files and folders."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from kiosk.texts import Catalogue


class FileDialogs:
    """Asks with a dialog; closing it chooses nothing."""

    def __init__(self, texts: Catalogue) -> None:
        self._texts = texts

    def batch(self) -> Path | None:
        """Return a batch file."""
        return self._file("receiver.choose.batch", "*.zip.age")

    def stick(self) -> Path | None:
        """Return a folder with batches."""
        return self._folder("receiver.choose.stick")

    def identity(self) -> Path | None:
        """Return the file with the age identity."""
        return self._file("receiver.choose.identity", "*")

    def out(self) -> Path | None:
        """Return the folder to write into."""
        return self._folder("receiver.choose.out")

    def _file(self, title: str, pattern: str) -> Path | None:
        name, _ = QFileDialog.getOpenFileName(None, self._texts[title], "", pattern)
        return Path(name) if name else None

    def _folder(self, title: str) -> Path | None:
        name = QFileDialog.getExistingDirectory(None, self._texts[title])
        return Path(name) if name else None
