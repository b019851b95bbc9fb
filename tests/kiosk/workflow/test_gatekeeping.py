"""The list of today's event: what bars the opening, who ticks, who goes on, and what is kept."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.contract.checklists import ChecklistRefusedError, Said
from kiosk.contract.gate import Gate
from kiosk.contract.roster import ObstacleKind, RosterRefusedError
from kiosk.domain.checklist import Checklist, ChecklistPhase, Mark
from kiosk.domain.custody import AloneReason
from kiosk.domain.event import Event, EventStatus
from kiosk.domain.ids import StationId
from kiosk.domain.person import Person
from kiosk.errors import DiskFullError, FieldError, LeadNeededError
from kiosk.officeports import Change, OfficeBook, OfficeView
from kiosk.workflow import phases
from kiosk.workflow.desks import DeskAct, GateDesk
from kiosk.workflow.errors import NoEventTodayError
from kiosk.workflow.gatelook import GateNews, OfficeDoor
from tests.fakes.memoryoffice import MemoryOffice
from tests.kiosk.contract.folk import ANNA, GENERAL, MANAGER, VENUE
from tests.kiosk.workflow.bench import LEAD, MORNING, STAFF, Bench, Clock, LateBackground

STATION = StationId("KENSHU1")
BOTH = (LEAD.id, STAFF.id)
MANAGES = replace(MANAGER, station_login=LEAD.id)
WORKS = replace(ANNA, station_login=STAFF.id)
EVENT = replace(VENUE, date=MORNING.date(), staff=(ANNA.id,))
FOLK = (GENERAL, MANAGES, WORKS)
REASON = "急病の代わり。総括責任者が同行する（研修）"
UNLEARNED = replace(WORKS, trainings=(), pledge=None)


class BrokenOffice(MemoryOffice):
    """A book that cannot be read."""

    def read(self, *_kinds: type) -> OfficeView:
        raise DiskFullError


def book_of(*entries: object) -> MemoryOffice:
    book = MemoryOffice(Clock())
    book.put_all([Change(entry=one, expected_version=0) for one in entries], by=LEAD.id)
    return book


def bench_with(book: OfficeBook | None, *, opened: bool = False, training: bool = False) -> Bench:
    """Return a station whose lead is signed in."""
    door = OfficeDoor(station=STATION, book=lambda: book)
    bench = Bench(opened=opened, training=training, office=door)
    bench.sign_in()
    return bench


def planned(*people: Person, event: Event = EVENT) -> tuple[Bench, MemoryOffice]:
    book = book_of(event, *(people or FOLK))
    return bench_with(book), book


def desk_of(bench: Bench) -> GateDesk:
    phase = bench.view.phase
    assert isinstance(phase, phases.AtDesk)
    assert isinstance(phase.desk, GateDesk)
    return phase.desk


def gate_of(bench: Bench) -> Gate:
    return desk_of(bench).gate


def tick_all(bench: Bench) -> None:
    for item in gate_of(bench).checklist.items:
        remark = "撮影済み" if item.photo else ""
        bench.session.tick_gate(item.key, Said(mark=Mark.DONE, remark=remark))


def kept_list(book: MemoryOffice) -> Checklist:
    (listed,) = book.read(Checklist).entries(Checklist)
    return listed


# --- where nothing is planned -----------------------------------------------------------------


@pytest.mark.parametrize("book", [None, book_of(*FOLK)], ids=["no-book", "no-event"])
def test_without_an_event_of_today_the_day_opens_as_ever(book: OfficeBook | None) -> None:
    bench = bench_with(book)
    assert bench.view.gate.news is GateNews.NO_EVENT
    bench.session.open_day(BOTH)
    assert bench.is_at(phases.Ready())


def test_a_station_that_knows_no_book_says_that_nothing_is_planned() -> None:
    bench = Bench(opened=False)
    bench.sign_in()
    assert bench.view.gate.news is GateNews.NO_EVENT
    bench.session.open_gate(BOTH)
    assert bench.is_in(phases.Opening)


@pytest.mark.parametrize(
    "change",
    [
        {"date": MORNING.date() + timedelta(days=1)},
        {"status": EventStatus.CANCELLED, "cancelled": "研修"},
        {"status": EventStatus.HELD},
        {"stations": (StationId("KENSHU2"),)},
    ],
    ids=["tomorrow", "cancelled", "held", "another-station"],
)
def test_an_event_that_is_not_ours_today_bars_nothing(change: dict[str, object]) -> None:
    bench, _ = planned(event=replace(EVENT, **change))  # type: ignore[arg-type]
    assert bench.view.gate.news is GateNews.NO_EVENT
    bench.session.open_day(BOTH)
    assert bench.is_at(phases.Ready())


@pytest.mark.expects_warnings("the plan was not read")
def test_a_book_that_cannot_be_read_is_told_and_stops_nobody() -> None:
    bench = bench_with(BrokenOffice(Clock()))
    assert bench.view.gate.news is GateNews.TROUBLE
    bench.session.open_day(BOTH)
    assert bench.is_at(phases.Ready())


def test_the_page_of_the_morning_does_not_wait_for_the_book() -> None:
    late = LateBackground()
    book = book_of(EVENT, *FOLK)
    door = OfficeDoor(station=STATION, book=lambda: book)
    bench = Bench(opened=False, background=late, office=door)
    bench.sign_in()
    while not bench.is_in(phases.Opening):
        late.jobs.pop(0)()
    before = bench.view.gate
    late.do_all()
    assert (before.news, bench.view.gate.news) == (GateNews.UNREAD, GateNews.READ)


# --- what bars --------------------------------------------------------------------------------


def test_an_open_list_bars_the_day_until_every_item_is_ticked() -> None:
    bench, book = planned()
    bench.session.open_day(BOTH)
    assert desk_of(bench).act is DeskAct.BARRED
    assert bench.station.days == {}
    bench.session.open_through_gate()
    assert desk_of(bench).act is DeskAct.BARRED
    tick_all(bench)
    assert not gate_of(bench).bars
    bench.session.open_through_gate()
    assert bench.is_at(phases.Ready())
    (day,) = bench.station.standing().days
    assert day.people == BOTH
    assert {tick.by for tick in kept_list(book).ticks} == {MANAGER.id}
    assert not kept_list(book).override


@pytest.mark.parametrize(
    ("folk", "people", "kinds"),
    [
        ((GENERAL, MANAGES, UNLEARNED), BOTH, {"no_pledge", "not_trained", "too_few"}),
        ((GENERAL, replace(MANAGES, city_approved=None), WORKS), BOTH, {"manager_not_approved"}),
        ((GENERAL, MANAGER, WORKS), BOTH, {"unknown_person"}),
    ],
    ids=["untrained", "not-accepted", "not-in-the-register"],
)
def test_people_who_may_not_work_bar_the_day(
    folk: tuple[Person, ...], people: tuple[object, ...], kinds: set[str]
) -> None:
    bench, _ = planned(*folk)
    bench.session.open_day(people)  # type: ignore[arg-type]
    tick_all(bench)
    bench.session.open_through_gate()
    assert {one.kind.value for one in gate_of(bench).blocking} >= kinds
    assert bench.station.days == {}


def test_a_manager_who_is_not_ticked_as_on_duty_is_absent() -> None:
    absent = replace(MANAGER, station_login=STAFF.id)
    bench = bench_with(book_of(EVENT, GENERAL, absent), training=True)
    bench.session.open_day((LEAD.id,))
    kinds = {one.kind for one in gate_of(bench).obstacles}
    assert ObstacleKind.MANAGER_ABSENT in kinds


def test_going_on_with_a_day_asks_for_no_list() -> None:
    bench, _ = planned()
    bench.session.open_day(BOTH)
    tick_all(bench)
    bench.session.open_through_gate()
    bench.session.sign_out()
    bench.sign_in()
    assert bench.is_at(phases.Ready())


# --- the word of 総括責任者 -------------------------------------------------------------------


def test_a_lead_goes_on_with_the_word_of_the_general_manager_and_a_reason() -> None:
    bench, book = planned(GENERAL, MANAGES, UNLEARNED)
    bench.session.open_day(BOTH)
    bench.session.override_gate(REASON)
    assert desk_of(bench).act is DeskAct.EXCUSED
    override = kept_list(book).override
    assert override is not None
    assert override.by == GENERAL.id
    assert REASON in override.reason
    assert LEAD.display_name in override.reason  # who wrote down what was said by telephone
    (line,) = book.history(book.read(Checklist).of(Checklist)[0].ref)
    assert line.by == LEAD.id
    bench.session.open_through_gate()
    assert bench.is_at(phases.Ready())


def test_the_general_manager_at_the_station_answers_alone() -> None:
    general = replace(GENERAL, station_login=LEAD.id)
    bench, book = planned(general, MANAGER, UNLEARNED)
    bench.session.open_day(BOTH)
    bench.session.override_gate(REASON)
    override = kept_list(book).override
    assert override is not None
    assert (override.by, override.reason) == (GENERAL.id, REASON)


def test_what_is_lacking_later_is_not_excused() -> None:
    bench, book = planned()
    bench.session.open_day(BOTH)
    bench.session.override_gate(REASON)
    bench.session.go_home()
    kept = book.read(Person).of(Person)[2]
    book.put(UNLEARNED, by=LEAD.id, expected_version=kept.version)
    bench.session.open_day(BOTH)
    assert {one.kind for one in gate_of(bench).blocking} >= {ObstacleKind.NO_PLEDGE}
    assert bench.station.days == {}


@pytest.mark.parametrize("reason", ["", "  ", "x" * 600])
def test_no_reason_no_override(reason: str) -> None:
    bench, book = planned()
    bench.session.open_day(BOTH)
    bench.session.override_gate(reason)
    assert isinstance(bench.view.notice, FieldError)
    assert book.read(Checklist).entries(Checklist) == ()
    assert gate_of(bench).bars


def test_who_is_no_lead_excuses_nothing_and_opens_nothing() -> None:
    bench, book = planned()
    bench.session.sign_out()
    bench.sign_in("staff")
    bench.session.open_gate(BOTH)
    bench.session.override_gate(REASON)
    assert isinstance(bench.view.notice, LeadNeededError)
    bench.session.open_through_gate()
    assert isinstance(bench.view.notice, LeadNeededError)
    assert book.read(Checklist).entries(Checklist) == ()


def test_without_a_general_manager_nobody_goes_on() -> None:
    bench, _ = planned(MANAGES, WORKS)
    bench.session.open_day(BOTH)
    bench.session.override_gate(REASON)
    assert isinstance(bench.view.notice, RosterRefusedError)
    assert gate_of(bench).bars


# --- ticks ------------------------------------------------------------------------------------


def test_each_tick_is_in_the_book_at_once_and_outlives_the_session() -> None:
    bench, book = planned()
    bench.session.open_gate(BOTH)
    bench.session.tick_gate("keys", Said(mark=Mark.DONE))
    assert kept_list(book).mark("keys") is Mark.DONE
    bench.session = bench.new_session()  # the power went
    bench.sign_in()
    bench.session.open_gate(BOTH)
    assert gate_of(bench).checklist.mark("keys") is Mark.DONE


def test_staff_tick_what_is_theirs_and_read_whose_the_rest_is() -> None:
    bench, book = planned()
    bench.session.sign_out()
    bench.sign_in("staff")
    bench.session.open_gate(BOTH)
    bench.session.tick_gate("clock", Said(mark=Mark.DONE))
    bench.session.tick_gate("keys", Said(mark=Mark.DONE))
    assert isinstance(bench.view.notice, ChecklistRefusedError)
    listed = kept_list(book)
    assert [(one.key, one.by) for one in listed.ticks] == [("clock", ANNA.id)]


def test_a_tick_that_the_disk_refuses_is_not_shown() -> None:
    bench, book = planned()
    bench.session.open_gate(BOTH)
    before = gate_of(bench)

    def full(changes: object, *, by: object) -> object:
        raise DiskFullError

    book.put_all = full  # type: ignore[method-assign,assignment]
    bench.session.tick_gate("keys", Said(mark=Mark.DONE))
    assert isinstance(bench.view.notice, DiskFullError)
    assert gate_of(bench) == before


def test_an_event_that_goes_away_while_the_list_is_open_is_told() -> None:
    bench, book = planned()
    bench.session.open_gate(BOTH)
    kept = book.read(Event).of(Event)[0]
    gone = replace(EVENT, status=EventStatus.CANCELLED, cancelled="研修")
    book.put(gone, by=LEAD.id, expected_version=kept.version)
    bench.session.tick_gate("keys", Said(mark=Mark.DONE))
    assert isinstance(bench.view.notice, NoEventTodayError)


# --- the evening ------------------------------------------------------------------------------


def evening() -> tuple[Bench, MemoryOffice]:
    """Return an open day of an event."""
    bench, book = planned()
    bench.session.open_day(BOTH)
    bench.session.override_gate(REASON)
    bench.session.open_through_gate()
    bench.session.ask_close()
    assert bench.is_in(phases.ConfirmingClose)
    return bench, book


def test_an_open_closing_list_is_told_and_never_keeps_a_day_from_being_sealed() -> None:
    bench, _ = evening()
    view = bench.view.gate
    assert view.phase is ChecklistPhase.CLOSING
    assert view.gate is not None
    assert view.gate.unticked
    bench.session.confirm_close(AloneReason.SINGLE_VISIT)
    assert bench.is_in(phases.DayClosed)
    assert bench.view.gate.gate is not None


def test_the_closing_list_is_ticked_before_and_after_the_closing() -> None:
    bench, book = evening()
    bench.session.open_gate()
    assert desk_of(bench).phase is ChecklistPhase.CLOSING
    bench.session.tick_gate("papers", Said(mark=Mark.DONE))
    bench.session.go_home()
    bench.session.ask_close()
    bench.session.confirm_close(AloneReason.SINGLE_VISIT)
    bench.session.open_gate()
    bench.session.tick_gate("day_closed", Said(mark=Mark.DONE))
    bench.session.go_home()
    assert bench.is_in(phases.DayClosed)
    closing = next(
        one for one in book.read(Checklist).entries(Checklist) if one.phase.value == "closing"
    )
    assert [tick.key for tick in closing.ticks] == ["papers", "day_closed"]


def test_an_event_marked_as_held_meanwhile_still_has_its_closing_list() -> None:
    bench, book = evening()
    bench.session.decline_close()
    kept = book.read(Event).of(Event)[0]
    book.put(replace(EVENT, status=EventStatus.HELD), by=LEAD.id, expected_version=kept.version)
    bench.session.ask_close()
    assert bench.view.gate.gate is not None
