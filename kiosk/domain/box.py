"""A rectangle, wherever it lies: on a picture in pixels, on paper in millimetres."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """Upper left corner and size; the unit is that of what it lies on."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return where it ends at the right, just outside."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Return where it ends below, just outside."""
        return self.top + self.height
