"""点検表: what is ticked before the day opens and at its end; each tick is on the disk at once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from kiosk.contract.checklists import Said, tick
from kiosk.contract.gate import Gate, excuse, general_to_call, person_behind
from kiosk.domain.checklist import Checklist, ChecklistPhase
from kiosk.domain.ids import StaffId
from kiosk.domain.person import Person
from kiosk.domain.staff import StaffMember
from kiosk.errors import LeadNeededError
from kiosk.officeports import OfficeBook
from kiosk.texts import Language, catalogue
from kiosk.workflow import events
from kiosk.workflow.desks import DeskAct, GateDesk
from kiosk.workflow.deskwork import DeskWork
from kiosk.workflow.errors import NoEventTodayError
from kiosk.workflow.gatelook import GateView, gate_view, look_at_gate
from kiosk.workflow.phases import AtDesk, ConfirmingClose, DayClosed, Opening, Phase
from kiosk.workflow.stage import Stage

_Change = Callable[[Gate, StaffMember, datetime], Checklist]


class GateKeeping:
    """Shows the list of today's event, and keeps what is said about it."""

    def __init__(self, work: DeskWork) -> None:
        self._work = work

    def open(self, people: tuple[StaffId, ...]) -> None:
        """Show the opening list with these people on duty, or the closing list once it is open."""
        stage = self._work.stage
        if stage.doors.office is None or stage.outlook is None:
            return
        phase = phase_of(stage.phase)
        if isinstance(stage.phase, ConfirmingClose):
            stage.happened(events.CloseDeclined(stage.outlook))
        self._work.open(lambda: self.read(phase, people))

    def tick(self, key: str, said: Said) -> None:
        """Note what whoever is signed in says about an item."""

        def ticked(gate: Gate, member: StaffMember, at: datetime) -> Checklist:
            by = person_behind(member, gate.people)
            return tick(gate.checklist, key, said, by=by, at=at, sheet=gate.sheet)

        self._change(DeskAct.TICKED, ticked)

    def override(self, reason: str) -> None:
        """Go on with what is lacking: 総括責任者, or a lead on the word of theirs."""
        stage = self._work.stage
        if stage.staff is None or not stage.staff.role.may_close_the_day():
            stage.changed(notice=LeadNeededError())
            return

        def excused(gate: Gate, member: StaffMember, at: datetime) -> Checklist:
            by, said = on_whose_word(gate, member, reason, at)
            return excuse(gate, by, reason=said, at=at)

        self._change(DeskAct.EXCUSED, excused)

    def read(self, phase: ChecklistPhase, people: tuple[StaffId, ...]) -> GateDesk:
        """Return the list as it is now; used in jobs only."""
        doors = self._work.stage.doors
        gate = look_at_gate(doors.office, phase, doors.clock.now(), people or None)
        if gate is None:
            raise NoEventTodayError
        return GateDesk(phase=phase, gate=gate, people=people)

    def _change(self, act: DeskAct, change: _Change) -> None:
        stage = self._work.stage
        phase, member = stage.phase, stage.staff
        if not isinstance(phase, AtDesk) or not isinstance(phase.desk, GateDesk) or member is None:
            return
        desk = phase.desk

        def read() -> GateDesk:
            return self.read(desk.phase, desk.people)

        def changed() -> GateDesk:
            now = read()
            entry = change(now.gate, member, stage.doors.clock.now())
            kept = book_of(stage).put(entry, by=member.id, expected_version=now.gate.version)
            after = replace(now.gate, checklist=entry, version=kept.version)
            return replace(now, gate=after, act=act)

        self._work.run(GateDesk, changed, read)


class GateLook:
    """Looks the event of the day up, after the page is there: it waits for nothing."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        stage.followers.append(self._follow)

    def _follow(self, before: Phase) -> None:
        stage = self._stage
        here = stage.phase
        doors, phase = stage.doors, phase_of(here)
        shown = isinstance(here, Opening | ConfirmingClose | DayClosed)
        if doors.office is None or not shown or type(here) is type(before):
            return
        stage.gate = GateView(phase=phase)
        doors.background.run(
            lambda: gate_view(doors.office, phase, doors.clock.now()),
            lambda answer: self._seen(answer, phase),
        )

    def _seen(self, answer: object, phase: ChecklistPhase) -> None:
        stage = self._stage
        if isinstance(answer, GateView) and stage.staff is not None:
            stage.gate = answer
            if phase_of(stage.phase) is phase:
                stage.changed(notice=stage.notice)


def phase_of(phase: Phase) -> ChecklistPhase:
    """Return which list belongs to where the station is."""
    return ChecklistPhase.OPENING if isinstance(phase, Opening) else ChecklistPhase.CLOSING


def on_whose_word(gate: Gate, member: StaffMember, reason: str, at: datetime) -> tuple[Person, str]:
    """Return 総括責任者 who answers for it, and what is kept as the reason.

    Whoever is signed in and is not 総括責任者 writes down whom they asked by telephone; the line in
    the book is under their own log-in.
    """
    by = person_behind(member, gate.people)
    general = general_to_call(gate, by, at)
    if general is by or not reason.strip():
        return general, reason
    words = catalogue(Language.JA)
    return general, words.say("gate.by_phone", name=member.display_name, reason=reason.strip())


def book_of(stage: Stage) -> OfficeBook:
    """Return the office's book, or raise that there is none; used in jobs only."""
    book = stage.doors.office.book() if stage.doors.office is not None else None
    if book is None:
        raise NoEventTodayError
    return book
