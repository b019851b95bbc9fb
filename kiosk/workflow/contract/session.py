"""The office's session: commands of the window, worked out on the book's thread, one at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from kiosk.cases.opening import DefectForm, parse_defect
from kiosk.contract.calendar import ServiceCalendar
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
from kiosk.workflow.contract import casework, peoplework, planwork
from kiosk.workflow.contract.casework import Open
from kiosk.workflow.contract.files import PlanFiles
from kiosk.workflow.contract.peoplework import Naming, PersonAct
from kiosk.workflow.contract.reading import findings_of_draft, picture
from kiosk.workflow.contract.snapshot import Clash, Did, Done, Import, OfficeSnapshot

Attend = Callable[[OfficeSnapshot], None]
"""Is shown every new snapshot, on the main thread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The doors of one office; ``where`` is the name in the numbers of its cases."""

    book: OfficeBook
    files: PlanFiles
    calendar: ServiceCalendar
    clock: Clock
    by: StaffId
    where: StationId


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ended:
    picture: OfficeSnapshot
    error: KioskError | None = None
    done: Done | None = None
    clash: Clash | None = None
    incoming: Import | None = None


Work = Callable[[OfficeSnapshot], Sequence[Change]]


class OfficeSession:
    """Holds the newest snapshot; a command begun while another is under way is not taken."""

    def __init__(self, office: Office, background: Background) -> None:
        self._office, self._background = office, background
        now = office.clock.now()
        self.snapshot = OfficeSnapshot(at=now, today=now.astimezone(JST).date(), by=office.by)
        self._attend: list[Attend] = []

    def attend(self, listener: Attend) -> None:
        """Have every snapshot shown to ``listener`` from now on, the present one at once."""
        self._attend.append(listener)
        listener(self.snapshot)

    def read(self) -> None:
        """Look at the book anew: another window or station may have written to it."""
        self._run(self._look)

    def put_notice_away(self) -> None:
        """Show the last error, clash and file no longer."""
        self._show(replace(self.snapshot, notice=None, clash=None, incoming=None, done=None))

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

    def _run(self, job: Callable[[], _Ended]) -> None:
        if self.snapshot.busy:
            return
        self._show(
            replace(self.snapshot, busy=True, notice=None, clash=None, done=None, incoming=None)
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
