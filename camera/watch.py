"""Telling a living picture from a frozen or a black one, from a few thousand of its pixels."""

import zlib
from dataclasses import dataclass

import numpy as np

from kiosk.domain.frame import Pixels
from kiosk.ports import CameraState

GRID = 16  # every 16th row and column: 8,160 places of a 1080p frame, 0.1 ms
# A covered lens gives 0..8 grey levels with almost no noise; people under the dimmest hall light
# give a mean above 30.
BLACK_MEAN = 12.0
BLACK_SPREAD = 6.0
PATIENCE_NS = 2_000_000_000  # longer than any pause of a healthy camera, shorter than a sitting


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What is kept of a picture to compare it with the next."""

    digest: int
    mean: float
    spread: float

    @property
    def is_black(self) -> bool:
        """Say whether there is nothing to see."""
        return self.mean < BLACK_MEAN and self.spread < BLACK_SPREAD


def glance_at(pixels: Pixels) -> Glance:
    """Return the digest and brightness of a sparse grid of the picture."""
    grid = np.ascontiguousarray(pixels[GRID // 2 :: GRID, GRID // 2 :: GRID])
    if not grid.size:
        grid = np.ascontiguousarray(pixels)
    return Glance(
        digest=zlib.crc32(grid.tobytes()), mean=float(grid.mean()), spread=float(grid.std())
    )


class PictureWatch:
    """Judges each picture against those before it; what was found bad must change to be good."""

    def __init__(self, patience_ns: int = PATIENCE_NS) -> None:
        self._patience_ns = patience_ns
        self._state = CameraState.LIVE
        self._still = False
        self._digest: int | None = None
        self._opened_ns = self._changed_ns = self._lit_ns = 0

    def reopened(self, now_ns: int, *, still: bool) -> None:
        """Give the picture its time again; ``still``: the same one for ever is no fault."""
        self._still = still
        self._opened_ns = self._changed_ns = self._lit_ns = now_ns

    def see(self, glance: Glance, now_ns: int) -> CameraState:
        """Return LIVE, FROZEN or BLACK."""
        changed = glance.digest != self._digest
        self._digest = glance.digest
        if changed:
            self._changed_ns = now_ns
        if not glance.is_black:
            self._lit_ns = now_ns
        self._state = self._judge(glance, now_ns, changed=changed)
        return self._state

    def wants_reopening(self, now_ns: int) -> bool:
        """Say whether this opening has had its time and the picture is still bad."""
        had_its_time = now_ns - self._opened_ns > self._patience_ns
        return had_its_time and self._state is not CameraState.LIVE

    def _judge(self, glance: Glance, now_ns: int, *, changed: bool) -> CameraState:
        if now_ns - self._lit_ns > self._patience_ns:
            return CameraState.BLACK
        if self._state is CameraState.BLACK:
            return CameraState.BLACK if glance.is_black else CameraState.LIVE
        if self._state is CameraState.FROZEN:
            return CameraState.LIVE if changed else CameraState.FROZEN
        stood_still = now_ns - self._changed_ns > self._patience_ns
        return CameraState.FROZEN if stood_still and not self._still else CameraState.LIVE
