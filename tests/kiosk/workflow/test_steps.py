from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.custody import (
    AnchorState,
    DayStage,
    DayStanding,
    PolicyStanding,
    StationStanding,
)
from kiosk.domain.draft import Draft, DraftStep
from kiosk.domain.finding import Check, Finding, Verdict
from kiosk.domain.ids import ReceiptNumber, RecordId, StationId
from kiosk.domain.intake import CaseFile, Intake, LeaveReason, SaidBy, SaidYes
from kiosk.domain.record import Receipt
from kiosk.domain.station import BatchFiles
from kiosk.domain.ticket import PublicLanguage
from kiosk.guidance.lighting import LightAdvice, LightFinding
from kiosk.intake.reading import parse_application
from kiosk.training.people import training_form
from kiosk.vaultports import Progress
from kiosk.workflow import events, phases
from kiosk.workflow.desks import HandOverDesk
from kiosk.workflow.events import LightStep
from kiosk.workflow.outlook import outlook
from kiosk.workflow.phases import Phase
from kiosk.workflow.steps import IllegalTransitionError, step
from tests.kiosk.workflow.bench import ALL_WELL, observation, shot_of

SHOT = shot_of(observation())
REVIEW = ALL_WELL
LIGHT = LightFinding(advice=LightAdvice.MORE_LIGHT, verdict=Verdict.WARN)
RECEIPT = Receipt(
    record_id=RecordId.new(),
    number=ReceiptNumber(StationId("T1"), 1),
    stored_at=datetime(2026, 11, 22, tzinfo=UTC),
)
BATCH = BatchFiles(
    age=Path("a"),
    envelope=Path("b"),
    signature=Path("c"),
    station_public_key=Path("d"),
    records=1,
    sha256="0" * 64,
)
CASE = CaseFile(form=training_form(1), intake=Intake(scanned=True))
APPLICATION = parse_application(CASE, today=date(2026, 11, 22), photo=True)
YES = SaidYes(said=SaidBy.SCREEN, language=PublicLanguage.JA, at=datetime(2026, 11, 22, tzinfo=UTC))
LEFT = events.SittingLeft(LeaveReason.CHANGED_MIND)
DRAFT = Draft(sitting=4, step=DraftStep.FORM, shot=SHOT, review=REVIEW, case=CASE)
STANDING = StationStanding(
    days=(),
    policy=PolicyStanding(version=1, expires_at=None, root_words="", recipients=()),
    anchor=AnchorState.AGREES,
    free_bytes=10**12,
    training=False,
)
TODAY, NOW = date(2026, 11, 22), datetime(2026, 11, 22, 1, tzinfo=UTC)
DAY = DayStanding(business_date=TODAY, stage=DayStage.OPEN, records=0)
UNOPENED = outlook(STANDING, today=TODAY, now=NOW)
OPEN = outlook(replace(STANDING, days=(DAY,)), today=TODAY, now=NOW)
CLOSED = outlook(replace(STANDING, last_closed=TODAY), today=TODAY, now=NOW)
DESK = HandOverDesk(outlook=OPEN)
EVENTS: tuple[events.Event, ...] = (
    events.PasswordGiven(),
    events.SignInRefused(),
    events.StaffLeft(),
    events.StaffLeft(kept=True),
    events.CameHome(OPEN),
    events.CameHome(UNOPENED),
    events.CameHome(CLOSED),
    events.OpeningAsked(),
    events.OpeningRefused(),
    events.DraftFound(DRAFT),
    events.DraftResumed(),
    events.DeskOpened(DESK),
    events.DeskWorked(),
    events.DeskAdvanced(Progress(1, 2)),
    events.DeskChanged(DESK),
    events.DeskFailed(),
    events.SittingBegan(1),
    events.IntakeDone(takes_photo=True),
    events.IntakeDone(takes_photo=False),
    events.IntakeReopened(),
    LEFT,
    events.LightCheckBegan(LightStep.WALL),
    events.LightWatched(),
    events.LightMeasured((LIGHT,)),
    events.LightNotMeasured(),
    events.LightCheckLeft(),
    events.DutiesRead(()),
    events.DutiesLeft(),
    events.ShutterReleased(),
    events.BurstTaken(),
    events.PhotoTaken(SHOT),
    events.PhotoFailed(),
    events.PhotoWaived(),
    events.PhotoDiscarded(),
    events.ApplicantAgreed(),
    events.HeadPlaced(),
    events.PhotoRevised(SHOT),
    events.RevisionFailed(),
    events.PhotoApproved(REVIEW),
    events.ReviewReopened(),
    events.FormCompleted(APPLICATION),
    events.FormReopened(),
    events.ApplicantConfirmed(YES),
    events.ConfirmationHidden(),
    events.ConfirmationShown(),
    events.RecordAccepted(),
    events.RecordStored(RECEIPT),
    events.RecordNotStored(),
    events.CloseAsked(1),
    events.CloseDeclined(OPEN),
    events.CloseConfirmed(),
    events.CloseAdvanced(Progress(1, 2)),
    events.CloseCancelled(),
    events.CloseRefused(),
    events.CloseFailed(OPEN),
    events.DayWasClosed(BATCH),
    events.DayWasFiled(CLOSED),
)
A_SITTING: tuple[events.Event, ...] = (
    events.PasswordGiven(),
    events.CameHome(OPEN),
    events.SittingBegan(1),
    events.IntakeDone(takes_photo=True),
    events.ShutterReleased(),
    events.BurstTaken(),
    events.PhotoTaken(SHOT),
    events.PhotoApproved(REVIEW),
    events.FormCompleted(APPLICATION),
    events.ApplicantConfirmed(YES),
    events.RecordAccepted(),
    events.RecordStored(RECEIPT),
)
BEGUN, POSING, SHUTTER, DEVELOPED, APPROVED, COMPLETED, SAID_YES, ACCEPTED = (
    3,
    4,
    5,
    7,
    8,
    9,
    10,
    11,
)


