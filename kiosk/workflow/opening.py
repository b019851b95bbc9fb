"""The morning, and every look at how the station stands: what comes next, and opening the day."""

import logging

from kiosk.domain.checklist import ChecklistPhase
from kiosk.domain.custody import DayStage, StationStanding
from kiosk.domain.ids import StaffId
from kiosk.domain.staff import StaffMember
from kiosk.errors import KioskError, LeadNeededError
from kiosk.workflow import events
from kiosk.workflow.desks import DeskAct, GateDesk
from kiosk.workflow.errors import PeopleMissingError
from kiosk.workflow.events import LightStep
from kiosk.workflow.gatelook import look_at_gate
from kiosk.workflow.lookround import LookRound, look_out, look_round
from kiosk.workflow.outlook import Outlook
from kiosk.workflow.phases import AtDesk, DayClosed, Opening, Ready, Receipted, SignedOut
from kiosk.workflow.stage import Doors, Stage

_log = logging.getLogger(__name__)
REFRESH_NS = 60_000_000_000
"""How old the outlook may grow while staff are idle: a disk fills and a policy expires slowly."""
LEAST_PEOPLE = 2
"""Closing takes two people (security.md, 5), so a day is opened by as many."""


class Rounds:
    """Looks round on the storage thread and brings the session up to date."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._looked_ns = 0
        self._looking = False

    def take_in(self, seen: LookRound) -> None:
        """Know what was seen; the screens are shown it by the fact that follows."""
        stage = self._stage
        stage.outlook, stage.members = seen.outlook, seen.members
        stage.business_date = seen.business_date
        stage.records, stage.duties_open = seen.records, seen.duties_open
        stage.wall = seen.wall
        stage.sittings = max(stage.sittings, seen.records)
        self._looked_ns = stage.doors.clock.monotonic_ns()

    def arrive(self, seen: LookRound) -> None:
        """Begin to work with what was seen; a kept draft and the lighting check come first."""
        stage = self._stage
        self.come_home(seen)
        if seen.draft is not None and self._may_resume(seen):
            stage.happened(events.DraftFound(seen.draft))
        elif stage.facts.light_check and stage.wall is None and isinstance(stage.phase, Ready):
            stage.happened(events.LightCheckBegan(LightStep.WALL))

    def _may_resume(self, seen: LookRound) -> bool:
        """Tell whether the sitting could be sealed: its day, today's or an earlier one, is open."""
        days = [one.stage for one in seen.outlook.standing.days]
        phase = self._stage.phase
        return isinstance(phase, Ready) or (isinstance(phase, Opening) and DayStage.OPEN in days)

    def come_home(self, seen: LookRound) -> None:
        """Show how far today is."""
        self.take_in(seen)
        self._stage.happened(events.CameHome(seen.outlook))

    def refresh(self) -> None:
        """Read the standing anew; the phase stays."""
        stage = self._stage
        if self._looking:
            return
        self._looking = True
        self._looked_ns = stage.doors.clock.monotonic_ns()
        stage.doors.background.run(stage.doors.station.standing, self._refreshed)

    def refresh_when_old(self) -> None:
        """Read the standing anew between two people, when it was read long ago."""
        stage = self._stage
        age_ns = stage.doors.clock.monotonic_ns() - self._looked_ns
        if isinstance(stage.phase, Ready | Receipted) and age_ns >= REFRESH_NS:
            self.refresh()

    def _refreshed(self, answer: StationStanding | KioskError) -> None:
        stage = self._stage
        self._looking = False
        if stage.staff is None or isinstance(stage.phase, SignedOut):
            return
        if isinstance(answer, KioskError):
            stage.changed(notice=answer)
            return
        seen = look_out(stage.doors, answer)
        if seen != stage.outlook:
            stage.outlook = seen
            stage.changed(notice=stage.notice)


