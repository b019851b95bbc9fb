"""What the store knows becomes numbers once; what does not fit together is named, never summed."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contract.figures import (
    Clash,
    FiguresDisagreeError,
    age_band,
    count_applications,
    day_figures,
    day_tally,
    join,
    open_day,
    split,
)
from kiosk.contract.figuresfile import read_figures, spell_figures
from kiosk.contract.smallcells import Part, event_breakdown, is_small, period_breakdown
from kiosk.domain.dayreport import DayCounts, TicketCounts
from kiosk.domain.event import EventStatus
from kiosk.domain.figures import AgeBand, DayFigures, EventPart, PhotoWay, Tally, added
from kiosk.domain.ids import EventId, StationId
from kiosk.domain.intake import LeaveReason
from kiosk.domain.record import Record
from kiosk.domain.ticket import Outcome
from tests.kiosk.contract.figuresamples import DAY, HOME, ONE, TWO, day, event, tally
from tests.kiosk.documents.samples import REPORT
from tests.storage.anyrecord import RECORD

CLASHES = {
    Clash.UNKNOWN_EVENT: replace(day(), event=EventId("E999")),
    Clash.NO_EVENT: replace(day(), event=None, station=TWO),
    Clash.OTHER_DATE: replace(day(), business_date=date(2026, 12, 2)),
    Clash.OTHER_PLACE: replace(day(), place="研修公民館"),
    Clash.OTHER_STATION: replace(day(), station=TWO),
    Clash.TRAINING: replace(day(), training=False),
}


@given(st.lists(RECORD, max_size=6))
def test_every_application_is_in_exactly_one_cell_of_each_part(records: list[Record]) -> None:
    counted = count_applications(records, on=DAY)
    assert counted.applications == len(records)
    for part in (counted.ages, counted.sexes, counted.routes, counted.photo_ways):
        assert sum(count for _, count in part) == len(records)
        assert all(count > 0 for _, count in part)
    assert dict(counted.photo_ways).get(PhotoWay.NONE, 0) == sum(r.photo is None for r in records)


@pytest.mark.parametrize(
    ("age", "band"),
    [(0, "0-14"), (14, "0-14"), (15, "15-19"), (19, "15-19"), (20, "20-29"), (89, "80-89")],
)
def test_an_age_is_in_the_band_that_names_it(age: int, band: str) -> None:
    assert age_band(age) is AgeBand(band)
    assert age_band(90) is age_band(120) is AgeBand.NINETIES


def test_a_closed_day_takes_its_numbers_from_the_closing() -> None:
    report = replace(REPORT, leavings=((LeaveReason.ONLY_ASKED, 4), (LeaveReason.MISTAKE, 9)))
    figures = day_figures(report, Tally(applications=41, visitors=41))
    assert (figures.tally.applications, figures.audit_head) == (41, REPORT.audit_head)
    assert figures.tally.consultations == 4
    assert figures.tally.visitors == 45  # who sat down by mistake was nobody
    assert figures.closed


def line_of(answered: int, applied: int = 0, absent: int = 0) -> TicketCounts:
    finished = ((Outcome.APPLIED, applied), (Outcome.ANSWERED, answered))
    return TicketCounts(finished=finished, no_shows=absent, cancelled=0, without_paper=0)


ASKED, CHANGED = LeaveReason.ONLY_ASKED, LeaveReason.CHANGED_MIND


@pytest.mark.parametrize(
    ("answered", "left", "had_ticket", "asked"),
    [
        (5, ((ASKED, 3),), (), 8),  # five at the table by ticket, three sat down without one
        (5, ((ASKED, 3),), ((ASKED, 3),), 5),  # three of the five sat down first
        (5, ((ASKED, 3), (CHANGED, 2)), ((ASKED, 1), (CHANGED, 2)), 5),
        (0, ((ASKED, 3), (CHANGED, 2)), (), 3),
        (2, ((CHANGED, 2),), ((CHANGED, 2),), 0),
    ],
)
def test_who_only_asked_counts_once_by_ticket_or_by_sitting(
    answered: int,
    left: tuple[tuple[LeaveReason, int], ...],
    had_ticket: tuple[tuple[LeaveReason, int], ...],
    asked: int,
) -> None:
    tickets = line_of(answered)
    counts = DayCounts(records=0, leavings=left, left_line=had_ticket, tickets=tickets)
    assert day_tally(counts, Tally()).consultations == asked


def test_where_nobody_noted_who_had_a_ticket_the_larger_list_is_taken() -> None:
    counts = DayCounts(records=0, leavings=((ASKED, 3),), tickets=line_of(5))
    assert day_tally(counts, Tally()).consultations == 5


def test_visitors_are_the_line_and_who_sat_down_without_a_ticket() -> None:
    counts = DayCounts(
        records=9,
        leavings=((ASKED, 3), (LeaveReason.MISTAKE, 4)),
        left_line=((ASKED, 1), (LeaveReason.MISTAKE, 2)),
        tickets=line_of(answered=1, applied=7, absent=2),
    )
    applied = Tally(applications=9, visitors=9)
    assert day_tally(counts, applied).visitors == 10 + 2 + 2
    assert day_tally(replace(counts, left_line=None), applied).visitors == 12


def test_a_day_whose_records_nobody_counted_has_its_sum_and_unknown_parts() -> None:
    figures = day_figures(REPORT, Tally())
    assert figures.tally.applications == 41
    assert figures.tally.ages == ()


def test_a_count_that_is_not_the_closing_is_refused() -> None:
    with pytest.raises(FiguresDisagreeError):
        day_figures(REPORT, Tally(applications=40, visitors=40))


def test_a_day_that_crashed_has_its_numbers_and_is_told_apart() -> None:
    crashed = open_day(ONE, DAY, tally(5), event=EventId("E001"), place="研修モール", training=True)
    joined = join([event()], [crashed], training=True)
    assert joined.events[0].provisional
    assert joined.events[0].tally.applications == 5


def test_two_stations_of_one_event_are_added() -> None:
    planned = event(stations=(ONE, TWO))
    days = [day(of=planned, numbers=tally(7)), day(of=planned, station=TWO, numbers=tally(5))]
    joined = join([planned], days, training=True)
    assert joined.events[0].tally == tally(7) + tally(5)
    assert joined.events[0].tally.waits.longest_s == 900
    assert joined.disagreements == ()


@pytest.mark.parametrize("clash", CLASHES)
def test_what_does_not_fit_is_named_and_in_no_sum(clash: Clash) -> None:
    joined = join([event()], [CLASHES[clash]], training=True)
    assert [one.clash for one in joined.disagreements] == [clash]
    assert joined.events[0].days == ()


def test_a_cancelled_event_takes_no_numbers() -> None:
    joined = join([event(status=EventStatus.CANCELLED)], [day()], training=True)
    assert [one.clash for one in joined.disagreements] == [Clash.CANCELLED]


def test_the_same_numbers_twice_count_once_and_different_ones_never() -> None:
    assert len(join([event()], [day(), day()], training=True).events[0].days) == 1
    joined = join([event()], [day(), day(numbers=tally(11))], training=True)
    assert [one.clash for one in joined.disagreements] == [Clash.TWICE, Clash.TWICE]
    assert joined.events[0].days == ()


def test_a_station_at_two_events_of_a_day_has_numbers_for_each() -> None:
    both = [event(1), event(2)]
    joined = join(both, [day(of=one, numbers=tally(4)) for one in both], training=True)
    assert [one.tally.applications for one in joined.events] == [4, 4]


def split_day(*numbers: Tally) -> DayFigures:
    """Return a day of as many events as there are numbers."""
    parts = [
        EventPart(event=EventId(f"E{n:03}"), place="研修モール", tally=one)
        for n, one in enumerate(numbers, start=1)
    ]
    whole = replace(day(), tally=added(numbers))
    return split(whole, parts)


def test_a_part_of_a_day_goes_to_its_event_and_to_no_other() -> None:
    both = [event(1), event(2)]
    joined = join(both, [split_day(tally(4), tally(9))], training=True)
    assert [one.tally for one in joined.events] == [tally(4), tally(9)]
    assert joined.disagreements == ()
    assert {figures.days[0].batch for figures in joined.events} == {day().batch}


def test_a_part_that_does_not_fit_is_named_and_the_others_count() -> None:
    joined = join([event(1)], [split_day(tally(4), tally(9))], training=True)
    assert [one.tally.applications for one in joined.events] == [4]
    (left_out,) = joined.disagreements
    assert (left_out.clash, left_out.event) == (Clash.UNKNOWN_EVENT, EventId("E002"))
    assert left_out.day.tally.applications == 9


@given(st.lists(st.integers(0, 40), min_size=2, max_size=5))
def test_the_parts_are_the_day_whatever_is_asked(people: list[int]) -> None:
    figures = split_day(*map(tally, people))
    events = [event(n) for n in range(1, len(people) + 1)]
    joined = join(events, [figures, figures], training=True)
    assert added(one.tally for one in joined.events) == figures.tally == added(map(tally, people))
    assert read_figures(spell_figures(figures)) == figures


def test_an_application_in_no_part_is_refused() -> None:
    parts = split_day(tally(4), tally(9)).parts
    with pytest.raises(FiguresDisagreeError):
        split(replace(day(), tally=tally(14)), parts)


def test_a_small_part_is_hidden_though_its_day_is_not_small() -> None:
    both = [event(1), event(2)]
    shown, small = join(both, [split_day(tally(30), tally(2))], training=True).events
    assert not is_small(shown)
    assert is_small(small)
    ages = event_breakdown(small, Part.AGES)
    assert (ages.cells, ages.hidden, ages.total) == ((), 2, 2)
    month = period_breakdown({1: [shown, small]}, Part.AGES)
    assert dict(month.cells) | {AgeBand.SEVENTIES: 30} == dict(month.cells)
    assert month.hidden == 2


def test_a_day_with_and_without_its_event_counts_as_twice() -> None:
    joined = join([event()], [day(), replace(day(), event=None, staff=3)], training=True)
    assert [one.clash for one in joined.disagreements] == [Clash.TWICE, Clash.TWICE]


def test_a_day_that_names_no_event_goes_to_the_only_one_of_its_station() -> None:
    nameless = replace(day(), event=None)
    assert join([event()], [nameless], training=True).events[0].days == (nameless,)
    twice = join([event(1), event(2)], [nameless], training=True)
    assert [one.clash for one in twice.disagreements] == [Clash.NO_EVENT]


def test_a_disagreement_about_a_home_does_not_name_it() -> None:
    told = join([event(place=HOME)], [replace(day(), place="別の家")], training=True)
    assert [(one.clash, one.said, one.planned) for one in told.disagreements] == [
        (Clash.OTHER_PLACE, "", "")
    ]


def test_a_station_that_was_to_be_there_and_sent_nothing_is_missing() -> None:
    joined = join([event(stations=(ONE, TWO))], [day()], training=True)
    assert joined.events[0].missing == (TWO,)


@given(
    st.lists(
        st.tuples(st.sampled_from([1, 2, 3, 9]), st.sampled_from([ONE, TWO]), st.integers(0, 4))
    )
)
def test_every_day_is_in_one_event_or_in_the_list(found: list[tuple[int, StationId, int]]) -> None:
    planned = [event(1), event(2, stations=(ONE, TWO)), event(3, on=date(2026, 12, 2))]
    days: list[DayFigures] = [
        replace(day(station=station, numbers=tally(n)), event=EventId(f"E{number:03}"))
        for number, station, n in found
    ]
    joined = join(planned, days, training=True)
    inside = [one for figures in joined.events for one in figures.days]
    outside = [one.day for one in joined.disagreements]
    assert {*inside, *outside} == set(days)
    assert len(inside) + len(outside) == len(set(days))
    assert added(one.tally for one in joined.events if one.days).applications == sum(
        one.tally.applications for one in inside
    )
