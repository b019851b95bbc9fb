"""Checks that are too slow for every frame, asked of the live picture now and then."""

from typing import Self

from camera.aligned import align
from camera.analyser import MediapipeAnalyser
from camera.landmarker import Points
from camera.sidelight import measure_side_light
from camera.tone import measure_tone
from camera.worn.features import Worn
from camera.worn.worn import find_worn
from kiosk.domain.frame import Frame, Observation
from kiosk.domain.measure import Measure, Measurement
from kiosk.ports import Clock

EVERY = 5
"""Frames between two looks. Two kinds of looks take turns, so each is renewed three times a second
at 30 frames a second: staff and applicants see a mask's hint go soon after the mask."""
WORN_LIVE = (Worn.MASK, Worn.SUNGLASSES, Worn.HAT)
LIGHT_LIVE = frozenset((Measure.BURNT_SHARE, Measure.BRIGHTNESS, Measure.CHEEK_BALANCE))
"""What an applicant cannot mend and a second look settles (glare, colour, blur, wall) waits."""


class SlowLook:
    """Remembers the newest values of the followed face."""

    def __init__(self) -> None:
        self._age = 0
        self._light_next = False
        self._worn: tuple[Measurement, ...] = ()
        self._light: tuple[Measurement, ...] = ()

    def forget(self) -> None:
        """Begin again with another face; the first frames of it are looked at at once."""
        self._age = 0
        self._worn, self._light = (), ()

    def look(self, frame: Frame, points: Points) -> tuple[Measurement, ...]:
        """Return the newest values, measured on this frame or one shortly before."""
        if self._age % EVERY == 0 or not (self._worn and self._light):
            self._measure(frame, points)
        self._age += 1
        return (*self._worn, *self._light)

    def _measure(self, frame: Frame, points: Points) -> None:
        if self._light_next:
            face = align(frame.pixels, points)
            measured = (*measure_tone(face), *measure_side_light(face))
            self._light = tuple(one for one in measured if one.measure in LIGHT_LIVE)
        else:
            self._worn = find_worn(frame, points, WORN_LIVE)
        self._light_next = not self._light_next


class LiveEye:
    """`FaceAnalyser` for a live picture: every frame is read, the slow checks now and then."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._eye = MediapipeAnalyser(clock)
        self._slow = SlowLook()

    def __enter__(self) -> Self:
        self._eye.__enter__()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._eye.__exit__(*exc_info)

    def observe(self, frame: Frame) -> Observation:
        """Return what is seen in the frame."""
        seen = self._eye.look(frame)
        if seen is None:
            self._slow.forget()
        return Observation(
            frame=frame,
            face=seen.reading if seen else None,
            slow=self._slow.look(frame, seen.points) if seen else (),
            analysed_at_ns=self._clock.monotonic_ns(),
        )
