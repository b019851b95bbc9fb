"""How the station changes: one pure `step` from phase to phase."""

from dataclasses import replace

from kiosk.domain.correction import Correction
from kiosk.domain.draft import Draft, DraftStep
from kiosk.domain.intake import SaidYes
from kiosk.domain.shot import Shot
from kiosk.vaultports import Progress
from kiosk.workflow import events, recordevents
from kiosk.workflow.outlook import Outlook, Today
from kiosk.workflow.phases import (
    AtDesk,
    CheckingLight,
    Closing,
    Confirming,
    ConfirmingClose,
    DayClosed,
    Developing,
    Filling,
    ListingRecords,
    Opening,
    Phase,
    Posing,
    Ready,
    Receipted,
    Receiving,
    Resuming,
    Reviewing,
    Sealing,
    Shooting,
    SignedOut,
    TendingDuties,
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
    match draft.step:
        case DraftStep.RECEPTION:
            return Receiving(draft.sitting)
        case DraftStep.REVIEW if draft.shot is not None:
            return Reviewing(draft.sitting, draft.shot)
        case DraftStep.CAMERA | DraftStep.REVIEW:
            return Posing(draft.sitting)
        case DraftStep.FORM:
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


def _at_the_table(phase: Phase, event: events.Event) -> Phase | None:
    match phase, event:
        case Ready() | Receipted(), events.SittingBegan(sitting=n):
            return Receiving(n)
        case Receiving(sitting=n), events.IntakeDone(takes_photo=takes):
            return Posing(n) if takes else Filling(n, None, None)
        case Posing(sitting=n) | Filling(
            sitting=n, shot=None, correction=None
        ), events.IntakeReopened():
            return Receiving(n)
        case (
            Receiving()
            | Posing()
            | Reviewing(busy=False)
            | Filling(correction=None)
            | Confirming(correction=None),
            events.SittingLeft(),
        ):
            return Ready()
        case _:
            return None


def _at_the_camera(phase: Phase, event: events.Event) -> Phase | None:
    match phase, event:
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
        case Filling(sitting=n, shot=None, correction=None), events.PhotoDiscarded():
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
        case (
            Filling(sitting=n, shot=Shot() as shot, review=review, correction=None),
            events.ReviewReopened(),
        ):
            return Reviewing(n, shot, agreed=review is not None and review.agreed)
        case _:
            return None


def _at_the_end(phase: Phase, event: events.Event) -> Phase | None:
    match phase, event:
        case (
            Filling(sitting=n, shot=taken, review=review, correction=correction),
            events.FormCompleted(application=application),
        ):
            return Confirming(n, taken, review, application, correction=correction)
        case (
            Confirming(sitting=n, shot=taken, review=review, correction=correction),
            events.FormReopened(),
        ):
            return Filling(n, taken, review, correction)
        case Confirming(confirmed=None), events.ApplicantConfirmed(yes=yes):
            return replace(phase, confirmed=yes, hidden=True)
        case Confirming(hidden=False), events.ConfirmationHidden():
            return replace(phase, hidden=True)
        case Confirming(hidden=True), events.ConfirmationShown():
            return replace(phase, hidden=False)
        case Confirming(confirmed=SaidYes()), events.RecordAccepted():
            return Sealing(phase)
        case Sealing(asked=Confirming(correction=None) as asked), events.RecordStored(
            receipt=receipt
        ):
            return Receipted(asked.sitting, receipt)
        case Sealing(asked=asked), events.RecordNotStored():
            return asked
        case _:
            return None


def _at_sealed_records(phase: Phase, event: events.Event) -> Phase | None:
    match phase, event:
        case Ready() | Receipted(), recordevents.RecordsRead(lines=lines):
            return ListingRecords(lines)
        case ListingRecords(), recordevents.NamesAsked():
            return replace(phase, names=True)
        case ListingRecords(), recordevents.RecordsLeft():
            return Ready()
        case ListingRecords(), recordevents.RecordOpened(correction=opened, shot=shot):
            return Filling(opened.number.number, shot, opened.record.review, opened)
        case Filling(correction=Correction() as opened), recordevents.ReasonGiven(reason=reason):
            return replace(phase, correction=replace(opened, reason=reason))
        case (
            Filling(correction=Correction(lines=lines))
            | Confirming(correction=Correction(lines=lines)),
            recordevents.CorrectionLeft(),
        ):
            return ListingRecords(lines)
        case (
            Sealing(asked=Confirming(correction=Correction())),
            recordevents.RecordCorrected(lines=lines, number=number),
        ):
            return ListingRecords(lines, corrected=number)
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
    _at_the_table,
    _at_the_camera,
    _at_review,
    _at_the_end,
    _at_sealed_records,
    _at_closing,
    _after_closing,
)
