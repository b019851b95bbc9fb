"""The line at the end of its day: nothing left open, everything counted, nothing changed after."""

import sqlite3

import pytest

from kiosk.domain.audit import AuditKind
from kiosk.domain.dayreport import TicketCounts
from kiosk.domain.ticket import CancelReason, Outcome, Stage, Ticket, new_intent
from kiosk.queue import acts
from kiosk.queue.errors import IssueClosedError, TicketsOpenError
from kiosk.vaultports import DayState
from storage.errors import DayClosedError, TamperedError
from storage.station import Station
from tests.storage.people import ALONE, DAY, Place, new_record
from tests.storage.port_suite import ignore
from tests.storage.test_upgrade import FirstStation
from tests.storage.ticket_book_suite import APPLY, RENEW, RULES, act, give
from tests.storage.trails import trail_of


def run_a_line(station: Station) -> list[Ticket]:
    """Have seven people come and go: four served, one absent, one who left, one without paper."""
    served = []
    for outcome in (Outcome.APPLIED, Outcome.APPLIED, Outcome.COME_AGAIN, Outcome.ANSWERED):
        ticket = act(station, give(station), acts.Serve(Stage.PHOTO, "1"))
        served.append(act(station, ticket, acts.Finish(outcome)))
    absent = act(station, act(station, give(station), acts.Call("1")), acts.Miss())
    left = act(station, give(station, RENEW), acts.Cancel(CancelReason.WITHDREW))
    nothing = station.reserve(APPLY, new_intent(), "self")
    nothing = act(station, nothing, acts.Cancel(CancelReason.MISTAKE))
    return [*served, absent, left, nothing]


def test_a_day_with_people_in_the_line_is_not_closed(station: Station) -> None:
    station.put(new_record())
    waiting = give(station)
    reserved = station.reserve(APPLY, new_intent(), "self")
    with pytest.raises(TicketsOpenError) as caught:
        station.close_day(DAY, ALONE, ignore)
    assert caught.value.params == {"tickets": "2"}
    assert station.open_day(DAY) is DayState.OPEN
    act(station, waiting, acts.Cancel(CancelReason.CLOSED))
    with pytest.raises(TicketsOpenError):
        station.close_day(DAY, ALONE, ignore)
    act(station, reserved, acts.Cancel(CancelReason.CLOSED))
    assert station.close_day(DAY, ALONE, ignore).records == 1


def test_the_day_report_counts_every_ticket_once(station: Station) -> None:
    run_a_line(station)
    station.close_day(DAY, ALONE, ignore)
    counts = station.day_report(DAY).tickets
    assert counts == TicketCounts(
        finished=((Outcome.APPLIED, 2), (Outcome.ANSWERED, 1), (Outcome.COME_AGAIN, 1)),
        no_shows=1,
        cancelled=1,
        without_paper=1,
    )
    assert (counts.issued, counts.reserved) == (6, 7)
    assert counts.reserved == len(station.day(DAY))


def test_a_day_without_a_line_says_nothing_of_it(station: Station) -> None:
    station.close_day(DAY, ALONE, ignore)
    assert station.day_report(DAY).tickets is None


def test_a_closed_day_takes_no_ticket_and_no_act(station: Station) -> None:
    *_, absent, left, _ = run_a_line(station)
    station.close_day(DAY, ALONE, ignore)
    with pytest.raises(IssueClosedError):
        station.reserve(APPLY, new_intent(), "self")
    for one in (absent, left):
        with pytest.raises(DayClosedError):
            act(station, one, acts.Reactivate())
    assert station.call_next("1", RULES, new_intent(), "s") is None


def test_another_days_line_does_not_keep_this_day_open(place: Place, station: Station) -> None:
    place.clock.pass_s(86_400)
    tomorrow = DAY.replace(day=4)
    station.open_day(tomorrow)
    give(station)
    assert station.close_day(DAY, ALONE, ignore).records == 0
    with pytest.raises(TicketsOpenError):
        station.close_day(tomorrow, ALONE, ignore)


def test_the_trail_pins_the_line_before_the_batch_is_made(place: Place) -> None:
    station = place.open_signed_in()
    run_a_line(station)
    station.close_day(DAY, ALONE, ignore)
    station.close()
    entries = trail_of(place)
    kinds = [kind for kind, _, _ in entries]
    at = kinds.index(AuditKind.CLOSE_QUEUE)
    assert kinds.index(AuditKind.BEGIN_CLOSING) < at < kinds.index(AuditKind.CLOSE_DAY)
    assert len(bytes.fromhex(entries[at][2])) == 32


@pytest.fixture
def closed(place: Place) -> Place:
    """Return a place whose day had a line and is closed."""
    station = place.open_signed_in()
    run_a_line(station)
    station.close_day(DAY, ALONE, ignore)
    station.close()
    return place


SPOILS = {
    "the newest of the line": ["DELETE FROM ticket_events WHERE n > 21",
                               "DELETE FROM tickets WHERE number = 6"],
    "all of the line": ["DELETE FROM ticket_events", "DELETE FROM tickets"],
    "one event": ["DELETE FROM ticket_events WHERE n = 4"],
    "one ticket": ["DELETE FROM tickets WHERE number = 1"],
}  # fmt: skip


@pytest.mark.parametrize("which", SPOILS)
def test_a_closed_days_line_does_not_change_unnoticed(closed: Place, which: str) -> None:
    station = closed.open_signed_in()
    assert station.day_report(DAY).tickets
    station.close()
    with sqlite3.connect(closed.database) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        for statement in SPOILS[which]:
            assert connection.execute(statement).rowcount
    connection.close()
    station = closed.open_signed_in()
    with pytest.raises(TamperedError):
        station.day_report(DAY)
    station.close()


def test_a_station_of_the_first_release_gives_tickets(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    first = FirstStation(tmp_path_factory.mktemp("first"))
    station = first.open()
    ticket = give(station)
    station.close()
    station = first.open()
    assert station.day(DAY) == (ticket,)
    act(station, ticket, acts.Cancel(CancelReason.CLOSED))
    station.close_day(DAY, ALONE, ignore)
    station.close()
