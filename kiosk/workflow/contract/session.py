"""The office's session: commands of the window, worked out on the book's thread, one at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from kiosk.cases.opening import DefectForm, parse_defect
from kiosk.contract.calendar import ServiceCalendar
from kiosk.contract.periods import Period
from kiosk.contract.plan import PlanAct
from kiosk.contract.planfinding import PlanFinding
from kiosk.domain.case import Act, CaseKind, DefectReason, DefectSource
from kiosk.domain.dates import JST
from kiosk.domain.event import Event
from kiosk.domain.ids import CaseId, EventId, PersonId, StaffId, StationId
from kiosk.domain.person import PersonRole
from kiosk.errors import KioskError
from kiosk.officeports import Change, OfficeBook, OfficeStaleError
from kiosk.ports import Background, Clock
from kiosk.workflow.contract import casework, checkwork, defectwork, peoplework, planwork
from kiosk.workflow.contract.casework import Open
from kiosk.workflow.contract.checkwork import Excusing, Hand, Moving, Ticking
from kiosk.workflow.contract.defectwork import DefectFiles, DefectImport, ListAsked, Pen
from kiosk.workflow.contract.files import PlanFiles
from kiosk.workflow.contract.paperwork import PaperDesk, PaperDone, PaperSource, PaperWish
from kiosk.workflow.contract.peoplework import Naming, PersonAct
from kiosk.workflow.contract.photodraft import PhotoRoom
from kiosk.workflow.contract.reading import days_off, findings_of_draft, picture
from kiosk.workflow.contract.snapshot import Clash, Did, Done, Import, OfficeSnapshot

T = TypeVar("T")
Attend = Callable[[OfficeSnapshot], None]
"""Is shown every new snapshot, on the main thread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The doors of one office; ``where`` is the name in the numbers of its cases."""

    book: OfficeBook
    files: PlanFiles
    papers: PaperDesk
    defects: DefectFiles
    calendar: ServiceCalendar
    clock: Clock
    by: StaffId
    where: StationId
    room: PhotoRoom | None = None
    """Where pictures of venues are made fit; without it the kept ones are only listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ended:
    picture: OfficeSnapshot
    error: KioskError | None = None
    done: Done | None = None
    clash: Clash | None = None
    incoming: Import | None = None
    paper: PaperDone | None = None
    defects: DefectImport | None = None


Work = Callable[[OfficeSnapshot], Sequence[Change]]


