"""The machine's own dialogs for files and folders."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from kiosk.texts import Catalogue

_PICTURES = "*.jpg *.jpeg *.png *.heic *.heif *.mpo *.gif *.webp *.tif *.tiff *.bmp"


class FileDialogs:
    """Asks with a dialog; closing it chooses nothing. Names get the suffix they lack."""

    def __init__(self, texts: Catalogue) -> None:
        self._texts = texts
        self._folders: dict[str, str] = {}

    def plan_file(self) -> Path | None:
        """Return a sheet or a calendar to read."""
        title = self._texts["bureau.choose.plan"]
        name, _ = QFileDialog.getOpenFileName(None, title, "", "*.xlsx *.ics")
        return Path(name) if name else None

    def picture_in(self) -> Path | None:
        """Return a photo of a venue; also one that is refused, in words, for what it is."""
        title = self._texts["bureau.choose.picture"]
        name, _ = QFileDialog.getOpenFileName(None, title, "", _PICTURES)
        return Path(name) if name else None

    def sheet_out(self) -> Path | None:
        """Return the sheet to be written."""
        return self._save("bureau.choose.sheet", ".xlsx")

    def calendar_out(self) -> Path | None:
        """Return the calendar to be written."""
        return self._save("bureau.choose.calendar", ".ics")

    def defect_list(self) -> Path | None:
        """Return the city's list of 不備 to read."""
        title = self._texts["bureau.choose.defects"]
        name, _ = QFileDialog.getOpenFileName(None, title, "", "*.xlsx *.csv *.txt")
        return Path(name) if name else None

    def batch_folder(self) -> Path | None:
        """Return the folder of an opened batch."""
        name = QFileDialog.getExistingDirectory(None, self._texts["bureau.choose.batch"])
        return Path(name) if name else None

    def cases_out(self) -> Path | None:
        """Return the list of cases to be written; xlsx where the name does not end in CSV."""
        title = self._texts["bureau.choose.cases"]
        name, _ = QFileDialog.getSaveFileName(None, title, "", "*.xlsx *.csv")
        path = Path(name)
        if not name or path.suffix.lower() in {".xlsx", ".csv"}:
            return path if name else None
        return path.with_name(f"{path.name}.xlsx")

    def folder_out(self) -> Path | None:
        """Return the folder into which papers are to be written."""
        return self._folder("bureau.choose.folder_out")

    def folder_in(self) -> Path | None:
        """Return a folder to read from."""
        return self._folder("bureau.choose.folder_in")

    def _folder(self, title: str) -> Path | None:
        name = QFileDialog.getExistingDirectory(
            None, self._texts[title], self._folders.get(title, "")
        )
        if not name:
            return None
        self._folders[title] = name  # the next one is mostly the same
        return Path(name)

    def _save(self, title: str, suffix: str) -> Path | None:
        name, _ = QFileDialog.getSaveFileName(None, self._texts[title], "", f"*{suffix}")
        if not name:
            return None
        path = Path(name)
        return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)
