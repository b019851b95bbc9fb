"""Trying out a camera and measuring what it really gives."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from camera.meter import rate
from camera.watch import glance_at
from kiosk.ports import Clock, FrameSource, SourceDescription

FRAMES = 90  # three seconds of a 30 fps camera
GAP = 1.5  # a wait longer than this many usual ones means that frames were lost


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeReport:
    """What was measured. ``wait`` is the time one read took; ``brightness`` is mean luma 0..255.

    ``dropped`` counts the frames missing between two that came, by the usual time between them.
    """

    description: SourceDescription
    frames: int
    width_px: int
    height_px: int
    opened_in_ms: float
    fps: float
    wait_median_ms: float
    wait_p95_ms: float
    dropped: int
    repeated: int
    brightness: float


def probe(source: FrameSource, clock: Clock, *, frames: int = FRAMES) -> ProbeReport:
    """Open the source, read ``frames``, close it; raise `CameraError` as it does."""
    started_ns = clock.monotonic_ns()
    try:
        description = source.open()
        opened_ns = clock.monotonic_ns()
        waits_ns, times_ns, digests, means = [], [], [], []
        for _ in range(frames):
            before_ns = clock.monotonic_ns()
            frame = source.read()
            waits_ns.append(clock.monotonic_ns() - before_ns)
            times_ns.append(frame.captured_at_ns)
            glance = glance_at(frame.pixels)
            digests.append(glance.digest)
            means.append(glance.mean)
    finally:
        source.close()
    median, p95 = np.percentile(waits_ns, (50, 95)) / 1e6
    return ProbeReport(
        description=description,
        frames=frames,
        width_px=frame.width_px,
        height_px=frame.height_px,
        opened_in_ms=(opened_ns - started_ns) / 1e6,
        fps=rate(times_ns),
        wait_median_ms=float(median),
        wait_p95_ms=float(p95),
        dropped=missing(times_ns),
        repeated=sum(one == other for one, other in pairwise(digests)),
        brightness=float(np.mean(means)),
    )


def missing(times_ns: list[int]) -> int:
    """Return how many frames are missing between those that came."""
    gaps = np.diff(times_ns)
    usual = float(np.median(gaps)) if gaps.size else 0.0
    if usual <= 0:
        return 0
    return int(sum(round(gap / usual) - 1 for gap in gaps if gap > GAP * usual))
