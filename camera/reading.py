"""A face's points become a `FaceReading` in the core's words."""

from dataclasses import dataclass

from camera import geometry
from camera.landmarker import RawFace
from kiosk.domain.face import FaceReading, Point
from kiosk.domain.frame import Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """How many faces the whole frame shows, and how large the second is against the first."""

    faces: int
    second_face_ratio: float


def company_of(faces: tuple[RawFace, ...]) -> Company:
    """Return the count of ``faces``, the largest first."""
    if len(faces) < 2:  # noqa: PLR2004 - alone, or nobody
        return Company(faces=len(faces), second_face_ratio=0.0)
    return Company(
        faces=len(faces), second_face_ratio=faces[1].area_px / max(faces[0].area_px, 1e-6)
    )


def read_face(
    frame: Frame, face: RawFace, company: Company, *, crown: Point, crown_measured: bool
) -> FaceReading:
    """Return what is measured of ``face``, which is given in the frame's pixels."""
    points = face.points
    right_eye, left_eye = geometry.eye_centres(points)
    pose = geometry.pose(face.rotation)
    return FaceReading(
        frame_width_px=frame.width_px,
        frame_height_px=frame.height_px,
        faces=company.faces,
        second_face_ratio=company.second_face_ratio,
        right_eye=right_eye,
        left_eye=left_eye,
        nose=geometry.place(points, geometry.NOSE_TIP),
        chin=geometry.place(points, geometry.CHIN),
        crown=crown,
        crown_measured=crown_measured,
        yaw_deg=pose.yaw_deg,
        pitch_deg=pose.pitch_deg,
        roll_deg=geometry.roll_deg(points),
        blink=geometry.strongest(face, "eyeBlinkLeft", "eyeBlinkRight"),
        eye_aspect_ratio=geometry.eye_aspect_ratio(points),
        mouth_gap=geometry.mouth_gap(points),
        jaw_open=geometry.strongest(face, "jawOpen"),
        smile=(face.scores["mouthSmileLeft"] + face.scores["mouthSmileRight"]) / 2,
        gaze_off=geometry.strongest(face, *geometry.GAZES),
        captured_at_ns=frame.captured_at_ns,
    )
