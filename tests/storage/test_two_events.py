"""Two events of a day: each has its own numbers, together they are the day's, and they stay."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from kiosk.contract.figures import join
from kiosk.contract.figuresfile import read_figures
from kiosk.domain.dayreport import TicketCounts
from kiosk.domain.event import Event, EventStatus
from kiosk.domain.figures import DayFigures, Tally, added
from kiosk.domain.ids import StaffId
from kiosk.domain.intake import LeaveReason
from kiosk.domain.ticket import Outcome
from storage.errors import TamperedError
from storage.station import Station
from tests.storage.closedday import PARTNER
from tests.storage.people import DAY, LEAD_PASSWORD, Place
from tests.storage.port_suite import ignore
from tests.storage.test_day_figures import NAME, PRIVATE
from tests.storage.twoevents import CARE, MALL, plan, work_both


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = Place(tmp_path)
    place.create()
    return place


@pytest.fixture
def station(place: Place) -> Iterator[Station]:
    station = place.open_signed_in()
    plan(station, CARE, MALL)
    work_both(station, place.clock)
    yield station
    station.close()


def closed(station: Station) -> DayFigures:
    station.close_day(DAY, PARTNER, ignore)
    return read_figures(station.day_figures(DAY).content)


def test_each_event_has_what_happened_at_it(station: Station) -> None:
    mall, care = closed(station).parts
    assert (mall.event, mall.place) == (MALL.id, "研修モール")
    assert (care.event, care.place) == (CARE.id, PRIVATE.town_only)
    assert (mall.tally.applications, care.tally.applications) == (2, 1)
    assert (mall.tally.leavings, care.tally.leavings) == (
        ((LeaveReason.ONLY_ASKED, 1),),
        ((LeaveReason.TO_CITY_HALL, 1),),
    )
    assert [one.tally.tickets for one in (mall, care)] == [
        TicketCounts(finished=((Outcome.APPLIED, n),), no_shows=0, cancelled=0, without_paper=0)
        for n in (2, 1)
    ]
    assert (mall.tally.waits.total_s, care.tally.waits.total_s) == (180, 180)
    assert (mall.tally.waits.people, care.tally.waits.people) == (2, 1)
    assert (mall.tally.visitors, care.tally.visitors) == (3, 2)
    assert (mall.tally.consultations, care.tally.consultations) == (1, 0)
    assert (mall.tally.retaken, care.tally.retaken) == (1, 0)
    assert (mall.tally.sheets_printed, care.tally.sheets_printed) == (0, 1)


def test_what_is_said_later_counts_where_it_began(station: Station) -> None:
    mall, care = closed(station).parts
    assert (mall.tally.corrected, care.tally.corrected) == (1, 0)
    assert (mall.tally.duties_open, care.tally.duties_open) == (0, 0)
    assert (mall.tally.cards, mall.tally.cards_settled) == (1, 1)
    assert (care.tally.cards, care.tally.cards_settled) == (0, 0)


def test_together_they_are_what_the_closing_says(station: Station) -> None:
    figures, report = closed(station), station.day_report(DAY)
    assert (figures.event, figures.place) == (None, "")
    tally = figures.tally
    assert tally == added(one.tally for one in figures.parts)
    assert (tally.applications, tally.leavings) == (report.records, report.leavings)
    assert (tally.tickets, tally.cards, tally.corrected) == (
        report.tickets,
        report.cards,
        report.corrected,
    )
    assert (tally.retaken, tally.sheets_printed) == (report.retaken, report.sheets_printed)
    assert (tally.cards_settled, tally.duties_open) == (report.cards_settled, report.duties_open)
    assert sum(count for _, count in tally.ages) == 3


def test_the_plan_takes_each_part_for_its_event(station: Station) -> None:
    joined = join([CARE, MALL], [closed(station)])
    assert joined.disagreements == ()
    assert [(one.event.id, one.people) for one in joined.events] == [(MALL.id, 2), (CARE.id, 1)]


def test_a_later_plan_moves_nobody(place: Place, station: Station) -> None:
    before = closed(station)
    later = replace(CARE, start=time(9), end=time(10), status=EventStatus.HELD)
    station.office.put(later, by=StaffId("lead1"), expected_version=1)
    (place.outbox / NAME).unlink()
    assert read_figures(station.day_figures(DAY).content) == before


def test_the_stations_own_book_has_them_too(station: Station) -> None:
    figures = closed(station)
    (kept,) = station.office.read(DayFigures).figures
    assert kept == figures


def test_of_one_event_or_none_there_are_no_parts(place: Place) -> None:
    station = place.open_signed_in()
    plan(station, MALL)
    work_both(station, place.clock)
    figures = closed(station)
    assert (figures.event, figures.parts) == (MALL.id, ())
    assert figures.tally.applications == 3
    station.close()


def test_a_book_that_cannot_be_read_does_not_keep_the_day_open(
    place: Place, station: Station
) -> None:
    station.close()
    (place.data / "office" / "book.db").write_bytes(b"no book")
    station = place.open()
    station.sign_in("lead1", LEAD_PASSWORD)
    figures = closed(station)
    assert (figures.event, figures.parts, figures.tally.applications) == (None, (), 3)
    station.close()


def test_what_was_shared_cannot_be_altered_in_the_database(place: Place, station: Station) -> None:
    closed(station)
    station.close()
    with sqlite3.connect(place.database) as connection:
        asked = "SELECT value FROM settings WHERE key = 'shares 2026-11-03'"
        ((spelled,),) = connection.execute(asked).fetchall()
        fields = json.loads(spelled)
        fields["tallies"].reverse()
        connection.execute(
            "UPDATE settings SET value = ? WHERE key = 'shares 2026-11-03'", (json.dumps(fields),)
        )
    connection.close()
    station = place.open()
    with pytest.raises(TamperedError):
        station.sign_in("lead1", LEAD_PASSWORD)
    station.close()


def test_nothing_of_the_day_is_lost_with_three_events(place: Place) -> None:
    station = place.open_signed_in()
    evening: Event = replace(MALL, id=CARE.id, start=time(18), end=time(20))
    plan(station, MALL, evening, replace(CARE, id="E-009"))  # type: ignore[arg-type]
    work_both(station, place.clock)
    figures = closed(station)
    assert [one.tally.applications for one in figures.parts] == [2, 1, 0]
    assert figures.parts[2].tally == replace(Tally(), retaken=0)
    station.close()
