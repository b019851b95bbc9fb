"""The room's light: the empty wall, and somebody in front of it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from camera.backdrop import Backdrop, as_reference, behind, see_backdrop
from camera.sidelight import left_over_right_stops
from camera.stilleye import StillEye
from camera.subject import Subject, look_at
from camera.tone import measure_tone
from camera.wallcheck import WallShadow, cast_shadow
from camera.wallread import WHOLE, read_wall
from kiosk.domain.frame import Frame, Observation
from kiosk.domain.measure import Measure
from kiosk.domain.room import SitterReading, WallReading, WallReference
from kiosk.ports import Clock

LOOKED_AT = 3  # frames of a sitter that are measured: the light does not change within a second
PERSON_SHARE = 0.03  # of the frame: an arm at its edge is more
SURELY_A_PERSON = 0.5
NOBODY = SitterReading(
    someone=False,
    cheek_left_right=0.0,
    face_light=0.0,
    face_to_wall=0.0,
    burnt_share=0.0,
    shadow=0.0,
    shadow_side=0.0,
    shadow_edge=0.0,
    skin_cast=0.0,
    beside=None,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """One frame of a sitter, measured."""

    stops: float
    tone: dict[Measure, float]
    wall_light: float
    shadow: WallShadow
    beside: WallReference | None


class RoomMeter:
    """`RoomLight` with OpenCV and Google's models.

    ``eye`` may be shared with others who work in the same thread; `close` lets go of its models.
    """

    def __init__(self, clock: Clock, eye: StillEye | None = None) -> None:
        self._eye = eye or StillEye(clock)

    def measure_wall(self, frames: Sequence[Observation]) -> WallReading:
        """Return what the frames of an empty wall show together; at least one frame.

        Frames of another size than the last one's (a camera opened anew) are left out.
        """
        last = frames[-1].frame
        pictures = [seen.frame.pixels for seen in frames]
        return read_wall(
            [pixels for pixels in pictures if pixels.shape == last.pixels.shape],
            someone=any(seen.face for seen in frames) or self._is_someone_in(last),
        )

    def measure_sitter(
        self, frames: Sequence[Observation], wall: WallReference | None
    ) -> SitterReading:
        """Return the light on a person in front of the wall; at least one frame."""
        step = max(1, len(frames) // LOOKED_AT)
        looks = [
            look
            for seen in frames[::-step][:LOOKED_AT]
            if (look := self._look(seen.frame, wall)) is not None
        ]
        if not looks:
            return NOBODY
        middle = sorted(looks, key=lambda look: look.shadow.depth)[len(looks) // 2]
        face_light = median(look.tone[Measure.BRIGHTNESS] for look in looks)
        wall_light = median(look.wall_light for look in looks)
        return SitterReading(
            someone=True,
            cheek_left_right=math.tanh(median(look.stops for look in looks) * math.log(2) / 2),
            face_light=face_light,
            face_to_wall=face_light / max(wall_light, 1e-3),
            burnt_share=median(look.tone[Measure.BURNT_SHARE] for look in looks),
            shadow=middle.shadow.depth,
            shadow_side=middle.shadow.side,
            shadow_edge=middle.shadow.edge,
            skin_cast=median(look.tone[Measure.SKIN_CAST] for look in looks),
            beside=looks[0].beside,
        )

    def close(self) -> None:
        """Let go of the models; harmless when none were loaded."""
        self._eye.close()

    def _look(self, frame: Frame, wall: WallReference | None) -> _Look | None:
        subject = look_at(self._eye.open(), frame)
        if subject is None:
            return None
        tone = {m.measure: m.value for m in measure_tone(subject.aligned)}
        backdrop = behind(subject)
        if not tone:
            return None
        return _Look(
            stops=left_over_right_stops(subject.aligned),
            tone=tone,
            wall_light=1.0 if backdrop is None else light_of_lightness(backdrop.lightness),
            shadow=_shadow(subject, backdrop, wall),
            beside=self._beside(frame),
        )

    def _beside(self, frame: Frame) -> WallReference | None:
        person = self._eye.open().person(frame.pixels)
        backdrop = see_backdrop(frame.pixels, person, WHOLE)
        return None if backdrop is None else as_reference(backdrop)

    def _is_someone_in(self, frame: Frame) -> bool:
        eye = self._eye.open()
        if eye.look(frame) is not None:
            return True
        return float((eye.person(frame.pixels) > SURELY_A_PERSON).mean()) > PERSON_SHARE


def light_of_lightness(lightness: float) -> float:
    """Return the light of an L* (CIE 1976), 1 is white."""
    return float(np.clip(((lightness + 16) / 116) ** 3, 0, 1))


def _shadow(subject: Subject, backdrop: Backdrop | None, wall: WallReference | None) -> WallShadow:
    if backdrop is None:
        return WallShadow(depth=0.0, side=0.0, edge=0.0)
    seen = None if wall is None else wall.seen_in(backdrop.place)
    axis = (subject.reading.centre_x_px - subject.box.left) / subject.box.width
    head = subject.reading.head_height_px / subject.box.height
    return cast_shadow(backdrop, seen, axis=axis, head=head)
