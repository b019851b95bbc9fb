"""The state of the station as a union of values, changed by one pure `step`."""

from dataclasses import dataclass
from typing import assert_never

from kiosk.domain.finding import Finding, Verdict, worst
from kiosk.domain.photo import Photo
from kiosk.domain.record import Receipt
from kiosk.domain.station import BatchFiles
from kiosk.ports import Progress
from kiosk.workflow import events


@dataclass(frozen=True, slots=True)
class Shot:
    """A photo that was taken and what the checks say of it."""

    photo: Photo
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """Return the verdict of the whole."""
        return worst(self.findings)


@dataclass(frozen=True, slots=True)
class SignedOut:
    """Nobody is logged in; every key is forgotten. ``busy`` while a password is being checked."""

    busy: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """The day is open and the chair is free."""


@dataclass(frozen=True, slots=True)
class Posing:
    """Somebody sits before the camera; ``sitting`` counts the day's sittings from 1."""

    sitting: int


@dataclass(frozen=True, slots=True)
class Developing:
    """The frame that was judged is being cut and checked."""

    sitting: int


@dataclass(frozen=True, slots=True)
class Reviewing:
    """Staff look at the photo and fill in the form beside it."""

    sitting: int
    shot: Shot


@dataclass(frozen=True, slots=True)
class Sealing:
    """The record is on its way to the disk."""

    sitting: int
    shot: Shot


@dataclass(frozen=True, slots=True)
class Receipted:
    """The record is stored and was read back."""

    sitting: int
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class ConfirmingClose:
    """The lead reads the day's figures before closing it."""

    records: int


@dataclass(frozen=True, slots=True)
class Closing:
    """The day's batch is being built and verified."""

    progress: Progress


@dataclass(frozen=True, slots=True)
class DayClosed:
    """The day is closed; ``batch`` is None when that happened before this log-in."""

    batch: BatchFiles | None


Phase = (
    SignedOut
    | Ready
    | Posing
    | Developing
    | Reviewing
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
    match event:
        case events.StaffLeft():
            return SignedOut()
        case events.PasswordGiven() | events.SignInRefused() | events.DayOpened():
            return _step_at_the_door(phase, event)
        case (
            events.SittingBegan()
            | events.SittingLeft()
            | events.ShutterReleased()
            | events.PhotoTaken()
            | events.PhotoFailed()
            | events.PhotoDiscarded()
        ):
            return _step_at_the_camera(phase, event)
        case events.RecordAccepted() | events.RecordStored() | events.RecordNotStored():
            return _step_at_the_vault(phase, event)
        case (
            events.CloseAsked()
            | events.CloseDeclined()
            | events.CloseConfirmed()
            | events.CloseAdvanced()
            | events.CloseFailed()
            | events.DayWasClosed()
        ):
            return _step_at_closing(phase, event)
        case _:
            assert_never(event)


def _step_at_the_door(phase: Phase, event: events.AtTheDoor) -> Phase:
    match phase, event:
        case SignedOut(busy=False), events.PasswordGiven():
            return SignedOut(busy=True)
        case SignedOut(busy=True), events.SignInRefused():
            return SignedOut()
        case SignedOut(busy=True), events.DayOpened(closed_before=True):
            return DayClosed(None)
        case SignedOut(busy=True), events.DayOpened():
            return Ready()
        case _:
            raise _illegal(phase, event)


def _step_at_the_camera(phase: Phase, event: events.AtTheCamera) -> Phase:
    match phase, event:
        case Ready() | Receipted(), events.SittingBegan(sitting=n):
            return Posing(n)
        case Posing() | Reviewing(), events.SittingLeft():
            return Ready()
        case Posing(sitting=n), events.ShutterReleased():
            return Developing(n)
        case Developing(sitting=n), events.PhotoTaken(photo=photo, findings=findings):
            return Reviewing(n, Shot(photo, findings))
        case Developing(sitting=n), events.PhotoFailed():
            return Posing(n)
        case Reviewing(sitting=n), events.PhotoDiscarded():
            return Posing(n)
        case _:
            raise _illegal(phase, event)


def _step_at_the_vault(phase: Phase, event: events.AtTheVault) -> Phase:
    match phase, event:
        case Reviewing(sitting=n, shot=shot), events.RecordAccepted():
            return Sealing(n, shot)
        case Sealing(sitting=n), events.RecordStored(receipt=receipt):
            return Receipted(n, receipt)
        case Sealing(sitting=n, shot=shot), events.RecordNotStored():
            return Reviewing(n, shot)
        case _:
            raise _illegal(phase, event)


def _step_at_closing(phase: Phase, event: events.AtClosing) -> Phase:
    match phase, event:
        case Ready() | Receipted(), events.CloseAsked(records=records):
            return ConfirmingClose(records)
        case ConfirmingClose(), events.CloseDeclined():
            return Ready()
        case ConfirmingClose(records=records), events.CloseConfirmed():
            return Closing(Progress(0, records))
        case Closing(), events.CloseAdvanced(progress=progress):
            return Closing(progress)
        case Closing(), events.CloseFailed():
            return Ready()
        case Closing(), events.DayWasClosed(batch=batch):
            return DayClosed(batch)
        case _:
            raise _illegal(phase, event)


def _illegal(phase: Phase, event: events.Event) -> IllegalTransitionError:
    return IllegalTransitionError(f"{type(event).__name__} in {type(phase).__name__}")
