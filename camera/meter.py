"""Frame rate and waiting time of a loop, kept over its last few seconds."""

from collections import deque
from dataclasses import dataclass

import numpy as np

WINDOW = 120  # four seconds at 30 fps


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopStats:
    """How a loop is doing; ``delay`` runs from the picture's arrival to the loop's result."""

    frames: int = 0
    fps: float = 0.0
    dropped: int = 0
    delay_median_ms: float = 0.0
    delay_p95_ms: float = 0.0


class Meter:
    """Written by one thread; `stats` may be read by any: it is replaced, never changed."""

    def __init__(self) -> None:
        self.stats = LoopStats()
        self._frames = 0
        self._ends_ns: deque[int] = deque(maxlen=WINDOW)
        self._delays_ns: deque[int] = deque(maxlen=WINDOW)

    def count(self, captured_at_ns: int, now_ns: int, *, dropped: int, every: int = 15) -> None:
        """Add one frame; bring `stats` up to date at every 15th (twice a second)."""
        self._frames += 1
        self._ends_ns.append(now_ns)
        self._delays_ns.append(now_ns - captured_at_ns)
        if self._frames % every:
            return
        median, p95 = np.percentile(self._delays_ns, (50, 95)) / 1e6
        self.stats = LoopStats(
            frames=self._frames,
            fps=rate(self._ends_ns),
            dropped=dropped,
            delay_median_ms=float(median),
            delay_p95_ms=float(p95),
        )


def rate(times_ns: deque[int] | list[int]) -> float:
    """Return events per second between the first and the last time; 0 for fewer than two."""
    if len(times_ns) < 2 or times_ns[-1] <= times_ns[0]:  # noqa: PLR2004 - a pair
        return 0.0
    return (len(times_ns) - 1) * 1e9 / (times_ns[-1] - times_ns[0])
