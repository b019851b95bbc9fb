"""The list of the start page: what is late, why, for how long, gravest first."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from kiosk.cases.life import refusal, step
from kiosk.cases.overdue import Overdue, Wait, overdue
from kiosk.domain.case import (
    Act,
    Answered,
    Audience,
    Case,
    CaseStatus,
    Channel,
    ContactResult,
    ContactTried,
    DefectOutcome,
    HandedOver,
    NotFound,
    Reported,
    Settled,
    Stage,
    Told,
    Urgency,
)
from kiosk.domain.ids import CaseId
from tests.kiosk.cases.samples import (
    AT,
    BY,
    CASES,
    COMPLAINT,
    DEFECT,
    INCIDENT,
    INQUIRY,
    anything,
)
from tests.kiosk.cases.test_deadlines import HOLIDAYS

TRIED = ContactTried(how=Channel.PHONE, result=ContactResult.NO_ANSWER)
ANSWERED = Answered(how=Channel.PHONE, words="答えた。")


def late(case: Case, days: float, *acts: Act, ahead: int = 0) -> list[tuple[Wait, int]]:
    for act in acts:
        case = step(case, act, at=AT, by=BY)
    now = AT + timedelta(days=days)
    found = overdue([case], now, holidays=HOLIDAYS, ahead_days=ahead)
    return [(one.wait, one.days) for one in found]


def test_what_is_due_at_once_is_listed_at_once() -> None:
    assert late(INCIDENT, 0) == [(Wait.FIRST_WORD, 0)]
    assert late(COMPLAINT, 0) == [(Wait.COMPLAINT_REPORT, 0)]
    assert late(INQUIRY, 0) == late(DEFECT, 0) == []


def test_a_complaint_is_flagged_until_the_city_knows() -> None:
    assert late(COMPLAINT, 2, ANSWERED) == [(Wait.COMPLAINT_REPORT, 2)]
    told = Reported(when=AT, to="研修課", how=Channel.PHONE)
    assert late(COMPLAINT, 2, ANSWERED, told) == []
    assert late(COMPLAINT, 4, told) == [(Wait.COMPLAINT_ANSWER, 1)]


def test_an_inquiry_waits_three_days_and_an_urgent_one_a_day() -> None:
    assert late(INQUIRY, 3) == []
    assert late(INQUIRY, 4) == [(Wait.INQUIRY_ANSWER, 1)]
    assert late(replace(INQUIRY, urgency=Urgency.URGENT), 2) == [(Wait.INQUIRY_ANSWER, 1)]


def test_a_defect_waits_for_the_first_thing_that_is_missing() -> None:
    assert late(replace(DEFECT, match=NotFound()), 3) == [(Wait.IDENTIFYING, 1)]
    assert late(DEFECT, 4) == [(Wait.FIRST_CONTACT, 1)]
    assert late(DEFECT, 8, TRIED) == [(Wait.NEXT_STEP, 1)]
    assert late(DEFECT, 4, HandedOver(to="研修課", words="x")) == []


def test_the_citys_own_last_day_comes_before_ours() -> None:
    hurried = replace(DEFECT, reply_by=date(2026, 12, 2))
    assert late(hurried, 2) == [(Wait.REPLY_BY, 1)]
    assert late(hurried, 2, TRIED) == [(Wait.REPLY_BY, 1)]


def test_reports_of_an_incident_are_late_the_day_after_their_last_day() -> None:
    word = Told(when=AT, whom=Audience.CITY, stage=Stage.FIRST_WORD, how=Channel.PHONE, to="研修課")
    assert late(INCIDENT, 6, word) == []
    assert late(INCIDENT, 7, word) == [(Wait.PRELIMINARY, 1), (Wait.NOTICE, 1)]
    assert (Wait.FINAL, 1) in late(INCIDENT, 35, word)


def test_the_day_turns_at_midnight_in_japan() -> None:
    last_second = datetime(2026, 12, 4, 14, 59, 59, tzinfo=AT.tzinfo)
    case = INQUIRY
    assert not overdue([case], last_second, holidays=())
    assert overdue([case], last_second + timedelta(seconds=1), holidays=())


def test_what_was_opened_after_midnight_in_japan_belongs_to_that_day() -> None:
    night = replace(INQUIRY, opened=datetime(2026, 12, 1, 15, 0, tzinfo=AT.tzinfo))
    assert late(night, 4) == []
    assert late(night, 5) == [(Wait.INQUIRY_ANSWER, 1)]


def test_what_will_be_late_soon_is_told_ahead_when_asked() -> None:
    assert late(INQUIRY, 1, ahead=2) == []
    assert late(INQUIRY, 1, ahead=3) == [(Wait.INQUIRY_ANSWER, -2)]


def test_what_is_closed_waits_for_nothing() -> None:
    assert late(DEFECT, 90, TRIED, Settled(outcome=DefectOutcome.CORRECTED)) == []


@given(
    st.lists(st.tuples(st.sampled_from(CASES), st.lists(anything, max_size=5)), max_size=8),
    st.integers(min_value=0, max_value=90),
    st.randoms(use_true_random=False),
)
def test_the_list_is_sorted_complete_and_the_same_for_any_order(
    made: list[tuple[Case, list[Act]]], days: int, chance: Random
) -> None:
    cases: list[Case] = []
    for case, acts in made:
        walked = case
        for act in acts:
            if refusal(walked, act, at=AT) is None:
                walked = step(walked, act, at=AT, by=BY)
        cases.append(walked)
    now = AT + timedelta(days=days)
    found = overdue(cases, now, holidays=HOLIDAYS)
    shuffled = list(cases)
    chance.shuffle(shuffled)
    assert overdue(shuffled, now, holidays=HOLIDAYS) == found
    assert list(found) == sorted(found, key=_grave)
    longer = overdue(cases, now + timedelta(days=1), holidays=HOLIDAYS)
    assert {(one.case, one.wait) for one in found} <= {(one.case, one.wait) for one in longer}
    still_open = {case.id for case in cases if case.status is not CaseStatus.CLOSED}
    assert {one.case for one in found} <= still_open
    if days > 89:
        assert {one.case for one in found} == still_open - _satisfied(cases)


def _grave(one: Overdue) -> tuple[int, date, str]:
    return list(Wait).index(one.wait), one.due, one.case


def _satisfied(cases: list[Case]) -> set[CaseId]:
    """Incidents whose duties are done or lifted wait for nothing but their closing."""
    return {case.id for case in cases if case.kind == "incident"} - {
        one.case for one in overdue(cases, AT + timedelta(days=500), holidays=HOLIDAYS)
    }
