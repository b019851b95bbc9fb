"""A day that was closed by two people, and how it goes on from there."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from kiosk.domain.custody import SecondPerson
from kiosk.domain.deletion import DeletionCertificate
from kiosk.domain.station import BatchFiles
from kiosk.vaultports import Progress
from storage.station import Station, open_station
from tests.storage.people import DAY, STAFF_PASSWORD, Place, exempted, infant, new_record
from tests.storage.port_suite import ignore
from tests.storage.publictools import open_with_public_tools

PARTNER = SecondPerson(staff_id="staff1", password=STAFF_PASSWORD)
COOLING_S = 24 * 3600


class GiveUpError(Exception):
    """The test stops the work here."""


def stop_at(share: float) -> Callable[[Progress], None]:
    """Return a report that gives up once so much of the work is done."""

    def report(progress: Progress) -> None:
        if progress.done >= share * progress.total:
            raise GiveUpError

    return report


class ClosedDay(Place):
    """Three records, one with a duty, one without a photo; signed in, the day closed."""

    __test__ = False

    def __init__(self, root: Path, *, backups: Path | None = None) -> None:
        super().__init__(root)
        self.backups = backups
        self.create()
        self.station: Station = self.open_signed_in()
        for record in (new_record(1, jpeg_bytes=40_000), exempted(2), infant(3)):
            self.station.put(record)
        self.files: BatchFiles = self.station.close_day(DAY, PARTNER, ignore)

    def open(self) -> Station:
        return open_station(self.data, self.clock, backups=self.backups)

    def restart(self) -> None:
        """Close the program and sign in again."""
        self.station.close()
        self.station = self.open_signed_in()

    def receipt_code(self) -> str:
        """Return what the city reads in its batch."""
        out = open_with_public_tools(self, self.files)
        code = (out / "RECEIPT_CODE.txt").read_text(encoding="utf-8").splitlines()[0]
        shutil.rmtree(out)
        return code

    def confirm_and_cool(self) -> None:
        """Prove the receipt and let the cooling pass."""
        self.station.confirm_receipt(DAY, self.receipt_code())
        self.clock.pass_s(COOLING_S)

    def delete(self, *remaining: str) -> DeletionCertificate:
        """Delete the day by the two people."""
        return self.station.delete_day(DAY, PARTNER, remaining, ignore)

    def kinds(self) -> list[str]:
        """Return the audit trail's kinds, the program closed for it."""
        self.station.close()
        with sqlite3.connect(self.database) as connection:
            found = [kind for (kind,) in connection.execute("SELECT kind FROM audit ORDER BY n")]
        connection.close()
        self.station = self.open_signed_in()
        return found

    def column(self, name: str) -> object:
        """Return a column of the day's row, the program closed for it."""
        self.station.close()
        with sqlite3.connect(self.database) as connection:
            asked = f"SELECT {name} FROM shifts"  # noqa: S608 - the test names the column
            (value,) = connection.execute(asked).fetchone()
        connection.close()
        self.station = self.open_signed_in()
        return value


def kinds_of(place: Place, station: Station) -> list[str]:
    """Return the kinds of the trail's entries; the station is closed for it."""
    station.close()
    with sqlite3.connect(place.database) as connection:
        found = [kind for (kind,) in connection.execute("SELECT kind FROM audit ORDER BY n")]
    connection.close()
    return found
