"""A camera in memory that does what its script says, picture by picture."""

from collections.abc import Iterable, Iterator

import numpy as np

from camera.errors import CameraLostError, CameraOpenError
from kiosk.domain.frame import Frame, Pixels
from kiosk.ports import SourceDescription
from tests.fakes.timepiece import Timepiece

Act = Pixels | Exception
"""What the next read gives: a picture, or the error it raises."""


def picture(grey: int = 120, *, seed: int = 0, width: int = 64, height: int = 48) -> Pixels:
    """A picture with a little noise; another seed is another picture."""
    noise = np.random.default_rng(seed).integers(0, 4, (height, width, 3), np.uint8)
    return np.asarray(np.full((height, width, 3), grey, np.uint8) + noise, np.uint8)


def lively(grey: int = 120) -> Iterator[Pixels]:
    """Different pictures for ever."""
    seed = 0
    while True:
        yield picture(grey, seed=seed)
        seed += 1


class ScriptedSource:
    """Implements `FrameSource`; time passes by one frame with each read, openings are counted."""

    def __init__(
        self,
        acts: Iterable[Act],
        clock: Timepiece,
        *,
        fps: float = 30.0,
        still: bool = False,
        refusals: int = 0,
        unlockable: tuple[str, ...] = (),
    ) -> None:
        """``refusals``: so many openings fail before one goes well.

        ``unlockable``: what of the light it cannot hold.
        """
        self._acts = iter(acts)
        self._clock = clock
        self._fps = fps
        self._still = still
        self._refusals = refusals
        self._open = False
        self._seq = 0
        self._unlockable = unlockable
        self.openings = 0
        self.locks = 0

    def open(self) -> SourceDescription:
        self.openings += 1
        if self._refusals > 0:
            self._refusals -= 1
            raise CameraOpenError("refused", camera="scripted")
        self._open = True
        return SourceDescription(
            name="scripted", width_px=64, height_px=48, fps=self._fps, still=self._still
        )

    def read(self) -> Frame:
        act = next(self._acts, None) if self._open else None
        if act is None:
            raise CameraLostError("no more pictures")
        if isinstance(act, Exception):
            raise act
        self._clock.wait(1 / self._fps)
        act.setflags(write=False)
        seq, self._seq = self._seq, self._seq + 1
        return Frame(seq=seq, captured_at_ns=self._clock.monotonic_ns(), pixels=act)

    def lock_light(self) -> tuple[str, ...]:
        self.locks += 1
        return self._unlockable if self._open else ("exposure", "white_balance")

    def close(self) -> None:
        self._open = False