def after(*happened: events.Event) -> Phase:
    phase: Phase = phases.SignedOut()
    for event in happened:
        phase = step(phase, event)
    return phase


def test_a_plain_sitting_ends_with_a_receipt() -> None:
    assert after(*A_SITTING) == phases.Receipted(1, RECEIPT)


def test_the_next_applicant_may_follow_at_once() -> None:
    assert after(*A_SITTING, events.SittingBegan(2)) == phases.Receiving(2)


def test_a_photo_that_could_not_be_cut_leads_back_to_the_camera() -> None:
    assert after(*A_SITTING[: SHUTTER + 1], events.PhotoFailed()) == phases.Posing(1)


def test_a_discarded_photo_leads_back_to_the_camera() -> None:
    assert after(*A_SITTING[:DEVELOPED], events.PhotoDiscarded()) == phases.Posing(1)


def test_a_record_that_was_not_stored_is_still_on_the_screen() -> None:
    before = after(*A_SITTING[:SAID_YES])
    phase = after(*A_SITTING[:ACCEPTED], events.RecordNotStored())
    assert phase == before
    assert before == phases.Confirming(1, SHOT, REVIEW, APPLICATION, YES, hidden=True)


def test_nothing_is_sealed_before_the_applicant_said_yes() -> None:
    with pytest.raises(IllegalTransitionError):
        after(*A_SITTING[:COMPLETED], events.RecordAccepted())


def test_a_yes_is_void_once_the_form_is_opened_again() -> None:
    again = (*A_SITTING[:SAID_YES], events.FormReopened())
    assert after(*again) == phases.Filling(1, SHOT, REVIEW)
    assert after(*again, events.FormCompleted(APPLICATION)) == phases.Confirming(
        1, SHOT, REVIEW, APPLICATION
    )


