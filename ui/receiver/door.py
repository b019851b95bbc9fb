"""What the receiver's window asks for; each call is made away from the screen."""

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kiosk.domain.delivery import BatchLook, Reception
from kiosk.domain.ledger import Gap, LedgerLine
from kiosk.domain.progress import Progress, Report
from kiosk.errors import CancelledError
from kiosk.threads import Latest


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRequest:
    """What is to be opened: ``out`` is the folder in which the batch gets a folder of its own."""

    file: Path
    identity: Path
    out: Path
    profile: str
    gap_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The ledger: every line, oldest first, and what never came."""

    lines: tuple[LedgerLine, ...]
    gaps: tuple[Gap, ...]


class ReceiverDoor(Protocol):
    """Batches and the ledger; every call may raise a `KioskError`."""

    def profiles(self) -> tuple[str, ...]:
        """Return the names of the forms in which a batch can be laid out; quick."""
        ...

    def batches_in(self, place: Path) -> tuple[Path, ...]:
        """Return the batch that is named, or every batch in a folder."""
        ...

    def look(self, file: Path, report: Report) -> BatchLook:
        """Return what the batch says of itself and whether it may be opened."""
        ...

    def trust(self, look: BatchLook) -> None:
        """Have the key whose words were compared count as the station's."""
        ...

    def open(self, request: OpenRequest, report: Report) -> Reception:
        """Return the batch that was laid out and noted."""
        ...

    def history(self, *, training: bool) -> History:
        """Return the ledger."""
        ...


class Chooser(Protocol):
    """Asks a person for files and folders; None when nothing was chosen."""

    def batch(self) -> Path | None:
        """Return a batch file."""
        ...

    def stick(self) -> Path | None:
        """Return a folder in which batches lie."""
        ...

    def identity(self) -> Path | None:
        """Return the file with the age identity."""
        ...

    def out(self) -> Path | None:
        """Return the folder to write into."""
        ...


class Errand:
    """A long piece of work that is watched from the screen and may be given up."""

    def __init__(self) -> None:
        self.progress: Latest[Progress] = Latest()
        self._given_up = threading.Event()

    def report(self, progress: Progress) -> None:
        """Take note, on the worker; raises `CancelledError` once it was given up."""
        if self._given_up.is_set():
            raise CancelledError
        self.progress.put(progress)

    def give_up(self) -> None:
        """Have the work end at its next report."""
        self._given_up.set()