class OfficeSession:
    """Holds the newest snapshot; a command begun while another is under way is not taken."""

    def __init__(self, office: Office, background: Background) -> None:
        self._office, self._background = office, background
        now = office.clock.now()
        self.snapshot = OfficeSnapshot(at=now, today=now.astimezone(JST).date(), by=office.by)
        self._attend: list[Attend] = []
        self._chosen: PersonId | None = None

    @property
    def contract(self) -> Period:
        """Return the days of the contract."""
        calendar = self._office.calendar
        return Period(calendar.first, calendar.last)

    @property
    def room(self) -> PhotoRoom | None:
        """Return where pictures of venues are made fit."""
        return self._office.room

    def attend(self, listener: Attend) -> None:
        """Have every snapshot shown to ``listener`` from now on, the present one at once."""
        self._attend.append(listener)
        listener(self.snapshot)

    def read(self) -> None:
        """Look at the book anew: another window or station may have written to it."""
        self._run(self._look)

    def put_notice_away(self) -> None:
        """Show the last error, clash and file no longer."""
        self._show(
            replace(self.snapshot, notice=None, clash=None, incoming=None, defects=None, done=None)
        )

    def check_draft(self, draft: Event) -> tuple[PlanFinding, ...]:
        """Return what speaks against an event that is being typed; quick, on the main thread."""
        return findings_of_draft(draft, self.snapshot, self._office.calendar)

    def save_event(self, planned: Event, seen: int) -> None:
        """Keep an event: ``seen`` is the version that was edited, 0 for a new one."""
        if seen:
            work: Work = partial(planwork.edit_event, planned, seen)
        else:
            work = partial(_one, partial(planwork.add_event, planned))
        self._run(partial(self._write, work, Done(did=Did.EVENT_SAVED, id=planned.id), planned))

    def step_event(self, event: EventId, act: PlanAct, seen: int) -> None:
        """Approve, hold, report in, override or call off an event, as it was seen."""
        work = partial(_one, partial(planwork.step_event, event, act, seen))
        self._run(partial(self._write, work, Done(did=Did.EVENT_STEPPED, id=event), None))

    def look_into(self, path: Path) -> None:
        """Show what a file would do to the plan."""
        self._run(partial(self._look_into, path))

    def take_in(self, incoming: Import) -> None:
        """Write what the file was shown to do, all of it or nothing."""
        work = partial(planwork.take_in, incoming)
        self._run(partial(self._write, work, Done(did=Did.IMPORTED, count=incoming.changes), None))

    def export_plan(self, path: Path) -> None:
        """Leave the plan as a sheet, or as a calendar where the name ends in ``.ics``."""
        self._run(partial(self._export, path))

    def write_paper(self, wish: PaperWish) -> None:
        """Leave a report or another paper of the book as it is now."""
        self._run(partial(self._write_paper, wish))

    def add_person(self, naming: Naming, role: PersonRole) -> None:
        """Write somebody new into the roster."""
        work = partial(_one, partial(peoplework.add_person, naming, role))
        self._run(partial(self._write, work, Done(did=Did.PERSON_SAVED), None))

    def change_person(self, person: PersonId, act: PersonAct, seen: int) -> None:
        """Note a training, a pledge, an acceptance, a role, an end, another name."""
        work = partial(_one, partial(peoplework.change_person, person, act, seen))
        self._run(partial(self._write, work, Done(did=Did.PERSON_SAVED, id=person), None))

    def open_case(self, kind: CaseKind, make: Open, event: EventId | None = None) -> None:
        """Write down a new case."""
        where = self._office.where
        work = partial(_one, partial(casework.open_case, kind, make, event, where))
        self._run(partial(self._write, work, Done(did=Did.CASE_OPENED), None))

    def open_defect(self, form: DefectForm, reason: DefectReason, source: DefectSource) -> None:
        """Write down a 不備 that the city or J-LIS told of; of its number only a hash is kept."""
        where = self._office.where

        def work(office: OfficeSnapshot) -> Sequence[Change]:
            row = parse_defect(form, reason, key=self._office.book.number_key())
            return (casework.open_defect(row, source, where, office),)

        self._run(partial(self._write, work, Done(did=Did.CASE_OPENED), None))

    def add_to_case(self, case: CaseId, act: Act, seen: int) -> None:
        """Write what was done at the end of a case."""
        work = partial(_one, partial(casework.add_to_case, case, act, seen))
        self._run(partial(self._write, work, Done(did=Did.CASE_NOTED, id=case), None))

    @property
    def hand(self) -> Hand:
        """Return whose hand writes on lists; `act_as` chooses somebody at headquarters."""
        return Hand(where=self._office.where, chosen=self._chosen)

    def act_as(self, person: PersonId) -> None:
        """Have somebody of the roster stand for the log-in from now on, where that is allowed."""
        self._chosen = person
        self._show(self.snapshot)

    def tick_item(self, order: Ticking, seen: int) -> None:
        """Say about an item of an event's list that it is done, or not, or does not apply."""
        work = partial(_one, partial(checkwork.tick_item, order, seen, self.hand))
        self._run(partial(self._write, work, Done(did=Did.LIST_TICKED), None))

    def excuse_items(self, order: Excusing, seen: int) -> None:
        """Note the word of 総括責任者 about what is open on a list."""
        work = partial(_one, partial(checkwork.excuse_items, order, seen, self.hand))
        self._run(partial(self._write, work, Done(did=Did.LIST_TICKED), None))

    def move_things(self, event: EventId, moves: Sequence[Moving], seen: int) -> None:
        """Note what of an event's equipment went out, came back or is lost, all of it or none."""
        work = partial(_one, partial(checkwork.move_things, event, moves, seen, self.hand))
        done = Done(did=Did.THINGS_MOVED, count=len(moves))
        self._run(partial(self._write, work, done, None))

    def look_into_defects(self, asked: ListAsked) -> None:
        """Show what the city's list of 不備 would do."""
        self._run(partial(self._look_into_defects, asked))

    def take_in_defects(self, shown: DefectImport) -> None:
        """Open the cases that were shown, all of them or none."""

        def work(office: OfficeSnapshot) -> Sequence[Change]:
            return defectwork.changes_of(shown, office.defect_cases, self._pen(office.at))

        done = Done(did=Did.DEFECTS_TAKEN, count=len(shown.taken.opened))
        self._run(partial(self._write, work, done, None))

    def export_cases(self, path: Path) -> None:
        """Leave every case as a sheet, or as CSV where the name ends so."""
        self._run(partial(self._export_cases, path))

    def do(self, work: Callable[[Office], Done]) -> None:
        """Have something done that keeps more than lines of the book; the newest book is shown."""
        self._run(partial(self._do, work))

    def fetch(self, work: Callable[[Office], T], then: Callable[[T | KioskError], None]) -> None:
        """Have something read that no snapshot shows; ``then`` is called on the main thread."""
        self._background.run(partial(work, self._office), then)

    def _do(self, work: Callable[[Office], Done]) -> _Ended:
        try:
            done = work(self._office)
        except KioskError as error:
            return _Ended(picture=self._picture(), error=error)
        return _Ended(picture=self._picture(), done=done)

    def _run(self, job: Callable[[], _Ended]) -> None:
        if self.snapshot.busy:
            return
        self._show(
            replace(
                self.snapshot,
                busy=True,
                notice=None,
                clash=None,
                done=None,
                incoming=None,
                paper=None,
                defects=None,
            )
        )
        self._background.run(job, self._ended)

    def _ended(self, answer: _Ended | KioskError) -> None:
        run = self.snapshot.run + 1
        if isinstance(answer, KioskError):  # the book itself could not be read
            self._show(replace(self.snapshot, busy=False, notice=answer, run=run))
            return
        self._show(
            replace(
                answer.picture,
                notice=answer.error,
                done=answer.done,
                clash=answer.clash,
                incoming=answer.incoming,
                paper=answer.paper,
                defects=answer.defects,
                run=run,
            )
        )

    def _show(self, snapshot: OfficeSnapshot) -> None:
        self.snapshot = snapshot
        for attend in self._attend:
            attend(snapshot)

    def _picture(self) -> OfficeSnapshot:
        office = self._office
        view = office.book.read()
        return picture(view, office.calendar, now=office.clock.now(), by=office.by)

    def _look(self) -> _Ended:
        return _Ended(picture=self._picture())

    def _look_into(self, path: Path) -> _Ended:
        now = self._picture()
        return _Ended(picture=now, incoming=planwork.look_into(path, self._office.files, now))

    def _export(self, path: Path) -> _Ended:
        now, files = self._picture(), self._office.files
        if path.suffix.lower() == ".ics":
            files.write_calendar(path, now.events, now=now.at)
            left_out = 0
        else:
            left_out = len(files.write_sheet(path, now.events, now.names))
        done = Done(did=Did.EXPORTED, id=path.name, count=len(now.events) - left_out)
        return _Ended(picture=now, done=done)

    def _write_paper(self, wish: PaperWish) -> _Ended:
        office = self._office
        at, view = office.clock.now(), office.book.read()
        now = picture(view, office.calendar, now=at, by=office.by)
        source = PaperSource(view=view, pictures=office.book.pictures, at=at)
        try:
            written = office.papers.write(wish, source)
        except KioskError as error:
            return _Ended(picture=now, error=error)
        done = Done(did=Did.PAPER_WRITTEN, id=wish.kind.value, count=len(written.files))
        return _Ended(picture=now, done=done, paper=PaperDone(wish=wish, written=written, at=at))

    def _pen(self, at: datetime) -> Pen:
        return Pen(by=self._office.by, where=self._office.where, at=at)

    def _look_into_defects(self, asked: ListAsked) -> _Ended:
        now, office = self._picture(), self._office
        try:
            found = defectwork.look_into(asked, office.defects, office.book, self._pen(now.at))
        except KioskError as error:
            return _Ended(picture=now, error=error)
        return _Ended(picture=now, defects=found)

    def _export_cases(self, path: Path) -> _Ended:
        now, office = self._picture(), self._office
        cases = sorted((one.case for one in now.cases), key=lambda one: (one.opened, one.id))
        try:
            off = days_off(office.calendar)
            office.defects.write_cases(path, cases, now=now.at, holidays=off)
        except KioskError as error:
            return _Ended(picture=now, error=error)
        done = Done(did=Did.CASES_EXPORTED, id=path.name, count=len(cases))
        return _Ended(picture=now, done=done)

    def _write(self, work: Work, done: Done, mine: Event | None) -> _Ended:
        """Work it out on the newest book and write it; an error leaves all as it was."""
        before = self._picture()
        try:
            changes = work(before)
            kept = self._office.book.put_all(changes, by=self._office.by) if changes else ()
        except OfficeStaleError as error:
            return self._stale(error, mine)
        except KioskError as error:
            return _Ended(picture=before, error=error)
        names = [one.ref.id for one in kept]
        if len(names) == 1:
            done = replace(done, id=names[0])
        return _Ended(picture=self._picture(), done=done)

    def _stale(self, error: OfficeStaleError, mine: Event | None) -> _Ended:
        now = self._picture()
        newer = now.event(mine.id) if mine is not None else None
        clash = Clash(mine=mine, newer=newer) if mine is not None and newer is not None else None
        return _Ended(picture=now, error=error, clash=clash)


def _one(work: Callable[[OfficeSnapshot], Change], office: OfficeSnapshot) -> Sequence[Change]:
    return (work(office),)
