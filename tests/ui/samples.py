"""What the screens are shown in tests: an invented person, frames with known faces, views."""

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image

from camera.sitter.look import Pose, Scene
from camera.sitter.studio import Studio
from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.face import FaceReading, Point
from kiosk.domain.finding import Check, Finding, Hint, Verdict
from kiosk.domain.frame import Frame, Observation
from kiosk.domain.ids import ReceiptNumber, RecordId, StationId, parse_staff_id
from kiosk.domain.intake import CaseFile, Intake, SaidBy, SaidYes
from kiosk.domain.measure import Measure, Region
from kiosk.domain.photo import CropBox, Photo, PhotoProof, portrait_crop
from kiosk.domain.record import Receipt
from kiosk.domain.review import (
    ExemptionChannel,
    ExemptionKind,
    Override,
    OverrideReason,
    PhotoExemption,
    PhotoReview,
    Question,
)
from kiosk.domain.sheet import SheetPrinted
from kiosk.domain.shot import HeadLines, Shot
from kiosk.domain.staff import Role, StaffMember
from kiosk.domain.station import BatchFiles
from kiosk.domain.ticket import PublicLanguage, Service
from kiosk.errors import DiskFullError, KioskError
from kiosk.guidance.policy import Worse, photo_policy
from kiosk.intake.reading import parse_application
from kiosk.ports import CameraState, CameraStatus
from kiosk.workflow import phases
from kiosk.workflow.phases import Phase
from kiosk.workflow.snapshots import LiveView, StationView

TODAY = date(2026, 11, 28)
NOW = datetime(2026, 11, 28, 14, 32, tzinfo=UTC)
WIDTH, HEIGHT = 1920, 1080
HEAD = 0.52  # of the frame's height: `camera.sitter.look.Place`
FORM = ApplicantForm(
    form_id="99990000000000000000017",
    name="研修 花子",
    kana="ケンシュウ ハナコ",
    address="山口県下関市研修町1番1号 研修マンション203号室",
    birth_date="S25.3.4",
    sex="female",
)
CONSENT = SaidYes(said=SaidBy.SCREEN, language=PublicLanguage.JA, at=NOW)
INTAKE = Intake(consent=CONSENT, asked=True, scanned=True)
CASE = CaseFile(service=Service.APPLY, ticket="A-025", intake=INTAKE, form=FORM)
APPLICATION = parse_application(CASE, today=TODAY, photo=True)


@cache
def frame(seq: int = 1) -> Frame:
    """Return the drawn sitter as the camera would see it, unmirrored."""
    pixels = Studio(WIDTH, HEIGHT).paint(Scene(pose=Pose()), number=seq)
    pixels.flags.writeable = False
    return Frame(seq=seq, captured_at_ns=seq * 33_000_000, pixels=pixels)


def face(
    x: float = WIDTH / 2,
    y: float = 0.47 * HEIGHT,
    size: float = HEAD * HEIGHT,
    *,
    roll_deg: float = 0.0,
) -> FaceReading:
    """Return the reading of an upright head of ``size`` px around x, y."""
    lift = np.tan(np.radians(roll_deg)) * 0.135 * size
    return FaceReading(
        frame_width_px=WIDTH,
        frame_height_px=HEIGHT,
        faces=1,
        second_face_ratio=0.0,
        right_eye=Point(x - 0.135 * size, y - lift),
        left_eye=Point(x + 0.135 * size, y + lift),
        nose=Point(x, y + 0.2 * size),
        chin=Point(x, y + size / 2),
        crown=Point(x, y - size / 2),
        crown_measured=True,
        yaw_deg=0.0,
        pitch_deg=0.0,
        roll_deg=roll_deg,
        blink=0.1,
        eye_aspect_ratio=0.3,
        mouth_gap=0.01,
        jaw_open=0.02,
        smile=0.1,
        gaze_off=0.1,
        captured_at_ns=33_000_000,
    )


