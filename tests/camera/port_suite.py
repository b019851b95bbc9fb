"""What every `FrameSource` promises; run over the adapters and over the fake."""

import itertools
from dataclasses import dataclass

import numpy as np
import pytest

from camera.errors import CameraError
from kiosk.ports import FrameSource

READS = 5


@dataclass(frozen=True, slots=True)
class Cameras:
    """A source that works and one whose camera is not there."""

    here: FrameSource
    gone: FrameSource


class FrameSourceSuite:
    """Subclasses give the fixture ``cameras``."""

    def test_the_description_tells_the_size_of_the_frames(self, cameras: Cameras) -> None:
        said = cameras.here.open()
        frame = cameras.here.read()
        cameras.here.close()
        assert (said.width_px, said.height_px) == (frame.width_px, frame.height_px)
        assert said.name

    def test_frames_are_contiguous_read_only_colour_pictures(self, cameras: Cameras) -> None:
        cameras.here.open()
        pixels = cameras.here.read().pixels
        cameras.here.close()
        assert pixels.dtype == np.uint8
        assert pixels.ndim == 3
        assert pixels.shape[2] == 3
        assert pixels.flags.c_contiguous
        with pytest.raises(ValueError, match="read-only"):
            pixels[0, 0, 0] = 1

    def test_frames_are_numbered_and_timed_in_order(self, cameras: Cameras) -> None:
        cameras.here.open()
        frames = [cameras.here.read() for _ in range(READS)]
        cameras.here.close()
        assert [frame.seq for frame in frames] == list(range(READS))
        times = [frame.captured_at_ns for frame in frames]
        assert all(one < other for one, other in itertools.pairwise(times))

    def test_opening_again_goes_on_counting(self, cameras: Cameras) -> None:
        cameras.here.open()
        before = cameras.here.read()
        cameras.here.close()
        cameras.here.open()
        after = cameras.here.read()
        cameras.here.close()
        assert after.seq == before.seq + 1

    def test_asking_for_steady_light_is_answered_and_frames_go_on(self, cameras: Cameras) -> None:
        names = {"exposure", "white_balance"}
        assert set(cameras.here.lock_light()) <= names
        cameras.here.open()
        before = cameras.here.read()
        assert set(cameras.here.lock_light()) <= names
        assert cameras.here.read().seq == before.seq + 1
        cameras.here.close()

    def test_closing_is_harmless_at_any_time(self, cameras: Cameras) -> None:
        cameras.here.close()
        cameras.here.open()
        cameras.here.close()
        cameras.here.close()
        cameras.here.open()
        assert cameras.here.read().width_px > 0
        cameras.here.close()

    def test_reading_a_closed_source_is_an_error_of_the_camera(self, cameras: Cameras) -> None:
        cameras.here.open()
        cameras.here.close()
        with pytest.raises(CameraError):
            cameras.here.read()

    def test_a_camera_that_is_not_there_is_an_error_of_the_camera(self, cameras: Cameras) -> None:
        with pytest.raises(CameraError):
            cameras.gone.open()
        cameras.gone.close()
