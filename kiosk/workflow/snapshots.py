"""Frozen views: everything a screen may show, and nothing else."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kiosk.domain.face import FaceReading
from kiosk.domain.finding import Finding, Hint
from kiosk.domain.ids import ReceiptNumber
from kiosk.domain.intake import CaseFile
from kiosk.domain.sheet import SheetPrinted
from kiosk.domain.slip import ReceiptSlip, SlipState
from kiosk.domain.staff import StaffMember
from kiosk.errors import FieldError, KioskError
from kiosk.ports import CameraStatus
from kiosk.workflow.gatelook import GateView
from kiosk.workflow.outlook import Outlook
from kiosk.workflow.phases import Phase
from kiosk.workflow.queue.view import QueueView


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveView:
    """What the guidance says of the newest judged frame; ``hold`` runs from 0 to 1.

    ``due`` tells that this very frame is the one to take.
    """

    hint: Hint
    hold: float
    due: bool = False
    face: FaceReading | None
    findings: tuple[Finding, ...]


class LightState(StrEnum):
    """What is known of the room's light today."""

    UNCHECKED = "unchecked"
    CHECKED = "checked"
    DRIFTED = "drifted"
    """It has changed since it was checked: a new check is offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOut:
    """How far the wish to end the program is; ``open``: a lead's password was right."""

    busy: bool = False
    refused: KioskError | None = None
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StationView:
    """The station at one moment, for every screen.

    ``members`` may be on duty; ``outlook`` is None while nobody is in. ``case`` is what is
    known of the applicant but for the photo; ``earlier`` are receipts that its number has here
    already: a caution, never a stop. ``slip`` is how far the newest 受付票 is, ``slip_paper`` what
    stands on it: while `Receipted`, what the person is told. ``cards_here``:
    cards are handed to the city here. ``gate``: what is known of today's event.
    """

    phase: Phase
    camera: CameraStatus
    business_date: date
    training: bool
    auto_capture: bool
    station_name: str = ""
    staff: StaffMember | None = None
    members: tuple[StaffMember, ...] = ()
    outlook: Outlook | None = None
    case: CaseFile = field(default_factory=CaseFile)
    earlier: tuple[ReceiptNumber, ...] = ()
    live: LiveView | None = None
    light: LightState = LightState.CHECKED
    records_today: int = 0
    cards_here: bool = False
    duties_open: int = 0
    printing: bool = False
    printed: SheetPrinted | None = None
    slip: SlipState = SlipState.NONE
    slip_paper: ReceiptSlip | None = None
    notice: KioskError | None = None
    field_errors: tuple[FieldError, ...] = ()
    queue: QueueView = field(default_factory=QueueView)
    way_out: WayOut = field(default_factory=WayOut)
    gate: GateView = field(default_factory=GateView)
