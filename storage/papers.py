"""The folder of what is finished: certificates, day reports, numbers and the line of a day."""

import re
from dataclasses import dataclass
from pathlib import Path

from storage.files import disk_errors, replace

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.(pdf|jsonl|json|json\.sig)")


@dataclass(frozen=True, slots=True)
class PaperFolder:
    """Implements `kiosk.vaultports.Papers`; nothing of an applicant is ever written here."""

    folder: Path

    def keep(self, name: str, content: bytes) -> Path:
        """Leave the file in full and return where it is; the same name is replaced."""
        if not _NAME.fullmatch(name):
            raise ValueError("no name of a paper")
        with disk_errors():
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            replace(self.folder / name, content)
        return self.folder / name
