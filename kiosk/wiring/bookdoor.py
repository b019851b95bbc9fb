"""The office's book for a command: a station's by a log-in, headquarters' by its passphrase."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from kiosk.clock import SystemClock
from kiosk.domain.staff import StaffMember
from kiosk.officeports import OfficeBook
from kiosk.paths import office_witnesses
from storage.layout import is_station
from storage.office.headquarters import open_office
from storage.station import Station, open_station


@dataclass(frozen=True, slots=True, kw_only=True)
class LogIn:
    """Who asks; ``staff`` is "" for a book of headquarters, which has one passphrase."""

    staff: str
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPlace:
    """What a log-in opened; ``book`` is None at a station where none was ever begun."""

    book: OfficeBook | None
    station: Station | None = None
    member: StaffMember | None = None

    @property
    def training(self) -> bool:
        """Tell whether it is a training station."""
        return self.station is not None and self.station.profile.training


@contextmanager
def open_place(folder: Path, log_in: LogIn) -> Iterator[OpenPlace]:
    """Open the station or the book in ``folder`` inside the block; nothing stays open after it."""
    clock = SystemClock()
    with ExitStack() as stack:
        if is_station(folder):
            station = open_station(folder, clock)
            stack.callback(station.close)
            member = station.sign_in(log_in.staff, log_in.password)
            yield OpenPlace(book=station.office_if_begun(), station=station, member=member)
        else:
            book = open_office(folder, log_in.password, clock, witnesses=office_witnesses())
            stack.callback(book.close)
            yield OpenPlace(book=book)
