"""The station as one object: commands and facts in, views out. Lives on the main thread."""

from collections.abc import Callable

from kiosk.domain.custody import Consent
from kiosk.domain.frame import Observation
from kiosk.domain.ids import RecordId, StaffId
from kiosk.guidance.light_policy import LightPolicy
from kiosk.ports import CameraState, CameraStatus
from kiosk.workflow.chair import ChairCommands
from kiosk.workflow.confirming import Confirmation
from kiosk.workflow.correcting import Corrections
from kiosk.workflow.departure import Departure
from kiosk.workflow.drafting import Drafting, draft_of
from kiosk.workflow.duplicates import Duplicates
from kiosk.workflow.dutylist import DutyList
from kiosk.workflow.entrance import Entrance
from kiosk.workflow.evening import Evening
from kiosk.workflow.gatekeeping import GateLook
from kiosk.workflow.idlelock import IdleLock
from kiosk.workflow.lightcheck import LightCheck
from kiosk.workflow.live import Guide
from kiosk.workflow.office import Office, OfficeCommands
from kiosk.workflow.opening import Morning, Rounds
from kiosk.workflow.paperway import PaperWay
from kiosk.workflow.phases import Phase
from kiosk.workflow.queue.reception import Reception, ReceptionCommands
from kiosk.workflow.receiving import ReceptionDesk
from kiosk.workflow.review import Review
from kiosk.workflow.scanning import Scanning
from kiosk.workflow.sitting import Sitting
from kiosk.workflow.slips import SlipDesk
from kiosk.workflow.snapshots import LiveView, StationView
from kiosk.workflow.stage import Doors, Stage, StationFacts


