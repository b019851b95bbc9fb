"""The office's session on a book in memory: commands, refusals, what others wrote meanwhile."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import TypeVar

import pytest

from kiosk.background import InlineBackground
from kiosk.contract.calendar import service_calendar
from kiosk.contract.plan import Approve, Cancel, Hold, PlanRefusedError
from kiosk.contract.planrows import PlanRead, RowError
from kiosk.contract.roster import RosterRefusedError
from kiosk.domain.event import Event, EventStatus
from kiosk.domain.ids import EventId, PersonId, StationId
from kiosk.domain.names import parse_person_name
from kiosk.domain.person import Person, PersonRole
from kiosk.errors import KioskError
from kiosk.officeports import Change, OfficeStaleError
from kiosk.ports import Background
from kiosk.texts import Language, catalogue
from kiosk.wiring.defectfiles import DefectFolder
from kiosk.wiring.officepapers import OfficePapers
from kiosk.workflow.contract.peoplework import Appointed, Naming
from kiosk.workflow.contract.session import Office, OfficeSession
from kiosk.workflow.contract.snapshot import Did, OfficeSnapshot
from tests.fakes.memoryoffice import MemoryOffice
from tests.ui.office.acts import ME, ONE, OTHER, TODAY, TWO, StandingClock, crew, visit

T = TypeVar("T")
SOON = date(2026, 11, 26)
DRAFT = visit("E-1", SOON, status=EventStatus.DRAFT, city_approved=None)


class KeptJobs:
    """Holds a job back until it is told to run it."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def run(self, job: Callable[[], T], done: Callable[[T | KioskError], None]) -> None:
        self.waiting.append(lambda: InlineBackground().run(job, done))


class NoFiles:
    """Reads what it was given."""

    def __init__(self, read: PlanRead) -> None:
        self._read = read

    def read(self, _path: Path, _people: Mapping[PersonId, str], *, fiscal_year: int) -> PlanRead:
        assert fiscal_year == 2026
        return self._read

    def write_sheet(
        self, _path: Path, _events: Iterable[Event], _people: Mapping[PersonId, str]
    ) -> tuple[RowError, ...]:
        return (RowError(row=2, column=None, reason="cannot_be_written"),)

    def write_calendar(self, _path: Path, _events: Iterable[Event], *, now: datetime) -> None:
        raise AssertionError(now)


@pytest.fixture
def book() -> MemoryOffice:
    made = MemoryOffice(StandingClock())
    entries = (*crew(), DRAFT)
    made.put_all([Change(entry=one, expected_version=0) for one in entries], by=ME)
    return made


def session_on(
    book: MemoryOffice, read: PlanRead | None = None, *, background: Background | None = None
) -> OfficeSession:
    office = Office(
        book=book,
        files=NoFiles(read or PlanRead()),
        papers=OfficePapers(catalogue(Language.JA)),
        defects=DefectFolder(),
        calendar=service_calendar(),
        clock=StandingClock(),
        by=ME,
        where=StationId("HQ"),
    )
    made = OfficeSession(office, background or InlineBackground())
    made.read()
    return made


def kept(book: MemoryOffice, number: str = "E-1") -> Event:
    return next(one for one in book.read().entries(Event) if one.id == EventId(number))


def test_whoever_attends_sees_busy_and_then_the_new_book(book: MemoryOffice) -> None:
    session = session_on(book)
    shown: list[OfficeSnapshot] = []
    session.attend(shown.append)
    session.step_event(DRAFT.id, Cancel(reason="（研修）"), 1)
    assert [one.busy for one in shown] == [False, True, False]
    assert shown[-1].done is not None
    assert shown[-1].done.did is Did.EVENT_STEPPED
    assert shown[-1].events[0].status is EventStatus.CANCELLED


def test_a_command_while_another_is_under_way_is_not_taken(book: MemoryOffice) -> None:
    jobs = KeptJobs()
    session = session_on(book, background=jobs)
    jobs.waiting.pop()()
    session.step_event(DRAFT.id, Cancel(reason="（研修）一"), 1)
    session.step_event(DRAFT.id, Cancel(reason="（研修）二"), 1)
    assert len(jobs.waiting) == 1
    jobs.waiting[0]()
    assert kept(book).cancelled == "（研修）一"


def test_an_approval_looks_at_what_others_planned_meanwhile(book: MemoryOffice) -> None:
    session = session_on(book)
    assert session.snapshot.findings[DRAFT.id] == ()
    other = visit("E-9", SOON, start=time(11), end=time(13))
    book.put(other, by=OTHER, expected_version=0)
    session.step_event(DRAFT.id, Approve(on=TODAY, findings=()), 1)
    assert isinstance(session.snapshot.notice, PlanRefusedError)
    assert kept(book).status is EventStatus.DRAFT
    assert any(one.blocks for one in session.snapshot.findings[DRAFT.id])


