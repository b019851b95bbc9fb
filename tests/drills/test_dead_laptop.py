"""docs/manual/dead-laptop.md, at headquarters: the disk read-only, the key, what comes out."""

import csv
import shutil
from pathlib import Path

import pytest

from kiosk.errors import ExitCode
from storage.crypto.identities import new_age_identity
from storage.station import Station
from tests.drills.office import kiosk
from tests.storage.closedday import ClosedDay
from tests.storage.office_suite import BY, event
from tests.storage.people import DAY
from tests.storage.picture_suite import EVENT, site_photo
from tests.storage.test_recover import RECORDS, DeadLaptop, state_of


@pytest.fixture
def laptop(tmp_path: Path) -> DeadLaptop:
    laptop = DeadLaptop(tmp_path)
    laptop.die()
    return laptop


def table(out: Path) -> list[dict[str, str]]:
    path = out / DAY.isoformat() / "applicants.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_laptop_that_died_in_the_middle_of_the_day_loses_nobody(laptop: DeadLaptop) -> None:
    before = state_of(laptop.dead)
    said = kiosk("recover", laptop.dead, "--identity", laptop.identity, "--out", laptop.out)
    assert state_of(laptop.dead) == before, "the original is evidence"
    assert str(len(RECORDS)) in said
    receipts = [next(iter(row.values())) for row in table(laptop.out)]
    assert len(receipts) == len(RECORDS)
    assert receipts[-1].endswith(f"{len(RECORDS):04d}"), "the venue told this one on the telephone"
    assert len(list((laptop.out / DAY.isoformat() / "photos").iterdir())) == 3


def test_the_backup_of_a_closed_day_is_enough(tmp_path: Path) -> None:
    second_place = tmp_path / "card"
    second_place.mkdir()
    closed = ClosedDay(tmp_path, backups=second_place)
    closed.station.back_up(DAY)
    closed.station.close()
    (backup,) = second_place.iterdir()
    out = tmp_path / "out"
    kiosk("recover", backup, "--identity", closed.identity, "--out", out)
    assert len(table(out)) == 3


def test_the_book_comes_out_with_its_pictures(laptop: DeadLaptop) -> None:
    laptop.prepare = furnish_book
    shutil.rmtree(laptop.data)
    shutil.rmtree(laptop.dead)
    laptop.create()
    laptop.die()
    before = state_of(laptop.dead)
    said = kiosk("recover", laptop.dead, "--identity", laptop.identity, "--out", laptop.out)
    assert state_of(laptop.dead) == before, "the original is evidence"
    assert "項目 2 件、会場写真 1 枚" in said
    assert "2 行は、すべて書かれたときのままです" in said
    (picture,) = (laptop.out / "office" / "pictures").iterdir()
    assert picture.read_bytes() == site_photo().jpeg


def furnish_book(station: Station) -> None:
    station.office.put(event(), by=BY, expected_version=0)
    station.office.pictures.keep(EVENT, "（研修）入口", site_photo(), by=BY)


def test_what_cannot_be_opened_is_listed_by_receipt_and_not_by_name(laptop: DeadLaptop) -> None:
    laptop.tell_the_dead("UPDATE records SET sealed = zeroblob(100) WHERE number = 2")
    said = kiosk(
        *("recover", laptop.dead, "--identity", laptop.identity, "--out", laptop.out),
        expect=int(ExitCode.BAD_INPUT),
    )
    assert "0002" in said
    for record in RECORDS:
        assert record.applicant.name not in said
    assert len(table(laptop.out)) == len(RECORDS) - 1


def test_without_a_recipients_key_nobody_opens_it(laptop: DeadLaptop) -> None:
    _, secret = new_age_identity()
    stranger = laptop.root / "stranger.txt"
    stranger.write_text(secret, encoding="ascii")
    kiosk(
        *("recover", laptop.dead, "--identity", stranger, "--out", laptop.out),
        expect=int(ExitCode.REFUSED),
    )
    assert not laptop.out.exists()
