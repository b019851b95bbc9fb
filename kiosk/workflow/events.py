"""What happened at the station: past-tense facts that `steps.step` understands."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kiosk.domain.application import Application
from kiosk.domain.custody import RecipientMark
from kiosk.domain.draft import Draft
from kiosk.domain.duty import PhotoDuty
from kiosk.domain.intake import LeaveReason, SaidYes
from kiosk.domain.record import Receipt
from kiosk.domain.review import PhotoReview
from kiosk.domain.shot import Shot
from kiosk.domain.station import BatchFiles
from kiosk.guidance.lighting import LightFinding
from kiosk.vaultports import Progress
from kiosk.workflow.desks import Desk
from kiosk.workflow.outlook import Outlook
from kiosk.workflow.recordevents import OfSealedRecords


class LightStep(StrEnum):
    """Whom the camera looks at while the room's light is measured."""

    WALL = "wall"
    SITTER = "sitter"


@dataclass(frozen=True, slots=True)
class PasswordGiven:
    """Somebody typed a name and a password."""


@dataclass(frozen=True, slots=True)
class SignInRefused:
    """Name and password do not belong together, or the day could not be opened."""


@dataclass(frozen=True, slots=True)
class CameHome:
    """Somebody is in, or a desk was left: the station shows how far today is."""

    outlook: Outlook


@dataclass(frozen=True, slots=True)
class OpeningAsked:
    """The lead confirmed date and people; the day is being opened."""


@dataclass(frozen=True, slots=True)
class OpeningRefused:
    """The day could not be opened."""


@dataclass(frozen=True, slots=True)
class DraftFound:
    """A sitting was interrupted by the lock and is still kept."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class DraftResumed:
    """Staff go on with the interrupted sitting."""


@dataclass(frozen=True, slots=True)
class DeskOpened:
    """A desk of the back office was opened."""

    desk: Desk


@dataclass(frozen=True, slots=True)
class DeskWorked:
    """Something was begun at the desk that takes a while."""


@dataclass(frozen=True, slots=True)
class DeskAdvanced:
    """The desk's work has come this far."""

    progress: Progress


@dataclass(frozen=True, slots=True)
class DeskChanged:
    """The desk shows something new; its work is done."""

    desk: Desk


@dataclass(frozen=True, slots=True)
class DeskFailed:
    """The desk's work failed; it shows what it showed."""


@dataclass(frozen=True, slots=True)
class StaffLeft:
    """The station was locked or left; ``kept``: an interrupted sitting waits, sealed."""

    kept: bool = False


@dataclass(frozen=True, slots=True)
class SittingBegan:
    """The next applicant is at the table."""

    sitting: int


@dataclass(frozen=True, slots=True)
class IntakeDone:
    """Purpose, triage and number are settled; ``takes_photo``: the camera comes next."""

    takes_photo: bool


@dataclass(frozen=True, slots=True)
class IntakeReopened:
    """Staff go back to the reception of this sitting."""


@dataclass(frozen=True, slots=True)
class SittingLeft:
    """The applicant left without an application, for a reason."""

    reason: LeaveReason


@dataclass(frozen=True, slots=True)
class LightCheckBegan:
    """A step of the lighting check was opened."""

    step: LightStep


@dataclass(frozen=True, slots=True)
class LightWatched:
    """Frames are being gathered to measure the light."""


@dataclass(frozen=True, slots=True)
class LightMeasured:
    """The light was measured and judged."""

    findings: tuple[LightFinding, ...]


@dataclass(frozen=True, slots=True)
class LightNotMeasured:
    """The light could not be measured."""


@dataclass(frozen=True, slots=True)
class LightCheckLeft:
    """The lighting check is over, done or put off."""


@dataclass(frozen=True, slots=True)
class DutiesRead:
    """The list of duties was opened or has changed."""

    duties: tuple[PhotoDuty, ...]


@dataclass(frozen=True, slots=True)
class DutiesLeft:
    """The list of duties was left."""


@dataclass(frozen=True, slots=True)
class ShutterReleased:
    """A moment was chosen, by hand or by itself."""


@dataclass(frozen=True, slots=True)
class BurstTaken:
    """The frames after the shutter are here."""


@dataclass(frozen=True, slots=True)
class PhotoTaken:
    """The best frame became a photo."""

    shot: Shot


@dataclass(frozen=True, slots=True)
class PhotoFailed:
    """No frame could become a photo."""


@dataclass(frozen=True, slots=True)
class PhotoWaived:
    """The applicant is under one year old and needs no photo."""


@dataclass(frozen=True, slots=True)
class PhotoDiscarded:
    """Staff want another photo."""


@dataclass(frozen=True, slots=True)
class ApplicantAgreed:
    """The applicant saw the photo and said yes."""


