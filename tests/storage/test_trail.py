"""The trail as leads read it: pages, groups, who looked, and the button that proves it."""

import sqlite3
from pathlib import Path

import pytest

from kiosk.domain.audit import GROUPS, AuditGroup, AuditKind, AuditLine
from kiosk.errors import LeadNeededError
from storage.errors import DamagedDatabaseError, NotSignedInError, SignInError, TamperedError
from storage.station import Station
from tests.storage.moored import Moored
from tests.storage.people import ALONE, DAY, LEAD_PASSWORD, new_record
from tests.storage.port_suite import ignore


@pytest.fixture
def moored(tmp_path: Path) -> Moored:
    moored = Moored(tmp_path)
    moored.create()
    station = moored.open()
    with pytest.raises(SignInError):
        station.sign_in("lead1", "wrong")
    station.sign_in("lead1", LEAD_PASSWORD)
    station.open_day(DAY)
    for n in range(1, 6):
        station.put(new_record(n))
    station.note_sheet_printed(DAY)
    station.close()
    return moored


def read_all(station: Station, group: AuditGroup, most: int) -> list[AuditLine]:
    """Turn the pages until there are no more."""
    lines: list[AuditLine] = []
    while page := station.audit_lines(group, before=lines[-1].n if lines else None, most=most):
        assert len(page) <= most
        lines += page
    return lines


@pytest.mark.parametrize("most", [1, 3, 100])
def test_the_pages_together_are_the_trail_newest_first(moored: Moored, most: int) -> None:
    station = moored.sign_in()
    lines = read_all(station, AuditGroup.ALL, most)
    station.close()
    entries = moored.entries()[:-1]  # without the log-out
    assert [line.n for line in lines] == [entry.n for entry in reversed(entries)]
    assert [line.kind for line in reversed(lines)] == [entry.kind for entry in entries]
    assert lines[-2].actor == "lead1"


@pytest.mark.parametrize("group", list(AuditGroup))
def test_a_group_shows_its_kinds_and_no_others(moored: Moored, group: AuditGroup) -> None:
    station = moored.sign_in()
    shown = read_all(station, group, 2)
    everything = read_all(station, AuditGroup.ALL, 100)
    station.close()
    assert shown == [line for line in everything if line.kind in GROUPS[group]]


def test_looking_is_noted_once_an_opening(moored: Moored) -> None:
    station = moored.sign_in()
    first = station.audit_lines(AuditGroup.ALL, before=None, most=3)
    station.audit_lines(AuditGroup.ALL, before=first[-1].n, most=3)
    station.audit_lines(AuditGroup.PRINTS, before=None, most=3)
    assert first[0].kind is AuditKind.VIEW_AUDIT
    station.put(new_record(9))
    station.audit_lines(AuditGroup.ALL, before=None, most=3)
    station.close()
    assert moored.kinds().count(AuditKind.VIEW_AUDIT) == 2


def test_a_page_is_never_longer_than_it_may_be(moored: Moored) -> None:
    station = moored.sign_in()
    assert station.audit_lines(AuditGroup.ALL, before=None, most=-1) == ()
    assert len(station.audit_lines(AuditGroup.ALL, before=None, most=10**9)) == 13
    station.close()


def test_staff_do_not_read_the_trail_and_nobody_without_a_log_in(moored: Moored) -> None:
    station = moored.open()
    with pytest.raises(NotSignedInError):
        station.audit_lines(AuditGroup.ALL, before=None, most=3)
    station.close()
    station = moored.sign_in("staff1")
    with pytest.raises(LeadNeededError):
        station.audit_lines(AuditGroup.ALL, before=None, most=3)
    with pytest.raises(LeadNeededError):
        station.verify_audit()
    station.close()
    assert AuditKind.VIEW_AUDIT not in moored.kinds()


def test_the_proof_names_length_end_and_beginning(moored: Moored) -> None:
    station = moored.sign_in()
    proof = station.verify_audit()
    station.close()
    last = moored.entries()[-2]  # before the log-out
    assert (proof.n, proof.head) == (last.n, last.head)
    assert (proof.verified_at, proof.since) == (moored.clock.now(), moored.clock.now())


def closed(moored: Moored) -> int:
    """Close the day; return the checkpoint's number."""
    station = moored.sign_in()
    station.close_day(DAY, ALONE, ignore)
    station.close()
    with sqlite3.connect(moored.database) as connection:
        (n,) = connection.execute("SELECT audit_n FROM shifts").fetchone()
    connection.close()
    assert isinstance(n, int)
    return n


STATEMENTS = (
    "UPDATE audit SET actor = 'staff1' WHERE n = {n}",
    "UPDATE audit SET mac = zeroblob(32) WHERE n = {n}",
    "UPDATE audit SET mac = CAST(substr(mac, 1, 16) || zeroblob(16) AS BLOB) WHERE n = {n}",
    "UPDATE audit SET at = replace(at, '+00:00', 'Z') WHERE n = {n}",
    "UPDATE audit SET at = '9999-99-99T99:99:99.999999' WHERE n = {n}",
    "UPDATE audit SET keyed_by = 'vault' WHERE n = {n}",
    "UPDATE audit SET head = 'x', subject = 1.5 WHERE n = {n}",
    "DELETE FROM audit WHERE n = {n}",
)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_an_entry_before_the_checkpoint_is_proved_by_the_button(
    moored: Moored, statement: str
) -> None:
    checkpoint = closed(moored)
    assert checkpoint > 5
    with sqlite3.connect(moored.database) as connection:
        assert connection.execute(statement.format(n=4)).rowcount == 1
    connection.close()
    station = moored.open()
    if statement.startswith("DELETE"):
        with pytest.raises(TamperedError):
            station.sign_in("lead1", LEAD_PASSWORD)
    else:
        station.sign_in("lead1", LEAD_PASSWORD)
        with pytest.raises(TamperedError, match="entry 4"):
            station.verify_audit()
        with pytest.raises(TamperedError, match="entry 4"):
            station.audit_lines(AuditGroup.ALL, before=6, most=5)  # no line is shown unproved
    station.close()


@pytest.mark.parametrize("statement", STATEMENTS)
def test_an_entry_after_the_checkpoint_is_proved_at_log_in(moored: Moored, statement: str) -> None:
    checkpoint = closed(moored)
    with sqlite3.connect(moored.database) as connection:
        assert connection.execute(statement.format(n=checkpoint + 1)).rowcount == 1
    connection.close()
    station = moored.open()
    with pytest.raises(TamperedError):
        station.sign_in("lead1", LEAD_PASSWORD)
    station.close()


def test_bytes_that_are_no_text_are_a_damaged_database(moored: Moored) -> None:
    with sqlite3.connect(moored.database) as connection:
        connection.execute("UPDATE audit SET mac = CAST(mac AS TEXT) WHERE n = 4")
    connection.close()
    station = moored.open()
    with pytest.raises((DamagedDatabaseError, TamperedError)):
        station.sign_in("lead1", LEAD_PASSWORD)
    station.close()


def test_the_checkpoint_itself_is_bound(moored: Moored) -> None:
    checkpoint = closed(moored)
    with sqlite3.connect(moored.database) as connection:
        connection.execute("UPDATE audit SET head = zeroblob(32) WHERE n = ?", (checkpoint,))
    connection.close()
    station = moored.open()
    with pytest.raises(TamperedError, match="checkpoint"):
        station.sign_in("lead1", LEAD_PASSWORD)
    station.close()
