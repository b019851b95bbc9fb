"""The station as one object: commands and facts in, views out. Lives on the main thread."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from kiosk.domain.applicant import Applicant, ApplicantForm, field_errors, parse_applicant
from kiosk.domain.finding import Finding
from kiosk.domain.frame import Observation
from kiosk.domain.ids import RecordId, StaffId
from kiosk.domain.photo import Photo
from kiosk.domain.record import Receipt, Record
from kiosk.domain.staff import StaffMember
from kiosk.domain.station import BatchFiles
from kiosk.errors import KioskError, LeadNeededError
from kiosk.ports import (
    Background,
    CameraState,
    CameraStatus,
    Clock,
    DayCloser,
    DayState,
    Deliver,
    PortraitMaker,
    Progress,
    RecordVault,
    StaffDoor,
    Watch,
)
from kiosk.workflow import events
from kiosk.workflow.errors import EarlierDayOpenError, NobodyInPictureError
from kiosk.workflow.live import Guide
from kiosk.workflow.phases import (
    Closing,
    ConfirmingClose,
    Developing,
    Phase,
    Posing,
    Ready,
    Receipted,
    Reviewing,
    Sealing,
    Shot,
    SignedOut,
    step,
)
from kiosk.workflow.snapshots import LiveView, StationView

JST = timezone(timedelta(hours=9), "JST")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """Everything outside that a session works with."""

    clock: Clock
    staff: StaffDoor
    vault: RecordVault
    closer: DayCloser
    portraits: PortraitMaker
    background: Background
    deliver: Deliver
    watch: Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class StationFacts:
    """What stays the same while the station runs."""

    station_name: str
    training: bool
    auto_capture: bool = True


@dataclass(frozen=True, slots=True)
class _Entered:
    """What came back from a log-in."""

    staff: StaffMember
    day: DayState
    business_date: date
    records: int


def business_date_at(now: datetime) -> date:
    """Return the business date: the calendar day in Japan."""
    return now.astimezone(JST).date()


class Session:
    """Implements `StationCommands`; every change is shown to whoever attends."""

    def __init__(self, doors: Doors, facts: StationFacts, guide: Guide) -> None:
        self._doors = doors
        self._facts = facts
        self._guide = guide
        self._show: Callable[[StationView], None] = _nobody_looks
        self._phase: Phase = SignedOut()
        self._auto_capture = facts.auto_capture
        self._camera = CameraStatus(state=CameraState.OPENING)
        self._staff: StaffMember | None = None
        self._date = business_date_at(doors.clock.now())
        self._records = 0
        self._sittings = 0
        self._newest: Observation | None = None
        self._live: LiveView | None = None
        self._notice: KioskError | None = None
        self._form = ApplicantForm()
        self._show_field_errors = False

    def attend(self, show: Callable[[StationView], None]) -> None:
        """Have ``show`` called with the view now and after every change."""
        self._show = show
        show(self.view())

    @property
    def phase(self) -> Phase:
        """Return where the station is."""
        return self._phase

    @property
    def sittings(self) -> int:
        """Return how many sittings began since the log-in of the day."""
        return self._sittings

    @property
    def live(self) -> LiveView | None:
        """Return the guidance for the newest observation."""
        return self._live

    def view(self) -> StationView:
        """Return everything the screens may show."""
        return StationView(
            phase=self._phase,
            camera=self._camera,
            business_date=self._date,
            training=self._facts.training,
            auto_capture=self._auto_capture,
            station_name=self._facts.station_name,
            staff=self._staff,
            live=self._live,
            records_today=self._records,
            notice=self._notice,
            field_errors=(
                field_errors(self._form, today=self._date) if self._show_field_errors else ()
            ),
        )

    # --- the door -----------------------------------------------------------------------------

    def sign_in(self, staff_id: str, password: str) -> None:
        """Check the password and open the day."""
        if self._phase != SignedOut():
            return
        self._happened(events.PasswordGiven())

        def enter() -> _Entered:
            staff = self._doors.staff.sign_in(staff_id, password)
            today = business_date_at(self._doors.clock.now())
            day = min((*self._doors.vault.unclosed_days(), today))
            state = self._doors.vault.open_day(day)
            return _Entered(staff, state, day, self._doors.vault.count(day))

        self._doors.background.run(enter, self._entered)

    def _entered(self, answer: _Entered | KioskError) -> None:
        if isinstance(answer, KioskError):
            self._happened(events.SignInRefused(), notice=answer)
            return
        self._staff = answer.staff
        self._date = answer.business_date
        self._records = answer.records
        self._sittings = max(self._sittings, answer.records)
        self._happened(events.DayOpened(closed_before=answer.day is DayState.CLOSED))

    def sign_out(self) -> None:
        """Forget every key; not while something is being written or cut."""
        if isinstance(self._phase, SignedOut | Developing | Sealing | Closing):
            return
        self._doors.background.run(self._doors.staff.sign_out, self._report_failure)
        self._staff = None
        self._forget_sitting()
        self._happened(events.StaffLeft())

    # --- the camera ---------------------------------------------------------------------------

    def camera_changed(self, status: CameraStatus) -> None:
        """Take notice of the capture thread's word; guidance starts afresh."""
        self._camera = status
        if status.state is not CameraState.LIVE:
            self._newest = None
            self._live = None
            self._guide.restart()
        self._changed()

    def observe(self, observation: Observation) -> None:
        """Take in the newest judged frame while somebody poses; may take the photo by itself."""
        if not isinstance(self._phase, Posing):
            return
        self._newest = observation
        self._live = self._guide.look(observation)
        if self._auto_capture and self._live.due:
            self._develop(observation)

    def begin_sitting(self) -> None:
        """Begin with the next applicant."""
        if not isinstance(self._phase, Ready | Receipted):
            return
        if business_date_at(self._doors.clock.now()) != self._date:
            self._changed(notice=EarlierDayOpenError(day=self._date.isoformat()))
            return
        self._sittings += 1
        self._guide.restart()
        self._happened(events.SittingBegan(self._sittings))

    def leave_sitting(self) -> None:
        """Send the applicant away; photo and form are forgotten."""
        if isinstance(self._phase, Posing | Reviewing):
            self._forget_sitting()
            self._happened(events.SittingLeft())

    def take_photo(self) -> None:
        """Take the newest judged frame, whatever the guidance says of it."""
        if not isinstance(self._phase, Posing):
            return
        if self._newest is None or self._newest.face is None:
            self._changed(notice=NobodyInPictureError())
            return
        self._develop(self._newest)

    def retake(self) -> None:
        """Discard the photo and go back to the camera."""
        if isinstance(self._phase, Reviewing):
            self._guide.restart()
            self._happened(events.PhotoDiscarded())

    def toggle_auto_capture(self) -> None:
        """Switch taking the photo by itself on or off."""
        self._auto_capture = not self._auto_capture
        self._guide.restart()
        self._changed()

    def _develop(self, observation: Observation) -> None:
        self._happened(events.ShutterReleased())
        portraits = self._doors.portraits

        def develop() -> Shot:
            photo = portraits.make(observation)
            return Shot(photo, portraits.judge(observation, photo))

        self._doors.background.run(develop, self._developed)

    def _developed(self, answer: Shot | KioskError) -> None:
        self._newest = None
        self._live = None
        if isinstance(answer, KioskError):
            self._guide.restart()
            self._happened(events.PhotoFailed(), notice=answer)
            return
        self._happened(events.PhotoTaken(answer.photo, answer.findings))

    # --- the record ---------------------------------------------------------------------------

    def accept(self, form: ApplicantForm) -> None:
        """Validate, seal and store photo and form; what is wrong is shown beside its field."""
        if not isinstance(self._phase, Reviewing):
            return
        self._form = form
        self._show_field_errors = True
        if self._staff is None or field_errors(form, today=self._date):
            self._changed()
            return
        shot = self._phase.shot
        record = self._record(
            parse_applicant(form, today=self._date), shot.photo, shot.findings, self._staff.id
        )
        self._happened(events.RecordAccepted())
        self._doors.background.run(lambda: self._doors.vault.put(record), self._stored)

    def _record(
        self,
        applicant: Applicant,
        photo: Photo,
        findings: tuple[Finding, ...],
        staff: StaffId,
    ) -> Record:
        return Record(
            id=RecordId.new(),
            business_date=self._date,
            accepted_at=self._doors.clock.now(),
            accepted_by=staff,
            applicant=applicant,
            photo=photo,
            findings=findings,
        )

    def _stored(self, answer: Receipt | KioskError) -> None:
        if isinstance(answer, KioskError):
            self._happened(events.RecordNotStored(), notice=answer)
            return
        self._records += 1
        self._forget_sitting()
        self._happened(events.RecordStored(answer))

    # --- closing ------------------------------------------------------------------------------

    def ask_close(self) -> None:
        """Show the day's figures to a lead."""
        if not isinstance(self._phase, Ready | Receipted) or self._staff is None:
            return
        if not self._staff.role.may_close_the_day():
            self._changed(notice=LeadNeededError())
            return
        self._happened(events.CloseAsked(self._records))

    def decline_close(self) -> None:
        """Go on with the day."""
        if isinstance(self._phase, ConfirmingClose):
            self._happened(events.CloseDeclined())

    def confirm_close(self) -> None:
        """Build the day's batch and close the day."""
        if not isinstance(self._phase, ConfirmingClose):
            return
        self._happened(events.CloseConfirmed())
        day, closer, deliver = self._date, self._doors.closer, self._doors.deliver

        def report(progress: Progress) -> None:
            deliver(lambda: self._advanced(progress))

        self._doors.background.run(lambda: closer.close_day(day, report), self._closed)

    def _advanced(self, progress: Progress) -> None:
        if isinstance(self._phase, Closing):
            self._happened(events.CloseAdvanced(progress))

    def _closed(self, answer: BatchFiles | KioskError) -> None:
        if isinstance(answer, KioskError):
            self._happened(events.CloseFailed(), notice=answer)
            return
        self._happened(events.DayWasClosed(answer))

    # --- inside -------------------------------------------------------------------------------

    def _report_failure(self, answer: KioskError | None) -> None:
        if answer is not None:
            self._changed(notice=answer)

    def _forget_sitting(self) -> None:
        self._newest = None
        self._live = None
        self._form = ApplicantForm()
        self._show_field_errors = False

    def _happened(self, event: events.Event, *, notice: KioskError | None = None) -> None:
        self._phase = step(self._phase, event)
        self._doors.watch(isinstance(self._phase, Posing))
        _log.info("phase %s after %s", type(self._phase).__name__, type(event).__name__)
        self._changed(notice=notice)

    def _changed(self, *, notice: KioskError | None = None) -> None:
        self._notice = notice
        self._show(self.view())


def _nobody_looks(_view: StationView) -> None:
    """Stand in until somebody attends."""
