"""Days and hours of the contract: visits are bound to them, venues are told of them."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contract.calendar import day_findings, read_calendar, service_calendar
from kiosk.contract.planfinding import PlanCheck, Severity, finding_words
from kiosk.domain.event import EventKind
from kiosk.errors import SettingsError
from kiosk.paths import resources
from kiosk.texts import Language, catalogue
from tests.kiosk.contract.events import event

CALENDAR = service_calendar()
TABLE = (resources() / "tables" / "holidays.toml").read_text(encoding="utf-8")


def test_the_fiscal_year_has_its_241_service_days() -> None:
    assert len(list(CALENDAR.service_days(date(2026, 4, 1), date(2027, 3, 31)))) == 241


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2026, 11, 23), date(2026, 11, 30), 5),
        (date(2026, 12, 1), date(2026, 12, 31), 20),
        (date(2027, 1, 1), date(2027, 1, 31), 19),
        (date(2027, 2, 1), date(2027, 2, 28), 18),
        (date(2027, 3, 1), date(2027, 4, 30), 22),
    ],
)
def test_each_month_has_the_days_that_were_counted_by_hand(
    first: date, last: date, days: int
) -> None:
    assert len(list(CALENDAR.service_days(first, last))) == days


@pytest.mark.parametrize(
    ("day", "check"),
    [
        (date(2026, 11, 28), PlanCheck.WEEKEND),
        (date(2026, 11, 29), PlanCheck.WEEKEND),
        (date(2026, 11, 23), PlanCheck.HOLIDAY),
        (date(2026, 12, 28), None),
        (date(2026, 12, 29), PlanCheck.YEAR_END),
        (date(2027, 1, 1), PlanCheck.YEAR_END),
        (date(2027, 1, 3), PlanCheck.YEAR_END),
        (date(2027, 1, 4), None),
        (date(2027, 3, 22), PlanCheck.HOLIDAY),
        (date(2027, 3, 31), None),
        (date(2027, 4, 1), PlanCheck.OUTSIDE_PERIOD),
        (date(2026, 3, 31), PlanCheck.OUTSIDE_PERIOD),
    ],
)
def test_a_visit_is_blocked_where_a_venue_is_only_told(day: date, check: PlanCheck | None) -> None:
    for kind in EventKind:
        found = day_findings(event(date=day, kind=kind), CALENDAR)
        told = Severity.WARN if kind is EventKind.VENUE else Severity.BLOCK
        assert [(one.key, one.severity) for one in found] == ([(check, told)] if check else [])


def test_hours_are_nine_to_five() -> None:
    at_the_edges = event(start=time(9), end=time(17))
    assert day_findings(at_the_edges, CALENDAR) == ()
    early, late = event(start=time(8, 59)), event(end=time(17, 1))
    assert [one.key for one in day_findings(early, CALENDAR)] == [PlanCheck.TOO_EARLY]
    assert [one.key for one in day_findings(late, CALENDAR)] == [PlanCheck.TOO_LATE]


def test_an_end_before_the_start_blocks_venues_too() -> None:
    found = day_findings(event(kind=EventKind.VENUE, start=time(12), end=time(12)), CALENDAR)
    assert [(one.key, one.blocks) for one in found] == [(PlanCheck.ENDS_BEFORE_START, True)]


def test_days_that_were_closed_or_opened_later_count() -> None:
    moved = CALENDAR.changed(
        first=date(2026, 11, 24),
        closed={date(2026, 12, 1): "研修日"},
        opened=frozenset({date(2027, 2, 11)}),
    )
    assert not moved.is_service_day(date(2026, 12, 1))
    assert moved.why_not(date(2026, 12, 1)) == (PlanCheck.CLOSED_DAY, "研修日")
    assert moved.is_service_day(date(2027, 2, 11))
    assert not moved.is_service_day(date(2026, 11, 20))
    assert CALENDAR.is_service_day(date(2026, 12, 1))


def test_a_day_on_which_the_place_is_closed_is_named() -> None:
    one = event(kind=EventKind.VENUE)
    found = day_findings(one, CALENDAR, place_closed=frozenset({one.date}))
    assert [finding.key for finding in found] == [PlanCheck.PLACE_CLOSED]
    words = finding_words(found[0], catalogue(Language.JA))
    assert words == "2026年12月1日（火）は「研修会館」の休業日です。"


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(0, 400))
def test_service_days_are_exactly_the_days_that_are_service_days(day: date, length: int) -> None:
    days = [day + timedelta(days=at) for at in range(length)]
    last = day + timedelta(days=length - 1)
    told = list(CALENDAR.service_days(day, last))
    assert told == [one for one in days if CALENDAR.is_service_day(one)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("period_last = 2027-03-31", "period_last = 2027-04-01"),
        ('2026-04-29 = "昭和の日"', '2026-02-30 = "昭和の日"'),
        ('2026-04-29 = "昭和の日"', '2027-04-29 = "昭和の日"'),
        ('2026-04-29 = "昭和の日"', "2026-04-29 = 1"),
        ('first = "12-29"', 'first = "12-32"'),
        ("opens = 09:00:00", "opens = 18:00:00"),
        ("opens = 09:00:00", "opens = 9"),
        ("[holiday]", "[holiday"),
    ],
)
def test_a_table_with_a_wrong_value_is_refused(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "holidays.toml"
    assert old in TABLE
    path.write_text(TABLE.replace(old, new), encoding="utf-8")
    with pytest.raises(SettingsError):
        read_calendar(path)
    with pytest.raises(SettingsError):
        read_calendar(tmp_path / "missing.toml")
