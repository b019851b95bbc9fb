"""What is measured of the room's light: the empty wall, and somebody sitting in front of it.

Left and right are those of the unmirrored picture, so they are what staff see who stand behind
the camera and face the chair. Lightness is CIELAB's L* (0..100); a share of light compares two
amounts of light, (one - other) / (one + other), and does not change with the exposure.
"""

from dataclasses import dataclass, replace

from kiosk.domain.measure import Region

Raster = tuple[tuple[float | None, ...], ...]
"""Rows of L* from the top, each from the left; None where a person hides the wall."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WallReference:
    """The room's own wall, against which later pictures are judged."""

    lightness: float
    a: float
    b: float
    grid: Raster
    taken_at_ns: int | None = None

    def seen_in(self, part: Region) -> "WallReference":
        """Return the wall as a picture cut from the frame shows it.

        A cell of the part is the mean of those of the whole it lies between, by their nearness.
        """
        rows, columns = len(self.grid), len(self.grid[0]) if self.grid else 0
        grid = tuple(
            tuple(
                self._at(
                    _within(part.left, part.right, column, columns),
                    _within(part.top, part.bottom, row, rows),
                )
                for column in range(columns)
            )
            for row in range(rows)
        )
        return replace(self, grid=grid)

    def _at(self, x: float, y: float) -> float | None:
        """Return the L* at a place (shares of the frame), None where none was seen near it."""
        near = [
            (down * across, cell)
            for row, down in _neighbours(y, len(self.grid))
            for column, across in _neighbours(x, len(self.grid[row]))
            if (cell := self.grid[row][column]) is not None
        ]
        weight = sum(share for share, _ in near)
        return sum(share * cell for share, cell in near) / weight if weight > 0 else None


def _within(low: float, high: float, index: int, count: int) -> float:
    """Return the middle of one of ``count`` equal parts of low..high."""
    return low + (high - low) * (index + 0.5) / count


def _neighbours(place: float, count: int) -> tuple[tuple[int, float], tuple[int, float]]:
    """Return the two cells whose middles a place (0..1) lies between, with their nearness."""
    exact = min(max(place * count - 0.5, 0.0), count - 1.0)
    first = min(int(exact), max(count - 2, 0))
    second = min(first + 1, count - 1)
    return (first, 1.0 - (exact - first)), (second, exact - first)


@dataclass(frozen=True, slots=True, kw_only=True)
class WallReading:
    """The wall as several frames show it.

    ``lightness``, ``a``, ``b`` are the median colour in CIELAB, ``colour_spread`` how far the
    sides and the height differ in a and b. ``left_right`` is positive when the right is brighter,
    ``top_bottom`` when the lower part is. ``spread`` is p97 - p3 of the smoothed L*, ``edges`` the
    share of places with an edge, ``burnt_share`` that of places without detail. ``flicker`` is the
    relative amplitude of what changes from frame to frame in level or in bands, 0..1. ``someone``:
    a person is in the picture, so that the rest is not the wall's.
    """

    grid: Raster
    lightness: float
    a: float
    b: float
    colour_spread: float
    left_right: float
    top_bottom: float
    spread: float
    edges: float
    burnt_share: float
    flicker: float
    someone: bool

    def reference(self, taken_at_ns: int | None = None) -> WallReference:
        """Return what later checks need of it."""
        return WallReference(
            lightness=self.lightness, a=self.a, b=self.b, grid=self.grid, taken_at_ns=taken_at_ns
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SitterReading:
    """The light on a person and on the wall beside them; without a person all is 0.

    ``cheek_left_right`` is positive when the cheek on the right of the picture is brighter.
    ``face_light`` is the mean light of the face (1 is white), ``face_to_wall`` that of the face
    over that of the wall. ``burnt_share`` is the share of the face without detail. ``shadow`` is
    how much darker (L*) the wall is in the person's shadow, ``shadow_side`` where it falls: -1 left
    .. 1 right, ``shadow_edge`` how fast it begins (L* per hundredth of the head's height): a hard,
    deep one comes from sitting close to the wall. ``skin_cast`` is how far the skin's colour is
    from any skin's under white light, in CIELAB. ``beside`` is the wall where nobody hides it.
    """

    someone: bool
    cheek_left_right: float
    face_light: float
    face_to_wall: float
    burnt_share: float
    shadow: float
    shadow_side: float
    shadow_edge: float
    skin_cast: float
    beside: WallReference | None
