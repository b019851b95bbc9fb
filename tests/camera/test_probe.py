import pytest

from camera.errors import CameraLostError
from camera.probe import missing, probe
from tests.fakes.frame_source import ScriptedSource, lively, picture
from tests.fakes.timepiece import Timepiece

PERIOD = 33_000_000


def test_a_probe_measures_what_comes() -> None:
    clock = Timepiece()
    report = probe(ScriptedSource(lively(100), clock, fps=25), clock, frames=50)
    assert report.fps == pytest.approx(25, rel=0.001)
    assert report.wait_median_ms == pytest.approx(40, rel=0.001)
    assert (report.dropped, report.repeated) == (0, 0)
    assert report.brightness == pytest.approx(101.5, abs=1)


def test_a_probe_counts_pictures_that_came_twice() -> None:
    clock = Timepiece()
    acts = [picture(seed=n // 2) for n in range(20)]
    assert probe(ScriptedSource(acts, clock), clock, frames=20).repeated == 10


def test_a_probe_lets_go_of_a_camera_that_fails() -> None:
    clock = Timepiece()
    source = ScriptedSource([picture()], clock)
    with pytest.raises(CameraLostError):
        probe(source, clock, frames=5)
    with pytest.raises(CameraLostError, match="no more"):
        source.read()


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ([0, 1, 2, 3, 4], 0),
        ([0, 1, 2, 4, 5, 6], 1),
        ([0, 1, 2, 5, 6, 7, 9], 3),
        ([0], 0),
        ([0, 0, 0], 0),
    ],
)
def test_gaps_between_frames_are_counted_as_missing_frames(times: list[int], expected: int) -> None:
    assert missing([time * PERIOD for time in times]) == expected
