"""One measured figure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A value, what it should be, and the floor: the same work done by bare library calls.

    ``most`` or ``least`` is the limit an issue asked for; a miss is shown, never hidden.
    """

    name: str
    value: float
    unit: str
    most: float | None = None
    least: float | None = None
    floor: float | None = None
    floor_is: str = ""

    @property
    def reached(self) -> bool | None:
        """Tell whether the limit is kept; None without one."""
        if self.most is not None:
            return self.value <= self.most
        if self.least is not None:
            return self.value >= self.least
        return None

    def as_json(self) -> dict[str, object]:
        """Return the figure with the ratio to its floor."""
        return {
            "name": self.name,
            "value": round(self.value, 3),
            "unit": self.unit,
            "most": self.most,
            "least": self.least,
            "reached": self.reached,
            "floor": None if self.floor is None else round(self.floor, 3),
            "floor_is": self.floor_is,
            "ratio": round(self.value / self.floor, 2) if self.floor else None,
        }
