"""A station that closed two days, and somebody at the city who is to have the list of both."""

import csv
import io
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from kiosk.cli.app import main
from kiosk.domain.station import BatchFiles
from storage.crypto.identities import new_age_identity
from tests.storage.closedday import PARTNER
from tests.storage.people import DAY, LEAD_PASSWORD, Place, infant, new_record, renamed
from tests.storage.port_suite import ignore

NEXT = DAY + timedelta(days=1)
IN_CP932 = "研修 髙橋"
ROOF = "研修 \U00020bb7田"
IVS = "研修 葛\U000e0100城"
MARK = "研修 か\u3099"
NAMES = (IN_CP932, ROOF, IVS, MARK)


class City:
    """A station that closed two days, and somebody who asks for the list of both."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "station").mkdir(parents=True)
        self.place = Place(root / "station")
        recipient, secret = new_age_identity()
        self.recipient, self.key = recipient, root / "city.key"
        self.key.write_text(secret, encoding="ascii")
        self.out = root / "out" / "list.age"
        self.out.parent.mkdir()
        self.days: list[BatchFiles] = []

    def close_days(self, *, training: bool = False) -> None:
        self.place.create(training=training)
        station = self.place.open()
        station.sign_in("lead1", LEAD_PASSWORD)
        first = [renamed(new_record(n), name) for n, name in enumerate(NAMES, start=1)]
        for day, records in ((DAY, first), (NEXT, [replace(infant(9), business_date=NEXT)])):
            station.open_day(day)
            for record in records:
                station.put(record)
            self.days.append(station.close_day(day, PARTNER, ignore))
            self.place.clock.pass_s(24 * 3600)
        station.close()

    @property
    def batches(self) -> tuple[Path, ...]:
        return tuple(one.age for one in self.days)

    def ask(
        self,
        *more: object,
        batches: Sequence[Path] = (),
        to: bool = True,
        ledger: Sequence[object] = ("--no-ledger",),
    ) -> int:
        """Ask for the list; the newest batch first, for the order is not that of the names."""
        files = [*(batches or reversed(self.batches))]
        how: list[object] = ["--identity", self.place.identity, "--out", self.out, *ledger]
        if to:
            how += ["--to", self.recipient]
        return main([str(one) for one in ("batch", "support-list", *files, *how, *more)])

    def opened(self) -> bytes:
        """Return what the age tool, none of our code, finds in the list."""
        done = subprocess.run(
            ["age", "-d", "-i", self.key, self.out], capture_output=True, check=True
        )
        return done.stdout

    def lines(self, encoding: str) -> list[list[str]]:
        text = self.opened().decode(encoding)
        return list(csv.reader(io.StringIO(text, newline="")))


def everywhere(root: Path) -> Iterator[Path]:
    return (path for path in root.rglob("*") if path.is_file())
