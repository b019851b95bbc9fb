"""Invented events for tests of the plan."""

from datetime import date, time
from typing import Any

from kiosk.domain.event import Event, EventKind, Place
from kiosk.domain.ids import EventId, PersonId

HALL = Place(name="研修会館", address="研修町1-1", city_approved=date(2026, 11, 1))
HOME = Place(name="研修苑", address="研修町2-2", city_approved=date(2026, 11, 1))
TUESDAY = date(2026, 12, 1)
ONE, TWO, THREE = PersonId("J-01"), PersonId("J-02"), PersonId("J-03")
NAMES = {ONE: "研修 一郎", TWO: "研修 二子", THREE: "研修 三江"}


def event(number: str = "E-1", **changes: Any) -> Event:
    """Return a visit against which nothing speaks, but for ``changes``."""
    values: dict[str, Any] = {
        "id": EventId(number),
        "kind": EventKind.VISIT,
        "date": TUESDAY,
        "start": time(10),
        "end": time(12),
        "place": HALL,
        "staff": (ONE, TWO),
        "manager": ONE,
        "neutral": True,
    }
    return Event(**(values | changes))
