"""What is exactly known of a painted scene, in pixels of the frame."""

import math
from dataclasses import dataclass

import numpy as np

from camera.sitter.face import EYE_X, EYE_Y
from camera.sitter.head import half_depth, head_half_width, relief
from camera.sitter.look import Scene
from camera.sitter.studio import TRIM_PITCH_DEG, Sway, to_frame
from kiosk.domain.face import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """The sitter's measures; right and left are the sitter's own, angles as in `FaceReading`.

    ``pitch_deg`` is without the policy's offset: 0 is how people look straight ahead. ``crown`` and
    ``chin`` are the highest and lowest place of the head's outline for a head that is not pitched.
    """

    faces: int
    crown: Point
    chin: Point
    right_eye: Point
    left_eye: Point
    yaw_deg: float
    pitch_deg: float
    roll_deg: float

    @property
    def head_height_px(self) -> float:
        """Return the distance from crown to chin."""
        return math.dist((self.crown.x, self.crown.y), (self.chin.x, self.chin.y))


def truth(scene: Scene, width: int, height: int) -> Truth:
    """Return what is true of `Studio.paint` without sway."""
    frame = to_frame(scene.place, scene.pose, Sway(), width, height)

    def seen(x: float, y: float) -> Point:
        place = frame @ np.array([*_turned(scene, x, y), 1.0])
        return Point(float(place[0]), float(place[1]))

    return Truth(
        faces=scene.people,
        crown=seen(0, -0.565 if scene.person.hat else -0.5),
        chin=seen(0, 0.5),
        right_eye=seen(-EYE_X, EYE_Y),
        left_eye=seen(EYE_X, EYE_Y),
        yaw_deg=scene.pose.yaw_deg,
        pitch_deg=scene.pose.pitch_deg,
        roll_deg=scene.pose.roll_deg,
    )


def _turned(scene: Scene, x: float, y: float) -> tuple[float, float]:
    """Return where a place of the front view is seen once the head has turned (before roll)."""
    yaw = math.radians(scene.pose.yaw_deg)
    pitch = math.radians(scene.pose.pitch_deg + TRIM_PITCH_DEG)
    at_x, at_y = np.array([x], np.float32), np.array([y], np.float32)
    half = head_half_width(at_y, hat=scene.person.hat)
    depth = float(half_depth(at_y, half)[0])
    share = min(1.0, abs(x) / max(float(half[0]), 1e-4))
    z = depth * math.sqrt(1 - share**2) + float(relief(at_x, at_y)[0])
    seen_x = x * math.cos(yaw) + z * math.sin(yaw)
    towards = z * math.cos(yaw) - x * math.sin(yaw)
    return seen_x, y * math.cos(pitch) - towards * math.sin(pitch)
