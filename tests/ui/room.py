"""What the pages of the lighting check, the duties and the day are shown in tests."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from kiosk.domain.duty import DutyDone, PhotoDuty
from kiosk.domain.finding import Verdict
from kiosk.domain.ids import ReceiptNumber, RecordId, StationId, parse_staff_id
from kiosk.domain.numbers import parse_form_id
from kiosk.domain.review import ExemptionChannel, ExemptionKind, PhotoExemption
from kiosk.guidance.light_policy import LightMeasure
from kiosk.guidance.lighting import (
    ALL_RIGHT,
    LEFT_PART,
    RIGHT_PART,
    LightAdvice,
    LightFinding,
)
from kiosk.ports import CameraState, CameraStatus, SourceDescription
from kiosk.workflow.events import LightStep
from kiosk.workflow.phases import (
    CheckingLight,
    ConfirmingClose,
    Posing,
    Ready,
    Receipted,
    Shooting,
    TendingDuties,
)
from kiosk.workflow.snapshots import LightState, LiveView, StationView
from tests.ui import mornings, samples

UNEVEN = LightFinding(
    advice=LightAdvice.LEFT_LIGHT_CLOSER,
    verdict=Verdict.FAIL,
    measure=LightMeasure.WALL_LEFT_RIGHT,
    value=0.171,
    limit=0.12,
    region=LEFT_PART,
)
PATTERN = LightFinding(
    advice=LightAdvice.WALL_PLAIN,
    verdict=Verdict.FAIL,
    measure=LightMeasure.WALL_EDGES,
    value=0.021,
    limit=0.01,
)
YELLOW = LightFinding(
    advice=LightAdvice.NEUTRAL_LIGHT,
    verdict=Verdict.WARN,
    measure=LightMeasure.WALL_YELLOW,
    value=13.2,
    limit=10.0,
)
SHADOW = LightFinding(
    advice=LightAdvice.CHAIR_FROM_WALL,
    verdict=Verdict.WARN,
    measure=LightMeasure.SHADOW,
    value=5.4,
    limit=4.0,
    region=RIGHT_PART,
)
SOMEONE = LightFinding(advice=LightAdvice.STEP_ASIDE, verdict=Verdict.FAIL)
EVERYTHING = tuple(
    replace(PATTERN, advice=advice)
    for advice in LightAdvice
    if advice not in {LightAdvice.ALL_RIGHT, LightAdvice.SIT_DOWN, LightAdvice.STEP_ASIDE}
)
STUBBORN = CameraStatus(
    state=CameraState.LIVE,
    source=SourceDescription(
        name="usb", width_px=1920, height_px=1080, fps=30.0, refused=("exposure", "white_balance")
    ),
)
LOST = CameraStatus(state=CameraState.LOST)


def duty(
    number: int,
    kind: ExemptionKind = ExemptionKind.MEDICAL_WEAR,
    channel: ExemptionChannel = ExemptionChannel.PHONE,
    *,
    done: bool = False,
) -> PhotoDuty:
    """Return a duty about an invented record."""
    return PhotoDuty(
        record_id=RecordId.new(),
        number=ReceiptNumber(StationId("SHIMO01"), number),
        form_id=parse_form_id(f"9999000000000000000{number:04d}"),
        exemption=PhotoExemption(
            kind=kind,
            channel=channel,
            words="手術後のため、眼帯を外せない（研修）",
            who="研修 太郎",
            when="本日 16時まで",
        ),
        done=DutyDone(by=parse_staff_id("kenshu"), at=datetime(2026, 11, 28, 5, 32, tzinfo=UTC))
        if done
        else None,
    )


DUTIES = (
    duty(3, done=True),
    duty(9),
    duty(12, ExemptionKind.RELIGION, ExemptionChannel.COUNTER),
    duty(17, ExemptionKind.LYING, ExemptionChannel.PAPER),
)
MANY = tuple(duty(number, done=number < 4) for number in range(1, 21))

Scene = tuple[str, StationView, LiveView | None]


def checking(step: LightStep, *findings: LightFinding, **changes: object) -> StationView:
    """Return a view of the lighting check; with findings, of a measured step."""
    return samples.view(CheckingLight(step, findings=findings or None), **changes)


def scenes() -> Mapping[str, Scene]:
    """Return page, view and guidance of every state that has a look of its own."""
    wall, sitter = LightStep.WALL, LightStep.SITTER
    light: dict[str, StationView] = {
        "light-wall": checking(wall, light=LightState.UNCHECKED),
        "light-wall-busy": samples.view(CheckingLight(wall, busy=True)),
        "light-wall-bad": checking(wall, UNEVEN, PATTERN, YELLOW, camera=STUBBORN),
        "light-wall-worst": checking(wall, *EVERYTHING, camera=STUBBORN),
        "light-wall-someone": checking(wall, SOMEONE),
        "light-wall-good": checking(wall, ALL_RIGHT),
        "light-wall-notice": checking(wall, notice=samples.disk_full()),
        "light-sitter": checking(sitter),
        "light-sitter-warn": checking(sitter, SHADOW),
        "light-lost": checking(wall, camera=LOST),
    }
    day: dict[str, tuple[str, StationView]] = {
        "duties": ("duties", samples.view(TendingDuties(DUTIES), duties_open=3)),
        "duties-many": ("duties", samples.view(TendingDuties(MANY), duties_open=17)),
        "duties-none": ("duties", samples.view(TendingDuties(()))),
        "ready-unchecked": ("ready", samples.view(Ready(), light=LightState.UNCHECKED)),
        "ready-drifted": ("ready", samples.view(Ready(), light=LightState.DRIFTED, duties_open=12)),
        "ready-notice": (
            "ready",
            samples.view(Ready(), light=LightState.DRIFTED, notice=samples.disk_full()),
        ),
        "receipt-drifted": (
            "receipt",
            samples.view(Receipted(18, samples.RECEIPT), light=LightState.DRIFTED, duties_open=2),
        ),
        "confirm-duties": ("confirm", samples.view(ConfirmingClose(41, 2), duties_open=2)),
        "posing": ("posing", samples.view(Posing(18))),
        "shooting": ("posing", samples.view(Shooting(18))),
    }
    made: dict[str, Scene] = {name: ("light", view, None) for name, view in light.items()}
    made |= {name: (page, view, samples.live()) for name, (page, view) in day.items()}
    made |= {name: ("morning", view, None) for name, view in mornings.scenes().items()}
    return made
