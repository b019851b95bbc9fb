"""The wall that was measured at opening, kept over restarts of the same day. Nothing secret."""

import json
import math
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from kiosk.domain.room import WallReference
from storage.crypto.canonical import spell_json
from storage.files import disk_errors, replace
from storage.layout import Layout

FORMAT = "kiosk-wall/1"
_LONGEST_BYTES = 100_000  # a raster of 40 × 40 places has 30,000


class WallFile:
    """Implements `kiosk.ports.WallMemory` in a small file of the data folder.

    What does not read as a wall of that day was not measured: measuring anew costs a minute.
    """

    def __init__(self, folder: Path) -> None:
        self._path = Layout(folder).wall

    def load(self, business_date: date) -> WallReference | None:
        """Return the day's wall, None when it was not measured."""
        try:
            with self._path.open("rb") as file:
                fields = json.loads(file.read(_LONGEST_BYTES))
            if (fields["format"], fields["business_date"]) != (FORMAT, business_date.isoformat()):
                return None
            return _wall(fields)
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def save(self, business_date: date, wall: WallReference) -> None:
        """Keep the wall; an earlier one is forgotten.

        When it was taken is a reading of a clock that starts anew with the machine: not kept.
        """
        content = spell_json(
            {
                "format": FORMAT,
                "business_date": business_date.isoformat(),
                "lightness": wall.lightness,
                "a": wall.a,
                "b": wall.b,
                "grid": wall.grid,
            }
        )
        with disk_errors():
            replace(self._path, content)


def _wall(fields: Mapping[str, Any]) -> WallReference:
    return WallReference(
        lightness=_finite(fields["lightness"]),
        a=_finite(fields["a"]),
        b=_finite(fields["b"]),
        grid=tuple(_row(row) for row in fields["grid"]),
    )


def _row(places: Sequence[float | None]) -> tuple[float | None, ...]:
    return tuple(None if place is None else _finite(place) for place in places)


def _finite(value: float) -> float:
    if not math.isfinite(number := float(value)):
        raise ValueError("not finite")
    return number
