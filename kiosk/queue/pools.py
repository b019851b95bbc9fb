"""From what service times a wait is drawn."""

import math
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from random import Random

from kiosk.domain.ticket import Service
from kiosk.queue.servicetimes import ServiceTime

OWN_TIMES = 8
"""So many times of a service, or of the staff on duty, are better than those of all."""
LATEST_TIMES = 60
"""What is older than so many people says less about today."""
REMEMBERED = 1000
"""So many people are some days or weeks; older times cost time and say little."""
_LEAST_SCALE = 0.3
_ROW = 500


class Pool:
    """Minutes that people took, and how little their mean is known.

    ``scale`` is by what the minutes are longer on the day that is drawn: the mean of few is not
    known well.
    """

    __slots__ = ("_doubt", "_minutes", "_row", "scale")

    def __init__(self, minutes: Sequence[float]) -> None:
        mean = math.fsum(minutes) / len(minutes)
        variance = math.fsum((one - mean) ** 2 for one in minutes) / len(minutes)
        self._minutes = sorted(minutes)
        self._doubt = math.sqrt(variance / len(minutes)) / mean if mean else 0.0
        self._row: list[float] = []
        self.scale = 1.0

    def rescale(self, chance: Random) -> None:
        """Have the minutes be as they might as well be."""
        self.scale = max(_LEAST_SCALE, 1 + self._doubt * chance.gauss())

    def draw(self, chance: Random) -> float:
        """Return the minutes of somebody."""
        minutes = self._minutes
        return self.scale * minutes[int(chance.random() * len(minutes))]  # choice() takes thrice

    def draw_many(self, count: int, chance: Random) -> Iterator[float]:
        """Yield the minutes of so many: a stretch, begun anywhere, of a row drawn once.

        A draw for each of 60 on 100 days would take three times the 5 ms there are.
        """
        if len(self._row) < _ROW + count:
            self._row = chance.choices(self._minutes, k=_ROW + count)
        begin = int(chance.random() * _ROW)
        return (self.scale * one for one in self._row[begin : begin + count])

    def draw_rest(self, minutes: float, chance: Random) -> float | None:
        """Return how much longer somebody takes; None where nobody ever took so long."""
        shorter = bisect_right(self._minutes, minutes / self.scale)
        longer = len(self._minutes) - shorter
        if not longer:
            return None
        one = self._minutes[shorter + int(chance.random() * longer)]
        return max(0.0, self.scale * one - minutes)


def pools(times: Sequence[ServiceTime], staff: Collection[str]) -> dict[Service | None, Pool]:
    """Return for each service the latest minutes that fit best: by the staff, its own, or all.

    None: of anybody. Raises nothing as long as there is one time.
    """
    own: dict[Service, list[float]] = {service: [] for service in Service}
    theirs: dict[Service, list[float]] = {service: [] for service in Service}
    latest = times[-REMEMBERED:]
    for one in latest:
        own[one.service].append(one.minutes)
        if one.staff in staff:
            theirs[one.service].append(one.minutes)
    everything = [one.minutes for one in latest]
    found: dict[Service | None, Pool] = {None: Pool(everything[-LATEST_TIMES:])}
    for service in Service:
        choices = (theirs[service], own[service])
        best = next((pool for pool in choices if len(pool) >= OWN_TIMES), everything)
        found[service] = Pool(best[-LATEST_TIMES:])
    return found
