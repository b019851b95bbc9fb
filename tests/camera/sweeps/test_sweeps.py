"""Each knob turned from good to bad: the verdict turns once, and where it is to turn."""

from collections.abc import Sequence

import pytest

from kiosk.domain.finding import Verdict
from tests.camera.sweeps.bench import Bench
from tests.camera.sweeps.table import SWEEPS, Band, Sweep

RANK = {Verdict.PASS: 0, Verdict.WARN: 1, Verdict.FAIL: 2}


def turns_in(points: Sequence[float], ranks: Sequence[int], rank: int, band: Band) -> bool:
    """Tell whether the rank is reached, from a point inside of the band to a point inside of it."""
    after = next((index for index, one in enumerate(ranks) if one >= rank), None)
    if not after:
        return False
    low, high = band
    return all(low <= points[index] <= high for index in (after - 1, after))


@pytest.mark.parametrize("sweep", SWEEPS, ids=lambda sweep: sweep.name)
def test_the_verdict_turns_once_and_where_it_should(bench: Bench, sweep: Sweep) -> None:
    found = [bench.judge(bench.paint(sweep.words(point)))[sweep.check] for point in sweep.points]
    ranks = [RANK[finding.verdict] for finding in found]
    seen = [
        (point, finding.verdict.value, finding.value)
        for point, finding in zip(sweep.points, found, strict=True)
    ]
    assert ranks[0] == 0, seen
    assert ranks == sorted(ranks), seen
    assert turns_in(sweep.points, ranks, 1, sweep.warn), seen
    if sweep.fail is None:
        assert ranks[-1] == 1, seen
    else:
        assert turns_in(sweep.points, ranks, 2, sweep.fail), seen


@pytest.mark.parametrize("band", [(0.0, 1.0), (2.0, 3.0)])
def test_a_turn_outside_of_its_band_is_noticed(band: Band) -> None:
    assert turns_in((0, 1, 2, 3), (0, 0, 1, 2), 1, (1, 2))
    assert not turns_in((0, 1, 2, 3), (0, 0, 1, 2), 1, band)
    assert not turns_in((0, 1, 2, 3), (0, 0, 0, 0), 1, (0, 3))
