"""Finished papers beside the station's data: 日報 and 消去証明書, never with personal data."""

from pathlib import Path

from storage.files import disk_errors, replace

FOLDER = "papers"


class PaperFolder:
    """Implements `kiosk.vaultports.Papers` in a folder below the data folder."""

    def __init__(self, data: Path) -> None:
        self._folder = data / FOLDER

    def keep(self, name: str, content: bytes) -> Path:
        """Leave the file in full and return where it is; the same name is replaced."""
        path = self._folder / name
        with disk_errors():
            self._folder.mkdir(mode=0o700, exist_ok=True)
            replace(path, content)
        return path
