import numpy as np
import pytest

from camera.watch import PictureWatch, glance_at
from kiosk.domain.frame import Pixels
from kiosk.ports import CameraState
from tests.fakes.frame_source import picture

SECOND = 1_000_000_000
FRAME = SECOND // 30


def states(watch: PictureWatch, pictures: list[Pixels], start_ns: int = 0) -> list[CameraState]:
    seen = (watch.see(glance_at(one), start_ns + n * FRAME) for n, one in enumerate(pictures))
    return list(seen)


def opened(*, still: bool = False) -> PictureWatch:
    watch = PictureWatch()
    watch.reopened(0, still=still)
    return watch


def test_a_camera_with_the_usual_noise_is_live() -> None:
    seen = states(opened(), [picture(seed=n) for n in range(150)])
    assert set(seen) == {CameraState.LIVE}


def test_the_same_picture_for_more_than_two_seconds_is_frozen_and_not_before() -> None:
    seen = states(opened(), [picture()] * 75)
    assert seen.index(CameraState.FROZEN) == 61


def test_a_still_is_not_frozen() -> None:
    assert set(states(opened(still=True), [picture()] * 150)) == {CameraState.LIVE}


def test_a_covered_lens_is_black_whether_it_has_noise_or_not() -> None:
    for dark in ([picture(0, seed=n) for n in range(75)], [np.zeros((48, 64, 3), np.uint8)] * 75):
        seen = states(opened(), dark)
        assert seen[-1] is CameraState.BLACK
        assert CameraState.FROZEN not in seen


@pytest.mark.parametrize("grey", [20, 30])
def test_a_dim_room_is_not_black(grey: int) -> None:
    seen = states(opened(), [picture(grey, seed=n) for n in range(75)])
    assert set(seen) == {CameraState.LIVE}


def test_a_frozen_picture_stays_frozen_over_a_reopening_until_it_changes() -> None:
    watch = opened()
    states(watch, [picture()] * 75)
    watch.reopened(75 * FRAME, still=False)
    seen = states(watch, [picture(), picture(), picture(seed=1)], 75 * FRAME)
    assert seen == [CameraState.FROZEN, CameraState.FROZEN, CameraState.LIVE]


def test_light_brings_a_black_picture_back_at_once() -> None:
    watch = opened()
    states(watch, [picture(0, seed=n) for n in range(75)])
    assert watch.see(glance_at(picture(seed=99)), 76 * FRAME) is CameraState.LIVE
