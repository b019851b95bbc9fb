"""The photo itself: the live tier, the full verdict after the shutter, and a hostile file."""

import io
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from benchmarks.figure import Figure
from camera.analyser import MediapipeAnalyser
from camera.inspection import Inspector
from camera.landmarker import Landmarker
from camera.photo_errors import PictureError
from camera.portrait import Portraitist
from camera.sitter.look import Scene
from camera.sitter.studio import Studio
from camera.slowlook import LiveEye
from kiosk.clock import SystemClock
from kiosk.domain.frame import Frame
from kiosk.native import mute_native_libraries

LIVE_FRAMES = 300
BURSTS = 20
BURST = 6  # the frame of the shutter and five more: `kiosk.workflow.sitting.BURST`
BOMB_SIDE_PX = 30_000


def measure() -> list[Figure]:
    """Return the figures of the eye and of the portrait maker, one thread, nothing else running."""
    mute_native_libraries()
    studio = Studio(1200, 1600)
    frames = [_frame(studio, seq) for seq in range(12)]
    return [*_live(frames), *_developed(frames), *_refused()]


def _live(frames: list[Frame]) -> list[Figure]:
    clock = SystemClock()
    small = cv2.resize(frames[0].pixels, (480, 640), interpolation=cv2.INTER_AREA)
    with Landmarker() as raw:
        floor = _times(lambda _: raw.find(np.asarray(small, np.uint8)), LIVE_FRAMES // 3)
    with LiveEye(clock) as eye:
        times = _times(lambda at: eye.observe(frames[at % len(frames)]), LIVE_FRAMES)
    return [
        Figure(name="live tier p95", value=_p95(times), unit="ms", most=33,
               floor=_p95(floor), floor_is="the landmark model alone, p95"),
        Figure(name="live tier p50", value=statistics.median(times), unit="ms"),
    ]  # fmt: skip


def _developed(frames: list[Frame]) -> list[Figure]:
    clock = SystemClock()
    maker = Portraitist(clock)
    with MediapipeAnalyser(clock, stills=True) as eye:
        burst = [eye.observe(frame) for frame in frames[:BURST]]
        floor = _times(lambda at: eye.look(frames[at % len(frames)]), BURSTS)
    times = _times(lambda _: maker.develop(burst, None), BURSTS)
    maker.close()
    return [
        Figure(name="burst to full verdict p95", value=_p95(times), unit="ms", most=600,
               floor=_p95(floor), floor_is="finding the face in one still, p95"),
        Figure(name="burst to full verdict p50", value=statistics.median(times), unit="ms"),
    ]  # fmt: skip


def _refused() -> list[Figure]:
    """Return how long the worst files take: one that is refused, one that is judged."""
    with tempfile.TemporaryDirectory() as name, Inspector(SystemClock()) as eye:
        bomb = Path(name) / "bomb.png"
        Image.new("1", (BOMB_SIDE_PX, BOMB_SIDE_PX)).save(bomb)
        large = Path(name) / "large.jpg"
        noise = np.frombuffer(os.urandom(6000 * 4000 * 3), np.uint8).reshape(4000, 6000, 3)
        Image.fromarray(cv2.GaussianBlur(noise, (0, 0), 3)).save(large, quality=90)
        refusal = _times(lambda _: _try(eye, bomb), 5)
        verdict = _times(lambda _: eye.check_photo(large), 5)
        floor = _times(lambda _: Image.open(io.BytesIO(large.read_bytes())).load(), 5)
    return [
        Figure(name="refusal of a 30,000 x 30,000 PNG", value=max(refusal), unit="ms", most=1000),
        Figure(name="verdict on a 24 MP JPEG without a face", value=max(verdict), unit="ms",
               most=1000, floor=max(floor), floor_is="decoding it"),
    ]  # fmt: skip


def _try(eye: Inspector, path: Path) -> None:
    try:
        eye.check_photo(path)
    except PictureError:
        return
    raise AssertionError(path.name)


def _frame(studio: Studio, seq: int) -> Frame:
    pixels = studio.paint(Scene(), number=seq)
    return Frame(seq=seq, captured_at_ns=seq * 33_000_000, pixels=pixels)


def _times(work: Callable[[int], object], times: int) -> list[float]:
    """Return milliseconds per call; the first two calls only warm up."""
    taken = []
    for at in range(times + 2):
        started = time.perf_counter()
        work(at)
        taken.append((time.perf_counter() - started) * 1000)
    return taken[2:]


def _p95(times: list[float]) -> float:
    return float(np.percentile(times, 95))
