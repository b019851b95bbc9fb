"""How days go by each rule: waits, fairness, and how often the told range was right."""

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kiosk.queue.estimate import STEP_MIN, Told
from kiosk.queue.played import Day
from kiosk.queue.replay import Played, Wait, play
from kiosk.queue.rules import OrderRule, QueueRules
from kiosk.queue.servicetimes import ServiceTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The waits of a group in minutes; zeros where nobody was in it."""

    people: int
    median_min: float
    ninety_min: float
    longest_min: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Of so many ranges told, how many were right, and how wide they were.

    ``early`` were called before the range, ``late`` after it. Who stepped out of the line, or has
    an appointment, is not counted: their wait was their own.
    """

    told: int
    untold: int
    inside: int
    early: int
    late: int
    width_min: float

    @property
    def share(self) -> float:
        """Return the share of ranges that were right; 0 where none was told."""
        return self.inside / self.told if self.told else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """How the days went by a rule.

    ``overtaken`` is how many that came later went first, on average of those without priority;
    ``most_overtaken`` the most that befell one person. ``per_hour`` people were served.
    ``calibration_of_waits`` leaves out those who were told 0 to 5 minutes, which is easy to tell.
    """

    rule: OrderRule
    everybody: Spread
    priority: Spread
    others: Spread
    no_shows: int
    per_hour: float
    overtaken: float
    most_overtaken: int
    calibration: Calibration
    calibration_of_waits: Calibration


def what_if(day: Day, rules: QueueRules) -> tuple[RuleResult, ...]:
    """Return how the day goes by every rule: the same people, the same service times."""
    return compare((day,), rules, telling=False)


def compare(
    days: Sequence[Day],
    rules: QueueRules,
    *,
    orders: Iterable[OrderRule] = tuple(OrderRule),
    telling: bool = True,
    progress: Callable[[], None] = lambda: None,
) -> tuple[RuleResult, ...]:
    """Return how the days go by each of the orders; each day knows what those before it took."""
    results = []
    for order in orders:
        played, earlier = [], list[ServiceTime]()
        for day in days:
            one = play(day, replace(rules, order=order), earlier, telling=telling)
            earlier.extend(one.times)
            played.append(one)
            progress()
        results.append(_result(order, played))
    return tuple(results)


def _result(rule: OrderRule, played: Sequence[Played]) -> RuleResult:
    waits = [wait for day in played for wait in day.waits]
    others = [wait for wait in waits if not wait.visit.priority]
    hours = sum(day.hours for day in played)
    return RuleResult(
        rule=rule,
        everybody=_spread(waits),
        priority=_spread([wait for wait in waits if wait.visit.priority]),
        others=_spread(others),
        no_shows=sum(day.no_shows for day in played),
        per_hour=len(waits) / hours if hours else 0.0,
        overtaken=statistics.fmean([wait.overtaken for wait in others] or [0]),
        most_overtaken=max((wait.overtaken for wait in waits), default=0),
        calibration=calibrate(waits),
        calibration_of_waits=calibrate(wait for wait in waits if not _is_short(wait)),
    )


def calibrate(waits: Iterable[Wait]) -> Calibration:
    """Return how often the told ranges were right."""
    counted = [w for w in waits if not w.visit.away_min and w.visit.appointment_at is None]
    told = [(wait.minutes, wait.told) for wait in counted if isinstance(wait.told, Told)]
    early = sum(minutes < one.least_min for minutes, one in told)
    late = sum(minutes > one.most_min for minutes, one in told)
    widths = [one.most_min - one.least_min for _, one in told]
    return Calibration(
        told=len(told),
        untold=len(counted) - len(told),
        inside=len(told) - early - late,
        early=early,
        late=late,
        width_min=statistics.median(widths) if widths else 0.0,
    )


def _is_short(wait: Wait) -> bool:
    return isinstance(wait.told, Told) and wait.told.most_min <= STEP_MIN


def _spread(waits: Sequence[Wait]) -> Spread:
    minutes = sorted(wait.minutes for wait in waits) or [0.0]
    return Spread(
        people=len(waits),
        median_min=statistics.median(minutes),
        ninety_min=minutes[min(len(minutes) - 1, int(0.9 * len(minutes)))],
        longest_min=minutes[-1],
    )
