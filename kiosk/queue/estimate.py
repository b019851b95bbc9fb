"""How long it will probably take: a range that is right for about four of five people.

The days that could follow are drawn with a fixed seed from what people took so far; the same
situation is told the same range. How the numbers were found: ``docs/adr/0018-wait-range.md``.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from heapq import heapify, heapreplace
from random import Random

from kiosk.domain.ticket import Service
from kiosk.queue.pools import Pool, pools
from kiosk.queue.servicetimes import ServiceTime

FEWEST_TIMES = 5
"""Of fewer people nothing can be told; of so many, something wide."""
STEP_MIN = 5
WIDEST_MIN = 45
"""A range wider than this helps nobody to decide whether to have lunch."""
_DRAWS = 100
_LEAST, _MOST = 0.10, 0.88
_BREAK_MIN = 60.0
_ONE_LEAVES, _ONE_JOINS = 0.20, 0.12  # found by simulation: ADR 0018
_SEED = 17  # any number: drawn once, the same for everybody


class Thinness(StrEnum):
    """Why nothing is told; ``queue.thin.*`` says it."""

    NO_DESK = "no_desk"
    FEW_TIMES = "few_times"
    TOO_WIDE = "too_wide"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thin:
    """Nobody can tell: only ``known`` of ``needed`` times are there, or no place is open."""

    why: Thinness
    known: int = 0
    needed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The range in whole minutes, steps of five, and from how many times it was drawn."""

    least_min: int
    most_min: int
    known: int


@dataclass(frozen=True, slots=True)
class Busy:
    """Somebody who is being served, for so long already."""

    service: Service
    minutes: float


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody who will be ahead again once back: parked, or with an appointment."""

    service: Service
    back_in_min: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What lies between somebody and a free place.

    ``overtakers_per_min`` is how many come per minute who go first; they do so during the first
    ``overtaken_for_min`` of the wait.
    """

    ahead: tuple[Service, ...]
    busy: tuple[Busy, ...] = ()
    away: tuple[Away, ...] = ()
    desks: int = 1
    overtakers_per_min: float = 0.0
    overtaken_for_min: float = math.inf
    staff: frozenset[str] = field(default_factory=frozenset)


def estimate(situation: Situation, times: Sequence[ServiceTime]) -> Told | Thin:
    """Return the range of the wait, from now to the call."""
    if situation.desks < 1:
        return Thin(why=Thinness.NO_DESK)
    if not situation.ahead and len(situation.busy) < situation.desks:
        return Told(least_min=0, most_min=STEP_MIN, known=len(times))
    if len(times) < FEWEST_TIMES:
        return Thin(why=Thinness.FEW_TIMES, known=len(times), needed=FEWEST_TIMES)
    waits = sorted(_draw(situation, times))
    least = STEP_MIN * math.floor(waits[int(_LEAST * _DRAWS)] / STEP_MIN)
    most = STEP_MIN * math.ceil(waits[int(_MOST * _DRAWS)] / STEP_MIN)
    if most - least > max(WIDEST_MIN, most / 2):
        return Thin(why=Thinness.TOO_WIDE, known=len(times))
    return Told(least_min=least, most_min=max(most, least + STEP_MIN), known=len(times))


def _draw(situation: Situation, times: Sequence[ServiceTime]) -> list[float]:
    """Return the waits of so many days that could follow."""
    chance = Random(_SEED)  # noqa: S311 - a simulation, nothing secret
    known = pools(times, situation.staff)
    return [_one_day(situation, known, chance) for _ in range(_DRAWS)]


def _one_day(situation: Situation, known: Mapping[Service | None, Pool], chance: Random) -> float:
    """Return the wait on a day on which people take what people took."""
    for pool in known.values():
        pool.rescale(chance)
    free = [_rest(one, known[one.service], chance) for one in situation.busy]
    free += [0.0] * (situation.desks - len(free))
    free = _breaks(free, chance)
    heapify(free)
    away = sorted(situation.away, key=lambda one: one.back_in_min, reverse=True)
    drawn = {one: known[one].draw_many(n, chance) for one, n in Counter(situation.ahead).items()}
    for service in situation.ahead:
        if away:
            _serve_returned(free, away, known, chance)
        heapreplace(free, free[0] + next(drawn[service]))
    _serve_returned(free, away, known, chance)
    exposed = min(free[0], situation.overtaken_for_min)
    for _ in range(_poisson(exposed * situation.overtakers_per_min, chance)):
        heapreplace(free, free[0] + known[None].draw(chance))
    return free[0]


def _breaks(free: list[float], chance: Random) -> list[float]:
    """Return when each place is free, on a day on which staff have breaks as they do."""
    luck = chance.random()
    if luck < _ONE_LEAVES and len(free) > 1:
        leaving = chance.randrange(len(free))
        return [at + _BREAK_MIN * (nth == leaving) for nth, at in enumerate(free)]
    if luck > 1 - _ONE_JOINS:
        return [*free, chance.uniform(0, _BREAK_MIN)]
    return free


def _serve_returned(
    free: list[float],
    away: list[Away],
    known: Mapping[Service | None, Pool],
    chance: Random,
) -> None:
    while away and away[-1].back_in_min <= free[0]:
        heapreplace(free, free[0] + known[away.pop().service].draw(chance))


def _rest(one: Busy, pool: Pool, chance: Random) -> float:
    rest = pool.draw_rest(one.minutes, chance)
    return chance.uniform(0, STEP_MIN) if rest is None else rest


def _poisson(mean: float, chance: Random) -> int:
    """Return how many come when ``mean`` are expected."""
    count, left = 0, chance.expovariate(1.0)
    while left < mean:
        count, left = count + 1, left + chance.expovariate(1.0)
    return count
