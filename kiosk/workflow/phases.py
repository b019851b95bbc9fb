"""The state of the station as a union of values, changed by one pure `step`."""

from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.domain.custody import RecipientMark
from kiosk.domain.draft import Draft
from kiosk.domain.duty import PhotoDuty
from kiosk.domain.record import Receipt
from kiosk.domain.review import PhotoReview
from kiosk.domain.shot import Shot
from kiosk.domain.station import BatchFiles
from kiosk.guidance.lighting import LightFinding
from kiosk.vaultports import Progress
from kiosk.workflow import events
from kiosk.workflow.desks import Desk
from kiosk.workflow.events import LightStep
from kiosk.workflow.outlook import Outlook, Today


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
class Posing:
    """Somebody sits before the camera; ``sitting`` counts the day's sittings from 1."""

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
    """Staff fill in the form; there is neither shot nor review of those under one year."""

    sitting: int
    shot: Shot | None
    review: PhotoReview | None


@dataclass(frozen=True, slots=True)
class Sealing:
    """The record is on its way to the disk."""

    sitting: int
    shot: Shot | None
    review: PhotoReview | None


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
    | Posing
    | Shooting
    | Developing
    | Reviewing
    | Filling
    | Sealing
    | Receipted
    | ConfirmingClose
    | Closing
    | DayClosed
)


class IllegalTransitionError(Exception):
    """A fact arrived that cannot happen in this phase: a bug."""


def step(phase: Phase, event: events.Event) -> Phase:
    """Return the phase after the fact; raise `IllegalTransitionError` where it cannot happen."""
    if isinstance(event, events.StaffLeft):
        return SignedOut(kept=event.kept)
    for stepper in _STEPPERS:
        after = stepper(phase, event)
        if after is not None:
            return after
    raise IllegalTransitionError(f"{type(event).__name__} in {type(phase).__name__}")


def _at_the_door(phase: Phase, event: events.Event) -> Phase | None:
    match phase, event:
        case SignedOut(busy=False), events.PasswordGiven():
            return replace(phase, busy=True)
        case SignedOut(busy=True), events.SignInRefused():
            return replace(phase, busy=False)
        case (
            SignedOut(busy=True) | Opening() | Resuming() | AtDesk(busy=False),
            events.CameHome(outlook=outlook),
        ):
            return _home(outlook)
        case Opening(outlook=outlook, busy=False), events.OpeningAsked():
            return Opening(outlook, busy=True)
        case Opening(outlook=outlook, busy=True), events.OpeningRefused():
            return Opening(outlook)
        case Ready() | Opening(busy=False), events.DraftFound(draft=draft):
            return Resuming(draft)
        case Resuming(draft=draft), events.DraftResumed():
            return _resumed(draft)
        case _:
            return None


def _home(outlook: Outlook) -> Phase:
    match outlook.state:
        case Today.OPEN:
            return Ready()
        case Today.CLOSED:
            return DayClosed(None, outlook)
        case _:
            return Opening(outlook)


def _resumed(draft: Draft) -> Phase:
    if draft.shot is not None and draft.review is None:
        return Reviewing(draft.sitting, draft.shot)
    return Filling(draft.sitting, draft.shot, draft.review)


def _at_a_desk(phase: Phase, event: events.Event) -> Phase | None:
    match phase, event:
        case (
            Ready() | Receipted() | Opening(busy=False) | DayClosed() | AtDesk(busy=False),
            events.DeskOpened(desk=desk),
        ):
            return AtDesk(desk)
        case AtDesk(desk=desk, busy=False), events.DeskWorked():
            return AtDesk(desk, busy=True)
        case AtDesk(desk=desk, busy=True), events.DeskAdvanced(progress=progress):
            return AtDesk(desk, busy=True, progress=progress)
        case AtDesk(busy=True), events.DeskChanged(desk=desk):
            return AtDesk(desk)
        case AtDesk(desk=desk, busy=True), events.DeskFailed():
            return AtDesk(desk)
        case _:
            return None


def _before_a_sitting(phase: Phase, event: events.Event) -> Phase | None:
    match phase, event:
        case Ready() | Receipted() | CheckingLight(busy=False), events.LightCheckBegan(step=at):
            return CheckingLight(at)
        case CheckingLight(step=at, busy=False), events.LightWatched():
            return CheckingLight(at, busy=True)
        case CheckingLight(step=at, busy=True), events.LightMeasured(findings=findings):
            return CheckingLight(at, findings=findings)
        case CheckingLight(step=at, busy=True), events.LightNotMeasured():
            return CheckingLight(at)
        case CheckingLight(), events.LightCheckLeft():
            return Ready()
        case Ready() | Receipted() | TendingDuties(), events.DutiesRead(duties=duties):
            return TendingDuties(duties)
        case TendingDuties(), events.DutiesLeft():
            return Ready()
        case _:
            return None


