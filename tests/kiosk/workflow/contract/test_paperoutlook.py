"""What a report would hold now: whole days, holes, numbers without an event, open cases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk.cases.opening import Opening, open_complaint
from kiosk.contract.calendar import service_calendar
from kiosk.contract.periods import Period
from kiosk.domain.case import Channel, Complaint, InquiryTopic
from kiosk.domain.event import EventStatus
from kiosk.domain.ids import CaseId, EventId, StationId
from kiosk.officeports import Change
from kiosk.workflow.contract.paperoutlook import Outlook
from kiosk.workflow.contract.paperwork import PaperKind
from kiosk.workflow.contract.reading import picture
from tests.fakes.memoryoffice import MemoryOffice
from tests.kiosk.contract.figuresamples import DAY, MALL, ONE, TWO, day, event
from tests.ui.office.acts import ME, NOW, StandingClock

CONTRACT = Period(date(2026, 4, 1), date(2027, 3, 31))
AFTER = NOW + timedelta(days=20)
"""2026-12-14."""
HELD = event(stations=(ONE, TWO))


def outlook(*entries: object) -> Outlook:
    book = MemoryOffice(StandingClock())
    book.put_all([Change(entry=one, expected_version=0) for one in entries], by=ME)
    snapshot = picture(book.read(), service_calendar(), now=AFTER, by=ME)
    return Outlook(snapshot, CONTRACT)


def complaint(of: EventId | None, on: int = 14) -> Complaint:
    opening = Opening(id=CaseId(f"C-HQ-202612{on:02}-001"), at=NOW.replace(month=12, day=on), by=ME)
    made = open_complaint(opening, InquiryTopic.CONDUCT, Channel.PHONE, "（研修）")
    return replace(made, event=of)


def test_a_day_is_whole_when_every_station_closed_it_and_nothing_is_open() -> None:
    days = (day(of=HELD), day(of=HELD, station=TWO))
    assert outlook(HELD, *days).day(DAY).whole


@pytest.mark.parametrize(
    "entries",
    [
        (),
        (day(of=HELD),),
        (day(of=HELD), day(of=HELD, station=TWO, closed=False)),
        (
            day(of=HELD),
            day(of=HELD, station=TWO),
            replace(day(of=HELD), station=StationId("KENSHU9"), event=EventId("E999")),
        ),
        (day(of=HELD), day(of=HELD, station=TWO), complaint(HELD.id)),
    ],
    ids=["silent", "a station is missing", "not closed", "no event", "open case"],
)
def test_a_day_with_a_hole_is_not_whole(entries: tuple[object, ...]) -> None:
    assert not outlook(HELD, *entries).day(DAY).whole


def test_a_case_without_an_event_is_of_the_day_on_which_it_came() -> None:
    days = (day(of=HELD), day(of=HELD, station=TWO))
    now = outlook(HELD, *days, complaint(None, on=DAY.day))
    assert [one.id for one in now.day(DAY).open_cases] == ["C-HQ-20261201-001"]
    assert now.day(DAY + timedelta(1)).open_cases == ()


def test_a_day_on_which_everything_was_called_off_misses_no_numbers() -> None:
    off = replace(HELD, status=EventStatus.CANCELLED)
    assert outlook(off).day(DAY).silent == ()


def test_days_to_come_are_not_listed_and_the_last_with_numbers_is_offered() -> None:
    late = event(2, on=date(2026, 12, 10), place=MALL)
    coming = event(3, on=date(2026, 12, 20))
    now = outlook(HELD, late, coming, day(of=HELD))
    assert [one.day for one in now.days] == [late.date, DAY]
    assert now.last_day == DAY
    assert outlook(HELD, late).last_day == late.date
    assert outlook().last_day == date(2026, 12, 14)


def test_each_kind_of_report_begins_with_the_days_that_are_due() -> None:
    now = outlook()
    assert now.period_of(PaperKind.MONTHLY) == Period(date(2026, 11, 1), date(2026, 11, 30))
    assert now.period_of(PaperKind.COMPLETION) == CONTRACT
    assert now.period_of(PaperKind.PERIOD) == Period(date(2026, 12, 1), date(2026, 12, 14))
    assert now.months()[0].first == date(2026, 12, 1)
