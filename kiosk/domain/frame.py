"""One picture from a camera, and what was read from it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kiosk.domain.face import FaceReading
from kiosk.domain.measure import Measurement

Pixels = npt.NDArray[np.uint8]
"""Height × width × 3, BGR, 8 bits, read-only by agreement once it is in a `Frame`."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frame:
    """An upright, unmirrored picture; ``seq`` grows by one per captured frame of a source."""

    seq: int
    captured_at_ns: int
    pixels: Pixels

    @property
    def width_px(self) -> int:
        """Return the number of columns."""
        return int(self.pixels.shape[1])

    @property
    def height_px(self) -> int:
        """Return the number of rows."""
        return int(self.pixels.shape[0])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Observation:
    """A frame with what the analysis saw in it; ``face`` is None when there is nobody.

    ``slow`` is what was measured on the pixels now and then: of this frame or one shortly before.
    """

    frame: Frame
    face: FaceReading | None
    analysed_at_ns: int
    slow: tuple[Measurement, ...] = ()
