"""What the screens are shown in tests: an invented person, frames with known faces, views."""

import io
from collections.abc import Mapping
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
from kiosk.domain.frame import Frame
from kiosk.domain.ids import ReceiptNumber, RecordId, StationId, parse_staff_id
from kiosk.domain.photo import CropBox, Photo, PhotoProof, portrait_crop
from kiosk.domain.record import Receipt
from kiosk.domain.staff import Role, StaffMember
from kiosk.domain.station import BatchFiles
from kiosk.errors import DiskFullError, KioskError
from kiosk.ports import CameraState, CameraStatus, Progress
from kiosk.workflow import phases
from kiosk.workflow.phases import Phase, Shot
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


LIVE_FINDINGS = tuple(
    Finding(check=check, verdict=verdict, value=value, limit=limit)
    for check, verdict, value, limit in (
        (Check.SINGLE, Verdict.PASS, 1.0, 1.0),
        (Check.YAW, Verdict.PASS, 1.2, 5.0),
        (Check.PITCH, Verdict.WARN, -6.4, 5.0),
        (Check.ROLL, Verdict.PASS, 0.3, 5.0),
        (Check.EYES, Verdict.PASS, 0.12, 0.5),
        (Check.MOUTH, Verdict.PASS, 0.01, 0.06),
        (Check.EXPRESSION, Verdict.PASS, 0.1, 0.5),
        (Check.GAZE, Verdict.PASS, 0.14, 0.5),
        (Check.CROP, Verdict.FAIL, 812.0, 827.0),
    )
)
ALL_FINDINGS = tuple(
    Finding(check=check, verdict=Verdict.PASS, value=0.2, limit=0.5) for check in Check
)


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


def shot(*bad: Check) -> Shot:
    """Return the photo with all checks passed but ``bad``."""
    findings = tuple(
        Finding(
            check=one,
            verdict=Verdict.WARN if one in bad else Verdict.PASS,
            value=7.2 if one in bad else 0.1,
            limit=6.0,
        )
        for one in Check
    )
    return Shot(photo(), findings)


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
    lost = CameraStatus(state=CameraState.LOST)
    return {
        "sign-in": view(phases.SignedOut()),
        "sign-in-busy": view(phases.SignedOut(busy=True)),
        "sign-in-refused": view(phases.SignedOut(), notice=disk_full()),
        "ready": view(phases.Ready()),
        "posing": view(phases.Posing(18)),
        "posing-notice": view(phases.Posing(18), notice=disk_full()),
        "posing-lost": view(phases.Posing(18), camera=lost),
        "developing": view(phases.Developing(18)),
        "reviewing": view(phases.Reviewing(18, shot(Check.BACKGROUND, Check.GLARE))),
        "reviewing-notice": view(phases.Reviewing(18, shot()), notice=disk_full()),
        "sealing": view(phases.Sealing(18, shot())),
        "receipted": view(phases.Receipted(18, RECEIPT)),
        "confirming": view(phases.ConfirmingClose(41)),
        "closing": view(phases.Closing(Progress(17, 41))),
        "closed": view(phases.DayClosed(BATCH)),
        "closed-before": view(phases.DayClosed(None)),
    }
