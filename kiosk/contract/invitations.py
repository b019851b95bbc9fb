"""Which events the public is invited to."""

from collections.abc import Iterable
from datetime import date

from kiosk.domain.event import Event, EventKind, EventStatus

_ADVERTISED = frozenset({EventStatus.DRAFT, EventStatus.APPROVED})


def advertised(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events that the public may be told of: venues to come, never anybody's home."""
    return tuple(
        sorted(
            (
                event
                for event in events
                if event.kind is EventKind.VENUE
                and event.status in _ADVERTISED
                and not event.place.private_home
            ),
            key=lambda one: (one.date, one.start, one.id),
        )
    )


def invited_to(events: Iterable[Event], first: date, last: date | None) -> tuple[Event, ...]:
    """Return those of them from one day to another; without a last day, all that come."""
    return tuple(event for event in advertised(events) if first <= event.date <= (last or date.max))