def test_findings_call_people_by_name(book: MemoryOffice) -> None:
    book.put(visit("E-9", SOON, start=time(11), end=time(13)), by=OTHER, expected_version=0)
    session = session_on(book)
    persons = {dict(one.values).get("person") for one in session.snapshot.findings[DRAFT.id]}
    assert {"研修 一郎", "研修 二子"} <= persons
    assert not persons & {ONE, TWO}


def test_an_event_somebody_changed_is_not_stepped_unseen(book: MemoryOffice) -> None:
    session = session_on(book)
    book.put(replace(DRAFT, remarks="（研修）"), by=OTHER, expected_version=1)
    session.step_event(DRAFT.id, Cancel(reason="（研修）"), 1)
    assert isinstance(session.snapshot.notice, OfficeStaleError)
    assert kept(book).status is EventStatus.DRAFT
    assert session.snapshot.events[0].remarks == "（研修）"


def test_a_stale_edit_comes_back_beside_the_newer_version(book: MemoryOffice) -> None:
    session = session_on(book)
    book.put(replace(DRAFT, remarks="（研修）新"), by=OTHER, expected_version=1)
    mine = replace(DRAFT, start=time(13), end=time(15))
    session.save_event(mine, 1)
    clash = session.snapshot.clash
    assert clash is not None
    assert (clash.mine, clash.newer.entry.remarks, clash.newer.by) == (mine, "（研修）新", OTHER)
    session.save_event(clash.mine, clash.newer.version)
    assert kept(book).start == time(13)
    assert session.snapshot.clash is None


def test_an_event_that_was_held_is_not_edited(book: MemoryOffice) -> None:
    book.put(visit("E-2", date(2026, 11, 17)), by=ME, expected_version=0)
    session = session_on(book)
    session.step_event(EventId("E-2"), Hold(), 1)
    session.save_event(replace(kept(book, "E-2"), start=time(9)), 2)
    assert isinstance(session.snapshot.notice, PlanRefusedError)
    assert kept(book, "E-2").start == time(10)


def test_another_laptop_alone_leaves_the_citys_approval(book: MemoryOffice) -> None:
    approved = visit("E-2", SOON, start=time(13), end=time(15))
    book.put(approved, by=ME, expected_version=0)
    session = session_on(book)
    stations = (StationId("KENSHU1"),)
    session.save_event(replace(approved, stations=stations), 1)
    assert kept(book, "E-2").status is EventStatus.APPROVED
    assert kept(book, "E-2").stations == stations
    session.save_event(replace(kept(book, "E-2"), end=time(16)), 2)
    assert kept(book, "E-2").status is EventStatus.DRAFT


def test_a_new_event_never_takes_the_number_of_another(book: MemoryOffice) -> None:
    session = session_on(book)
    session.save_event(replace(DRAFT, date=date(2026, 12, 1)), 0)
    assert session.snapshot.done is not None
    assert session.snapshot.done.id == "E-1-2"
    assert kept(book) == DRAFT


def test_a_file_is_written_whole_or_not_at_all(book: MemoryOffice) -> None:
    new = visit("E-7", date(2026, 12, 2), status=EventStatus.REPORTED)
    read = PlanRead(events=(replace(DRAFT, remarks="（研修）"), new))
    session = session_on(book, read)
    session.look_into(Path("plan.xlsx"))
    incoming = session.snapshot.incoming
    assert incoming is not None
    assert (len(incoming.new), len(incoming.changed)) == (1, 1)
    assert len(book.read().entries(Event)) == 1
    book.put(replace(DRAFT, remarks="（研修）別"), by=OTHER, expected_version=1)
    session.take_in(incoming)
    assert isinstance(session.snapshot.notice, OfficeStaleError)
    assert len(book.read().entries(Event)) == 1
    session.look_into(Path("plan.xlsx"))
    again = session.snapshot.incoming
    assert again is not None
    session.take_in(again)
    assert kept(book, "E-7").status is EventStatus.DRAFT  # a file approves nothing


def test_rows_that_no_sheet_can_hold_are_counted_out(book: MemoryOffice) -> None:
    session = session_on(book)
    session.export_plan(Path("plan.xlsx"))
    assert session.snapshot.done is not None
    assert session.snapshot.done.count == 0


def test_a_person_with_a_post_needs_the_general_manager(book: MemoryOffice) -> None:
    gone = replace(crew()[0], station_login=None)
    book.put(gone, by=ME, expected_version=1)
    session = session_on(book)
    session.add_person(Naming(name=parse_person_name("研修 三江")), PersonRole.MANAGER)
    assert isinstance(session.snapshot.notice, RosterRefusedError)
    session.change_person(TWO, Appointed(role=PersonRole.MANAGER, on=TODAY), 1)
    assert isinstance(session.snapshot.notice, RosterRefusedError)
    session.add_person(Naming(name=parse_person_name("研修 三江")), PersonRole.STAFF)
    assert session.snapshot.done is not None
    assert [one.id for one in book.read().entries(Person)] == ["P-01", "P-02", "P-03"]
