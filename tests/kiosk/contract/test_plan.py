"""An event is drafted, approved, held and reported, in this order and in words where not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contract.plan import (
    Approve,
    AssignStations,
    Cancel,
    Edit,
    Hold,
    Override,
    PlanAct,
    PlanRefusal,
    PlanRefusedError,
    ReportIn,
    new_event,
    step,
)
from kiosk.contract.planfinding import PlanCheck, PlanFinding, block, warn
from kiosk.domain.event import Event, EventStatus
from kiosk.domain.ids import EventId, StationId
from kiosk.texts import Language, catalogue
from tests.kiosk.contract.events import TUESDAY, event

DAY = date(2026, 12, 1)
APPROVE = Approve(on=date(2026, 11, 25), findings=())
PLANNED = event()
STATUSES = {
    EventStatus.DRAFT: PLANNED,
    EventStatus.APPROVED: replace(
        PLANNED, status=EventStatus.APPROVED, city_approved=date(2026, 11, 25)
    ),
    EventStatus.HELD: replace(PLANNED, status=EventStatus.HELD),
    EventStatus.REPORTED: replace(PLANNED, status=EventStatus.REPORTED),
    EventStatus.CANCELLED: replace(PLANNED, status=EventStatus.CANCELLED, cancelled="x"),
}
ALLOWED = {
    EventStatus.DRAFT: {Approve, Override, Cancel, Edit, AssignStations},
    EventStatus.APPROVED: {Hold, Cancel, Edit, AssignStations},
    EventStatus.HELD: {ReportIn, AssignStations},
    EventStatus.REPORTED: set(),
    EventStatus.CANCELLED: set(),
}
ACTS: Sequence[PlanAct] = (
    APPROVE,
    Override(reason="市と協議済み"),
    Cancel(reason="施設の都合"),
    Edit(planned=replace(PLANNED, start=time(11))),
    AssignStations(stations=(StationId("SK01"),)),
    Hold(),
    ReportIn(),
)


def refusal(one: Event, act: PlanAct, today: date = DAY) -> PlanRefusal:
    with pytest.raises(PlanRefusedError) as caught:
        step(one, act, today=today)
    return caught.value.refusal


def test_a_plan_goes_its_way() -> None:
    approved = step(PLANNED, APPROVE, today=DAY)
    assert (approved.status, approved.city_approved) == (EventStatus.APPROVED, APPROVE.on)
    held = step(approved, Hold(), today=DAY)
    assert step(held, ReportIn(), today=DAY).status is EventStatus.REPORTED


@pytest.mark.parametrize("act", ACTS, ids=lambda act: type(act).__name__)
@pytest.mark.parametrize("status", EventStatus)
def test_only_the_acts_that_fit_are_taken(status: EventStatus, act: PlanAct) -> None:
    one = STATUSES[status]
    if type(act) in ALLOWED[status]:
        assert step(one, act, today=DAY) != one
    else:
        refusal(one, act)


def test_an_edit_of_an_approved_plan_needs_the_city_again() -> None:
    approved = replace(STATUSES[EventStatus.APPROVED], override="市と協議済み")
    edited = step(approved, Edit(planned=replace(approved, end=time(13))), today=DAY)
    assert (edited.status, edited.city_approved, edited.override) == (EventStatus.DRAFT, None, None)
    assert edited.end == time(13)


@pytest.mark.parametrize("status", EventStatus)
def test_remarks_are_written_at_any_time_and_change_nothing_else(status: EventStatus) -> None:
    one = STATUSES[status]
    planned = replace(one, remarks="雨", status=EventStatus.REPORTED, city_approved=None)
    assert step(one, Edit(planned=planned), today=DAY) == replace(one, remarks="雨")


def test_an_edit_cannot_approve_itself() -> None:
    claimed = replace(PLANNED, start=time(11), status=EventStatus.HELD, city_approved=DAY)
    edited = step(PLANNED, Edit(planned=claimed), today=DAY)
    assert (edited.status, edited.city_approved) == (EventStatus.DRAFT, None)
    assert new_event(replace(claimed, override="x", cancelled="x")) == replace(
        PLANNED, start=time(11)
    )


@pytest.mark.parametrize(
    ("findings", "override", "expected"),
    [
        ((warn(PlanCheck.WEEKEND),), None, None),
        ((block(PlanCheck.WEEKEND),), None, PlanRefusal.BLOCKED),
        ((block(PlanCheck.WEEKEND),), "市と協議済み", None),
        ((block(PlanCheck.NOT_NEUTRAL),), "市と協議済み", PlanRefusal.BLOCKED_FIRMLY),
        ((block(PlanCheck.ENDS_BEFORE_START),), "x", PlanRefusal.BLOCKED_FIRMLY),
    ],
)
def test_what_blocks_is_set_aside_by_a_reason_only(
    findings: tuple[PlanFinding, ...], override: str | None, expected: PlanRefusal | None
) -> None:
    one = step(PLANNED, Override(reason=override), today=DAY) if override else PLANNED
    act = Approve(on=DAY, findings=findings)
    if expected is None:
        assert step(one, act, today=DAY).status is EventStatus.APPROVED
    else:
        assert refusal(one, act) is expected


def test_days_that_have_not_come_are_refused() -> None:
    assert refusal(PLANNED, Approve(on=DAY, findings=()), date(2026, 11, 30)) is (
        PlanRefusal.APPROVED_LATER
    )
    approved = STATUSES[EventStatus.APPROVED]
    assert refusal(approved, Hold(), date(2026, 11, 30)) is PlanRefusal.NOT_YET
    assert approved.date == TUESDAY


def test_reasons_are_asked_for() -> None:
    assert refusal(PLANNED, Cancel(reason=" \n")) is PlanRefusal.REASON_MISSING
    assert refusal(PLANNED, Override(reason="x" * 401)) is PlanRefusal.REASON_LONG
    assert step(PLANNED, Cancel(reason=" 雨\n天 "), today=DAY).cancelled == "雨 天"


def test_another_event_is_not_taken_for_an_edit() -> None:
    other = Edit(planned=replace(PLANNED, id=EventId("E-2")))
    assert refusal(PLANNED, other) is PlanRefusal.ANOTHER_EVENT


@pytest.mark.parametrize("language", [Language.JA, Language.EN])
@pytest.mark.parametrize("one", PlanRefusal)
def test_every_refusal_is_told_in_words(one: PlanRefusal, language: Language) -> None:
    what, safe, then = catalogue(language).explain(PlanRefusedError(one))
    assert all((what.strip(), safe.strip(), then.strip()))
    assert one.value not in what


@given(st.lists(st.sampled_from(ACTS), max_size=30))
def test_no_row_of_acts_holds_what_the_city_did_not_approve(acts: list[PlanAct]) -> None:
    one, approved = PLANNED, False
    for act in acts:
        try:
            after = step(one, act, today=DAY)
        except PlanRefusedError:
            continue
        approved = isinstance(act, Approve) or (approved and after.start == one.start)
        one = after
        assert one.status is not EventStatus.HELD or approved
        assert (one.status is EventStatus.CANCELLED) == (one.cancelled is not None)