class Morning:
    """Opens the day, and comes home from wherever staff were."""

    def __init__(self, stage: Stage, rounds: Rounds) -> None:
        self._stage = stage
        self._rounds = rounds

    def go_home(self) -> None:
        """Look round and come home; what happens at a desk meanwhile goes first."""
        doors = self._stage.doors
        if self._may_go():
            doors.background.run(lambda: look_round(doors), self._home)

    def open_day(self, people: tuple[StaffId, ...]) -> None:
        """Open today with these people on duty, or go on with it when its closing was stopped."""
        phase = self._stage.phase
        if isinstance(phase, Opening) and not phase.busy:
            self._open(people, phase.outlook, events.OpeningAsked())

    def open_through_gate(self) -> None:
        """Open today with the people of the list, when nothing is lacking any more."""
        match self._stage.phase:
            case AtDesk(desk=GateDesk(phase=ChecklistPhase.OPENING, people=people), busy=False):
                if self._stage.outlook is not None:
                    self._open(people, self._stage.outlook, events.DeskWorked())
            case _:
                return

    def _open(self, people: tuple[StaffId, ...], seen: Outlook, asked: events.Event) -> None:
        stage = self._stage
        if stage.staff is None:
            return
        if not stage.staff.role.may_close_the_day():
            stage.changed(notice=LeadNeededError())
            return
        doors, day = stage.doors, seen.today
        stages = [one.stage for one in seen.standing.days if one.business_date == day]
        goes_on = stages == [DayStage.CLOSING]
        if not goes_on and not self._enough(people):
            stage.changed(notice=PeopleMissingError())
            return
        stage.happened(asked)

        def opened() -> LookRound | GateDesk:
            barred = None if goes_on else what_bars(doors, people)
            if barred is not None:
                return barred
            doors.station.open_day(day, people)
            return look_round(doors)

        doors.background.run(opened, self._opened)

    def _enough(self, people: tuple[StaffId, ...]) -> bool:
        """Tell whether the day may begin with these people; a training may begin with anybody."""
        return self._stage.facts.training or enough_people(people, self._stage.members)

    def _opened(self, answer: LookRound | GateDesk | KioskError) -> None:
        stage = self._stage
        at_desk = isinstance(stage.phase, AtDesk)
        refused = events.DeskFailed() if at_desk else events.OpeningRefused()
        match answer:
            case KioskError():
                stage.happened(refused, notice=answer)
            case GateDesk():
                stage.happened(refused)
                stage.happened(events.DeskOpened(answer))
            case LookRound():
                if at_desk:
                    stage.happened(refused)
                self._rounds.arrive(answer)

    def _home(self, answer: LookRound | KioskError) -> None:
        if not self._may_go():
            return
        if isinstance(answer, KioskError):
            self._stage.changed(notice=answer)
        else:
            self._rounds.come_home(answer)

    def _may_go(self) -> bool:
        match self._stage.phase:
            case AtDesk(busy=False) | Opening(busy=False) | DayClosed():
                return True
            case _:
                return False


def what_bars(doors: Doors, people: tuple[StaffId, ...]) -> GateDesk | None:
    """Return what keeps today's event from opening; None: nothing, or no event today.

    A book that cannot be read stops nobody: the opening page tells of it, and the vault's own
    proofs do not hang on it.
    """
    phase = ChecklistPhase.OPENING
    try:
        gate = look_at_gate(doors.office, phase, doors.clock.now(), people)
    except KioskError as error:
        _log.warning("the plan was not read: %s", error.message_key)
        return None
    if gate is None or not gate.bars:
        return None
    return GateDesk(phase=phase, gate=gate, people=people, act=DeskAct.BARRED)


def enough_people(people: tuple[StaffId, ...], members: tuple[StaffMember, ...]) -> bool:
    """Tell whether these are at least two, a lead among them."""
    here = [one for one in members if one.id in people]
    return len(here) >= LEAST_PEOPLE and any(one.role.may_close_the_day() for one in here)
