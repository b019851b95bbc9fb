"""Lists of an event: whose hand it is, from when on, and nothing over what another wrote."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.contract.checklists import ChecklistRefusedError, Said
from kiosk.contract.equipment import EquipmentRefusedError, balances
from kiosk.domain.checklist import (
    Checklist,
    ChecklistPhase,
    Equipment,
    EquipmentKind,
    EquipmentSheet,
    Mark,
    Way,
)
from kiosk.domain.event import Event, EventStatus
from kiosk.domain.ids import EventId, StaffId, StationId
from kiosk.officeports import EntryRef, Kept, OfficeStaleError
from kiosk.workflow.contract.checkwork import (
    HEADQUARTERS,
    DoerUnknownError,
    Excusing,
    Hand,
    Moving,
    Ticking,
    doer,
    excuse_items,
    list_of,
    move_things,
    sheet_of,
    tick_item,
)
from kiosk.workflow.contract.snapshot import OfficeSnapshot, PersonStanding
from tests.ui.office.acts import ME, NOW, ONE, TODAY, TWO, crew, visit

E1 = EventId("E-1")
MINE = Hand(where=StationId("S01"))
OPENING, CLOSING = ChecklistPhase.OPENING, ChecklistPhase.CLOSING
STICK = Equipment(name="USBメモリー", kind=EquipmentKind.MEDIUM, serial="K-1")
DESK = Equipment(name="机", kind=EquipmentKind.FURNITURE)


def wrapped(entry: object, version: int = 1) -> Kept[object]:
    return Kept(ref=EntryRef(kind="-", id="-"), version=version, at=NOW, by=ME, entry=entry)


def office(
    event: Event | None = None,
    *entries: Checklist | EquipmentSheet,
    by: StaffId = ME,
) -> OfficeSnapshot:
    people = tuple(
        PersonStanding(
            kept=wrapped(one),  # type: ignore[arg-type]
            lacks=(),
            approved=True,
            valid_to=None,
        )
        for one in crew()
    )
    return OfficeSnapshot(
        at=NOW,
        today=TODAY,
        by=by,
        plan=(wrapped(event or visit("E-1", TODAY)),),  # type: ignore[arg-type]
        people=people,
        lists=tuple(wrapped(one) for one in entries if isinstance(one, Checklist)),  # type: ignore[misc]
        sheets=tuple(wrapped(one) for one in entries if isinstance(one, EquipmentSheet)),  # type: ignore[misc]
    )


def done(item: str = "people", phase: ChecklistPhase = OPENING) -> Ticking:
    return Ticking(event=E1, phase=phase, item=item, said=Said(mark=Mark.DONE))


def out(thing: Equipment = STICK, count: int = 1) -> Moving:
    return Moving(thing=thing, way=Way.OUT, count=count)


def packed(*moves: Moving) -> EquipmentSheet:
    sheet = move_things(E1, moves, 0, MINE, office()).entry
    assert isinstance(sheet, EquipmentSheet)
    return sheet


def test_whoever_is_signed_in_is_the_one_of_the_roster_with_that_log_in() -> None:
    change = tick_item(done(), 0, MINE, office())
    assert isinstance(change.entry, Checklist)
    assert change.expected_version == 0
    (tick,) = change.entry.ticks
    assert (tick.by, tick.at) == (ONE, NOW)


def test_a_log_in_that_nobody_has_writes_nothing_at_a_station_even_if_somebody_is_chosen() -> None:
    strange = office(by=StaffId("dare"))
    with pytest.raises(DoerUnknownError):
        tick_item(done(), 0, Hand(where=StationId("S01"), chosen=ONE), strange)


def test_at_headquarters_somebody_of_the_roster_is_chosen_but_never_in_place_of_oneself() -> None:
    strange = office(by=StaffId("dare"))
    chosen = Hand(where=HEADQUARTERS, chosen=TWO)
    with pytest.raises(DoerUnknownError):
        move_things(E1, (out(),), 0, Hand(where=HEADQUARTERS), strange)
    sheet = move_things(E1, (out(),), 0, chosen, strange).entry
    assert isinstance(sheet, EquipmentSheet)
    assert sheet.moves[0].by == TWO
    me = doer(office(), chosen)
    assert me is not None
    assert me.id == ONE


def test_a_managers_item_is_not_ticked_by_staff_who_were_chosen() -> None:
    strange = office(by=StaffId("dare"))
    with pytest.raises(ChecklistRefusedError) as refused:
        tick_item(done("people"), 0, Hand(where=HEADQUARTERS, chosen=TWO), strange)
    assert refused.value.params["checklist_reason"] == "manager_item"


@pytest.mark.parametrize(
    ("event", "why"),
    [
        (visit("E-1", TODAY + timedelta(days=1)), "before_the_day"),
        (visit("E-1", TODAY, status=EventStatus.CANCELLED), "called_off"),
    ],
)
def test_no_item_is_ticked_before_its_day_or_of_an_event_that_is_off(
    event: Event, why: str
) -> None:
    """A list ticked a day ahead would open tomorrow's gate unseen."""
    with pytest.raises(ChecklistRefusedError) as refused:
        tick_item(done(), 0, MINE, office(event))
    assert refused.value.params["checklist_reason"] == why


