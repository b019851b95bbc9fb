"""A station's day among the events that the plan has for it: from when on what belongs to which."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from kiosk.domain.checklist import Checklist, ChecklistPhase
from kiosk.domain.dates import JST
from kiosk.domain.event import Event, EventStatus
from kiosk.domain.ids import EventId, StationId

_Lists = Mapping[tuple[EventId, ChecklistPhase], Checklist]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """An event's share of a day: from ``begins`` on, until the next one begins.

    The first begins with the day, whatever its ``begins`` says. ``place`` is what the station calls
    it, of a private home its town at most.
    """

    event: EventId
    place: str
    begins: datetime


def planned_for(events: Iterable[Event], station: StationId, day: date) -> tuple[Event, ...]:
    """Return the events of the day that this station is to be at, in the order of time."""
    mine = (
        one
        for one in events
        if one.date == day and one.status is not EventStatus.CANCELLED and station in one.stations
    )
    return tuple(sorted(mine, key=lambda one: (one.start, one.end, one.id)))


def shares_of(planned: Sequence[Event], lists: Iterable[Checklist]) -> tuple[Share, ...]:
    """Return the shares of events in the order of time; of one event, or none, nothing is shared.

    Between two events the day is cut where people say that they went on: at the first item that was
    answered in the later one's opening list, else after the last in the earlier one's closing list,
    where that lies between the earlier one's beginning and the later one's end. Where nobody said
    anything it is cut in the middle between the earlier one's end and the later one's beginning:
    the last people of a line are served after the end, the first ones come before the beginning.
    What happens at the cut itself is the later one's. The plan refuses two events of a station at
    the same time; where they overlap in spite of that, the middle of the overlap is the cut.
    """
    if len(planned) <= 1:
        return ()
    said = {(one.event, one.phase): one for one in lists}
    cuts = [_moment(planned[0], time.min)]
    for earlier, later in pairwise(planned):
        cuts.append(max(cuts[-1], _cut(earlier, later, said)))
    return tuple(
        Share(event=one.id, place=place_of(one), begins=cut)
        for one, cut in zip(planned, cuts, strict=True)
    )


def share_at(shares: Sequence[Share], at: datetime) -> int:
    """Return which of the shares a moment is in, by its place among them."""
    return max((n for n, one in enumerate(shares) if one.begins <= at), default=0)


def place_of(event: Event) -> str:
    """Return what a station's numbers call the place."""
    return event.place.town_only if event.place.private_home else event.place.name


def _cut(earlier: Event, later: Event, said: _Lists) -> datetime:
    first, last = _moment(earlier, earlier.start), _moment(later, later.end)
    opened = _answered(said.get((later.id, ChecklistPhase.OPENING)))
    closed = _answered(said.get((earlier.id, ChecklistPhase.CLOSING)))
    for at in (*opened[:1], *(one + timedelta.resolution for one in closed[-1:])):
        if first < at < last:
            return at
    end, begin = _moment(earlier, earlier.end), _moment(later, later.start)
    return end + (begin - end) / 2


def _answered(checklist: Checklist | None) -> tuple[datetime, ...]:
    return () if checklist is None else tuple(sorted(one.at for one in checklist.ticks))


def _moment(event: Event, at: time) -> datetime:
    return datetime.combine(event.date, at, JST)
