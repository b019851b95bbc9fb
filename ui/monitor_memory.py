"""Which monitor was whose: a small file beside the station's settings."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from ui.monitors import SecondScreen

MEMORY_FILE = "monitors.json"
_LONGEST_BYTES = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """Identities of monitors, "" when there was none yet."""

    applicant: str = ""
    board: str = ""


class MonitorMemory:
    """Keeps `Remembered` in the data folder; without a folder until the program ends.

    ``second`` is what staff chose for the case that there is only one other monitor.
    """

    def __init__(
        self, folder: Path | None = None, second: SecondScreen = SecondScreen.APPLICANT
    ) -> None:
        self.second = second
        self._file = folder / MEMORY_FILE if folder is not None else None
        self._now = _read(self._file) if self._file is not None else Remembered()

    @property
    def now(self) -> Remembered:
        """Return what is remembered."""
        return self._now

    def keep(self, *, applicant: str, board: str) -> None:
        """Remember these; "" leaves the one that is remembered: it is only unplugged."""
        known = Remembered(
            applicant=applicant or self._now.applicant, board=board or self._now.board
        )
        if known == self._now:
            return
        self._now = known
        if self._file is not None:
            # A full disk costs no more than the memory: monitors are shared out anew.
            with suppress(OSError):
                self._file.write_text(json.dumps(asdict(known)), encoding="utf-8")


def _read(file: Path) -> Remembered:
    """Return what the file says; a damaged one says nothing, and monitors are shared out anew."""
    try:
        with file.open("rb") as content:
            said = json.loads(content.read(_LONGEST_BYTES))
    except (OSError, ValueError):
        return Remembered()
    known = said if isinstance(said, dict) else {}
    return Remembered(applicant=str(known.get("applicant", "")), board=str(known.get("board", "")))