def test_who_needs_no_photo_goes_from_the_table_to_the_form_and_may_go_back() -> None:
    filling = (*A_SITTING[:BEGUN], events.IntakeDone(takes_photo=False))
    assert after(*filling) == phases.Filling(1, None, None)
    assert after(*filling, events.IntakeReopened()) == phases.Receiving(1)
    assert after(*A_SITTING[:POSING], events.IntakeReopened()) == phases.Receiving(1)
    with pytest.raises(IllegalTransitionError):
        after(*A_SITTING[:APPROVED], events.IntakeReopened())


def test_from_the_form_one_may_go_back_to_the_photo() -> None:
    phase = after(*A_SITTING[:APPROVED], events.ReviewReopened())
    assert phase == phases.Reviewing(1, SHOT)


def test_a_baby_needs_no_photo_and_may_yet_get_one() -> None:
    waived = (*A_SITTING[:POSING], events.PhotoWaived())
    assert after(*waived) == phases.Filling(1, None, None)
    confirming = after(*waived, events.FormCompleted(APPLICATION))
    assert confirming == phases.Confirming(1, None, None, APPLICATION)
    assert after(*waived, events.PhotoDiscarded()) == phases.Posing(1)
    with pytest.raises(IllegalTransitionError):
        step(after(*waived), events.ReviewReopened())


def test_a_photo_that_is_being_cut_anew_waits_for_that() -> None:
    busy = after(*A_SITTING[:DEVELOPED], events.ApplicantAgreed(), events.HeadPlaced())
    assert busy == phases.Reviewing(1, SHOT, agreed=True, busy=True)
    for event in (events.PhotoDiscarded(), events.PhotoApproved(REVIEW), LEFT):
        with pytest.raises(IllegalTransitionError):
            step(busy, event)
    assert step(busy, events.RevisionFailed()) == phases.Reviewing(1, SHOT, agreed=True)
    assert step(busy, events.PhotoRevised(SHOT)) == phases.Reviewing(1, SHOT)


def test_the_light_is_measured_step_by_step() -> None:
    opened = (*A_SITTING[:2], events.LightCheckBegan(LightStep.WALL), events.LightWatched())
    assert after(*opened) == phases.CheckingLight(LightStep.WALL, busy=True)
    measured = (*opened, events.LightMeasured((LIGHT,)))
    assert after(*measured) == phases.CheckingLight(LightStep.WALL, findings=(LIGHT,))
    sitter = (*measured, events.LightCheckBegan(LightStep.SITTER))
    assert after(*sitter) == phases.CheckingLight(LightStep.SITTER)
    assert after(*sitter, events.LightCheckLeft()) == phases.Ready()


def test_leaving_frees_the_chair() -> None:
    for done in (BEGUN, POSING, DEVELOPED, APPROVED, COMPLETED, SAID_YES):
        assert after(*A_SITTING[:done], LEFT) == phases.Ready()


def test_a_day_closes_through_confirmation_and_progress() -> None:
    closing = (*A_SITTING, events.CloseAsked(1), events.CloseConfirmed())
    asked = phases.ConfirmingClose(1)
    assert after(*closing) == phases.Closing(Progress(0, 1), asked)
    further = (*closing, events.CloseAdvanced(Progress(1, 2)))
    assert after(*further) == phases.Closing(Progress(1, 2), asked)
    assert after(*closing, events.CloseRefused()) == asked
    closed = (*closing, events.DayWasClosed(BATCH))
    assert after(*closed) == phases.DayClosed(BATCH)
    filed = (*closed, events.DayWasFiled(CLOSED, Path("nippo.pdf")))
    assert after(*filed) == phases.DayClosed(BATCH, CLOSED, Path("nippo.pdf"))
    assert after(*filed, events.CameHome(CLOSED)) == after(*filed)
    assert after(*filed, events.CameHome(UNOPENED)) == phases.Opening(UNOPENED)


