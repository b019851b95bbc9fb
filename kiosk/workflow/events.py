"""What happened at the station: past-tense facts that `phases.step` understands."""

from dataclasses import dataclass

from kiosk.domain.finding import Finding
from kiosk.domain.photo import Photo
from kiosk.domain.record import Receipt
from kiosk.domain.station import BatchFiles
from kiosk.ports import Progress


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
class ShutterReleased:
    """A frame was chosen, by hand or by itself."""


@dataclass(frozen=True, slots=True)
class PhotoTaken:
    """The chosen frame became a photo."""

    photo: Photo
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class PhotoFailed:
    """The chosen frame could not become a photo."""


@dataclass(frozen=True, slots=True)
class PhotoDiscarded:
    """Staff want another photo."""


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
    """The lead wants to close a day of so many records."""

    records: int


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


AtTheDoor = PasswordGiven | SignInRefused | DayOpened
AtTheCamera = (
    SittingBegan | SittingLeft | ShutterReleased | PhotoTaken | PhotoFailed | PhotoDiscarded
)
AtTheVault = RecordAccepted | RecordStored | RecordNotStored
AtClosing = CloseAsked | CloseDeclined | CloseConfirmed | CloseAdvanced | CloseFailed | DayWasClosed
Event = AtTheDoor | AtTheCamera | AtTheVault | AtClosing | StaffLeft
