"""How a venue runs its line; from the settings, the defaults are ours."""

from dataclasses import dataclass, field
from datetime import time, timedelta
from enum import StrEnum

from kiosk.domain.ticket import Service


class OrderRule(StrEnum):
    """Who is next."""

    STRICT = "strict"
    """By number given, whatever else."""
    PRIORITY_FIRST = "priority_first"
    AGED = "aged"
    """Priority counts as a head start of so many minutes: nobody waits for ever."""
    ALTERNATING = "alternating"
    """1:1, one with priority, one without."""
    MAX_CONSECUTIVE = "max_consecutive"
    """Priority first, but no more than so many in a row."""


@dataclass(frozen=True, slots=True)
class Band:
    """The numbers of a service; beyond the ``last`` one they go on at 1001."""

    first: int
    last: int

    def nth(self, n: int) -> int:
        """Return the ``n``-th number, counted from 0."""
        return self.first + n if self.first + n <= self.last else 1001 + n - self._length

    @property
    def _length(self) -> int:
        return self.last - self.first + 1


BANDS = {
    Service.APPLY: Band(1, 499),
    Service.RENEW: Band(501, 699),
    Service.REISSUE: Band(701, 799),
    Service.CERTIFICATE: Band(801, 899),
    Service.ASK: Band(901, 999),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRules:
    """``places`` are the names of desks on the board, ``here`` the one of this station.

    ``last_issue`` is when the self-service screen stops to give tickets (JST), None: never. After
    ``no_show_calls`` calls in vain staff are offered 不在. ``amber``, ``red``: from when on a wait
    is shown as long.
    """

    order: OrderRule = OrderRule.AGED
    head_start: timedelta = timedelta(minutes=15)
    most_in_a_row: int = 3
    appointment_slack: timedelta = timedelta(minutes=5)
    park_calls: int = 3
    park_time: timedelta = timedelta(minutes=10)
    no_show_calls: int = 3
    last_issue: time | None = None
    here: str = "1"
    places: tuple[str, ...] = ("1",)
    amber: timedelta = timedelta(minutes=20)
    red: timedelta = timedelta(minutes=40)
    bands: dict[Service, Band] = field(default_factory=lambda: dict(BANDS))
