"""The state of the station as a union of values; `steps.step` changes it."""

from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.application import Application
from kiosk.domain.correction import Correction
from kiosk.domain.custody import RecipientMark
from kiosk.domain.draft import Draft
from kiosk.domain.duty import PhotoDuty
from kiosk.domain.ids import ReceiptNumber
from kiosk.domain.intake import SaidYes
from kiosk.domain.record import Receipt, RecordLine
from kiosk.domain.review import PhotoReview
from kiosk.domain.shot import Shot
from kiosk.domain.station import BatchFiles
from kiosk.guidance.lighting import LightFinding
from kiosk.vaultports import Progress
from kiosk.workflow.desks import Desk
from kiosk.workflow.events import LightStep
from kiosk.workflow.outlook import Outlook


@dataclass(frozen=True, slots=True)
class SignedOut:
    """Nobody is logged in; every key is forgotten. ``busy`` while a password is being checked.

    ``kept`` tells that an interrupted sitting waits, sealed.
    """

    busy: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """Somebody is in and the day does not take records yet: what is to be done, the first first."""

    outlook: Outlook
    busy: bool = False


@dataclass(frozen=True, slots=True)
class Resuming:
    """A sitting was interrupted by the lock: staff are asked whether to go on with it."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class AtDesk:
    """A desk of the back office; ``busy`` while it works, then ``progress`` may tell how far."""

    desk: Desk
    busy: bool = False
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """The day is open and the chair is free."""


@dataclass(frozen=True, slots=True)
class CheckingLight:
    """The room's light is looked at, first with the empty wall, then with a member of staff.

    ``findings`` are None until something was measured in this step.
    """

    step: LightStep
    busy: bool = False
    findings: tuple[LightFinding, ...] | None = None


@dataclass(frozen=True, slots=True)
class TendingDuties:
    """The day's list of what is to be done about sealed records."""

    duties: tuple[PhotoDuty, ...]


@dataclass(frozen=True, slots=True)
class ListingRecords:
    """本日の受付: the day's sealed records; names are seen once somebody asked for them.

    ``corrected`` is the receipt number of the record that was corrected just now.
    """

    lines: tuple[RecordLine, ...]
    names: bool = False
    corrected: ReceiptNumber | None = None


@dataclass(frozen=True, slots=True)
class Receiving:
    """Somebody is at the table: purpose of use, triage, the number of the form.

    ``sitting`` counts the day's sittings from 1; what is known of the person is in the case.
    """

    sitting: int


@dataclass(frozen=True, slots=True)
class Posing:
    """Somebody sits before the camera."""

    sitting: int


@dataclass(frozen=True, slots=True)
class Shooting:
    """The shutter was released: the next frames are being gathered."""

    sitting: int


@dataclass(frozen=True, slots=True)
class Developing:
    """The best of the frames is being cut and checked."""

    sitting: int


@dataclass(frozen=True, slots=True)
class Reviewing:
    """Staff look at the photo and what the checks say of it.

    ``agreed`` tells that the applicant saw it and said yes, ``busy`` that it is being cut anew.
    """

    sitting: int
    shot: Shot
    agreed: bool = False
    busy: bool = False


@dataclass(frozen=True, slots=True)
class Filling:
    """Staff fill in the form; there is neither shot nor review of those under one year.

    ``correction`` is the sealed record that is being corrected; None in a sitting.
    """

    sitting: int
    shot: Shot | None
    review: PhotoReview | None
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Confirming:
    """The applicant reads everything on the own screen; ``hidden``: it is blank there for now."""

    sitting: int
    shot: Shot | None
    review: PhotoReview | None
    application: Application
    confirmed: SaidYes | None = None
    hidden: bool = False
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Sealing:
    """The record is on its way to the disk; ``asked`` is where it came from."""

    asked: Confirming

    @property
    def sitting(self) -> int:
        """Return the number of the sitting."""
        return self.asked.sitting


@dataclass(frozen=True, slots=True)
class Receipted:
    """The record is stored and was read back."""

    sitting: int
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class ConfirmingClose:
    """The lead reads the day's figures before closing it; ``duties`` are still to be done.

    ``recipients`` with their words are compared aloud by the two who close.
    """

    records: int
    duties: int = 0
    recipients: tuple[RecipientMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Closing:
    """The day's batch is being built and verified; ``asked`` is where it came from."""

    progress: Progress
    asked: ConfirmingClose = ConfirmingClose(0)
    cancelling: bool = False


@dataclass(frozen=True, slots=True)
class DayClosed:
    """The day is closed; ``batch`` is None when that happened before this log-in.

    ``outlook`` says what is left to do; None until backup and daily report are done. ``report`` is
    where the 日報 is, None when it was not written now.
    """

    batch: BatchFiles | None
    outlook: Outlook | None = None
    report: Path | None = None


Phase = (
    SignedOut
    | Opening
    | Resuming
    | AtDesk
    | Ready
    | CheckingLight
    | TendingDuties
    | ListingRecords
    | Receiving
    | Posing
    | Shooting
    | Developing
    | Reviewing
    | Filling
    | Confirming
    | Sealing
    | Receipted
    | ConfirmingClose
    | Closing
    | DayClosed
)
