"""What somebody with the database in their hands does to the line is noticed."""

import base64
import hmac
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.ids import StaffId
from kiosk.domain.staff import Role
from kiosk.domain.ticket import Service, Ticket, TicketId, TicketNumber, new_intent
from kiosk.queue import acts
from kiosk.queue.errors import TicketUnknownError
from storage.errors import DamagedDatabaseError, NotSignedInError, TamperedError
from storage.station import Station
from storage.tickets.errors import ForgedCodeError, TicketCodeError
from storage.tickets.ticketcode import is_proved, parsed_code, spelled_code
from tests.drills.thief import Thief
from tests.storage.people import DAY, LEAD_PASSWORD, Place, new_staff
from tests.storage.sharedbook import SharedStore, given_keys, shared_book
from tests.storage.test_formats import Reader, derive, pack
from tests.storage.test_register import NEW_PASSWORD
from tests.storage.thief import rows as raw_rows
from tests.storage.ticket_book_suite import APPLY, RENEW, RULES, act, give

Spoil = Callable[[sqlite3.Connection], object]
TABLES = {"tickets": 24, "ticket_events": 15}
"""The tables of the line and how many columns they have."""


class Kept:
    """A closed station with four tickets of `DAY`, the third one called twice."""

    def __init__(self, place: Place) -> None:
        self.place = place
        station = place.open_signed_in()
        tickets = [give(station, one) for one in (APPLY, RENEW, APPLY, APPLY)]
        self.early = self.rows("SELECT * FROM tickets", station)
        for at in ("1", "2"):
            tickets[2] = act(station, tickets[2], acts.Call(at))
        self.tickets = tickets
        self.code = station.code_of(tickets[0])
        self.keys = given_keys(station)
        station.close()

    def rows(self, statement: str, station: Station) -> list[tuple[object, ...]]:
        with station._parts.store.connection() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(statement)]

    def spoil(self, spoil: Spoil) -> None:
        with sqlite3.connect(self.place.database) as connection:
            spoil(connection)
        connection.close()

    def read_on(self) -> tuple[tuple[Ticket, ...], tuple[acts.TicketEvent, ...]]:
        """Return everything there is of the line, read with its key as a running station does."""
        store = SharedStore(self.place.database)
        try:
            book = shared_book(store, self.keys, self.place.clock)
            return book.day(DAY), book.history(DAY, DAY)
        finally:
            store.close()

    def read_all(self) -> tuple[tuple[Ticket, ...], tuple[acts.TicketEvent, ...]]:
        """Return everything there is of the line after a log-in."""
        station = self.place.open()
        try:
            station.sign_in("lead1", LEAD_PASSWORD)
            return station.day(DAY), station.history(DAY, DAY)
        finally:
            station.close()


@pytest.fixture
def kept(place: Place) -> Kept:
    return Kept(place)


def columns_of(kept: Kept) -> list[tuple[str, str]]:
    with sqlite3.connect(kept.place.database) as connection:
        found = [
            (table, name)
            for table in TABLES
            for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
        ]
    connection.close()
    return found


def test_no_column_changes_unnoticed(kept: Kept) -> None:
    assert len(kept.read_on()[0]) == 4
    whole = kept.place.database.read_bytes()
    columns = columns_of(kept)
    assert Counter(table for table, _ in columns) == TABLES
    for table, column in columns:
        kept.spoil(changed(table, column))
        with pytest.raises((TamperedError, DamagedDatabaseError)):
            kept.read_on()
        kept.place.database.write_bytes(whole)
    assert len(kept.read_on()[0]) == 4


def test_a_row_that_was_proved_before_is_proved_again_when_it_changes(kept: Kept) -> None:
    store = SharedStore(kept.place.database)
    other = sqlite3.connect(kept.place.database, timeout=5)
    try:
        book = shared_book(store, kept.keys, kept.place.clock)
        first = book.day(DAY)
        assert all(one is before for one, before in zip(book.day(DAY), first, strict=True))
        for column in (name for table, name in columns_of(kept) if table == "tickets"):
            last = "rowid = (SELECT max(rowid) FROM tickets)"
            (good,) = other.execute(f"SELECT {column} FROM tickets WHERE {last}").fetchone()  # noqa: S608
            bad = good + 90 if isinstance(good, int) else "x"
            other.execute("PRAGMA foreign_keys=OFF")
            other.execute(f"UPDATE tickets SET {column} = ? WHERE {last}", (bad,))  # noqa: S608
            other.commit()
            with pytest.raises((TamperedError, DamagedDatabaseError)):
                book.day(DAY)
            other.execute(f"UPDATE tickets SET {column} = ? WHERE {last}", (good,))  # noqa: S608
            other.commit()
            assert book.day(DAY) == first
    finally:
        other.close()
        store.close()


