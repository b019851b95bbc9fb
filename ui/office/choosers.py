"""The machine's own dialogs for the files of the plan."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from kiosk.texts import Catalogue


class FileDialogs:
    """Asks with a dialog; closing it chooses nothing. Names get the suffix they lack."""

    def __init__(self, texts: Catalogue) -> None:
        self._texts = texts

    def plan_file(self) -> Path | None:
        """Return a sheet or a calendar to read."""
        title = self._texts["bureau.choose.plan"]
        name, _ = QFileDialog.getOpenFileName(None, title, "", "*.xlsx *.ics")
        return Path(name) if name else None

    def sheet_out(self) -> Path | None:
        """Return the sheet to be written."""
        return self._save("bureau.choose.sheet", ".xlsx")

    def calendar_out(self) -> Path | None:
        """Return the calendar to be written."""
        return self._save("bureau.choose.calendar", ".ics")

    def _save(self, title: str, suffix: str) -> Path | None:
        name, _ = QFileDialog.getSaveFileName(None, self._texts[title], "", f"*{suffix}")
        if not name:
            return None
        path = Path(name)
        return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)
