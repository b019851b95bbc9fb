"""A day that nobody closed has numbers of its own: signed, marked, replaced once it is closed."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.contract.figures import join
from kiosk.contract.figuresfile import read_figures
from kiosk.contract.periods import month_of, period_figures
from kiosk.domain.figures import DayFigures, Waits
from kiosk.domain.intake import LeaveReason
from storage.station import Station, open_station
from tests.storage.closedday import PARTNER
from tests.storage.people import DAY, LEAD_PASSWORD, Place, exempted, infant, new_record
from tests.storage.port_suite import ignore
from tests.storage.test_day_figures import NAME, check
from tests.storage.ticket_book_suite import give
from tests.storage.trails import trail_of
from tests.storage.twoevents import CARE, MALL, plan, work_both

NEXT = DAY + timedelta(1)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = Place(tmp_path)
    place.create()
    return place


@pytest.fixture
def station(place: Place) -> Iterator[Station]:
    station = place.open_signed_in()
    yield station
    station.close()


def figures_of(station: Station) -> DayFigures:
    signed = station.day_figures(DAY)
    check(station, signed)
    return read_figures(signed.content)


def in_outbox(place: Place) -> DayFigures | None:
    path = place.outbox / NAME
    return read_figures(path.read_bytes()) if path.exists() else None


def test_an_open_day_has_signed_numbers_of_the_moment(station: Station) -> None:
    for record in (new_record(1), exempted(2), infant(3)):
        station.put(record)
    station.note_leaving(DAY, LeaveReason.ONLY_ASKED)
    figures = figures_of(station)
    assert (figures.closed, figures.batch, figures.audit_head) == (False, "", "")
    tally = figures.tally
    assert (tally.applications, tally.visitors, tally.consultations) == (3, 4, 1)
    assert (tally.duties_open, tally.retaken) == (1, 0)
    assert sum(count for _, count in tally.ages) == 3


def test_the_numbers_of_the_moment_are_those_that_the_closing_has(place: Place) -> None:
    station = place.open_signed_in()
    plan(station, MALL, CARE)
    work_both(station, place.clock)
    before = figures_of(station)
    station.close_day(DAY, PARTNER, ignore)
    after = figures_of(station)
    assert (before.closed, after.closed) == (False, True)
    assert (before.parts, before.tally) == (after.parts, after.tally)
    assert in_outbox(place) == after
    (kept,) = station.office.read(DayFigures).of(DayFigures)
    assert (kept.entry, kept.version) == (after, 2)
    station.close()


def test_a_later_moment_is_told_from_an_earlier_one(station: Station) -> None:
    station.put(new_record(1))
    first = figures_of(station)
    assert figures_of(station) == first
    station.put(new_record(2))
    assert figures_of(station).audit_n > first.audit_n


def test_who_is_still_in_the_line_is_not_counted_yet(station: Station) -> None:
    give(station)
    station.put(new_record(1))
    tally = figures_of(station).tally
    assert (tally.tickets, tally.waits, tally.visitors) == (None, Waits(), 1)


def test_opening_the_next_day_leaves_them_after_a_power_cut(
    place: Place, station: Station, tmp_path: Path
) -> None:
    for n in (1, 2):
        station.put(new_record(n))
    after = tmp_path / "after"  # what is on the disk while nobody said good-bye
    shutil.copytree(place.data, after)
    again = open_station(after, place.clock)
    again.sign_in("lead1", LEAD_PASSWORD)
    path = after / "outbox" / NAME
    assert not path.exists()
    again.open_day(NEXT)
    figures = read_figures(path.read_bytes())
    assert (figures.closed, figures.tally.applications) == (False, 2)
    again.close()


def test_they_are_replaced_when_the_day_is_closed_later(place: Place, station: Station) -> None:
    station.put(new_record(1))
    station.open_day(NEXT)
    place.clock.pass_s(86_400)
    assert not figures_of(station).closed
    station.close_day(DAY, PARTNER, ignore)
    found = in_outbox(place)
    assert found is not None
    assert found.closed
    assert found == figures_of(station)


def test_a_day_on_which_people_only_asked_is_not_lost(place: Place, station: Station) -> None:
    station.note_leaving(DAY, LeaveReason.ONLY_ASKED)
    assert station.unclosed_days() == ()  # nobody is asked to close it
    station.open_day(NEXT)
    found = in_outbox(place)
    assert found is not None
    assert (found.tally.consultations, found.tally.applications) == (1, 0)


def test_a_day_that_was_opened_by_mistake_has_none(place: Place, station: Station) -> None:
    station.open_day(NEXT)
    assert in_outbox(place) is None
    plan(station, MALL)
    station.open_day(NEXT)
    assert in_outbox(place) is not None


def test_they_go_with_the_next_batch(place: Place, station: Station, tmp_path: Path) -> None:
    station.note_leaving(DAY, LeaveReason.ONLY_ASKED)
    station.open_day(NEXT)
    place.clock.pass_s(86_400)
    station.put(new_record(1, day=NEXT))
    station.close_day(NEXT, PARTNER, ignore)
    stick = tmp_path / "USB"
    stick.mkdir()
    station.copy_batch(NEXT, stick, ignore)
    names = {one.name for one in stick.rglob("figures-*.json")}
    assert names == {NAME, NAME.replace("1103", "1104")}


def test_looking_changes_nothing_in_the_trail(place: Place, station: Station) -> None:
    station.put(new_record(1))
    figures_of(station)
    station.close()
    assert [kind for kind, _, _ in trail_of(place)][-2:] == ["put", "sign_out"]


def test_a_folder_that_takes_no_file_does_not_keep_the_next_day_shut(
    place: Place, station: Station
) -> None:
    station.put(new_record(1))
    (place.outbox / NAME / "in the way").mkdir(parents=True)
    station.open_day(NEXT)
    assert NEXT in {one.business_date for one in station.standing().days}


def test_reports_name_the_day(station: Station) -> None:
    plan(station, MALL)
    station.put(new_record(1))
    joined = join([MALL], [figures_of(station)])
    assert period_figures(joined, month_of(DAY), until=NEXT).provisional == joined.events
    assert joined.disagreements == ()
