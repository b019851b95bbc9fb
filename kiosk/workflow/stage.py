"""What the parts of a session share: the phase, who is in, the way to the screens."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from kiosk.domain.custody import CustodyRules
from kiosk.domain.dates import JST
from kiosk.domain.frame import Observation
from kiosk.domain.ids import ReceiptNumber
from kiosk.domain.intake import CaseFile, LeaveReason, Procedure
from kiosk.domain.room import WallReference
from kiosk.domain.sheet import PaperTarget, SheetPrinted
from kiosk.domain.slip import ReceiptSlip, SlipState
from kiosk.domain.staff import StaffMember
from kiosk.domain.ticket import PaperKind, Service
from kiosk.errors import FieldError, KioskError
from kiosk.ports import (
    Background,
    CameraState,
    CameraStatus,
    Clock,
    Deliver,
    PortraitMaker,
    RoomLight,
    ScannerState,
    SheetPrinter,
    SlipPrinter,
    WallMemory,
    Watch,
)
from kiosk.queue.rules import QueueRules
from kiosk.queueports import Announcer, OrderMemory, TicketBook, TicketPrinter
from kiosk.vaultports import Documents, OpenStation, Papers
from kiosk.workflow import events
from kiosk.workflow.gatelook import GateNews, GateView, OfficeDoor
from kiosk.workflow.outlook import Outlook
from kiosk.workflow.phases import (
    CheckingLight,
    Phase,
    Posing,
    Ready,
    Receipted,
    Receiving,
    Shooting,
    SignedOut,
)
from kiosk.workflow.queue.view import QueueView
from kiosk.workflow.snapshots import LightState, LiveView, StationView, WayOut
from kiosk.workflow.steps import step

_log = logging.getLogger(__name__)


def _no_board() -> None:
    """Stand in where there is no call board."""


def _no_scanner() -> ScannerState:
    """Stand in where no scanner has a state of its own."""
    return ScannerState.NONE


def _no_codes(_wanted: bool) -> None:  # noqa: FBT001 - the port `kiosk.ports.Watch`
    """Stand in where the camera reads neither tickets nor forms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueDoors:
    """What the line works with; ``book`` and ``order`` are used on the storage thread alone.

    ``papers`` is a worker of its own: a printer may wait for a refill, a call must not. ``board``
    tells whether the call board is on a screen, None: there is none here. ``scanner`` tells
    of one on a serial port.
    """

    book: TicketBook
    printer: TicketPrinter
    announcer: Announcer
    papers: Background
    order: OrderMemory
    board: Callable[[], bool | None] = _no_board
    scanner: Callable[[], ScannerState] = _no_scanner


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipDoors:
    """What puts a 受付票 on paper, and the worker it is used on."""

    printer: SlipPrinter
    background: Background


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """Everything outside that a session works with.

    ``station`` is used on the storage thread (``background``) alone. ``lock_light`` asks the camera
    to keep exposure and white balance as they are now. ``printing`` is a worker of its own: a
    printer may take minutes, a record must not wait. ``queue`` is None where there is no line.
    ``watch_codes`` has the camera look for tickets and forms, or no longer. ``slips`` is None where
    nothing prints one, ``office`` where a station has no way to the book of plan and people.
    """

    clock: Clock
    station: OpenStation
    documents: Documents
    papers: Papers
    portraits: PortraitMaker
    room: RoomLight
    walls: WallMemory
    sheets: SheetPrinter
    background: Background
    printing: Background
    deliver: Deliver
    watch: Watch
    lock_light: Callable[[], None]
    queue: QueueDoors | None = None
    watch_codes: Watch = _no_codes
    slips: SlipDoors | None = None
    office: OfficeDoor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFacts:
    """How the venue runs its line; ``paper`` is on what the numbers stand here.

    ``self_service``: the applicant's screen gives tickets too, for ``services``. ``sound``: calls
    are to be heard.
    """

    rules: QueueRules = field(default_factory=QueueRules)
    paper: PaperKind = PaperKind.PRINTED
    self_service: bool = True
    services: tuple[Service, ...] = tuple(Service)
    sound: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StationFacts:
    """What stays the same while the station runs; ``light_check``: the day opens with one.

    ``procedure`` is what people apply by here. ``venue`` is where it stands, "" when nobody said;
    ``station_name`` is what the screens show. ``queue`` matters where `Doors.queue` is.
    """

    station_name: str
    training: bool
    venue: str = ""
    contact: str = ""
    auto_capture: bool = True
    light_check: bool = False
    procedure: Procedure = Procedure.VENUE
    paper: PaperTarget = field(default_factory=PaperTarget)
    queue: QueueFacts = field(default_factory=QueueFacts)


def business_date_at(now: datetime) -> date:
    """Return the business date: the calendar day in Japan."""
    return now.astimezone(JST).date()


def _nobody_looks(_view: StationView) -> None:
    """Stand in until somebody attends."""


