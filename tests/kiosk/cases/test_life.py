"""A case keeps every entry it ever got, and refuses in words."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from kiosk.cases.errors import CaseRefusedError
from kiosk.cases.life import as_of, continues, refusal, status_of, step
from kiosk.domain.case import (
    Act,
    Answered,
    Case,
    CaseStatus,
    Channel,
    Closed,
    Complaint,
    ContactResult,
    ContactTried,
    DefectOutcome,
    HandedOver,
    Identified,
    Inquiry,
    Noted,
    NotFound,
    Reopened,
    Reported,
    Reshot,
    Settled,
)
from kiosk.domain.ids import StaffId
from kiosk.texts import Language, catalogue
from tests.kiosk.cases.samples import (
    ACTS,
    AT,
    BY,
    CASES,
    COMPLAINT,
    DEFECT,
    INCIDENT,
    INQUIRY,
    anything,
    moments,
    place,
)

LATER = AT + timedelta(hours=1)
TRIED = ContactTried(how=Channel.PHONE, result=ContactResult.NO_ANSWER)
REACHED = ContactTried(how=Channel.PHONE, result=ContactResult.REACHED)
RESHOT = Reshot(receipt=place(3).receipt, business_date=date(2026, 12, 8))
SAME_AGAIN = Reshot(receipt=place(7).receipt, business_date=place(7).business_date)
UNREACHABLE = Settled(outcome=DefectOutcome.UNREACHABLE)
ADAPTER: TypeAdapter[Case] = TypeAdapter(Case)


def reported_at(when: datetime) -> Reported:
    return Reported(when=when, to="研修課", how=Channel.PHONE)


def walked(case: Case, *acts: Act) -> Case:
    for act in acts:
        case = step(case, act, at=LATER, by=BY)
    return case


@given(st.sampled_from(CASES), st.lists(st.tuples(anything, moments), max_size=25))
def test_no_entry_is_ever_lost_or_changed(case: Case, acts: list[tuple[Act, datetime]]) -> None:
    for act, at in acts:
        before = case
        why = refusal(case, act, at=at)
        if why is None:
            case = step(case, act, at=at, by=BY)
            assert case.history[:-1] == before.history
            assert (case.history[-1].act, case.history[-1].at) == (act, at)
        else:
            with pytest.raises(CaseRefusedError):
                step(case, act, at=at, by=BY)
        assert continues(before, case)
        assert case.status is status_of(case.history)


def test_a_version_that_lost_or_changed_something_does_not_continue() -> None:
    case = walked(DEFECT, TRIED, REACHED, RESHOT)
    entry = replace(case.history[0], by=StaffId("kenshu2"))
    shorter = case.history[1:]
    for forged in (
        replace(case, history=shorter, status=status_of(shorter)),
        replace(case, history=(entry, *case.history[1:])),
        replace(case, history=tuple(reversed(case.history))),
        replace(case, by=StaffId("kenshu2")),
        replace(case, opened=LATER),
        replace(case, status=CaseStatus.CLOSED),
        INQUIRY,
    ):
        assert not continues(case, forged)
    assert continues(DEFECT, case)


@given(st.sampled_from(CASES), st.lists(anything, max_size=12))
def test_a_case_comes_back_from_the_book_as_it_went(case: Case, acts: list[Act]) -> None:
    for act in acts:
        if refusal(case, act, at=LATER) is None:
            case = step(case, act, at=LATER, by=BY)
    assert ADAPTER.validate_json(ADAPTER.dump_json(case), strict=True) == case


def test_the_acts_of_the_tests_are_all_there_are() -> None:
    assert {type(act) for act in ACTS} == set(get_args(Act))


@given(st.sampled_from(CASES), st.lists(anything, max_size=25))
def test_every_refusal_has_words(case: Case, acts: list[Act]) -> None:
    for act in acts:
        why = refusal(case, act, at=LATER)
        if why is None:
            case = step(case, act, at=LATER, by=BY)
            continue
        for language in (Language.JA, Language.EN):
            error = CaseRefusedError(case.id, why)
            what, safe, then = catalogue(language).explain(error)
            assert catalogue(language)[f"case_refusal.{why}"] in what
            assert case.id in what
            assert safe
            assert then


@pytest.mark.parametrize(
    ("case", "acts", "refused", "why"),
    [
        (DEFECT, (), Settled(outcome=DefectOutcome.RESHOT), "no_reshot"),
        (DEFECT, (), Settled(outcome=DefectOutcome.NOT_OURS), "is_ours"),
        (DEFECT, (TRIED, TRIED), UNREACHABLE, "too_few_attempts"),
        (DEFECT, (TRIED, TRIED, REACHED), UNREACHABLE, "was_reached"),
        (DEFECT, (), Settled(outcome=DefectOutcome.CORRECTED), "nobody_contacted"),
        (DEFECT, (), SAME_AGAIN, "reshot_is_the_same"),
        (DEFECT, (RESHOT,), RESHOT, "reshot_known"),
        (DEFECT, (RESHOT, Settled(outcome=DefectOutcome.RESHOT)), TRIED, "closed"),
        (DEFECT, (), Reopened(words="x"), "not_closed"),
        (DEFECT, (), Closed(words="x"), "not_for_this_case"),
        (INQUIRY, (), Closed(words="x"), "answer_first"),
        (INQUIRY, (), Reported(when=AT, to="x", how=Channel.PHONE), "not_for_this_case"),
        (COMPLAINT, (Answered(how=Channel.PHONE, words="x"),), Closed(words="x"), "report_first"),
        (COMPLAINT, (HandedOver(to="x", words="x"),), Closed(words="x"), "report_first"),
        (COMPLAINT, (), reported_at(LATER + timedelta(1)), "told_in_future"),
        (COMPLAINT, (), reported_at(AT - timedelta(1)), "told_before_opened"),
        (INCIDENT, (), Closed(words="x"), "items_missing"),
        (INCIDENT, (), TRIED, "not_for_this_case"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_for_its_reason(
    case: Case, acts: tuple[Act, ...], refused: Act, why: str
) -> None:
    with pytest.raises(CaseRefusedError) as error:
        walked(walked(case, *acts), refused)
    assert error.value.refusal == why


@pytest.mark.parametrize(
    ("acts", "outcome"),
    [
        ((REACHED, RESHOT), DefectOutcome.RESHOT),
        ((TRIED,) * 3, DefectOutcome.UNREACHABLE),
        ((REACHED,), DefectOutcome.WITHDRAWN),
        ((RESHOT,), DefectOutcome.AT_THE_CITY),
    ],
)
def test_a_defect_is_followed_to_its_end(acts: tuple[Act, ...], outcome: DefectOutcome) -> None:
    case = walked(walked(DEFECT, *acts), Settled(outcome=outcome))
    assert case.status is CaseStatus.CLOSED
    assert walked(case, Reopened(words="また来た。")).status is CaseStatus.UNDER_WAY


def test_what_is_not_ours_is_closed_as_that_until_somebody_finds_it() -> None:
    stray = replace(DEFECT, match=NotFound())
    act = Settled(outcome=DefectOutcome.NOT_OURS)
    assert refusal(stray, act, at=LATER) is None
    assert refusal(walked(stray, Identified(place=place(9))), act, at=LATER) == "is_ours"


def test_a_complaint_is_closed_once_the_city_knows() -> None:
    case = walked(
        COMPLAINT,
        Answered(how=Channel.PHONE, words="お詫びした。"),
        Reported(when=LATER, to="研修課", how=Channel.PHONE),
        Closed(words="済み。"),
    )
    assert case.status is CaseStatus.CLOSED


def test_a_note_never_changes_how_far_a_case_is() -> None:
    case: Inquiry | Complaint = INQUIRY
    for act in (Answered(how=Channel.MAIL, words="x"), Closed(words="x")):
        assert walked(case, Noted(words="x")).status is case.status
        case = step(case, act, at=LATER, by=BY)
    assert walked(case, Noted(words="x")).status is CaseStatus.CLOSED


def test_the_past_is_seen_as_it_was_known_then() -> None:
    case = step(COMPLAINT, Answered(how=Channel.PHONE, words="x"), at=AT + timedelta(1), by=BY)
    case = step(case, HandedOver(to="x", words="x"), at=AT + timedelta(3), by=BY)
    assert as_of(case, AT) == COMPLAINT
    assert as_of(case, AT + timedelta(2)).status is CaseStatus.UNDER_WAY
    assert as_of(case, AT + timedelta(3)) == case


def test_a_log_never_shows_what_somebody_wrote() -> None:
    case: Complaint = step(COMPLAINT, Noted(words="秘密"), at=LATER, by=BY)
    assert "秘密" not in f"{case!r} {case.history[0]!r}"
    assert "長い" not in repr(case)