def _at_the_camera(phase: Phase, event: events.Event) -> Phase | None:
    match phase, event:
        case Ready() | Receipted(), events.SittingBegan(sitting=n):
            return Posing(n)
        case Posing() | Reviewing(busy=False) | Filling(), events.SittingLeft():
            return Ready()
        case Posing(sitting=n), events.ShutterReleased():
            return Shooting(n)
        case Shooting(sitting=n), events.BurstTaken():
            return Developing(n)
        case Shooting(sitting=n) | Developing(sitting=n), events.PhotoFailed():
            return Posing(n)
        case Developing(sitting=n), events.PhotoTaken(shot=shot):
            return Reviewing(n, shot)
        case Posing(sitting=n) | Reviewing(sitting=n, busy=False), events.PhotoWaived():
            return Filling(n, None, None)
        case Filling(sitting=n, shot=None), events.PhotoDiscarded():
            return Posing(n)
        case _:
            return None


def _at_review(phase: Phase, event: events.Event) -> Phase | None:
    match phase, event:
        case Reviewing(busy=False), events.ApplicantAgreed():
            return replace(phase, agreed=True)
        case Reviewing(busy=False), events.HeadPlaced():
            return replace(phase, busy=True)
        case Reviewing(busy=True), events.PhotoRevised(shot=shot):
            return replace(phase, shot=shot, agreed=False, busy=False)
        case Reviewing(busy=True), events.RevisionFailed():
            return replace(phase, busy=False)
        case Reviewing(sitting=n, busy=False), events.PhotoDiscarded():
            return Posing(n)
        case Reviewing(sitting=n, shot=shot, busy=False), events.PhotoApproved(review=review):
            return Filling(n, shot, review)
        case Filling(sitting=n, shot=Shot() as shot, review=review), events.ReviewReopened():
            return Reviewing(n, shot, agreed=review is not None and review.agreed)
        case _:
            return None


def _at_the_vault(phase: Phase, event: events.Event) -> Phase | None:
    match phase, event:
        case Filling(sitting=n, shot=taken, review=review), events.RecordAccepted():
            return Sealing(n, taken, review)
        case Sealing(sitting=n), events.RecordStored(receipt=receipt):
            return Receipted(n, receipt)
        case Sealing(sitting=n, shot=taken, review=review), events.RecordNotStored():
            return Filling(n, taken, review)
        case _:
            return None


def _at_closing(phase: Phase, event: events.Event) -> Phase | None:
    match phase, event:
        case (
            Ready() | Receipted() | Opening(busy=False),
            events.CloseAsked(records=records, duties=duties, recipients=recipients),
        ):
            return ConfirmingClose(records, duties, recipients)
        case ConfirmingClose(), events.CloseDeclined(outlook=outlook):
            return _home(outlook)
        case ConfirmingClose(records=records), events.CloseConfirmed():
            return Closing(Progress(0, records), phase)
        case Closing(), events.CloseAdvanced(progress=progress):
            return replace(phase, progress=progress)
        case Closing(), events.CloseCancelled():
            return replace(phase, cancelling=True)
        case Closing(asked=asked), events.CloseRefused():
            return asked
        case Closing(), events.CloseFailed(outlook=outlook):
            return _home(outlook)
        case _:
            return None


def _after_closing(phase: Phase, event: events.Event) -> Phase | None:
    match phase, event:
        case Closing(), events.DayWasClosed(batch=batch):
            return DayClosed(batch)
        case DayClosed(outlook=None), events.DayWasFiled(outlook=outlook, report=report):
            return replace(phase, outlook=outlook, report=report)
        case DayClosed(), events.CameHome(outlook=outlook):
            home = _home(outlook)
            return replace(phase, outlook=outlook) if isinstance(home, DayClosed) else home
        case _:
            return None


_STEPPERS = (
    _at_the_door,
    _at_a_desk,
    _before_a_sitting,
    _at_the_camera,
    _at_review,
    _at_the_vault,
    _at_closing,
    _after_closing,
)
