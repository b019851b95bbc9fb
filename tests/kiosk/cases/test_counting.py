"""Figures of cases: what happened in a period and how all stood at its end."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.cases.counting import count_cases
from kiosk.cases.life import refusal, step
from kiosk.domain.case import (
    Act,
    Case,
    CaseKind,
    CaseStatus,
    Channel,
    ContactResult,
    ContactTried,
    DefectOutcome,
    DefectReason,
    HandedOver,
    Reported,
    Reshot,
    Settled,
)
from tests.kiosk.cases.samples import AT, BY, CASES, COMPLAINT, DEFECT, INQUIRY, anything, place

DAY = date(2026, 12, 1)


def on(case: Case, days: int, *acts: Act) -> Case:
    for act in acts:
        case = step(case, act, at=AT + timedelta(days=days), by=BY)
    return case


def test_a_period_counts_what_happened_in_it_and_nothing_else() -> None:
    tried = ContactTried(how=Channel.PHONE, result=ContactResult.REACHED)
    again = Reshot(receipt=place(3).receipt, business_date=date(2026, 12, 8))
    defect = on(on(DEFECT, 1, tried), 9, again, Settled(outcome=DefectOutcome.RESHOT))
    complaint = on(COMPLAINT, 40, Reported(when=AT, to="研修課", how=Channel.PHONE))
    inquiry = on(INQUIRY, 2, HandedOver(to="研修課", words="x"))
    first = count_cases([defect, complaint, inquiry], DAY, DAY + timedelta(days=6))
    assert dict(first.opened) == {
        CaseKind.DEFECT: 1,
        CaseKind.INQUIRY: 1,
        CaseKind.COMPLAINT: 1,
    }
    assert first.closed == ()
    assert first.outcomes == ()
    assert first.defects == ((DefectReason.PHOTO, 1),)
    assert (first.attempts, first.reshot, first.complaints_unreported) == (1, 0, 1)
    assert (CaseKind.INQUIRY, CaseStatus.HANDED_OVER, 1) in first.standing
    rest = count_cases([defect, complaint, inquiry], DAY + timedelta(days=7), date(2027, 3, 31))
    assert rest.opened == ()
    assert rest.defects == ()
    assert rest.outcomes == ((DefectOutcome.RESHOT, 1),)
    assert (rest.attempts, rest.reshot, rest.complaints_reported) == (0, 1, 1)
    assert rest.complaints_unreported == 0


def test_midnight_in_japan_parts_the_days() -> None:
    night = replace(INQUIRY, opened=AT.replace(hour=15))  # 00:00 of the next day
    assert count_cases([night], DAY, DAY).standing == ()
    assert count_cases([night], DAY + timedelta(days=1), DAY + timedelta(days=1)).opened
    evening = on(INQUIRY, 0)
    assert count_cases([evening], DAY + timedelta(days=1), DAY + timedelta(days=1)).opened == ()
    assert count_cases([evening], DAY - timedelta(days=1), DAY - timedelta(days=1)).standing == ()


@given(
    st.lists(st.tuples(st.sampled_from(CASES), st.lists(anything, max_size=8)), max_size=8),
    st.integers(min_value=0, max_value=20),
)
def test_two_parts_of_a_period_add_up_to_the_whole(
    made: list[tuple[Case, list[Act]]], cut: int
) -> None:
    cases = []
    for case, acts in made:
        for day, act in enumerate(acts):
            at = AT + timedelta(days=3 * day)
            if refusal(case, act, at=at) is None:
                case = step(case, act, at=at, by=BY)  # noqa: PLW2901 - walked on
        cases.append(case)
    end = DAY + timedelta(days=60)
    middle = DAY + timedelta(days=cut)
    whole = count_cases(cases, DAY, end)
    left, right = count_cases(cases, DAY, middle), count_cases(cases, middle + timedelta(1), end)
    assert whole.attempts == left.attempts + right.attempts
    assert whole.reshot == left.reshot + right.reshot
    assert sum(n for _, n in whole.closed) == sum(n for _, n in (*left.closed, *right.closed))
    assert sum(n for _, n in whole.opened) == len(cases)
    assert whole.standing == right.standing
    assert sum(n for _, _, n in whole.standing) == len(cases)
