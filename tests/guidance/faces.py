"""Readings of an invented face that is good in every way, and changes to it."""

from dataclasses import replace

from kiosk.domain.face import FaceReading, Point

WIDTH, HEIGHT = 1200, 1600


def good_face(**changes: object) -> FaceReading:
    """Return a face whose photo fits the frame exactly; 24 px per millimetre."""
    face = FaceReading(
        frame_width_px=WIDTH,
        frame_height_px=HEIGHT,
        faces=1,
        second_face_ratio=0.0,
        right_eye=Point(490.0, 750.0),
        left_eye=Point(710.0, 750.0),
        nose=Point(600.0, 880.0),
        chin=Point(600.0, 1150.0),
        crown=Point(600.0, 334.0),
        crown_measured=True,
        yaw_deg=0.0,
        pitch_deg=-4.9,  # what mediapipe reads of most people who look straight ahead
        roll_deg=0.0,
        blink=0.1,
        eye_aspect_ratio=0.3,
        mouth_gap=0.003,
        jaw_open=0.0,
        smile=0.0,
        gaze_off=0.2,
        captured_at_ns=1_000_000_000,
    )
    return replace(face, **changes)  # type: ignore[arg-type]


def moved(face: FaceReading, x: float = 0.0, y: float = 0.0) -> FaceReading:
    def to(point: Point) -> Point:
        return Point(point.x + x, point.y + y)

    return replace(
        face,
        right_eye=to(face.right_eye),
        left_eye=to(face.left_eye),
        nose=to(face.nose),
        chin=to(face.chin),
        crown=to(face.crown),
    )


def scaled(face: FaceReading, factor: float) -> FaceReading:
    """Return the face nearer or farther, around the middle of the frame."""

    def to(point: Point) -> Point:
        return Point(
            WIDTH / 2 + (point.x - WIDTH / 2) * factor,
            HEIGHT / 2 + (point.y - HEIGHT / 2) * factor,
        )

    return replace(
        face,
        right_eye=to(face.right_eye),
        left_eye=to(face.left_eye),
        nose=to(face.nose),
        chin=to(face.chin),
        crown=to(face.crown),
    )


def mirrored(face: FaceReading) -> FaceReading:
    """Return what would be read of the mirrored picture."""

    def to(point: Point) -> Point:
        return Point(face.frame_width_px - point.x, point.y)

    return replace(
        face,
        right_eye=to(face.left_eye),
        left_eye=to(face.right_eye),
        nose=to(face.nose),
        chin=to(face.chin),
        crown=to(face.crown),
        yaw_deg=-face.yaw_deg,
        roll_deg=-face.roll_deg,
    )
