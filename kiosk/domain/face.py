"""What is measured of a face, in plain floats with units (terms of ISO/IEC 39794-5)."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the upright, unmirrored frame; pixels from its upper left corner."""

    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceReading:
    """The largest (or followed) face of one frame. Right and left are the person's own.

    ``yaw_deg`` grows when the person turns to their left, ``pitch_deg`` when they look up,
    ``roll_deg`` when the head tilts clockwise in the unmirrored picture.
    ``blink``, ``jaw_open``, ``smile``, ``gaze_off`` are mediapipe blendshape scores 0..1 (blink:
    the more closed eye; gaze_off: the largest eyeLook score). ``mouth_gap`` is the inner lip gap
    divided by the distance from the eye midpoint to the chin. ``second_face_ratio`` is the area
    of the second largest face divided by the largest, 0 when alone. ``crown_measured`` tells
    whether the crown was found in the person mask or estimated from the landmarks.
    """

    frame_width_px: int
    frame_height_px: int
    faces: int
    second_face_ratio: float
    right_eye: Point
    left_eye: Point
    nose: Point
    chin: Point
    crown: Point
    crown_measured: bool
    yaw_deg: float
    pitch_deg: float
    roll_deg: float
    blink: float
    eye_aspect_ratio: float
    mouth_gap: float
    jaw_open: float
    smile: float
    gaze_off: float
    captured_at_ns: int

    @property
    def eye_gap_px(self) -> float:
        """Return the inter-eye distance."""
        return math.dist((self.right_eye.x, self.right_eye.y), (self.left_eye.x, self.left_eye.y))

    @property
    def head_height_px(self) -> float:
        """Return the distance from crown to chin along the picture's vertical."""
        return self.chin.y - self.crown.y

    @property
    def centre_x_px(self) -> float:
        """Return the face's vertical axis: the middle between the eye midpoint and the chin."""
        return ((self.right_eye.x + self.left_eye.x) / 2 + self.chin.x) / 2
