"""What happened at the station: past-tense facts that `phases.step` understands."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.duty import PhotoDuty
from kiosk.domain.record import Receipt
from kiosk.domain.review import PhotoReview
from kiosk.domain.shot import Shot
from kiosk.domain.station import BatchFiles
from kiosk.guidance.lighting import LightFinding
from kiosk.ports import Progress


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
class DayOpened:
    """Somebody is in; the day takes records unless it was closed before."""

    closed_before: bool = False


@dataclass(frozen=True, slots=True)
class StaffLeft:
    """The station was locked or left."""


@dataclass(frozen=True, slots=True)
class SittingBegan:
    """The next applicant sat down."""

    sitting: int


@dataclass(frozen=True, slots=True)
class SittingLeft:
    """The applicant left without an application."""


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
class RecordAccepted:
    """Staff accepted photo and form."""


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


@dataclass(frozen=True, slots=True)
class CloseDeclined:
    """The day goes on."""


@dataclass(frozen=True, slots=True)
class CloseConfirmed:
    """The lead confirmed the figures."""


@dataclass(frozen=True, slots=True)
class CloseAdvanced:
    """A piece of the batch is done."""

    progress: Progress


@dataclass(frozen=True, slots=True)
class CloseFailed:
    """The batch could not be built or verified; every record is as it was."""


@dataclass(frozen=True, slots=True)
class DayWasClosed:
    """The batch is built and verified, the day's key is gone."""

    batch: BatchFiles


AtTheDoor = PasswordGiven | SignInRefused | DayOpened | StaffLeft
BeforeASitting = (
    LightCheckBegan
    | LightWatched
    | LightMeasured
    | LightNotMeasured
    | LightCheckLeft
    | DutiesRead
    | DutiesLeft
)
AtTheCamera = (
    SittingBegan
    | SittingLeft
    | ShutterReleased
    | BurstTaken
    | PhotoTaken
    | PhotoFailed
    | PhotoWaived
    | PhotoDiscarded
)
AtReview = (
    ApplicantAgreed
    | HeadPlaced
    | PhotoRevised
    | RevisionFailed
    | PhotoApproved
    | ReviewReopened
    | RecordAccepted
    | RecordStored
    | RecordNotStored
)
AtClosing = CloseAsked | CloseDeclined | CloseConfirmed | CloseAdvanced | CloseFailed | DayWasClosed
Event = AtTheDoor | BeforeASitting | AtTheCamera | AtReview | AtClosing
