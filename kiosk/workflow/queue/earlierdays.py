"""What service took on the days before, read after the log-in, a day at a time."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from kiosk.errors import KioskError
from kiosk.ports import Background
from kiosk.queue.pools import REMEMBERED
from kiosk.queue.servicetimes import ServiceTime, service_times
from kiosk.queueports import TicketBook
from kiosk.workflow.queue.line import Line

FARTHEST = 30
"""So many days back service times tell of today; before that it was another season's team."""

_Times = tuple[ServiceTime, ...]


class EarlierDays:
    """Reads the newest day first, until enough people are known or nobody is left.

    A day of 200 tickets takes the storage thread some 80 ms, thirty of them three seconds: each is
    a job of its own, so that a call waits for one at most. No day is read twice: it is over.
    """

    def __init__(
        self,
        book: TicketBook,
        background: Background,
        line: Line,
        report: Callable[[object], None],
    ) -> None:
        """``report`` shows staff an error; whoever changed an old day's rows is not passed over."""
        self._book = book
        self._background = background
        self._line = line
        self._report = report
        self._known: dict[date, _Times] = {}
        self._reads: date | None = None

    def recall(self) -> None:
        """Have the forecast know what is known of the days before, and more of it as it is read."""
        day = self._line.day
        if day is None:
            return
        known: list[_Times] = []
        missing = None
        for back in range(1, 1 + FARTHEST):
            if sum(map(len, known)) >= REMEMBERED:
                break
            one = day - timedelta(days=back)
            if one not in self._known:
                missing = one
                break
            known.append(self._known[one])
        earlier = (time for times in reversed(known) for time in times)
        self._line.forecast.learn(tuple(earlier))
        if missing is not None:
            self._read(missing)

    def _read(self, day: date) -> None:
        if self._reads is not None:
            return
        self._reads, book = day, self._book
        job = partial(_times, book, day)
        self._background.run(job, partial(self._heard, day))

    def _heard(self, day: date, answer: _Times | KioskError) -> None:
        """Go on with the day before; one that cannot be read is told and counts for nothing."""
        self._reads = None
        self._known[day] = () if isinstance(answer, KioskError) else answer
        self._report(answer)
        self.recall()


def _times(book: TicketBook, day: date) -> _Times:
    return service_times(book.history(day, day))
