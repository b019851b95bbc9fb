"""What if: today, played again by every rule of order."""

from functools import partial

from kiosk.domain.ticket import Ticket
from kiosk.errors import KioskError
from kiosk.queue.acts import TicketEvent
from kiosk.queue.played import day_of
from kiosk.queue.rules import QueueRules
from kiosk.queue.simulation import RuleResult, what_if
from kiosk.workflow.queue.linework import LineWork
from kiosk.workflow.queue.view import RuleFigures

_Day = tuple[tuple[Ticket, ...], tuple[TicketEvent, ...]]


class Comparing:
    """Reads the day on the storage thread and plays it on another: a call must not wait for it."""

    def __init__(self, work: LineWork) -> None:
        self._work = work
        self._busy = False

    def compare(self) -> None:
        """Have the figures in the view after a while; asked again meanwhile, it does nothing."""
        work, day = self._work, self._work.line.day
        if self._busy or day is None or work.stage.staff is None:
            return
        self._busy = True
        book = work.doors.book
        work.stage.doors.background.run(lambda: (book.day(day), book.history(day, day)), self._read)

    def _read(self, answer: _Day | KioskError) -> None:
        if isinstance(answer, KioskError):
            self._busy = False
            self._work.show(answer)
            return
        play = partial(_played, *answer, rules=self._work.line.rules)
        # The worker of the photo sheets is the one that is free most of the day.
        self._work.stage.doors.printing.run(play, self._played)

    def _played(self, answer: tuple[RuleFigures, ...] | KioskError) -> None:
        self._busy = False
        if not isinstance(answer, KioskError):
            self._work.line.what_if = answer
        self._work.tell_staff(answer)


def _played(
    tickets: tuple[Ticket, ...], history: tuple[TicketEvent, ...], *, rules: QueueRules
) -> tuple[RuleFigures, ...]:
    return tuple(_figures(one) for one in what_if(day_of(tickets, history), rules))


def _figures(result: RuleResult) -> RuleFigures:
    spread, priority = result.everybody, result.priority
    return RuleFigures(
        rule=result.rule,
        people=spread.people,
        median_min=round(spread.median_min),
        longest_min=round(spread.longest_min),
        priority_min=round(priority.median_min) if priority.people else None,
    )
