"""Files as cameras: stills and recordings, played at a camera's pace, again and again."""

from collections.abc import Iterator
from itertools import cycle, repeat
from pathlib import Path

import cv2
import numpy as np

from camera.capture import Handle, grab_picture, open_ffmpeg
from camera.errors import CameraLostError, CameraOpenError
from camera.feed import LIGHT_CONTROLS, Picture
from camera.pace import Pace, Wait, wait_really
from camera.spec import FPS, StillsSpec, VideoSpec, stills_of
from kiosk.domain.frame import Pixels
from kiosk.ports import Clock, SourceDescription


def read_still(path: Path) -> Pixels | None:
    """Return the picture upright by its own EXIF mark, or None when it is none.

    Not `cv2.imread`: on Windows it cannot open a path with Japanese characters.
    """
    try:
        content = np.fromfile(path, dtype=np.uint8)
        pixels = cv2.imdecode(content, cv2.IMREAD_COLOR) if content.size else None
    except (OSError, cv2.error):
        return None
    return None if pixels is None else np.asarray(pixels, dtype=np.uint8)


class StillsFeed:
    """Shows stills in the order of their names; what cannot be read is left out."""

    def __init__(self, spec: StillsSpec, clock: Clock, wait: Wait = wait_really) -> None:
        self._spec = spec
        self._pace = Pace(spec.fps, clock, wait)
        self._pictures: Iterator[Pixels] | None = None

    def open(self) -> SourceDescription:
        """Return the size of the first picture."""
        name = self._spec.path.name
        paths = stills_of(self._spec.path) if self._spec.path.exists() else []
        first = next(_held(paths, 1), None)
        if first is None:
            raise CameraOpenError("no readable picture", camera=name)
        self._pictures = _held(paths, self._spec.hold)
        height, width = first.shape[:2]
        return SourceDescription(
            name=name, width_px=width, height_px=height, fps=self._spec.fps, still=True
        )

    def next(self) -> Picture:
        """Return the picture of this moment, when it is due."""
        if self._pictures is None:
            raise CameraLostError("not open")
        due_ns = self._pace.keep()
        pixels = next(self._pictures, None)
        if pixels is None:
            raise CameraLostError("the pictures are gone")
        return pixels, due_ns

    def lock_light(self) -> tuple[str, ...]:
        """Return everything: what was recorded has its light."""
        return LIGHT_CONTROLS

    def close(self) -> None:
        """Forget the pictures."""
        self._pictures = None


def _held(paths: list[Path], hold: int) -> Iterator[Pixels]:
    """Yield every readable picture ``hold`` times, again and again; end when none is readable."""
    misses = 0
    for path in cycle(paths):
        pixels = read_still(path)
        misses = misses + 1 if pixels is None else 0
        if pixels is not None:
            yield from repeat(pixels, hold)
        elif misses == len(paths):
            return


class VideoFeed:
    """Plays a recording at its own pace, from the start again after the end.

    FFmpeg takes the path as UTF-8 on Windows too; the other back-ends of OpenCV do not.
    """

    def __init__(self, spec: VideoSpec, clock: Clock, wait: Wait = wait_really) -> None:
        self._spec = spec
        self._clock = clock
        self._wait = wait
        self._pace = Pace(spec.fps or FPS, clock, wait)
        self._handle: Handle | None = None

    def open(self) -> SourceDescription:
        """Return the size of the recording and the pace at which it is played."""
        handle = self._rewind()
        fps = self._spec.fps or handle.get(cv2.CAP_PROP_FPS) or FPS
        self._pace = Pace(fps, self._clock, self._wait)
        return SourceDescription(
            name=self._spec.path.name,
            width_px=round(handle.get(cv2.CAP_PROP_FRAME_WIDTH)),
            height_px=round(handle.get(cv2.CAP_PROP_FRAME_HEIGHT)),
            fps=fps,
            still=True,
        )

    def next(self) -> Picture:
        """Return the next picture when it is due."""
        if self._handle is None:
            raise CameraLostError("not open")
        due_ns = self._pace.keep()
        try:
            pixels, _ = grab_picture(self._handle, self._clock)
        except CameraLostError:  # the end
            pixels, _ = grab_picture(self._rewind(), self._clock)
        return pixels, due_ns

    def lock_light(self) -> tuple[str, ...]:
        """Return everything: what was recorded has its light."""
        return LIGHT_CONTROLS

    def close(self) -> None:
        """Close the recording."""
        if self._handle is not None:
            self._handle.release()
            self._handle = None

    def _rewind(self) -> Handle:
        """Open the file anew; seeking back is not reliable for every container."""
        self.close()
        handle = open_ffmpeg(str(self._spec.path))
        if not handle.isOpened():
            handle.release()
            raise CameraOpenError("not a recording", camera=self._spec.path.name)
        self._handle = handle
        return handle
