"""Painting scenes one after another, keeping whatever the next one needs again."""

import math
from dataclasses import dataclass, replace
from functools import lru_cache

import cv2
import numpy as np

from camera.sitter.easel import Easel, Floats
from camera.sitter.look import Behind, Light, Mien, Person, Place, Pose, Scene, Sensor, Wall
from camera.sitter.rays import expose, flicker, on_wall
from camera.sitter.sensor import record
from camera.sitter.sprite import (
    Affine,
    Bytes,
    Sprite,
    body_sprite,
    front_easel,
    front_light,
    front_view,
    head_sprite,
    lay_over,
    standing,
)
from camera.sitter.wall import cast_shadow, paint_wall, put_chair
from kiosk.domain.frame import Pixels

# mediapipe reads people who look straight ahead as looking down by 4.9 degrees (pitch_deg.offset of
# the photo policy), and the front view as it is painted by 1.8. With this nod the sitter's zero is
# read as a person's zero: -4.4 in the median of the six people of the play, -5.7 to -3.1.
TRIM_PITCH_DEG = -3.0
BODY_DETAIL = 0.6  # cloth has no fine detail, and a body is large
NECK = 0.60  # about what the head rolls and sways
_NOISE_LEVELS = 4  # sensor noise: 0..3 grey levels
_NOISE_SPARE = 64
_PRESET_SHADOW = 0.7  # of `Wall.SHADOW`: a flash beside the camera, a step from the wall


@dataclass(frozen=True, slots=True, kw_only=True)
class Sway:
    """What a person who sits still moves nevertheless, in head heights and degrees."""

    x: float = 0.0
    y: float = 0.0
    roll_deg: float = 0.0


def to_frame(place: Place, pose: Pose, sway: Sway, width: int, height: int) -> Affine:
    """Return the transform from head heights to pixels of the frame, for the head."""
    scale = place.size * height
    turn = math.radians(pose.roll_deg + sway.roll_deg)
    cos, sin = math.cos(turn), math.sin(turn)
    pivot = np.array([0.0, NECK])
    rotation = np.array([[cos, -sin], [sin, cos]])
    at = np.array([place.x * width, place.y * height])
    shift = at + scale * (pivot - rotation @ pivot + (sway.x, sway.y))
    whole = np.eye(3)
    whole[:2, :2], whole[:2, 2] = scale * rotation, shift
    return whole


class Studio:
    """Paints frames of one size. Not for several threads."""

    def __init__(self, width: int = 1200, height: int = 1600) -> None:
        self.width, self.height = width, height
        self._scale = round(0.52 * height)  # parts are painted at the usual size of the head
        chance = np.random.default_rng(7)
        size = (height + _NOISE_SPARE, width + _NOISE_SPARE, 3)
        self._noise = chance.integers(0, _NOISE_LEVELS, size, np.uint8)
        # One person with a blink and a turn of the head needs a handful of each.
        self._bare = lru_cache(2)(self._paint_bare)
        self._light = lru_cache(2)(self._paint_light)
        self._front = lru_cache(4)(self._paint_front)
        self._head = lru_cache(8)(self._paint_head)
        self._body = lru_cache(2)(self._paint_body)
        self._wall = lru_cache(2)(self._paint_wall)
        self._base = lru_cache(2)(self._paint_base)

    def paint(self, scene: Scene, sway: Sway = Sway(), *, number: int | None = None) -> Pixels:
        """Return the frame; with a ``number`` it has the sensor noise of that frame."""
        lamps = Light(side=scene.light.side, shade=scene.light.shade)
        lit = replace(scene, light=lamps, sensor=Sensor(), blur_px=0.0)
        frame = self._base(replace(lit, mien=Mien(), pose=Pose())).copy()
        if scene.people:
            self._lay_head(frame, lit, sway)
        if scene.blur_px:
            frame = np.asarray(cv2.GaussianBlur(frame, (0, 0), scene.blur_px), np.uint8)
        frame = flicker(expose(frame, scene.light), scene.light, number or 0)
        if number is not None:
            top, left = (number * 29) % _NOISE_SPARE, (number * 17) % _NOISE_SPARE
            noise = self._noise[top : top + self.height, left : left + self.width]
            cv2.add(frame, noise, dst=frame)
        return record(frame, scene.sensor, number or 0)

    def _lay_head(self, frame: Pixels, scene: Scene, sway: Sway) -> None:
        pose = replace(scene.pose, pitch_deg=scene.pose.pitch_deg + TRIM_PITCH_DEG, roll_deg=0.0)
        head = self._head(scene.person, scene.mien, pose, scene.light)
        where = to_frame(scene.place, scene.pose, sway, self.width, self.height)
        lay_over(frame, head, where)

    def _paint_base(self, scene: Scene) -> Pixels:
        """Paint everything that does not move with the head."""
        frame = self._wall(scene.wall, scene.behind, scene.light.side).copy()
        place = scene.place
        if scene.behind.chair:
            middle = (place.x * self.width, place.y * self.height)
            put_chair(frame, middle, place.size * self.height)
        if scene.people > 1:
            self._lay_companion(frame, scene)
        if not scene.people:
            return frame
        where = to_frame(place, Pose(), Sway(), self.width, self.height)
        body = self._body(scene.person.bare(), scene.light)
        depth = _PRESET_SHADOW if scene.wall is Wall.SHADOW else scene.behind.shadow
        if depth:
            frame = cast_shadow(frame, self._cover(scene, body, where), depth)
        lay_over(frame, body, where)
        return frame

    def _cover(self, scene: Scene, body: Sprite, where: Affine) -> Floats:
        """Return where the sitter hides the wall."""
        blank = np.full((self.height, self.width, 3), 255, np.uint8)
        head = self._head(scene.person, Mien(), Pose(), scene.light)
        for part in (body, head):
            solid = Sprite(part.pixels.copy(), part.scale, part.left, part.top)
            solid.pixels[..., :3] = 0
            lay_over(blank, solid, where)
        return np.asarray(1 - blank[..., 0] / 255, np.float32)

    def _lay_companion(self, frame: Pixels, scene: Scene) -> None:
        """Paint somebody who looks over the sitter's shoulder."""
        size = scene.place.size * scene.second
        behind = Place(x=scene.place.x + 0.30, y=scene.place.y - 0.10, size=size)
        where = to_frame(behind, Pose(), Sway(), self.width, self.height)
        lay_over(frame, self._body(COMPANION, scene.light), where)
        lay_over(frame, self._head(COMPANION, Mien(), Pose(), scene.light), where)

    def _paint_wall(self, wall: Wall, behind: Behind, side: float) -> Pixels:
        across = on_wall(np.linspace(-1, 1, self.width, dtype=np.float32), side)
        lit = paint_wall(self.width, self.height, wall, behind) * across[None, :, None]
        return np.asarray(np.clip(lit, 0, 250), np.uint8)

    def _paint_bare(self, person: Person) -> Easel:
        return front_easel(person, self._scale)

    def _paint_light(self, person: Person, light: Light) -> Floats:
        return front_light(person, light, self._scale)

    def _paint_front(self, person: Person, mien: Mien, light: Light) -> Bytes:
        return front_view(self._bare(person.bare()), person, mien, self._light(person, light))

    def _paint_head(self, person: Person, mien: Mien, pose: Pose, light: Light) -> Sprite:
        return head_sprite(self._front(person, mien, light), person, pose, light, self._scale)

    def _paint_body(self, person: Person, light: Light) -> Sprite:
        return standing(body_sprite(person, light, round(self._scale * BODY_DETAIL)))


COMPANION = Person()
