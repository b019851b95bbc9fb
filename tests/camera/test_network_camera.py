"""A real camera path: MJPEG over HTTP through FFmpeg, with every fault a cable can have."""

import queue
from collections.abc import Iterator
from contextlib import contextmanager

import cv2
import numpy as np
import pytest

from camera.errors import CameraLostError, CameraOpenError
from camera.loops import CaptureLoop
from camera.probe import probe
from camera.retry import Backoff
from camera.source import open_source
from kiosk.clock import SystemClock
from kiosk.domain.frame import Frame, Pixels
from kiosk.ports import CameraState, CameraStatus, FrameSource
from kiosk.threads import Latest, Worker
from tests.support.mjpeg_pictures import jpeg, takes
from tests.support.mjpeg_server import MjpegServer, Mode

PATIENCE_S = 20.0
SHORT_FREEZE_NS = 400_000_000
S = CameraState


def unpacked(picture: bytes) -> Pixels:
    return np.asarray(cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR), np.uint8)


def full_hd() -> tuple[bytes, ...]:
    """A 1080p scene with detail, in a few noisy takes."""
    small = np.random.default_rng(1).integers(40, 220, (27, 48, 3), np.uint8)
    return takes(np.asarray(cv2.resize(small, (1920, 1080)), np.uint8))


class Capture:
    """The capture loop in its thread, reading a server."""

    def __init__(self, url: str) -> None:
        self.preview: Latest[Frame] = Latest()
        self.analysis: Latest[Frame] = Latest()
        self.said: queue.Queue[CameraStatus] = queue.Queue()
        self.loop = CaptureLoop(
            lambda: open_source(url, SystemClock()),
            SystemClock(),
            self.preview,
            self.analysis,
            self.said.put,
            backoff=Backoff(first_s=0.05, longest_s=0.1),
            patience_ns=SHORT_FREEZE_NS,
        )

    def hear(self, state: CameraState) -> CameraStatus:
        """Wait for the next change and see that it is this one."""
        status = self.said.get(timeout=PATIENCE_S)
        assert status.state is state, status
        return status


@contextmanager
def capturing(server: MjpegServer) -> Iterator[Capture]:
    capture = Capture(server.url)
    with Worker("capture", capture.loop.run):
        capture.hear(S.OPENING)
        yield capture


@pytest.fixture(scope="module")
def pictures() -> tuple[bytes, ...]:
    return full_hd()


def test_full_hd_frames_arrive_as_they_were_sent(pictures: tuple[bytes, ...]) -> None:
    with MjpegServer(pictures) as server, capturing(server) as capture:
        live = capture.hear(S.LIVE)
        frame = capture.analysis.wait(PATIENCE_S)
    assert live.source is not None
    assert (live.source.width_px, live.source.height_px) == (1920, 1080)
    assert frame is not None
    sent = [unpacked(one) for one in pictures]
    # FFmpeg and libjpeg round differently when they turn YCbCr into BGR.
    assert min(float(cv2.absdiff(frame.pixels, one).mean()) for one in sent) < 2


def test_a_camera_that_dies_is_lost_and_live_again_when_it_returns(
    pictures: tuple[bytes, ...],
) -> None:
    with MjpegServer(pictures) as server, capturing(server) as capture:
        capture.hear(S.LIVE)
        server.do(Mode.DIE)
        assert capture.hear(S.LOST).error_key == "camera_lost"
        assert capture.hear(S.LOST).error_key == "camera_open"
        server.do(Mode.PLAY)
        capture.hear(S.LIVE)
        before = capture.analysis.wait(PATIENCE_S)
        after = capture.analysis.wait(PATIENCE_S)
    assert before is not None
    assert after is not None
    assert after.seq > before.seq


def test_a_camera_that_falls_silent_is_lost(pictures: tuple[bytes, ...]) -> None:
    with MjpegServer(pictures) as server, capturing(server) as capture:
        capture.hear(S.LIVE)
        server.do(Mode.STALL)
        assert capture.hear(S.LOST).error_key == "camera_lost"


def test_a_camera_that_sends_the_same_picture_again_and_again_is_frozen(
    pictures: tuple[bytes, ...],
) -> None:
    with MjpegServer(pictures) as server, capturing(server) as capture:
        capture.hear(S.LIVE)
        server.do(Mode.FREEZE)
        capture.hear(S.FROZEN)
        server.do(Mode.PLAY)
        capture.hear(S.LIVE)


def test_a_covered_lens_is_black(pictures: tuple[bytes, ...]) -> None:
    with MjpegServer(pictures) as server, capturing(server) as capture:
        capture.hear(S.LIVE)
        server.do(Mode.BLACK)
        capture.hear(S.BLACK)
        server.do(Mode.PLAY)
        capture.hear(S.LIVE)


def test_a_camera_that_refuses_is_an_error_that_shows_no_password(
    pictures: tuple[bytes, ...],
) -> None:
    with MjpegServer(pictures) as server:
        server.do(Mode.REFUSE)
        url = server.url.replace("http://", "http://staff:geheim@")
        with pytest.raises(CameraOpenError) as caught:
            open_source(url, SystemClock()).open()
    assert "geheim" not in f"{caught.value} {caught.value.params}"
    assert caught.value.params["camera"].startswith("http://127.0.0.1:")


def test_a_camera_that_accepts_and_says_nothing_does_not_hold_the_thread(
    pictures: tuple[bytes, ...],
) -> None:
    with MjpegServer(pictures) as server:
        server.do(Mode.STALL)
        with pytest.raises(CameraOpenError):
            open_source(server.url, SystemClock()).open()


def test_what_is_no_picture_is_no_camera() -> None:
    with MjpegServer([b"<html>not a camera</html>"]) as server, pytest.raises(CameraOpenError):
        open_source(server.url, SystemClock()).open()


def test_a_damaged_picture_does_not_end_the_stream_for_good(pictures: tuple[bytes, ...]) -> None:
    damaged = pictures[0][: len(pictures[0]) // 3]
    with (
        MjpegServer(lambda n: damaged if n == 5 else pictures[n % 4]) as server,
        capturing(server) as capture,
    ):
        capture.hear(S.LIVE)
        seen = [capture.analysis.wait(PATIENCE_S) for _ in range(12)]
    assert all(frame is not None for frame in seen)


def test_a_probe_tells_size_rate_and_waiting_time() -> None:
    small = [jpeg(np.full((240, 320, 3), 40 + n, np.uint8)) for n in range(100)]
    with MjpegServer(small, fps=60) as server:
        report = probe(open_source(server.url, SystemClock()), SystemClock(), frames=40)
    assert (report.width_px, report.height_px, report.frames) == (320, 240, 40)
    assert report.fps > 0
    assert report.repeated == 0
    assert 40 <= report.brightness <= 140


def read_until_it_fails(source: FrameSource) -> None:
    for _ in range(200):  # far more than the socket still holds
        source.read()


def test_a_probe_of_a_dead_camera_says_so() -> None:
    with MjpegServer([jpeg(np.full((240, 320, 3), n, np.uint8)) for n in range(99)]) as server:
        source = open_source(server.url, SystemClock())
        source.open()
        server.do(Mode.DIE)
        with pytest.raises(CameraLostError):
            read_until_it_fails(source)
        source.close()
        with pytest.raises(CameraOpenError):
            probe(source, SystemClock())