def changed(table: str, column: str) -> Spoil:
    """Return what changes one column of a table's last row."""

    def spoil(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("PRAGMA foreign_keys=OFF")
        value = f"CASE WHEN typeof({column}) = 'integer' THEN {column} + 90 ELSE 'x' END"
        last = f"(SELECT max(rowid) FROM {table})"  # noqa: S608 - names of our own
        done = connection.execute(f"UPDATE {table} SET {column} = {value} WHERE rowid = {last}")  # noqa: S608
        assert done.rowcount == 1

    return spoil


@pytest.mark.parametrize(
    "statements",
    [
        ["DELETE FROM tickets WHERE number = 2"],
        ["DELETE FROM ticket_events WHERE n = 3"],
        ["DELETE FROM ticket_events WHERE n = 10"],
        ["DELETE FROM ticket_events"],
        ["DELETE FROM tickets"],
        # a ticket with all its history, though not the newest of the day
        ["DELETE FROM ticket_events WHERE number = 2", "DELETE FROM tickets WHERE number = 2"],
        ["UPDATE ticket_events SET n = n + 100"],
        ["UPDATE tickets SET row_mac = (SELECT t.row_mac FROM tickets t WHERE t.number = 1)"],
    ],
)
def test_no_row_goes_unnoticed(kept: Kept, statements: list[str]) -> None:
    def spoil(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA foreign_keys=OFF")
        for one in statements:
            assert connection.execute(one).rowcount

    kept.spoil(spoil)
    with pytest.raises(TamperedError):
        kept.read_on()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE settings SET value = value || '00' WHERE key = 'queue_key'",
        "DELETE FROM settings WHERE key = 'queue_key'",
    ],
)
def test_the_key_is_never_made_a_second_time(kept: Kept, statement: str) -> None:
    kept.spoil(lambda connection: connection.execute(statement))
    with pytest.raises(TamperedError):
        kept.read_all()


def test_an_old_row_put_back_is_noticed_by_the_next_act_too(kept: Kept) -> None:
    def spoil(connection: sqlite3.Connection) -> None:
        marks = ",".join("?" * TABLES["tickets"])
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.executemany(f"REPLACE INTO tickets VALUES ({marks})", kept.early)  # noqa: S608

    kept.spoil(spoil)
    with pytest.raises(TamperedError):
        kept.read_all()
    station = kept.place.open()
    station.sign_in("lead1", LEAD_PASSWORD)
    old = next(one for one in kept.tickets if one.version == 4)
    with pytest.raises(TamperedError):
        station.order(
            acts.Order(ticket=old.id, version=2, act=acts.Call("9"), intent=new_intent(), by="x")
        )
    with pytest.raises(TamperedError):
        station.call_next("1", RULES, new_intent(), "x")
    station.close()


# --- the key ----------------------------------------------------------------------------------


def test_the_line_needs_one_log_in_and_goes_on_while_locked(place: Place) -> None:
    station = place.open()
    with pytest.raises(NotSignedInError):
        station.day(DAY)
    with pytest.raises(NotSignedInError):
        station.reserve(APPLY, new_intent(), "self")
    with pytest.raises(NotSignedInError):
        station.ticket_of("SK1." + "A" * 16)
    station.sign_in("lead1", LEAD_PASSWORD)
    station.open_day(DAY)
    station.lock(None)
    ticket = give(station)
    assert station.ticket_of(station.code_of(ticket)) == ticket
    with pytest.raises(NotSignedInError):
        station.count(DAY)
    station.close()


def test_a_failed_log_in_leaves_the_line_open(place: Place) -> None:
    station = place.open_signed_in()
    with pytest.raises(Exception, match="refused"):
        station.sign_in("lead1", "wrong")
    assert give(station).version == 2
    station.close()


def test_the_key_is_wiped_when_the_station_is_closed(place: Place) -> None:
    station = place.open_signed_in()
    key = station._parts.queue_key
    buffers = key._rows, key._codes
    station.lock(None)
    assert all(any(one) for one in buffers)
    station.close()
    assert not any(any(one) for one in buffers)
    with pytest.raises(NotSignedInError):
        station.day(DAY)


def remove_one(station: Station) -> None:
    """Let a member in no longer: the vault has a new key then."""
    station.add_staff(new_staff("other1", Role.STAFF, NEW_PASSWORD))
    station.remove_staff(StaffId("staff1"))


@pytest.fixture
def rotated(kept: Kept) -> Iterator[Station]:
    """Return the station after a member was removed and the vault has a new key."""
    station = kept.place.open_signed_in()
    remove_one(station)
    yield station
    station.close()


def test_printed_codes_outlive_a_new_vault_key(kept: Kept, rotated: Station) -> None:
    assert rotated.ticket_of(kept.code).id == kept.tickets[0].id
    give(rotated)
    rotated.close()
    tickets, events = kept.read_all()
    assert (len(tickets), len(events)) == (5, 12)