ALONE = Finding(check=Check.SINGLE, verdict=Verdict.PASS, value=1.0, limit=1.0)
LIVE_FINDINGS = (
    ALONE,
    *(
        Finding(check=check, verdict=verdict, value=value, limit=limit, measure=measure)
        for check, measure, verdict, value, limit in (
            (Check.YAW, Measure.YAW_DEG, Verdict.PASS, 1.2, 12.0),
            (Check.PITCH, Measure.PITCH_DEG, Verdict.WARN, -11.4, 10.0),
            (Check.ROLL, Measure.ROLL_DEG, Verdict.PASS, 0.3, 5.0),
            (Check.EYES, Measure.BLINK, Verdict.PASS, 0.12, 0.45),
            (Check.MOUTH, Measure.MOUTH_GAP, Verdict.PASS, 0.01, 0.05),
            (Check.EXPRESSION, Measure.SMILE, Verdict.PASS, 0.1, 0.6),
            (Check.GAZE, Measure.GAZE_OFF, Verdict.PASS, 0.14, 0.53),
            (Check.CROP, Measure.CROP_WIDTH_PX, Verdict.FAIL, 412.0, 480.0),
        )
    ),
)
# The measure that decides each check in most pictures, and a value that passes.
_DECIDING = {
    Check.YAW: (Measure.YAW_DEG, 1.2),
    Check.PITCH: (Measure.PITCH_DEG, -2.1),
    Check.ROLL: (Measure.ROLL_DEG, 0.4),
    Check.EYES: (Measure.EYE_ASPECT_RATIO, 0.31),
    Check.MOUTH: (Measure.MOUTH_GAP, 0.004),
    Check.EXPRESSION: (Measure.SMILE, 0.04),
    Check.GAZE: (Measure.GAZE_OFF, 0.12),
    Check.SUNGLASSES: (Measure.SUNGLASSES, 0.02),
    Check.GLARE: (Measure.GLARE, 0.04),
    Check.MASK: (Measure.MASK, 0.01),
    Check.HAT: (Measure.HAT, 0.03),
    Check.BACKGROUND: (Measure.WALL_SHADOW, 1.4),
    Check.EXPOSURE: (Measure.BRIGHTNESS, 0.31),
    Check.LIGHTING: (Measure.CHEEK_BALANCE, 0.82),
    Check.COLOUR: (Measure.SKIN_CAST, 2.1),
    Check.SHARP: (Measure.REBLUR, 0.41),
    Check.CROP: (Measure.CROP_OFF_MM, 0.3),
    Check.FILE: (Measure.FILE_FAULTS, 0.0),
}
_REGIONS = {
    Check.BACKGROUND: (Region(0.0, 0.28, 0.2, 0.62),),
    Check.GLARE: (Region(0.26, 0.4, 0.46, 0.5), Region(0.54, 0.4, 0.74, 0.5)),
    Check.MASK: (Region(0.28, 0.52, 0.72, 0.84),),
    Check.HAT: (Region(0.2, 0.05, 0.8, 0.34),),
    Check.LIGHTING: (Region(0.5, 0.36, 0.78, 0.8),),
}


def finding(check: Check, verdict: Verdict = Verdict.PASS) -> Finding:
    """Return a finding on a photo as the verdict gives it."""
    if check is Check.SINGLE:
        return ALONE if verdict is Verdict.PASS else replace(ALONE, verdict=verdict, value=2.0)
    measure, good = _DECIDING[check]
    rule = photo_policy().rule(measure)
    limit = rule.limit(verdict)
    bad = 1.31 * limit if rule.worse is Worse.ABOVE else 0.62 * limit
    return Finding(
        check=check,
        verdict=verdict,
        value=good if verdict is Verdict.PASS else bad or 2.0,
        limit=limit,
        measure=measure,
        regions=() if verdict is Verdict.PASS else _REGIONS.get(check, ()),
    )


ALL_FINDINGS = tuple(finding(check) for check in Check)


def live(hint: Hint = Hint.HOLD_STILL, hold: float = 0.65, **changes: object) -> LiveView:
    """Return guidance for `face`."""
    known: dict[str, object] = {"face": face(), "findings": LIVE_FINDINGS, **changes}
    return LiveView(hint=hint, hold=hold, **known)  # type: ignore[arg-type]


@cache
def photo() -> Photo:
    """Return a photo of the drawn sitter."""
    box = portrait_crop(face())
    rows = slice(max(0, round(box.top)), round(box.bottom))
    columns = slice(round(box.left), round(box.right))
    cut = frame().pixels[rows, columns, ::-1]
    picture = Image.fromarray(np.ascontiguousarray(cut)).resize((827, 1063))
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=92)
    proof = PhotoProof(
        frame_sha256="0" * 64,
        frame_width_px=WIDTH,
        frame_height_px=HEIGHT,
        crop=CropBox(0, 0, 827, 1063),
        rotation_deg=0,
        jpeg_quality=92,
    )
    return Photo(jpeg=file.getvalue(), width_px=827, height_px=1063, proof=proof)


LINES = HeadLines(crown=0.06, chin=0.872)  # where the drawn head is


def shot(*warned: Check, failed: tuple[Check, ...] = ()) -> Shot:
    """Return the photo with all checks passed but these."""
    verdicts = dict.fromkeys(warned, Verdict.WARN) | dict.fromkeys(failed, Verdict.FAIL)
    return Shot(
        photo=photo(),
        findings=tuple(finding(one, verdicts.get(one, Verdict.PASS)) for one in Check),
        source=Observation(frame=frame(), face=face(), analysed_at_ns=34_000_000),
        lines=LINES,
    )


WELL = tuple((question, True) for question in Question)
EXEMPTION = PhotoExemption(
    kind=ExemptionKind.MEDICAL_WEAR,
    channel=ExemptionChannel.PHONE,
    words="手術のあとの包帯がある",
    who="研修 太郎",
    when="本日中",
)
OVERRIDE = Override(reason=OverrideReason.OTHER, words="車いすの背もたれが写っている")


