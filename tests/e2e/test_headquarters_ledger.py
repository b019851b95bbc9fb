"""A real station's day on its way: closed, copied, opened, its numbers in the book, deleted."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from pathlib import Path
from typing import Any

import pytest

from kiosk.cli.app import main
from kiosk.clock import SystemClock
from kiosk.domain.case import Defect, Found
from kiosk.domain.event import Event, EventKind, EventStatus, Place
from kiosk.domain.figures import DayFigures
from kiosk.domain.ids import EventId, StaffId, StationId
from kiosk.errors import ExitCode
from kiosk.paths import default_receiver_folder
from storage.crypto.passwords import Argon2Cost
from storage.office.headquarters import create_office, open_office
from storage.office.kinds import office_codec
from storage.receiving.ledger import Ledger
from tests.kiosk.documents.test_papers import read
from tests.storage.closedday import ClosedDay
from tests.storage.people import DAY, LEAD_PASSWORD, new_record
from tests.storage.port_suite import ignore

CHEAP = Argon2Cost(memory_kib=64, iterations=1, lanes=1)
PASSPHRASE = "kenshu no nagai aikotoba"
MALL = Place(name="研修モール", address="下関市研修町1番", town_only="下関市研修町")
EVENT = Event(
    id=EventId("E-001"),
    kind=EventKind.VENUE,
    date=DAY,
    start=time(10),
    end=time(16),
    place=MALL,
    status=EventStatus.HELD,
    stations=(StationId("SK01"),),
)


class Office:
    """Headquarters: a book with one event, a ledger that knows the station, and its stick."""

    def __init__(self, root: Path, closed: ClosedDay) -> None:
        self.root, self.closed = root, closed
        self.book, self.ledger, self.stick = root / "book", root / "ledger", root / "stick"
        self.password = root / "password.txt"
        self.password.write_text(PASSPHRASE, encoding="utf-8")
        create_office(self.book, PASSPHRASE, argon2=CHEAP)
        office = open_office(self.book, PASSPHRASE, SystemClock())
        office.put(EVENT, by=StaffId("hq"), expected_version=0)
        office.close()
        self.stick.mkdir()
        closed.station.copy_batch(DAY, self.stick, ignore)
        trust = ["batch", "trust", str(next(self.stick.rglob("*.pub.pem"))), "--words-compared"]
        assert main([*trust, "--ledger", str(self.ledger)]) == ExitCode.OK

    def door(self) -> list[str]:
        return ["--book", str(self.book), "--password-file", str(self.password)]

    def open_batch(self) -> Path:
        age, out = next(self.stick.rglob("*.zip.age")), self.root / "batch-opened"
        how = ["--identity", str(self.closed.identity), "--out", str(out)]
        assert main(["batch", "open", str(age), *how, "--ledger", str(self.ledger)]) == 0
        return out

    def take_figures(self) -> int:
        return main(
            ["office", "import", str(self.stick), *self.door(), "--ledger", str(self.ledger)]
        )

    def change_figures(self, **changes: Any) -> None:
        """Have the book hold other figures of the day than came."""
        book = open_office(self.book, PASSPHRASE, SystemClock())
        (kept,) = book.read(DayFigures).of(DayFigures)
        book.put(replace(kept.entry, **changes), by=StaffId("hq"), expected_version=kept.version)
        book.close()

    def report(self, name: str, *more: str, ledger: bool = True) -> str:
        """Return the words of the completion report of the month, without spaces."""
        out = self.root / name
        days = ["--from", DAY.replace(day=1).isoformat(), "--to", DAY.isoformat()]
        where = ["--ledger", str(self.ledger)] if ledger else []
        asked = ["report", "completion", *days, "--out", str(out), *self.door(), *where, *more]
        assert main(asked) == ExitCode.OK
        return read(next(out.glob("*.pdf")).read_bytes())[0]

    def told(self, capsys: pytest.CaptureFixture[str], *more: str) -> str:
        capsys.readouterr()
        asked = ["office", "ledger", *self.door(), "--ledger", str(self.ledger), *more]
        assert main(asked) == ExitCode.OK
        return capsys.readouterr().out


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setenv("LC_ALL", "C")
    closed = ClosedDay(tmp_path)
    yield Office(tmp_path, closed)
    closed.station.close()


def test_a_day_is_followed_from_its_batch_to_its_deletion(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.open_batch()
    assert "numbers missing" in office.told(capsys)
    assert office.take_figures() == ExitCode.OK
    line = office.told(capsys)
    assert "3 records" in line
    assert "numbers here" in line
    assert "no proof of deletion" in line
    office.closed.confirm_and_cool()
    certificate = office.closed.delete()
    proofs = office.root / "proofs"
    shutil.copytree(office.closed.data / "certificates", proofs)
    line = office.told(capsys, "--certificates", str(proofs))
    assert certificate.number in line
    path = proofs / f"{certificate.number}.json"
    path.write_bytes(path.read_bytes().replace(b'"records":3', b'"records":4'))
    line = office.told(capsys, "--certificates", str(proofs))
    assert "no proof of deletion" in line
    assert "No valid certificate" in line


def test_the_reports_of_the_real_day_have_its_records(office: Office) -> None:
    assert office.take_figures() == ExitCode.OK
    view = open_office(office.book, PASSPHRASE, SystemClock())
    (figures,) = view.read(DayFigures).figures
    view.close()
    assert figures.tally.applications == 3
    out = office.root / "reports"
    asked = ["report", "daily", "--date", DAY.isoformat(), "--out", str(out), "--xlsx"]
    assert main([*asked, *office.door()]) == ExitCode.OK
    assert {path.suffix for path in out.iterdir()} == {".pdf", ".xlsx"}


def test_reports_list_each_batch_with_its_receipt_and_the_proof_of_its_deletion(
    office: Office,
) -> None:
    assert office.take_figures() == ExitCode.OK
    before = office.report("before")
    assert "受領の記録なし" in before
    assert "消去の証明がない提供データが1件" in before
    office.open_batch()
    opened = office.report("opened")
    assert "受領の記録なし" not in opened
    assert "証明なし" in opened
    office.closed.confirm_and_cool()
    certificate = office.closed.delete()
    proofs = office.root / "proofs"
    shutil.copytree(office.closed.data / "certificates", proofs)
    proved = office.report("proved", "--certificates", str(proofs))
    assert certificate.number in proved
    assert "証明なし" not in proved
    assert "消去の証明がない" not in proved
    office.change_figures(audit_head="00" * 32)
    assert "内容の異なるデータを受領" in office.report("other", "--certificates", str(proofs))
    path = proofs / f"{certificate.number}.json"
    path.write_bytes(path.read_bytes().replace(b'"records":3', b'"records":4'))
    forged = office.report("forged", "--certificates", str(proofs))
    assert "証明なし" in forged
    assert "消去証明書として使えないファイル" in forged


@pytest.mark.skipif(sys.platform != "linux", reason="the usual folder is named by a variable here")
def test_a_ledger_that_is_open_elsewhere_keeps_no_report_from_being_made(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert office.take_figures() == ExitCode.OK
    monkeypatch.setenv("XDG_DATA_HOME", str(office.root / "home"))
    usual = default_receiver_folder()
    shutil.copytree(office.ledger, usual)
    with Ledger(usual, SystemClock()):
        assert "受領台帳がほかの画面で開かれている" in office.report("busy", ledger=False)
    assert "ほかの画面" not in office.report("free", ledger=False)


def test_a_station_gives_its_numbers_once_more(office: Office) -> None:
    closed, out = office.closed, office.root / "again"
    closed.station.close()
    password = office.root / "lead.txt"
    password.write_text(LEAD_PASSWORD, encoding="utf-8")
    asked = ["office", "figures", "--data", str(closed.data), "--date", DAY.isoformat()]
    who = ["--staff", "lead1", "--password-file", str(password)]
    assert main([*asked, "--out", str(out), *who]) == ExitCode.OK
    copied = next(office.stick.rglob("figures-*.json"))
    assert (out / copied.name).read_bytes() == copied.read_bytes()
    assert main([*asked, "--out", str(out), *who]) == ExitCode.REFUSED


def test_a_row_of_the_citys_list_finds_the_opened_application(office: Office) -> None:
    form_id = new_record(1).applicant.form_id
    rows = office.root / "list.csv"
    rows.write_text(f"申請書ID,不備内容\n{form_id},写真が不鮮明\n", encoding="utf-8")
    opened = office.open_batch()
    asked = ["cases", "import", str(rows), *office.door(), "--opened", str(opened)]
    assert main(asked) == ExitCode.OK
    book = open_office(office.book, PASSPHRASE, SystemClock())
    (case,) = book.read().cases
    book.close()
    assert isinstance(case, Defect)
    assert isinstance(case.match, Found)
    assert str(case.match.place.receipt) == "SK01-0001"
    assert str(form_id).encode() not in office_codec().spell(case)


def test_a_folder_that_is_no_opened_batch_opens_no_case(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = office.root / "list.csv"
    rows.write_text("申請書ID,不備内容\n", encoding="utf-8")
    asked = ["cases", "import", str(rows), *office.door(), "--opened", str(office.stick)]
    assert main(asked) == ExitCode.BAD_INPUT
    assert "stick" in capsys.readouterr().err
