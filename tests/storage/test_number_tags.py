"""Whether a number was here before: known to who is signed in, readable to nobody else."""

import hmac
import sqlite3
from dataclasses import replace

import pytest

from kiosk.domain.ids import StaffId
from kiosk.domain.record import Record
from kiosk.domain.staff import Role
from storage.crypto.canonical import pack
from storage.errors import TamperedError
from storage.station import Station
from tests.storage.people import ALONE, DAY, LEAD_PASSWORD, Place, foreigner, new_record, new_staff
from tests.storage.port_suite import ignore

BY_FORM, BY_HAND = new_record(1), foreigner(2)


def number_of(record: Record) -> str:
    person = record.applicant
    return str(person.form_id or person.individual_number)


def tags(place: Place) -> list[bytes | None]:
    with sqlite3.connect(place.database) as connection:
        found = connection.execute("SELECT number_tag FROM records ORDER BY number").fetchall()
    connection.close()
    return [tag for (tag,) in found]


def told(station: Station, record: Record) -> list[str]:
    return [str(one) for one in station.earlier_receipts(number_of(record))]


@pytest.fixture
def two(station: Station) -> Station:
    for record in (BY_FORM, BY_HAND):
        station.put(record)
    return station


def test_no_number_can_be_read_on_the_disk(place: Place, two: Station) -> None:
    two.close()
    needles = [number_of(one).encode() for one in (BY_FORM, BY_HAND)]
    files = [path for path in place.data.rglob("*") if path.is_file()]
    assert not [path for path in files for one in needles if one in path.read_bytes()]
    first, second = tags(place)
    assert (len(first or b""), len(second or b"")) == (32, 32)


def test_the_tags_are_those_of_the_text(place: Place, two: Station) -> None:
    keys, days = two._parts.door.unlocked.keys, two._parts.days
    vault = bytes(keys.numbers)
    with two._parts.store.unit() as session:
        day = bytes(days.key(days.existing(session, DAY).id))
    database = two.profile.database
    two.close()
    from_day = _derived(day)
    expected = [
        hmac.digest(key, pack("kiosk v1 number tag", database, number_of(one)), "sha256")
        for key, one in ((vault, BY_FORM), (from_day, BY_HAND))
    ]
    assert tags(place) == expected


def _derived(material: bytes) -> bytes:
    """HKDF-SHA256 of one block, as RFC 5869 spells it."""
    key = hmac.digest(bytes(32), material, "sha256")
    return hmac.digest(key, b"kiosk v1 numbers\x01", "sha256")


def test_the_same_number_has_another_tag_at_another_station(
    place: Place, two: Station, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = Place(tmp_path_factory.mktemp("other"))
    other.create()
    there = other.open_signed_in()
    there.put(BY_FORM)
    there.close()
    two.close()
    assert tags(other)[0] != tags(place)[0]


def test_after_the_closing_no_key_of_the_station_makes_the_tag_of_a_person(
    place: Place, two: Station
) -> None:
    with two._parts.store.unit() as session:
        shift = two._parts.days.existing(session, DAY).id
    two.close_day(DAY, ALONE, ignore)
    keys = two._parts.door.unlocked.keys
    made = {bytes(one) for one in vars(keys).values() if isinstance(one, bytearray)}
    database, kept = two.profile.database, tags_open(two)[1]
    bound = pack("kiosk v1 number tag", database, number_of(BY_HAND))
    tried = {hmac.digest(key, bound, "sha256") for one in made for key in (one, _derived(one))}
    assert kept not in tried
    assert not two._parts.days._slots.holds(shift)
    assert told(two, BY_HAND) == []
    assert told(two, BY_FORM) == ["SK01-0001"]


def tags_open(station: Station) -> list[bytes]:
    with station._parts.store.connection() as connection:
        asked = "SELECT number_tag FROM records ORDER BY number"
        return [bytes(tag) for (tag,) in connection.exec_driver_sql(asked)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE records SET number_tag = zeroblob(32) WHERE number = 2",
        "UPDATE records SET number_tag = NULL WHERE number = 2",
    ],
)
def test_an_altered_tag_is_refused_when_its_record_is_read(two: Station, statement: str) -> None:
    with two._parts.store.connection() as connection:
        assert connection.exec_driver_sql(statement).rowcount == 1
    assert told(two, BY_HAND) == []
    with pytest.raises(TamperedError):
        two.close_day(DAY, ALONE, ignore)


def test_a_tag_copied_to_another_row_tells_nothing_but_damage(two: Station) -> None:
    with two._parts.store.connection() as connection:
        connection.exec_driver_sql(
            "UPDATE records SET number_tag = (SELECT number_tag FROM records WHERE number = 1)"
        )
    with pytest.raises(TamperedError):
        two.earlier_receipts(number_of(BY_FORM))


def test_new_keys_forget_the_numbers_of_before(place: Place, two: Station) -> None:
    two.add_staff(new_staff("staff2", Role.STAFF, "yet another long password"))
    two.remove_staff(StaffId("staff1"))
    assert told(two, BY_FORM) == told(two, BY_HAND) == []
    again = replace(new_record(3), application=BY_FORM.application)
    two.put(again)
    assert told(two, BY_FORM) == ["SK01-0003"]
    two.close()
    assert [tag is None for tag in tags(place)] == [True, True, False]
    station = place.open()
    station.sign_in("lead1", LEAD_PASSWORD)
    assert station.close_day(DAY, ALONE, ignore).records == 3
    station.close()