def review(**changes: object) -> PhotoReview:
    """Return what staff say of a photo without a problem."""
    known: dict[str, object] = {"answers": WELL, "agreed": True, **changes}
    return PhotoReview(**known)  # type: ignore[arg-type]


BAD_SHOT = shot(Check.GLARE, failed=(Check.BACKGROUND, Check.LIGHTING))
WORST_SHOT = shot(Check.GLARE, Check.EXPRESSION, failed=(Check.BACKGROUND, Check.MOUTH))
FILE_SHOT = shot(failed=(Check.FILE,))
DECIDED = review(override=OVERRIDE, exemption=EXEMPTION)


def confirming(
    taken: Shot | None = None, said: PhotoReview | None = None, **changes: object
) -> phases.Confirming:
    """Return the moment when the applicant reads everything on the own screen."""
    known: dict[str, object] = {"application": APPLICATION, **changes}
    taken, said = taken or shot(), said or review()
    return phases.Confirming(18, taken, said, **known)  # type: ignore[arg-type]


def sealing() -> phases.Sealing:
    """Return the moment when the record is on its way to the disk."""
    return phases.Sealing(confirming(confirmed=CONSENT, hidden=True))


RECEIPT = Receipt(
    record_id=RecordId.new(), number=ReceiptNumber(StationId("SHIMO01"), 17), stored_at=NOW
)
BATCH = BatchFiles(
    age=Path("/data/batches/SHIMO01-2026-11-28.zip.age"),
    envelope=Path("/data/batches/SHIMO01-2026-11-28.json"),
    signature=Path("/data/batches/SHIMO01-2026-11-28.json.sig"),
    station_public_key=Path("/data/batches/station.pub"),
    records=41,
    sha256="3f9a1c" + "0b7d" * 14 + "e2",
)
LEAD = StaffMember(id=parse_staff_id("kenshu"), display_name="研修 太郎", role=Role.LEAD)
LIVE_CAMERA = CameraStatus(state=CameraState.LIVE)


def view(phase: Phase, **changes: object) -> StationView:
    """Return a view of a station in training with a working camera."""
    known: dict[str, object] = {
        "camera": LIVE_CAMERA,
        "business_date": TODAY,
        "training": True,
        "auto_capture": True,
        "station_name": "商業施設 1階 広場",
        "staff": None if isinstance(phase, phases.SignedOut) else LEAD,
        "records_today": 17,
        **changes,
    }
    return StationView(phase=phase, **known)  # type: ignore[arg-type]


def disk_full() -> KioskError:
    """Return an error staff can do something about."""
    return DiskFullError()


def scenes() -> Mapping[str, StationView]:
    """Return one view per page and state that has a look of its own."""
    from tests.ui import mornings, sittings  # noqa: PLC0415 - they need the views from here

    few = ("receiving-new", "receiving-by-hand", "form-most", "confirm-waiting")
    lost = CameraStatus(state=CameraState.LOST)
    return {
        **mornings.scenes(),
        **{name: sittings.scenes()[name] for name in few},
        "sign-in": view(phases.SignedOut()),
        "sign-in-busy": view(phases.SignedOut(busy=True)),
        "sign-in-refused": view(phases.SignedOut(), notice=disk_full()),
        "ready": view(phases.Ready()),
        "posing": view(phases.Posing(18)),
        "posing-notice": view(phases.Posing(18), notice=disk_full()),
        "posing-lost": view(phases.Posing(18), camera=lost),
        "developing": view(phases.Developing(18)),
        "shooting": view(phases.Shooting(18)),
        "reviewing": view(phases.Reviewing(18, shot())),
        "reviewing-bad": view(phases.Reviewing(18, BAD_SHOT)),
        "reviewing-worst": view(phases.Reviewing(18, WORST_SHOT, agreed=True)),
        "reviewing-busy": view(phases.Reviewing(18, BAD_SHOT, busy=True)),
        "reviewing-file": view(phases.Reviewing(18, FILE_SHOT)),
        "reviewing-notice": view(phases.Reviewing(18, shot()), notice=disk_full()),
        "filling": view(phases.Filling(18, shot(), review())),
        "filling-decided": view(phases.Filling(18, BAD_SHOT, DECIDED)),
        "filling-notice": view(phases.Filling(18, shot(), review()), notice=disk_full()),
        "filling-printing": view(phases.Filling(18, BAD_SHOT, DECIDED), printing=True),
        "filling-printed": view(
            phases.Filling(18, BAD_SHOT, DECIDED),
            printed=SheetPrinted(photos=4, replaced=1, uncertain=1),
        ),
        "filling-no-photo": view(phases.Filling(18, None, None)),
        "sealing": view(sealing(), case=CASE),
        "receipted": view(phases.Receipted(18, RECEIPT)),
        "closed": view(phases.DayClosed(BATCH)),
        "closed-before": view(phases.DayClosed(None)),
    }
