"""Duties: sealed with their record, nothing of them readable, no way back from done."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.duty import PhotoDuty
from kiosk.domain.ids import ReceiptNumber, StationId
from kiosk.domain.numbers import FormId
from kiosk.domain.record import Record
from kiosk.errors import KioskError
from storage.errors import CountsDisagreeError, TamperedError
from storage.records.duties import joined
from storage.station import Station
from tests.storage.people import (
    ALONE,
    DAY,
    EXEMPTION,
    LEAD_PASSWORD,
    OVERRIDE,
    WELL,
    Place,
    exempted,
    infant,
    new_record,
)
from tests.storage.port_suite import ignore


def alter(place: Place, statement: str, values: tuple[object, ...] = ()) -> None:
    with sqlite3.connect(place.database) as connection:
        assert connection.execute(statement, values).rowcount > 0
    connection.close()


def rows(place: Place, statement: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(place.database) as connection:
        found = connection.execute(statement).fetchall()
    connection.close()
    return found


def test_nothing_of_a_duty_is_readable_on_the_disk(place: Place, station: Station) -> None:
    station.put(exempted(1))
    station.complete_duty(DAY, exempted(1).id)
    station.close()
    words = (EXEMPTION.words, EXEMPTION.who, EXEMPTION.when, str(exempted(1).applicant.form_id))
    needles = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le")]
    assert holding(place.data, needles) == []
    (place.data / "planted.txt").write_text(EXEMPTION.words, encoding="utf-8")
    assert holding(place.data, needles) == ["planted.txt"]


def holding(folder: Path, needles: list[bytes]) -> list[str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert any(path.suffix == ".db" for path in files)
    return [p.name for p in files if any(needle in p.read_bytes() for needle in needles)]


def test_the_audit_tells_who_overrode_exempted_and_completed(
    place: Place, station: Station
) -> None:
    both = new_record(2, review=replace(WELL, override=OVERRIDE, exemption=EXEMPTION))
    for record in (new_record(1), both, infant(3)):
        station.put(record)
    for _ in range(2):
        station.complete_duty(DAY, both.id)
    station.close()
    found = rows(place, "SELECT kind, actor, subject FROM audit ORDER BY n")
    assert [line for line in found if line[2] == str(both.id)] == [
        ("put", "lead1", str(both.id)),
        ("override_photo", "lead1", str(both.id)),
        ("exempt_photo", "lead1", str(both.id)),
        ("complete_duty", "lead1", str(both.id)),
    ]
    kinds = [kind for kind, _, _ in found]
    assert kinds[3:] == [
        "put", "put", "override_photo", "exempt_photo", "put", "complete_duty", "sign_out",
    ]  # fmt: skip


def test_an_older_state_put_back_is_noticed(place: Place) -> None:
    station = place.open_signed_in()
    station.put(exempted(1))
    station.close()
    (kept,) = rows(place, "SELECT row_version, sealed, row_mac FROM duties")
    station = place.open_signed_in()
    station.complete_duty(DAY, exempted(1).id)
    station.close()
    alter(place, "UPDATE duties SET row_version = ?, sealed = ?, row_mac = ?", kept)
    station = place.open_signed_in()
    with pytest.raises(CountsDisagreeError):
        station.duties(DAY)
    with pytest.raises(CountsDisagreeError):
        station.close_day(DAY, ALONE, ignore)
    station.close()


@pytest.mark.parametrize(
    ("statement", "error"),
    [
        ("DELETE FROM duties WHERE row_version = 1", CountsDisagreeError),
        ("UPDATE duties SET row_version = 2", TamperedError),
        ("UPDATE duties SET schema_version = 1", TamperedError),
        ("UPDATE duties SET sealed = (SELECT sealed FROM records LIMIT 1)", TamperedError),
        ("UPDATE duties SET sealed = (SELECT max(sealed) FROM duties)", TamperedError),
        (
            "UPDATE duties SET (sealed, row_mac) = (SELECT sealed, row_mac FROM duties LIMIT 1)",
            TamperedError,
        ),
        ("UPDATE duties SET row_mac = zeroblob(32)", TamperedError),
        ("UPDATE records SET number = 9 WHERE number = 1", TamperedError),
    ],
)
def test_rows_that_were_altered_are_noticed(
    place: Place, station: Station, statement: str, error: type[KioskError]
) -> None:
    for record in (exempted(1), exempted(2)):
        station.put(record)
    station.close()
    alter(place, statement)
    station = place.open_signed_in()
    with pytest.raises(error):
        station.duties(DAY)
    with pytest.raises(KioskError):
        station.close_day(DAY, ALONE, ignore)
    station.close()


def test_every_flipped_bit_of_a_duty_is_noticed(place: Place, station: Station) -> None:
    station.put(exempted(1))
    station.close()
    (good,) = rows(place, "SELECT sealed FROM duties")[0]
    assert isinstance(good, bytes)
    for at in range(0, len(good), 7):
        bad = bytearray(good)
        bad[at] ^= 1 << at % 8
        alter(place, "UPDATE duties SET sealed = ?", (bad,))
        station = place.open_signed_in()
        with pytest.raises(TamperedError):
            station.duties(DAY)
        station.close()


def test_a_duty_survives_a_restart(place: Place, station: Station) -> None:
    station.put(exempted(1))
    (before,) = station.duties(DAY)
    station.close()
    station = place.open()
    station.sign_in("lead1", LEAD_PASSWORD)
    assert station.duties(DAY) == (before,)
    assert before.done is None
    station.close()


def _duty_of(record: Record) -> PhotoDuty:
    return PhotoDuty(
        record_id=record.id,
        number=ReceiptNumber(StationId("SK01"), 1),
        form_id=record.applicant.form_id,
        exemption=EXEMPTION,
    )


@pytest.mark.parametrize(
    ("record", "duties"),
    [
        (exempted(1), []),
        (new_record(1), [_duty_of(new_record(1))]),
        (infant(1), [_duty_of(exempted(1))]),
        (exempted(1), [replace(_duty_of(exempted(1)), form_id=FormId("0"))]),
        (exempted(1), [replace(_duty_of(exempted(1)), exemption=replace(EXEMPTION, words=""))]),
        (exempted(1), [replace(_duty_of(exempted(1)), number=ReceiptNumber(StationId("SK01"), 2))]),
        (exempted(1), [_duty_of(exempted(1)), _duty_of(exempted(2))]),
    ],
)
def test_a_duty_that_is_not_its_records_stops_the_batch(
    record: Record, duties: list[PhotoDuty]
) -> None:
    with pytest.raises(TamperedError):
        list(joined([(ReceiptNumber(StationId("SK01"), 1), record)], duties))


def test_a_record_goes_into_the_batch_with_its_duty() -> None:
    record, number = exempted(1), ReceiptNumber(StationId("SK01"), 1)
    (item,) = joined([(number, record)], [_duty_of(record)])
    assert (item.number, item.record, item.duty) == (number, record, _duty_of(record))
