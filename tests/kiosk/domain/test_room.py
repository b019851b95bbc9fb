"""The room's own wall, as a photo cut from the frame shows it."""

import pytest

from kiosk.domain.measure import Region
from kiosk.domain.room import Raster, WallReference

WHOLE = Region(0.0, 0.0, 1.0, 1.0)


def wall(grid: Raster) -> WallReference:
    return WallReference(lightness=90.0, a=0.0, b=0.0, grid=grid, taken_at_ns=5)


def test_the_whole_frame_shows_the_wall_as_it_is() -> None:
    grid = ((90.0, 80.0), (70.0, 60.0))
    assert wall(grid).seen_in(WHOLE) == wall(grid)


def test_a_part_shows_its_share_of_a_slope() -> None:
    slope = wall((tuple(float(10 * column) for column in range(8)),) * 6)
    seen = slope.seen_in(Region(0.25, 0.0, 0.75, 1.0))
    assert [round(cell or 0, 6) for cell in seen.grid[0]] == [
        17.5,
        22.5,
        27.5,
        32.5,
        37.5,
        42.5,
        47.5,
        52.5,
    ]


def test_what_was_hidden_is_filled_from_beside_it_or_stays_unknown() -> None:
    grid = ((None, 80.0, None, None), (None, 80.0, None, None))
    (row, _) = wall(grid).seen_in(Region(0.25, 0.0, 0.75, 1.0)).grid
    assert row[0] == pytest.approx(80.0)
    assert row[3] is None


def test_an_empty_raster_stays_empty() -> None:
    assert wall(()).seen_in(WHOLE).grid == ()