def test_the_sealed_key_of_before_a_rotation_does_not_come_back(place: Place) -> None:
    station = place.open_signed_in()
    statement = "SELECT value, row_mac FROM settings WHERE key = 'queue_key'"
    with station._parts.store.connection() as connection:
        before = tuple(connection.exec_driver_sql(statement).one())
    remove_one(station)
    station.close()
    with sqlite3.connect(place.database) as written:
        written.execute(
            "UPDATE settings SET value = ?, row_mac = ? WHERE key = 'queue_key'", before
        )
    written.close()
    station = place.open()
    with pytest.raises(TamperedError):
        station.sign_in("lead1", LEAD_PASSWORD)
    station.close()


# --- codes ------------------------------------------------------------------------------------


def test_every_bit_of_a_code_counts(kept: Kept) -> None:
    station = kept.place.open_signed_in()
    content = base64.b32decode(kept.code.removeprefix("SK1."))
    assert station.ticket_of(kept.code).id == kept.tickets[0].id
    for bit in range(80):
        spoilt = bytearray(content)
        spoilt[bit // 8] ^= 1 << bit % 8
        with pytest.raises((TicketCodeError, TicketUnknownError)):
            station.ticket_of("SK1." + base64.b32encode(spoilt).decode())
    station.close()


def test_another_tickets_code_does_not_fit_this_one(kept: Kept) -> None:
    station = kept.place.open_signed_in()
    contents = [base64.b32decode(station.code_of(one)[4:]) for one in kept.tickets[2:]]
    mixed = contents[0][:5] + contents[1][5:]
    with pytest.raises(ForgedCodeError):
        station.ticket_of("SK1." + base64.b32encode(mixed).decode())
    station.close()


def test_a_code_and_a_row_are_those_of_the_text(kept: Kept) -> None:
    reader = Reader(kept.place.data)
    queue_key = Thief(kept.place.data, {}).queue_key(
        reader, reader.vault_key("lead1", LEAD_PASSWORD)
    )
    rows = {table: raw_rows(kept.place.database, f"SELECT * FROM {table}") for table in TABLES}  # noqa: S608
    row = next(one for one in rows["tickets"] if (one["service"], one["number"]) == ("A", 1))
    facts = (date.fromisoformat(row["business_date"]) - date(2020, 1, 1)).days.to_bytes(2, "big")
    facts += bytes([1]) + (1).to_bytes(2, "big")
    bound = pack("kiosk v1 ticket code", reader.database, facts, row["id"])
    mac = hmac.new(derive(queue_key, "queue codes"), bound, "sha256").digest()[:5]
    assert kept.code == "SK1." + base64.b32encode(facts + mac).decode()
    for table in TABLES:
        for row in rows[table]:
            filled = {name: value for name, value in dict(row).items() if value is not None}
            del filled["row_mac"]
            told = pack("kiosk v1 row", reader.database, table, *chain(*filled.items()))
            expected = hmac.new(derive(queue_key, "queue rows"), told, "sha256").digest()
            assert row["row_mac"] == expected


@given(
    days=st.integers(0, 0xFFFF),
    service=st.sampled_from(Service),
    number=st.integers(0, 0xFFFF),
    key=st.binary(min_size=32, max_size=32),
)
def test_a_code_says_what_it_was_made_of(
    days: int, service: Service, number: int, key: bytes
) -> None:
    day = date.fromordinal(date(2020, 1, 1).toordinal() + days)
    ticket = _ticket(TicketNumber(service, number), day)
    code = spelled_code(ticket, bytearray(key), "db")
    claim = parsed_code(code)
    assert (claim.business_date, claim.number) == (day, TicketNumber(service, number))
    assert is_proved(claim, ticket.id, bytearray(key), "db")
    assert not is_proved(claim, TicketId.new(), bytearray(key), "db")
    assert not is_proved(claim, ticket.id, bytearray(key), "other")
    assert not is_proved(claim, ticket.id, bytearray(b"\1" + key[:-1]), "db") or set(key) == {1}


@given(st.text(max_size=80) | st.from_regex(r"\ASK1\.[A-Z2-7]{16}\Z"))
def test_no_text_breaks_the_reading(text: str) -> None:
    try:
        claim = parsed_code(text)
    except TicketCodeError:
        return
    assert text.isascii()
    assert len(claim.mac) == 5


def _ticket(number: TicketNumber, day: date) -> Ticket:
    at = datetime(2026, 11, 3, tzinfo=UTC)
    return Ticket(
        id=TicketId.new(),
        number=number,
        business_date=day,
        reserved_at=at,
        queued_at=at,
    )


def test_a_key_that_is_gone_is_noticed_before_the_first_ticket(place: Place) -> None:
    with sqlite3.connect(place.database) as connection:
        assert connection.execute("DELETE FROM settings WHERE key = 'queue_key'").rowcount == 1
    connection.close()
    station = place.open()
    with pytest.raises(TamperedError):
        station.sign_in("lead1", LEAD_PASSWORD)
    station.close()
