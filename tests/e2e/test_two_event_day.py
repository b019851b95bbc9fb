"""By the commands: a day of two events on its way to headquarters, first open, then closed."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from kiosk.cli.app import main
from kiosk.clock import SystemClock
from kiosk.domain.figures import DayFigures
from kiosk.domain.ids import StaffId
from kiosk.errors import ExitCode
from storage.crypto.passwords import Argon2Cost
from storage.crypto.signing import to_pem
from storage.office.headquarters import create_office, open_office
from tests.storage.closedday import PARTNER
from tests.storage.people import DAY, LEAD_PASSWORD, Place
from tests.storage.port_suite import ignore
from tests.storage.twoevents import CARE, MALL, plan, work_both

CHEAP = Argon2Cost(memory_kib=64, iterations=1, lanes=1)
PASSPHRASE = "kenshu no nagai aikotoba"


class Journey(Place):
    """A station that was at both events, and headquarters with the same plan."""

    __test__ = False

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.create()
        self.book, self.ledger = root / "book", root / "ledger"
        self.lead, self.head_office = root / "lead.txt", root / "hq.txt"
        self.lead.write_text(LEAD_PASSWORD, encoding="utf-8")
        self.head_office.write_text(PASSPHRASE, encoding="utf-8")
        station = self.open_signed_in()
        plan(station, MALL, CARE)
        work_both(station, self.clock)
        station.close()
        create_office(self.book, PASSPHRASE, argon2=CHEAP)
        office = open_office(self.book, PASSPHRASE, SystemClock())
        for one in (MALL, CARE):
            office.put(one, by=StaffId("hq"), expected_version=0)
        office.close()

    def send(self, name: str) -> Path:
        """Have the station write its numbers of the day, and headquarters take them in."""
        out = self.root / name
        asked = ["office", "figures", "--data", str(self.data), "--date", DAY.isoformat()]
        who = ["--staff", "lead1", "--password-file", str(self.lead)]
        assert main([*asked, "--out", str(out), *who]) == ExitCode.OK
        assert main(["office", "import", str(out), *self.door(), *self.known()]) == ExitCode.OK
        return out

    def close(self) -> None:
        station = self.open()
        station.sign_in("lead1", LEAD_PASSWORD)
        station.close_day(DAY, PARTNER, ignore)
        station.close()

    def trust(self) -> None:
        """Have headquarters know the station's key, before any batch has come."""
        key = self.root / "SK01.pub.pem"
        station = self.open()
        key.write_bytes(to_pem(station.profile.signing_public))
        station.close()
        assert main(["batch", "trust", str(key), "--words-compared", *self.known()]) == ExitCode.OK

    def door(self) -> list[str]:
        return ["--book", str(self.book), "--password-file", str(self.head_office)]

    def known(self) -> list[str]:
        return ["--ledger", str(self.ledger)]

    def figures(self) -> DayFigures:
        office = open_office(self.book, PASSPHRASE, SystemClock())
        (found,) = office.read(DayFigures).figures
        office.close()
        return found

    def reports(self, name: str) -> list[str]:
        """Return the text of the day's reports."""
        out = self.root / name
        asked = ["report", "daily", "--date", DAY.isoformat(), "--out", str(out)]
        assert main([*asked, *self.door()]) == ExitCode.OK
        return [
            "".join("".join(page.extract_text() for page in PdfReader(one).pages).split())
            for one in sorted(out.glob("*.pdf"))
        ]


def test_an_open_day_is_provisional_until_it_is_closed_and_each_event_has_its_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    place = Journey(tmp_path)
    place.trust()
    place.send("moment")
    assert not place.figures().closed
    before = place.reports("provisional")
    assert len(before) == 2
    assert all("数字は暫定です" in one for one in before)
    place.close()
    place.send("closed")
    after = place.reports("final")
    assert place.figures().closed
    assert not any("暫定" in one for one in after)
    mall, care = sorted(after, key=lambda one: "研修モール" not in one)
    assert "申請数2" in mall
    assert "申請数1" in care
    assert "太郎" not in care
