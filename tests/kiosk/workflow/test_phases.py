from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.finding import Check, Finding, Verdict
from kiosk.domain.ids import ReceiptNumber, RecordId, StationId
from kiosk.domain.photo import CropBox, Photo, PhotoProof
from kiosk.domain.record import Receipt
from kiosk.domain.station import BatchFiles
from kiosk.ports import Progress
from kiosk.workflow import events, phases
from kiosk.workflow.phases import IllegalTransitionError, Phase, step

PHOTO = Photo(
    jpeg=b"training",
    width_px=827,
    height_px=1063,
    proof=PhotoProof(
        frame_sha256="0" * 64,
        frame_width_px=1200,
        frame_height_px=1600,
        crop=CropBox(0, 0, 827, 1063),
        rotation_deg=0,
        jpeg_quality=95,
    ),
)
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
EVENTS: tuple[events.Event, ...] = (
    events.PasswordGiven(),
    events.SignInRefused(),
    events.DayOpened(),
    events.DayOpened(closed_before=True),
    events.StaffLeft(),
    events.SittingBegan(1),
    events.SittingLeft(),
    events.ShutterReleased(),
    events.PhotoTaken(PHOTO, ()),
    events.PhotoFailed(),
    events.PhotoDiscarded(),
    events.RecordAccepted(),
    events.RecordStored(RECEIPT),
    events.RecordNotStored(),
    events.CloseAsked(1),
    events.CloseDeclined(),
    events.CloseConfirmed(),
    events.CloseAdvanced(Progress(1, 2)),
    events.CloseFailed(),
    events.DayWasClosed(BATCH),
)
A_SITTING: tuple[events.Event, ...] = (
    events.PasswordGiven(),
    events.DayOpened(),
    events.SittingBegan(1),
    events.ShutterReleased(),
    events.PhotoTaken(PHOTO, ()),
    events.RecordAccepted(),
    events.RecordStored(RECEIPT),
)


def after(*happened: events.Event) -> Phase:
    phase: Phase = phases.SignedOut()
    for event in happened:
        phase = step(phase, event)
    return phase


def test_a_plain_sitting_ends_with_a_receipt() -> None:
    assert after(*A_SITTING) == phases.Receipted(1, RECEIPT)


def test_the_next_applicant_may_follow_at_once() -> None:
    assert after(*A_SITTING, events.SittingBegan(2)) == phases.Posing(2)


def test_a_photo_that_could_not_be_cut_leads_back_to_the_camera() -> None:
    assert after(*A_SITTING[:4], events.PhotoFailed()) == phases.Posing(1)


def test_a_discarded_photo_leads_back_to_the_camera() -> None:
    assert after(*A_SITTING[:5], events.PhotoDiscarded()) == phases.Posing(1)


def test_a_record_that_was_not_stored_is_still_on_the_screen() -> None:
    shot = phases.Shot(PHOTO, ())
    assert after(*A_SITTING[:6], events.RecordNotStored()) == phases.Reviewing(1, shot)


def test_leaving_frees_the_chair() -> None:
    assert after(*A_SITTING[:3], events.SittingLeft()) == phases.Ready()
    assert after(*A_SITTING[:5], events.SittingLeft()) == phases.Ready()


def test_a_day_closes_through_confirmation_and_progress() -> None:
    closing = (*A_SITTING, events.CloseAsked(1), events.CloseConfirmed())
    assert after(*closing) == phases.Closing(Progress(0, 1))
    assert after(*closing, EVENTS[17]) == phases.Closing(Progress(1, 2))
    assert after(*closing, events.DayWasClosed(BATCH)) == phases.DayClosed(BATCH)


def test_closing_can_be_declined_and_can_fail_without_closing_the_day() -> None:
    asked = (*A_SITTING, events.CloseAsked(1))
    assert after(*asked, events.CloseDeclined()) == phases.Ready()
    assert after(*asked, events.CloseConfirmed(), events.CloseFailed()) == phases.Ready()


def test_a_day_that_was_closed_before_takes_no_sitting() -> None:
    phase = after(events.PasswordGiven(), events.DayOpened(closed_before=True))
    assert phase == phases.DayClosed(None)
    with pytest.raises(IllegalTransitionError):
        step(phase, events.SittingBegan(1))


def test_a_refused_log_in_asks_again() -> None:
    assert after(events.PasswordGiven(), events.SignInRefused()) == phases.SignedOut()


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
            assert isinstance(before, phases.Closing | phases.SignedOut)
        if isinstance(phase, phases.Sealing):
            assert isinstance(before, phases.Reviewing)
            assert phase.shot == before.shot


def test_a_shot_is_as_good_as_its_worst_finding() -> None:
    def finding(verdict: Verdict) -> Finding:
        return Finding(check=Check.YAW, verdict=verdict, value=1.0, limit=5.0)

    ok, look, bad = finding(Verdict.PASS), finding(Verdict.WARN), finding(Verdict.FAIL)
    assert phases.Shot(PHOTO, (ok, ok)).verdict is Verdict.PASS
    assert phases.Shot(PHOTO, (ok, look)).verdict is Verdict.WARN
    assert phases.Shot(PHOTO, (look, bad)).verdict is Verdict.FAIL