@dataclass(kw_only=True)
class Stage:
    """The state of a running session; changed on the main thread only.

    ``case`` is what is known of the applicant but for the photo; ``kept`` tells that the store
    holds a draft of it, ``earlier`` which receipts its number has here already. ``left_for`` is
    why the last one left without an application, ``officer`` the city's officer of the last visit
    and its day: the same one comes along until the evening. ``followers`` are told the phase before
    each fact.
    """

    doors: Doors
    facts: StationFacts
    show: Callable[[StationView], None] = _nobody_looks
    phase: Phase = field(default_factory=SignedOut)
    auto_capture: bool = True
    camera: CameraStatus = field(default_factory=lambda: CameraStatus(state=CameraState.OPENING))
    staff: StaffMember | None = None
    members: tuple[StaffMember, ...] = ()
    outlook: Outlook | None = None
    business_date: date = date.min
    records: int = 0
    sittings: int = 0
    duties_open: int = 0
    wall: WallReference | None = None
    light_drifted: bool = False
    printing: bool = False
    printed: SheetPrinted | None = None
    slip: ReceiptSlip | None = None
    slip_state: SlipState = SlipState.NONE
    newest: Observation | None = None
    live: LiveView | None = None
    notice: KioskError | None = None
    field_errors: tuple[FieldError, ...] = ()
    case: CaseFile = field(default_factory=CaseFile)
    kept: bool = False
    earlier: tuple[ReceiptNumber, ...] = ()
    left_for: LeaveReason | None = None
    officer: tuple[date, str] = (date.min, "")
    queue: QueueView = field(default_factory=QueueView)
    way_out: WayOut = field(default_factory=WayOut)
    gate: GateView = field(default_factory=GateView)
    followers: list[Callable[[Phase], None]] = field(default_factory=list)

    def view(self) -> StationView:
        """Return everything the screens may show."""
        return StationView(
            phase=self.phase,
            camera=self.camera,
            business_date=self.business_date,
            training=self.facts.training,
            auto_capture=self.auto_capture,
            station_name=self.facts.station_name,
            staff=self.staff,
            members=self.members,
            outlook=self.outlook,
            case=self.case,
            earlier=self.earlier,
            live=self.live,
            light=self._light(),
            records_today=self.records,
            cards_here=self.keeps_cards(),
            duties_open=self.duties_open,
            printing=self.printing,
            printed=self.printed,
            slip=self.slip_state,
            slip_paper=self.slip,
            notice=self.notice,
            field_errors=self.field_errors,
            queue=self.queue,
            way_out=self.way_out,
            gate=self.gate if self.doors.office is not None else _NO_PLAN,
        )

    def today(self) -> date:
        """Return the calendar day in Japan now."""
        return business_date_at(self.doors.clock.now())

    def officer_today(self) -> str:
        """Return who of the city was with the last applicant of this day, "" when nobody was."""
        day, officer = self.officer
        return officer if day == self.business_date else ""

    def rules(self) -> CustodyRules:
        """Return what headquarters set, as far as it is known."""
        return self.outlook.standing.policy.rules if self.outlook else CustodyRules()

    def keeps_cards(self) -> bool:
        """Tell whether cards are handed to the city here: at a visit, at a venue by leads."""
        lead = self.staff is not None and self.staff.role.may_close_the_day()
        return lead or self.facts.procedure is Procedure.VISIT

    def camera_is_live(self) -> bool:
        """Tell whether pictures come that can be measured."""
        return self.camera.state is CameraState.LIVE

    def happened(self, event: events.Event, *, notice: KioskError | None = None) -> None:
        """Take the step that the fact asks for, and show it."""
        before, self.phase = self.phase, step(self.phase, event)
        self.doors.watch(isinstance(self.phase, Posing | Shooting) or _gathers(self.phase))
        self.doors.watch_codes(_reads_codes(self.phase, line=self.doors.queue is not None))
        _log.info("phase %s after %s", type(self.phase).__name__, type(event).__name__)
        self.changed(notice=notice)
        for follower in self.followers:
            follower(before)

    def changed(self, *, notice: KioskError | None = None) -> None:
        """Show the station as it is now."""
        self.notice = notice
        self.show(self.view())

    def report_failure(self, answer: object) -> None:
        """Show an error that came back from a job nobody waited for."""
        if isinstance(answer, KioskError):
            self.changed(notice=answer)

    def forget_everybody(self) -> None:
        """Know nothing any more of staff, applicant or station: nobody is in."""
        self.forget_sitting()
        self.staff, self.members, self.outlook = None, (), None
        self.gate = GateView()

    def forget_sitting(self) -> None:
        """Drop every picture and word of the person who sat here."""
        self.forget_picture()
        self.case, self.kept, self.earlier = CaseFile(), False, ()

    def forget_picture(self) -> None:
        """Drop every picture of the person who is here; the case stays."""
        self.newest = None
        self.live = None
        self.printed = None
        self.field_errors = ()

    def _light(self) -> LightState:
        if self.wall is None:
            return LightState.UNCHECKED
        return LightState.DRIFTED if self.light_drifted else LightState.CHECKED


_NO_PLAN = GateView(news=GateNews.NO_EVENT)


def _reads_codes(phase: Phase, *, line: bool) -> bool:
    """Tell whether somebody may hold a ticket or a form before the camera now."""
    return isinstance(phase, Receiving) or (line and isinstance(phase, Ready | Receipted))


def _gathers(phase: Phase) -> bool:
    return isinstance(phase, CheckingLight) and phase.busy
