import itertools

from camera.pace import Pace
from tests.fakes.timepiece import Timepiece

FRAME = 1_000_000_000 // 10


def test_pictures_come_one_period_apart() -> None:
    clock = Timepiece()
    pace = Pace(10, clock, clock.wait)
    times = [pace.keep() for _ in range(4)]
    assert [other - one for one, other in itertools.pairwise(times)] == [FRAME] * 3


def test_a_short_delay_is_made_up_for() -> None:
    clock = Timepiece()
    pace = Pace(10, clock, clock.wait)
    first = pace.keep()
    clock.wait(0.13)
    assert pace.keep() - first == 130_000_000
    assert pace.keep() - first == 2 * FRAME


def test_a_long_delay_is_not_followed_by_a_burst() -> None:
    clock = Timepiece()
    pace = Pace(10, clock, clock.wait)
    pace.keep()
    clock.wait(5.0)
    late = pace.keep()
    assert pace.keep() == late
    assert pace.keep() - late == FRAME