def test_closing_can_be_declined_and_can_fail_without_closing_the_day() -> None:
    asked = (*A_SITTING, events.CloseAsked(1))
    assert after(*asked, events.CloseDeclined(OPEN)) == phases.Ready()
    assert after(*asked, events.CloseDeclined(UNOPENED)) == phases.Opening(UNOPENED)
    assert after(*asked, events.CloseConfirmed(), events.CloseFailed(OPEN)) == phases.Ready()


def test_a_day_that_was_closed_before_takes_no_sitting() -> None:
    phase = after(events.PasswordGiven(), events.CameHome(CLOSED))
    assert phase == phases.DayClosed(None, CLOSED)
    with pytest.raises(IllegalTransitionError):
        step(phase, events.SittingBegan(1))


def test_a_refused_log_in_asks_again() -> None:
    assert after(events.PasswordGiven(), events.SignInRefused()) == phases.SignedOut()
    kept = (events.StaffLeft(kept=True), events.PasswordGiven())
    assert after(*kept) == phases.SignedOut(busy=True, kept=True)
    assert after(*kept, events.SignInRefused()) == phases.SignedOut(kept=True)


def test_a_day_opens_from_its_page_or_stays_unopened() -> None:
    asked = (events.PasswordGiven(), events.CameHome(UNOPENED), events.OpeningAsked())
    assert after(*asked) == phases.Opening(UNOPENED, busy=True)
    assert after(*asked, events.OpeningRefused()) == phases.Opening(UNOPENED)
    assert after(*asked, events.CameHome(OPEN)) == phases.Ready()


@pytest.mark.parametrize(
    ("draft", "phase"),
    [
        (Draft(sitting=4, step=DraftStep.RECEPTION), phases.Receiving(4)),
        (Draft(sitting=4, step=DraftStep.CAMERA), phases.Posing(4)),
        (replace(DRAFT, step=DraftStep.REVIEW, review=None), phases.Reviewing(4, SHOT)),
        (DRAFT, phases.Filling(4, SHOT, REVIEW)),
        (replace(DRAFT, shot=None, review=None), phases.Filling(4, None, None)),
    ],
)
def test_an_interrupted_sitting_goes_on_where_it_was(draft: Draft, phase: Phase) -> None:
    found = (events.PasswordGiven(), events.CameHome(OPEN), events.DraftFound(draft))
    assert after(*found) == phases.Resuming(draft)
    assert after(*found, events.DraftResumed()) == phase


@given(st.lists(st.sampled_from(EVENTS), max_size=60))
def test_whatever_happens_a_receipt_only_follows_a_stored_record(
    happened: list[events.Event],
) -> None:
    phase: Phase = phases.SignedOut()
    for event in happened:
        before = phase
        try:
            phase = step(phase, event)
        except IllegalTransitionError:
            assert not isinstance(event, events.StaffLeft)
            continue
        if isinstance(phase, phases.Receipted):
            assert isinstance(before, phases.Sealing)
        if isinstance(phase, phases.DayClosed):
            assert not isinstance(before, phases.Ready | phases.ConfirmingClose)
            if phase.batch is not None and not isinstance(before, phases.DayClosed):
                assert isinstance(before, phases.Closing)
        if isinstance(phase, phases.Sealing):
            assert phase.asked == before
            assert phase.asked.confirmed is not None
            assert (phase.asked.shot is None) == (phase.asked.review is None)


def test_a_shot_is_as_good_as_its_worst_finding() -> None:
    def finding(verdict: Verdict) -> Finding:
        return Finding(check=Check.YAW, verdict=verdict, value=1.0, limit=5.0)

    ok, look, bad = finding(Verdict.PASS), finding(Verdict.WARN), finding(Verdict.FAIL)
    assert shot_of(observation(), ok, ok).verdict is Verdict.PASS
    assert shot_of(observation(), ok, look).verdict is Verdict.WARN
    assert shot_of(observation(), look, bad).verdict is Verdict.FAIL