@dataclass(frozen=True, slots=True)
class HeadPlaced:
    """Staff moved crown or chin; the photo is being cut anew."""


@dataclass(frozen=True, slots=True)
class PhotoRevised:
    """The photo was cut anew and judged again."""

    shot: Shot


@dataclass(frozen=True, slots=True)
class RevisionFailed:
    """The photo could not be cut as asked and is as it was."""


@dataclass(frozen=True, slots=True)
class PhotoApproved:
    """Staff take the photo, with their answers and reasons."""

    review: PhotoReview


@dataclass(frozen=True, slots=True)
class ReviewReopened:
    """Staff go back from the form to the photo."""


@dataclass(frozen=True, slots=True)
class FormCompleted:
    """The form is an application; the applicant reads it on the own screen."""

    application: Application


@dataclass(frozen=True, slots=True)
class FormReopened:
    """Something is to be changed in the form."""


@dataclass(frozen=True, slots=True)
class ApplicantConfirmed:
    """The applicant said yes to photo and fields."""

    yes: SaidYes


@dataclass(frozen=True, slots=True)
class ConfirmationHidden:
    """Nobody answered for a while: the applicant's screen is blank."""


@dataclass(frozen=True, slots=True)
class ConfirmationShown:
    """The applicant's screen shows everything once more."""


@dataclass(frozen=True, slots=True)
class RecordAccepted:
    """Staff seal what the applicant said yes to."""


@dataclass(frozen=True, slots=True)
class RecordStored:
    """The record is on the disk and was read back."""

    receipt: Receipt


@dataclass(frozen=True, slots=True)
class RecordNotStored:
    """Nothing was stored; photo and form are still here."""


@dataclass(frozen=True, slots=True)
class CloseAsked:
    """The lead wants to close a day of so many records, with so many duties not done."""

    records: int
    duties: int = 0
    recipients: tuple[RecipientMark, ...] = ()


@dataclass(frozen=True, slots=True)
class CloseDeclined:
    """The day goes on, or stays as it was."""

    outlook: Outlook


@dataclass(frozen=True, slots=True)
class CloseConfirmed:
    """The lead confirmed the figures."""


@dataclass(frozen=True, slots=True)
class CloseAdvanced:
    """A piece of the batch is done."""

    progress: Progress


@dataclass(frozen=True, slots=True)
class CloseFailed:
    """The batch could not be built or verified, or was cancelled; every record is as it was."""

    outlook: Outlook


@dataclass(frozen=True, slots=True)
class CloseRefused:
    """The second person could not be told apart or be believed; the lead is asked again."""


@dataclass(frozen=True, slots=True)
class CloseCancelled:
    """The lead wants to give the closing up; it ends at the next safe point."""


@dataclass(frozen=True, slots=True)
class DayWasClosed:
    """The batch is built and verified, the day's key is gone."""

    batch: BatchFiles


@dataclass(frozen=True, slots=True)
class DayWasFiled:
    """Backup and daily report were seen to, done or not; ``report`` is where the 日報 is."""

    outlook: Outlook
    report: Path | None = None


AtTheDoor = (
    PasswordGiven
    | SignInRefused
    | StaffLeft
    | CameHome
    | OpeningAsked
    | OpeningRefused
    | DraftFound
    | DraftResumed
)
AtADesk = DeskOpened | DeskWorked | DeskAdvanced | DeskChanged | DeskFailed
BeforeASitting = (
    LightCheckBegan
    | LightWatched
    | LightMeasured
    | LightNotMeasured
    | LightCheckLeft
    | DutiesRead
    | DutiesLeft
)
AtTheTable = SittingBegan | IntakeDone | IntakeReopened | SittingLeft
AtTheCamera = ShutterReleased | BurstTaken | PhotoTaken | PhotoFailed | PhotoWaived | PhotoDiscarded
AtReview = (
    ApplicantAgreed | HeadPlaced | PhotoRevised | RevisionFailed | PhotoApproved | ReviewReopened
)
AtTheEnd = (
    FormCompleted
    | FormReopened
    | ApplicantConfirmed
    | ConfirmationHidden
    | ConfirmationShown
    | RecordAccepted
    | RecordStored
    | RecordNotStored
)
AtClosing = (
    CloseAsked
    | CloseDeclined
    | CloseConfirmed
    | CloseAdvanced
    | CloseCancelled
    | CloseRefused
    | CloseFailed
    | DayWasClosed
    | DayWasFiled
)
BeforeTheForm = AtTheTable | AtTheCamera | AtReview
Event = (
    AtTheDoor | AtADesk | BeforeASitting | OfSealedRecords | BeforeTheForm | AtTheEnd | AtClosing
)
