"""The office's book for commands that write in it or make reports of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.ids import StaffId, parse_staff_id
from kiosk.errors import ExitCode, KioskError
from kiosk.officeports import OfficeBook
from kiosk.wiring.bookdoor import LogIn, open_place

HEADQUARTERS = StaffId("hq")
"""By whom a command writes where the book has one passphrase and nobody gave a name."""


class NoBookError(KioskError):
    """Nobody ever wrote in a book at this station."""

    message_key = "no_book"
    exit_code = ExitCode.BAD_INPUT


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Where the book is, and who asks."""

    folder: Path
    log_in: LogIn

    @property
    def by(self) -> StaffId:
        """Return under which name lines are written."""
        return parse_staff_id(self.log_in.staff) if self.log_in.staff else HEADQUARTERS


@contextmanager
def open_book(door: Door) -> Iterator[OfficeBook]:
    """Give the book inside the block; `NoBookError` where none was begun."""
    with open_place(door.folder, door.log_in) as place:
        if place.book is None:
            raise NoBookError("no book")
        yield place.book
