"""Lamps on the mains, as a rolling shutter shows them: bands that move, stand still, or a beat.

Lamps dip 100 or 120 times a second. A frame is read row by row, so the dips are bands across it;
where the frame rate divides them the bands stand still, otherwise they move; with a short read-out
the whole frame beats instead.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from camera.light import Floats

Profile = npt.NDArray[np.float64]

PLACES = 64  # points of a profile: bands are at most a dozen to a frame
# Cycles of bands that stand still: four to a frame at 30 a second and 120 Hz, of which the wall
# shows 2.2 or more; fewer are how a lamp falls off.
BANDS = (2, 24)


def flicker_share(light: Sequence[Floats], *, plain: bool) -> float:
    """Return the amplitude of flicker as a share of the light, 0..1; ``light`` is frame by frame.

    Bands may run across the rows or, of a camera mounted on its side, across the columns. Those
    that stand still are looked for on a ``plain`` wall only: shelves and chairs look like them.
    """
    return min(1.0, max(_along(light, axis, plain=plain) for axis in (0, 1)))


def _along(light: Sequence[Floats], axis: int, *, plain: bool) -> float:
    profiles = np.array([_profile(frame, axis) for frame in light])
    steady = profiles.mean(axis=0)
    if steady.min() <= 0:
        return 0.0
    moving = _moving(profiles / steady - 1)
    if not plain:
        return moving
    parts = np.array_split(np.mean(light, axis=0), 3, axis=1 - axis)
    return max(moving, min(_standing(_profile(part, axis)) for part in parts))


def _profile(light: Floats, axis: int) -> Profile:
    rows = np.asarray(light.mean(axis=1 - axis), np.float64)
    return np.array([part.mean() for part in np.array_split(rows, min(PLACES, len(rows)))])


def _moving(change: Profile) -> float:
    """Return the amplitude of what changes over the frames, less a steady drift of the camera."""
    frames = len(change)
    if frames <= 3:  # noqa: PLR2004 - a line through three points leaves nothing to see
        return 0.0
    time = np.arange(frames) - (frames - 1) / 2
    slope = (time @ change) / (time @ time)
    rest = change - np.outer(time, slope)
    return float(np.sqrt(2 * (rest**2).mean()))


def _standing(steady: Profile) -> float:
    """Return the amplitude of the strongest regular bands of a profile.

    A lamp's reach over the whole frame: what only a part of it shows is on the wall.
    """
    if steady.min() <= 0:
        return 0.0
    places = np.linspace(-1, 1, len(steady))
    fall_off = np.polyval(np.polyfit(places, steady, 2), places)
    window = np.hanning(len(steady))
    spectrum = np.abs(np.fft.rfft((steady / fall_off - 1) * window)) * 2 / window.sum()
    return float(spectrum[BANDS[0] : BANDS[1] + 1].max(initial=0.0))
