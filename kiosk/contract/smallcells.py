"""Small numbers that would tell of somebody are not shown, nor can they be worked out from sums.

Of an event at a private home, or with one or two people, only the number of people is reported:
the contract asks for it by date and place. How old they were and the like goes into no report of
its own. A month adds up what its hidden events have together where that leaves open who was what.
Longer periods add up months, and of a month that they cut nothing that is hidden: so no two reports
differ by one hidden event. What the months left out stays out of every sum: that a month hid it
tells already that its people were alike, and together with a later sum that would tell how.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from kiosk.domain.applicant import Sex
from kiosk.domain.application import Route
from kiosk.domain.figures import AgeBand, Counts, EventFigures, PhotoWay, Tally
from kiosk.domain.intake import LeaveReason

SMALL = 3
"""Fewer people than this at a place can be told apart by who knows the place (domain facts 5)."""


class Part(StrEnum):
    """By what people are counted apart."""

    AGES = "ages"
    SEXES = "sexes"
    ROUTES = "routes"
    PHOTO_WAYS = "photo_ways"
    LEAVINGS = "leavings"


_MEMBERS: Mapping[Part, tuple[StrEnum, ...]] = MappingProxyType(
    {
        Part.AGES: tuple(AgeBand),
        Part.SEXES: tuple(Sex),
        Part.ROUTES: tuple(Route),
        Part.PHOTO_WAYS: tuple(PhotoWay),
        Part.LEAVINGS: tuple(why for why in LeaveReason if why is not LeaveReason.MISTAKE),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """People by part: ``cells`` and ``hidden`` and ``unknown`` are ``total`` together."""

    part: Part
    total: int
    cells: Counts[Any]
    hidden: int
    """Not shown, so that nobody is recognised."""
    unknown: int
    """Not known to the station."""


_TELLS_NOBODY = frozenset({Part.ROUTES})
"""How an application goes to J-LIS is our way of working and says nothing of the person."""

Row = tuple[int, ...]
"""One event's people in each cell of a part, those not known last."""


def is_small(figures: EventFigures) -> bool:
    """Tell whether the event's people could be recognised: a home, or one or two of anything."""
    tally = figures.tally
    groups = (tally.visitors, tally.applications, tally.cards)
    return figures.event.place.private_home or any(0 < one < SMALL for one in groups)


def _hides(figures: EventFigures, part: Part) -> bool:
    return part not in _TELLS_NOBODY and is_small(figures)


def leaves_open(rows: Sequence[Row]) -> bool:
    """Tell whether the sums of ``rows`` leave open, for everybody, which cell it was.

    Who knows each row's total and each cell's sum knows these bounds and no better ones (Fréchet;
    they are sharp for two margins). That nobody was in a cell may be known.
    """
    totals = [sum(row) for row in rows]
    sums = [sum(cells) for cells in zip(*rows, strict=True)]
    everyone = sum(totals)
    return all(
        max(0, total + cell_sum - everyone) < min(total, cell_sum)
        for total, row in zip(totals, rows, strict=True)
        for cell_sum, cell in zip(sums, row, strict=True)
        if cell
    )


def row_of(tally: Tally, part: Part) -> Row:
    """Return the event's people in each cell, those not known last."""
    counts = dict(getattr(tally, part.value))
    cells = [counts.get(member, 0) for member in _MEMBERS[part]]
    whole = tally.not_accepted if part is Part.LEAVINGS else tally.applications
    return (*cells, max(0, whole - sum(cells)))


def event_breakdown(figures: EventFigures, part: Part) -> Breakdown:
    """Return the people of one event, hidden where they could be recognised."""
    row = row_of(figures.tally, part)
    return _breakdown(part, () if _hides(figures, part) else (row,), sum(row))


def period_breakdown(months: Mapping[Any, Sequence[EventFigures]], part: Part) -> Breakdown:
    """Return the people of whole months.

    The events of ``None`` are those of months that the period cuts: what is small stays hidden.
    """
    shown: list[Row] = []
    everyone = 0
    for month, events in months.items():
        rows = [(row_of(one.tally, part), _hides(one, part)) for one in events]
        everyone += sum(cell for row, _ in rows for cell in row)
        shown += [row for row, small in rows if not small]
        pool = [row for row, small in rows if small and any(row)]
        if month is not None and leaves_open(pool):
            shown += pool
    return _breakdown(part, shown, everyone)


def _breakdown(part: Part, rows: Iterable[Row], total: int) -> Breakdown:
    """Return the sums of ``rows``; where everybody is hidden there are no cells, not even zeros."""
    sums = [sum(cells) for cells in zip(*rows, strict=True)]
    if not sums and total:
        return Breakdown(part=part, total=total, cells=(), hidden=total, unknown=0)
    sums = sums or [0] * (len(_MEMBERS[part]) + 1)
    cells = tuple(
        (member, count)
        for member, count in zip(_MEMBERS[part], sums[:-1], strict=True)
        if count or part is not Part.LEAVINGS
    )
    return Breakdown(
        part=part, total=total, cells=cells, hidden=total - sum(sums), unknown=sums[-1]
    )


def place_label(figures: EventFigures, home: str) -> str:
    """Return how a report names the place; of a private home its town, or ``home`` alone."""
    place = figures.event.place
    if not place.private_home:
        return place.name
    return f"{home}（{place.town_only}）" if place.town_only else home
