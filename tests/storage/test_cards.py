"""Card slips: sealed with their day, nothing of them readable, no way back from over."""

from datetime import UTC
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.cardpaper import CardWork
from kiosk.domain.cardslip import (
    CardGiving,
    CardNotReturned,
    CardReturned,
    CardSlip,
    CardSlipId,
    CardStays,
    CardTaker,
    cards_out,
)
from kiosk.domain.dates import BirthDate, Era, Known
from kiosk.domain.ids import StaffId
from kiosk.domain.staff import Role
from kiosk.errors import KioskError
from storage.errors import CountsDisagreeError, TamperedError
from storage.records.cardcodec import decode_card, encode_card
from storage.station import Station
from tests.storage.anyrecord import TEXT
from tests.storage.card_promises import GIVING, SHORT
from tests.storage.closedday import PARTNER, ClosedDay
from tests.storage.people import ALONE, DAY, STAFF_PASSWORD, Place, new_staff
from tests.storage.port_suite import ignore
from tests.storage.test_duties import alter, holding, rows

WHO, WHEN = st.builds(StaffId, TEXT), st.datetimes(timezones=st.just(UTC))
BORN = st.builds(BirthDate, st.dates(), st.sampled_from(Era), st.sampled_from(Known))
CARD = st.builds(
    CardSlip,
    id=st.builds(CardSlipId, st.uuids()),
    number=st.integers(1, 999),
    giving=st.builds(
        CardGiving,
        holder=TEXT,
        reading=TEXT,
        born=st.none() | BORN,
        work=st.sampled_from(CardWork),
        officer=TEXT,
        expected=st.none() | st.dates(),
    ),
    given_by=WHO,
    given_at=WHEN,
    ended=st.none()
    | st.builds(CardReturned, by=WHO, at=WHEN, to=st.sampled_from(CardTaker))
    | st.builds(CardNotReturned, by=WHO, at=WHEN, why=st.sampled_from(CardStays)),
)


@given(slip=CARD)
def test_a_slip_comes_back_from_its_bytes(slip: CardSlip) -> None:
    assert decode_card(encode_card(slip)) == slip


@given(slip=CARD, at=st.integers(0), flip=st.integers(1, 255))
def test_altered_bytes_are_another_slip_or_none(slip: CardSlip, at: int, flip: int) -> None:
    plain = encode_card(slip)
    plain[at % len(plain)] ^= flip
    try:
        decoded = decode_card(plain)
    except TamperedError:
        return
    assert encode_card(decoded) == plain


def test_nothing_of_a_slip_is_readable_on_the_disk(place: Place, station: Station) -> None:
    (slip,) = station.give_card(DAY, GIVING)
    station.end_card(DAY, slip.id, CardTaker.HOLDER)
    station.close()
    words = (GIVING.holder, GIVING.reading, GIVING.officer, "1950-03-04")
    needles = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le")]
    assert holding(place.data, needles) == []
    (place.data / "planted.txt").write_text(GIVING.holder, encoding="utf-8")
    assert holding(place.data, needles) == ["planted.txt"]


def test_the_audit_tells_who_gave_took_back_and_settled(place: Place, station: Station) -> None:
    first, second = (station.give_card(DAY, one)[-1] for one in (GIVING, SHORT))
    for _ in range(2):
        station.end_card(DAY, first.id, CardTaker.HOLDER)
        station.end_card(DAY, second.id, CardStays.LOST)
    station.close()
    found = rows(place, "SELECT kind, actor, subject FROM audit WHERE kind LIKE '%card' ORDER BY n")
    assert found == [
        ("give_card", "lead1", str(first.id)),
        ("give_card", "lead1", str(second.id)),
        ("return_card", "lead1", str(first.id)),
        ("settle_card", "lead1", str(second.id)),
    ]