class Session(ChairCommands, OfficeCommands, ReceptionCommands):
    """Implements `StationCommands`; every change is shown to whoever attends."""

    def __init__(self, doors: Doors, facts: StationFacts, guide: Guide, light: LightPolicy) -> None:
        stage = self._stage = Stage(doors=doors, facts=facts, auto_capture=facts.auto_capture)
        stage.business_date = stage.today()
        rounds, self._drafting = Rounds(stage), Drafting(stage)
        stage.followers.append(self._drafting.follow)
        self._light_check = LightCheck(stage, light)
        self._sitting = Sitting(stage, guide, light)
        self._entrance = Entrance(stage, self._sitting, rounds)
        self._morning = Morning(stage, rounds)
        self._lock = IdleLock(stage, self._sitting, rounds)
        self._departure = Departure(stage, self._lock)
        self._review = Review(stage, self._sitting)
        duplicates = Duplicates(stage)
        stage.followers.append(duplicates.follow)
        self._desk = ReceptionDesk(stage, self._sitting, self._drafting, duplicates)
        self._confirmation = Confirmation(stage, self._drafting, rounds)
        self._corrections = Corrections(stage, self._confirmation)
        self._slip_desk = SlipDesk(stage)
        stage.followers.append(self._slip_desk.follow)
        self._duty_list = DutyList(stage)
        self._paper_way = PaperWay(stage)
        self._evening = Evening(stage, rounds)
        self._office = Office(stage)
        self._gate_look = GateLook(stage)
        line = doors.queue
        self._reception = Reception(stage, line, self._sitting) if line is not None else None
        tickets = self._reception.ticket_scans if self._reception else None
        self._scanning = Scanning(stage, self._desk, tickets)

    def attend(self, show: Callable[[StationView], None]) -> None:
        """Have ``show`` called with the view now and after every change."""
        self._stage.show = show
        show(self.view())

    @property
    def phase(self) -> Phase:
        """Return where the station is."""
        return self._stage.phase

    @property
    def sittings(self) -> int:
        """Return how many sittings began since the log-in of the day."""
        return self._stage.sittings

    @property
    def live(self) -> LiveView | None:
        """Return the guidance for the newest observation."""
        return self._stage.live

    def view(self) -> StationView:
        """Return everything the screens may show."""
        return self._stage.view()

    # --- what the camera tells ----------------------------------------------------------------

    def camera_changed(self, status: CameraStatus) -> None:
        """Take notice of the capture thread's word."""
        self._stage.camera = status
        self._stage.changed()
        if status.state is not CameraState.LIVE:
            self._sitting.camera_left()
            self._light_check.camera_left()

    def observe(self, observation: Observation) -> None:
        """Take in the newest judged frame."""
        self._sitting.observe(observation)
        self._light_check.observe(observation)

    # --- the door -----------------------------------------------------------------------------

    def sign_in(self, staff_id: str, password: str) -> None:
        """Check the password and look how the station stands."""
        self._entrance.sign_in(staff_id, password)

    def sign_out(self) -> None:
        """Forget every key; not while something is being written or cut.

        A sitting that is under way is locked instead: it waits for whoever comes next.
        """
        if draft_of(self._stage) is not None:
            self._lock.lock()
        else:
            self._entrance.sign_out()

    def lock(self) -> None:
        """Keep an interrupted sitting sealed, blank the screens and forget every key."""
        self._lock.lock()

    def leave_program(self, staff_id: str, password: str) -> None:
        """Open the way out of the program to a lead; an interrupted sitting is kept sealed."""
        self._departure.ask(staff_id, password)

    def stay(self) -> None:
        """Forget the wish to end the program."""
        self._departure.stay()

    def touch(self) -> None:
        """Take notice that somebody is at the keys: the idle lock begins to wait anew."""
        self._lock.touch()

    def pass_time(self) -> None:
        """Take notice that a second has passed: lock, look at the disk, move the line's minutes."""
        self._lock.pass_time()
        self._drafting.pass_time()
        self._confirmation.pass_time()
        self._office.cards.pass_time()
        if self._reception:
            self._reception.pass_time()

    def take_scan(self, text: str) -> None:
        """Take what a scanner or the camera read: a ticket, a form, or something to refuse."""
        self._scanning.take(text)

    # --- the morning --------------------------------------------------------------------------

    def open_day(self, people: tuple[StaffId, ...]) -> None:
        """Open today with these people on duty; leads only."""
        self._morning.open_day(people)

    def open_through_gate(self) -> None:
        """Open today with the people of the list, when nothing is lacking any more."""
        self._morning.open_through_gate()

    def go_home(self) -> None:
        """Leave a desk, or look again at how the station stands."""
        self._morning.go_home()

    def resume_draft(self) -> None:
        """Go on with the interrupted sitting."""
        self._sitting.watch_anew()
        self._drafting.resume()

    def drop_draft(self) -> None:
        """Forget the interrupted sitting."""
        self._drafting.drop()

    # --- the room's light ---------------------------------------------------------------------

    def begin_light_check(self) -> None:
        """Open the lighting check with the empty wall."""
        self._light_check.begin()

    def measure_light(self) -> None:
        """Measure what the camera sees in the next second."""
        self._light_check.measure()

    def next_light_step(self) -> None:
        """Go on from the wall to the person, and from the person to the day."""
        self._light_check.next_step()

    def leave_light_check(self) -> None:
        """Put the rest off; what was measured is kept."""
        self._light_check.leave()

    # --- the record ---------------------------------------------------------------------------

    def open_duties(self) -> None:
        """Show the day's list of what is to be done."""
        self._duty_list.open_duties()

    def complete_duty(self, record_id: RecordId) -> None:
        """Note that a duty was done now."""
        self._duty_list.complete_duty(record_id)

    def leave_duties(self) -> None:
        """Go back to the day."""
        self._duty_list.leave_duties()

    # --- closing ------------------------------------------------------------------------------

    def ask_close(self) -> None:
        """Show the day's figures to a lead."""
        self._evening.ask()

    def decline_close(self) -> None:
        """Go on with the day."""
        self._evening.decline()

    def confirm_close(self, consent: Consent) -> None:
        """Build the day's batch and close the day."""
        self._evening.confirm(consent)

    def cancel(self) -> None:
        """Have the closing, the copy or the deletion given up at the next safe point."""
        self._evening.cancel()
        self._office.cancel()
