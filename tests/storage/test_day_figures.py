"""The numbers of a closed day: signed, the same each time, gone with the batch to headquarters."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from kiosk.contract.figuresfile import read_figures
from kiosk.domain.event import Event, EventKind, EventStatus, Place
from kiosk.domain.figures import DayFigures, PhotoWay
from kiosk.domain.ids import EventId, StaffId, StationId
from kiosk.domain.station import SignedFigures
from kiosk.errors import KioskError
from storage.batches.errors import BatchTamperedError
from storage.crypto.signing import check_signature
from storage.errors import TamperedError
from storage.station import Station
from tests.storage.closedday import PARTNER, ClosedDay
from tests.storage.people import DAY, LEAD_PASSWORD, new_record
from tests.storage.people import Place as Room
from tests.storage.port_suite import ignore

NAME = "figures-SK01-20261103.json"
PRIVATE = Place(name="研修 太郎宅", address="研修町1", town_only="下関市研修町", private_home=True)
HOME = Event(
    id=EventId("E-001"),
    kind=EventKind.VISIT,
    date=DAY,
    start=time(10),
    end=time(12),
    place=PRIVATE,
    status=EventStatus.APPROVED,
    stations=(StationId("SK01"),),
)


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[ClosedDay]:
    day = ClosedDay(tmp_path)
    yield day
    day.station.close()


def told(closed: ClosedDay) -> tuple[DayFigures, SignedFigures]:
    signed = closed.station.day_figures(DAY)
    return read_figures(signed.content), signed


def check(station: Station, signed: SignedFigures) -> None:
    check_signature(station.profile.signing_public, signed.content, signed.signature)


def test_closing_leaves_the_signed_numbers_of_the_records(closed: ClosedDay) -> None:
    path = closed.outbox / NAME
    content, signature = path.read_bytes(), path.with_name(f"{NAME}.sig").read_bytes()
    figures, signed = told(closed)
    assert (signed.name, signed.content, signed.signature) == (NAME, content, signature)
    check(closed.station, signed)
    tally, report = figures.tally, closed.station.day_report(DAY)
    assert tally.applications == report.records == 3
    ways = {PhotoWay.JUDGED: 1, PhotoWay.EXEMPTED: 1, PhotoWay.NONE: 1}
    assert dict(tally.photo_ways) == ways
    assert sum(count for _, count in tally.ages) == 3
    assert (figures.batch, figures.batch_sha256) == (report.batch, report.batch_sha256)
    assert (figures.audit_n, figures.audit_head) == (report.audit_n, report.audit_head)


def test_nobody_is_in_the_numbers(closed: ClosedDay) -> None:
    spelled = (closed.outbox / NAME).read_text(encoding="utf-8")
    person = new_record(1).applicant
    for secret in (person.name, person.kana, person.address, person.form_id, "1950", "lead1"):
        assert secret is not None
        assert str(secret) not in spelled


def test_a_lost_file_is_made_anew_with_the_same_numbers(closed: ClosedDay) -> None:
    before = (closed.outbox / NAME).read_bytes()
    closed.confirm_and_cool()
    closed.delete()
    for path in closed.outbox.glob("figures-*"):
        path.unlink()
    closed.restart()
    assert closed.station.day_figures(DAY).content == before
    assert (closed.outbox / NAME).read_bytes() == before


@pytest.mark.parametrize("name", [NAME, f"{NAME}.sig"])
def test_an_altered_file_is_replaced(closed: ClosedDay, name: str) -> None:
    _, before = told(closed)
    path = closed.outbox / name
    path.write_bytes(path.read_bytes().replace(b"3", b"4") + b" ")
    _, after = told(closed)
    assert after == before
    check(closed.station, after)


def test_numbers_of_another_day_under_this_name_do_not_count(closed: ClosedDay) -> None:
    figures, signed = told(closed)
    with pytest.raises(BatchTamperedError):
        check(closed.station, replace(signed, content=signed.content + b" "))
    assert figures.business_date == DAY


def test_what_was_counted_cannot_be_altered_in_the_database(closed: ClosedDay) -> None:
    for path in closed.outbox.glob("figures-*"):
        path.unlink()
    closed.station.close()
    with sqlite3.connect(closed.database) as connection:
        (spelled,) = connection.execute(
            "SELECT value FROM settings WHERE key = 'tally 2026-11-03'"
        ).fetchone()
        fields = json.loads(spelled)
        fields["replacing"] += 1
        connection.execute(
            "UPDATE settings SET value = ? WHERE key = 'tally 2026-11-03'", (json.dumps(fields),)
        )
    connection.close()
    closed.station = closed.open()
    with pytest.raises(TamperedError):
        closed.station.sign_in("lead1", LEAD_PASSWORD)


def test_the_stick_gets_the_numbers_with_the_batch(closed: ClosedDay, tmp_path: Path) -> None:
    stick = tmp_path / "USB"
    stick.mkdir()
    (closed.outbox / NAME).unlink()
    closed.station.copy_batch(DAY, stick, ignore)
    (copied,) = stick.rglob(NAME)
    _, signed = told(closed)
    assert copied.read_bytes() == signed.content
    assert copied.with_name(f"{NAME}.sig").read_bytes() == signed.signature


def test_a_failure_of_the_numbers_does_not_keep_the_day_open(tmp_path: Path) -> None:
    place = Room(tmp_path)
    place.create()
    station = place.open_signed_in()
    station.put(new_record(1))
    (place.outbox / NAME / "in the way").mkdir(parents=True)
    files = station.close_day(DAY, PARTNER, ignore)
    assert files.age.exists()
    with pytest.raises(KioskError):
        station.day_figures(DAY)
    (place.outbox / NAME / "in the way").rmdir()
    (place.outbox / NAME).rmdir()
    assert read_figures(station.day_figures(DAY).content).tally.applications == 1
    station.close()


def test_the_stations_own_book_gets_them_with_event_and_place(tmp_path: Path) -> None:
    place = Room(tmp_path)
    place.create()
    station = place.open_signed_in()
    station.office.put(HOME, by=StaffId("lead1"), expected_version=0)
    station.put(new_record(1))
    station.close_day(DAY, PARTNER, ignore)
    station.day_figures(DAY)
    (kept,) = station.office.read(DayFigures).of(DayFigures)
    assert kept.version == 1
    assert (kept.entry.event, kept.entry.place) == (HOME.id, PRIVATE.town_only)
    assert "太郎" not in (place.outbox / NAME).read_text(encoding="utf-8")
    station.close()


def test_a_station_without_a_book_does_not_begin_one(closed: ClosedDay) -> None:
    assert closed.station.office_if_begun() is None