def test_an_older_state_put_back_is_noticed(place: Place) -> None:
    station = place.open_signed_in()
    (slip,) = station.give_card(DAY, GIVING)
    station.close()
    (kept,) = rows(place, "SELECT row_version, sealed, row_mac FROM card_slips")
    station = place.open_signed_in()
    station.end_card(DAY, slip.id, CardTaker.HOLDER)
    station.close()
    alter(place, "UPDATE card_slips SET row_version = ?, sealed = ?, row_mac = ?", kept)
    station = place.open_signed_in()
    with pytest.raises(CountsDisagreeError):
        station.cards(DAY)
    with pytest.raises(CountsDisagreeError):
        station.close_day(DAY, ALONE, ignore)
    station.close()


@pytest.mark.parametrize(
    ("statement", "error"),
    [
        ("DELETE FROM card_slips WHERE row_version = 1", CountsDisagreeError),
        ("DELETE FROM card_slips WHERE row_version = 2", CountsDisagreeError),
        ("UPDATE card_slips SET row_version = 2", TamperedError),
        ("UPDATE card_slips SET schema_version = 1", TamperedError),
        ("UPDATE card_slips SET sealed = (SELECT max(sealed) FROM card_slips)", TamperedError),
        (
            "UPDATE card_slips SET (sealed, row_mac) = (SELECT sealed, row_mac FROM card_slips)",
            TamperedError,
        ),
        ("UPDATE card_slips SET row_mac = zeroblob(32)", TamperedError),
    ],
)
def test_rows_that_were_altered_are_noticed(
    place: Place, station: Station, statement: str, error: type[KioskError]
) -> None:
    first, _ = (station.give_card(DAY, one)[-1] for one in (GIVING, SHORT))
    station.end_card(DAY, first.id, CardTaker.HOLDER)
    assert cards_out(station.cards(DAY)) == 1
    station.close()
    alter(place, statement)
    station = place.open_signed_in()
    with pytest.raises(error):
        station.cards(DAY)
    station.close()


def test_cards_go_on_after_somebody_was_removed(place: Place, station: Station) -> None:
    station.add_staff(new_staff("other1", Role.STAFF, STAFF_PASSWORD + "!"))
    (slip,) = station.give_card(DAY, GIVING)
    station.remove_staff(StaffId("other1"))
    assert station.cards(DAY) == (slip,)
    station.close()
    station = place.open_signed_in()
    assert station.cards(DAY) == (slip,)
    (over,) = station.end_card(DAY, slip.id, CardTaker.HOLDER)
    assert over.ended is not None
    station.close()


class ClosedCardDay(ClosedDay):
    """One card, given back; the day closed and backed up."""

    __test__ = False

    def __init__(self, root: Path) -> None:
        Place.__init__(self, root)
        self.backups = None
        self.create()
        self.station = self.open_signed_in()
        (slip,) = self.station.give_card(DAY, GIVING)
        self.station.end_card(DAY, slip.id, CardTaker.HOLDER)
        self.files = self.station.close_day(DAY, PARTNER, ignore)
        self.station.back_up(DAY)


def test_slips_go_with_their_day_and_are_in_no_backup(tmp_path: Path) -> None:
    closed = ClosedCardDay(tmp_path)
    closed.station.close()
    ((blob,),) = rows(closed, "SELECT sealed FROM card_slips")
    assert isinstance(blob, bytes)
    mark = blob[:32]
    holders = [path.name for path in closed.data.rglob("*") if is_in(path, mark)]
    assert holders == ["station.db"]
    closed.station = closed.open_signed_in()
    closed.confirm_and_cool()
    certificate = closed.delete()
    assert certificate.deleted_rows == 1
    closed.station.close()
    assert rows(closed, "SELECT count(*) FROM card_slips") == [(0,)]
    assert [path.name for path in closed.data.rglob("*") if is_in(path, mark)] == []


def is_in(path: Path, mark: bytes) -> bool:
    return path.is_file() and mark in path.read_bytes()