def test_things_go_out_days_ahead_and_come_back_from_an_event_that_was_called_off() -> None:
    ahead = office(visit("E-1", TODAY + timedelta(days=3)))
    assert move_things(E1, (out(),), 0, MINE, ahead).expected_version == 0
    off = office(visit("E-1", TODAY, status=EventStatus.CANCELLED), packed(out()))
    back = Moving(thing=STICK, way=Way.BACK)
    sheet = move_things(E1, (back,), 1, MINE, off).entry
    assert isinstance(sheet, EquipmentSheet)
    assert balances(sheet)[0].missing == 0


def test_a_list_that_another_wrote_to_meanwhile_is_left_alone() -> None:
    first = tick_item(done(), 0, MINE, office()).entry
    assert isinstance(first, Checklist)
    with pytest.raises(OfficeStaleError):
        tick_item(done("keys"), 0, MINE, office(None, first))
    again = tick_item(done("keys"), 1, MINE, office(None, first))
    assert isinstance(again.entry, Checklist)
    assert [one.key for one in again.entry.ticks] == ["people", "keys"]
    with pytest.raises(OfficeStaleError):
        move_things(E1, (out(DESK),), 0, MINE, office(None, packed(out())))


def test_an_event_that_is_gone_takes_nothing() -> None:
    with pytest.raises(OfficeStaleError):
        move_things(EventId("E-9"), (out(),), 0, MINE, office())
    with pytest.raises(OfficeStaleError):
        tick_item(replace(done(), event=EventId("E-9")), 0, MINE, office())


def test_of_several_moves_all_are_noted_or_none() -> None:
    with pytest.raises(EquipmentRefusedError):
        packed(out(DESK, 4), out(), out())
    assert len(packed(out(DESK, 4), out()).moves) == 2


def test_what_is_lost_is_noted_with_its_reason_and_only_so_many_as_are_missing() -> None:
    there = office(None, packed(out()))
    lost = Moving(thing=STICK, way=Way.LOST, reason="（研修）二度探した")
    sheet = move_things(E1, (lost,), 1, MINE, there).entry
    assert isinstance(sheet, EquipmentSheet)
    assert sheet.moves[-1].remark == "（研修）二度探した"
    with pytest.raises(EquipmentRefusedError):
        move_things(E1, (lost,), 1, MINE, office(None, sheet))


def test_what_is_not_back_cannot_be_ticked_as_back() -> None:
    order = done("media_back", CLOSING)
    for sheets, why in (((), "no_sheet"), ((packed(out()),), "still_out")):
        with pytest.raises(ChecklistRefusedError) as refused:
            tick_item(order, 0, MINE, office(None, *sheets))
        assert refused.value.params["checklist_reason"] == why
    none = replace(order, said=Said(mark=Mark.NOT_APPLICABLE, remark="（研修）何も出していない"))
    answered = tick_item(none, 0, MINE, office()).entry
    assert isinstance(answered, Checklist)
    assert answered.mark("media_back") is Mark.NOT_APPLICABLE
    with pytest.raises(ChecklistRefusedError):
        tick_item(none, 0, MINE, office(None, packed(out())))
    back = move_things(
        E1, (Moving(thing=STICK, way=Way.BACK),), 1, MINE, office(None, packed(out()))
    ).entry
    assert isinstance(back, EquipmentSheet)
    ticked = tick_item(order, 0, MINE, office(None, back)).entry
    assert isinstance(ticked, Checklist)
    assert ticked.mark("media_back") is Mark.DONE


def test_the_end_is_excused_with_a_reason_here_and_the_opening_only_at_the_gate() -> None:
    reason = "（研修）翌朝に確かめる"
    order = Excusing(event=E1, phase=CLOSING, reason=reason)
    said = excuse_items(order, 0, MINE, office()).entry
    assert isinstance(said, Checklist)
    assert said.override is not None
    assert said.override.reason == reason
    with pytest.raises(ChecklistRefusedError):
        excuse_items(replace(order, phase=OPENING), 0, MINE, office())


def test_before_anybody_said_anything_there_is_a_fresh_list_and_an_empty_sheet() -> None:
    there = office()
    checklist, version = list_of(there.plan[0].entry, OPENING, there)
    assert (version, checklist.ticks) == (0, ())
    assert sheet_of(E1, there) == (EquipmentSheet(event=E1), 0)
