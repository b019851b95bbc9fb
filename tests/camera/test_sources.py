"""The port suite over every kind of source, and over the fake."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from camera.feed import UprightSource
from camera.sitter.feed import SitterFeed
from camera.sitter.knobs import Play
from camera.source import open_source
from camera.spec import NetworkSpec
from camera.stream import StreamFeed
from kiosk.clock import SystemClock
from kiosk.domain.frame import Pixels
from tests.camera.port_suite import Cameras, FrameSourceSuite
from tests.fakes.frame_source import ScriptedSource, lively, picture
from tests.fakes.timepiece import Timepiece
from tests.support.mjpeg_pictures import jpeg
from tests.support.mjpeg_server import MjpegServer, Mode

JAPANESE_NAME = "申請者の写真 その１"


def write_still(path: Path, pixels: Pixels) -> Path:
    path.write_bytes(cv2.imencode(path.suffix, pixels)[1].tobytes())
    return path


def write_recording(path: Path, pictures: list[Pixels], codec: str = "MJPG") -> Path:
    height, width = pictures[0].shape[:2]
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*codec), 30.0, (width, height))
    for pixels in pictures:
        writer.write(pixels)
    writer.release()
    return path


class TestTheFake(FrameSourceSuite):
    @pytest.fixture
    def cameras(self) -> Cameras:
        clock = Timepiece()
        return Cameras(ScriptedSource(lively(), clock), ScriptedSource(lively(), clock, refusals=1))


class TestAStill(FrameSourceSuite):
    @pytest.fixture
    def cameras(self, tmp_path: Path) -> Cameras:
        clock = Timepiece()
        here = write_still(tmp_path / f"{JAPANESE_NAME}.png", picture())
        broken = tmp_path / "broken.jpg"
        broken.write_bytes(b"\xff\xd8 no picture")
        return Cameras(
            open_source(str(here), clock, wait=clock.wait),
            open_source(str(broken), clock, wait=clock.wait),
        )


class TestAFolder(FrameSourceSuite):
    @pytest.fixture
    def cameras(self, tmp_path: Path) -> Cameras:
        clock = Timepiece()
        folder, gone = tmp_path / JAPANESE_NAME, tmp_path / "gone"
        for one in (folder, gone):
            one.mkdir()
            write_still(one / "a.png", picture())
        sources = [open_source(str(one), clock, wait=clock.wait) for one in (folder, gone)]
        (gone / "a.png").unlink()
        return Cameras(*sources)


class TestARecording(FrameSourceSuite):
    @pytest.fixture
    def cameras(self, tmp_path: Path) -> Cameras:
        clock = Timepiece()
        here = write_recording(
            tmp_path / f"{JAPANESE_NAME}.avi",
            [picture(seed=n, width=320, height=240) for n in range(3)],
        )
        broken = tmp_path / "broken.avi"
        broken.write_bytes(b"RIFF nothing")
        return Cameras(
            open_source(str(here), clock, wait=clock.wait),
            open_source(str(broken), clock, wait=clock.wait),
        )


class TestANetworkCamera(FrameSourceSuite):
    @pytest.fixture
    def cameras(self) -> Iterator[Cameras]:
        clock = SystemClock()
        pictures = [jpeg(picture(seed=n, width=320, height=240)) for n in range(8)]
        with MjpegServer(pictures) as server, MjpegServer(pictures) as refusing:
            refusing.do(Mode.REFUSE)
            yield Cameras(open_source(server.url, clock), open_source(refusing.url, clock))


class TestTheSitter(FrameSourceSuite):
    @pytest.fixture
    def cameras(self) -> Cameras:
        clock = Timepiece()
        small = Play(width=240, height=320)
        return Cameras(
            UprightSource(SitterFeed(small, clock, clock.wait)),
            # The drawn sitter is always there; another kind stands in for the one that is not.
            UprightSource(StreamFeed(NetworkSpec(url="http://127.0.0.1:9/none"), clock)),
        )


def test_a_folder_plays_its_stills_in_the_order_of_their_names_and_begins_again(
    tmp_path: Path,
) -> None:
    for name, grey in (("b.png", 90), ("a.png", 30), ("c.jpg", 150)):
        write_still(tmp_path / name, np.full((40, 40, 3), grey, np.uint8))
    (tmp_path / "notes.txt").write_text("not a picture")
    (tmp_path / "bb.png").write_bytes(b"broken")
    clock = Timepiece()
    source = open_source(f"{tmp_path}?hold=2", clock, wait=clock.wait)
    assert source.open().still
    greys = [round(float(source.read().pixels.mean()) / 10) * 10 for _ in range(8)]
    source.close()
    assert greys == [30, 30, 90, 90, 150, 150, 30, 30]


def test_a_recording_begins_again_after_its_end(tmp_path: Path) -> None:
    greys = [40, 90, 140]
    pictures = [np.full((240, 320, 3), grey, np.uint8) for grey in greys]
    clock = Timepiece()
    path = write_recording(tmp_path / "day.avi", pictures)
    source = open_source(str(path), clock, wait=clock.wait)
    assert source.open().fps == 30.0
    seen = [round(float(source.read().pixels.mean()) / 10) * 10 for _ in range(7)]
    source.close()
    assert seen == [40, 90, 140, 40, 90, 140, 40]


def test_files_are_played_at_a_cameras_pace(tmp_path: Path) -> None:
    clock = Timepiece()
    path = write_still(tmp_path / "a.png", picture())
    source = open_source(f"{path}?fps=10", clock, wait=clock.wait)
    source.open()
    times = [source.read().captured_at_ns for _ in range(4)]
    source.close()
    assert {other - one for one, other in itertools.pairwise(times)} == {100_000_000}


def test_the_environments_proxy_is_not_asked_for_a_camera_in_the_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")  # nobody listens there
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    with MjpegServer([jpeg(picture(seed=n, width=320, height=240)) for n in range(4)]) as server:
        source = open_source(server.url, SystemClock())
        assert source.open().width_px == 320
        source.close()
