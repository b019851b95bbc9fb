"""Staff and the line: calls, and whatever else happens to somebody's ticket."""

from dataclasses import dataclass
from functools import partial

from kiosk.domain.staff import StaffMember
from kiosk.domain.ticket import (
    Arrived,
    Called,
    CancelReason,
    IntentId,
    PublicLanguage,
    Serving,
    Ticket,
)
from kiosk.errors import KioskError, LeadNeededError
from kiosk.queue import acts
from kiosk.queue.errors import ActRefusedError, TicketMovedError
from kiosk.queue.rules import OrderRule
from kiosk.queueports import Announcement, TicketBook
from kiosk.workflow.queue.linework import LineWork, order_of

_OURS = acts.Reserve | acts.BeginPrinting | acts.FailPrinting | acts.CountCall
"""Acts that the program alone does."""
_SPOKEN_AS_JA = frozenset({PublicLanguage.JA, PublicLanguage.EASY_JA})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Called:
    """Who was called, and the day afterwards: a call moves those who are parked."""

    ticket: Ticket | None
    day: tuple[Ticket, ...]


class Calling:
    """One wish of staff after the other; a call is heard once it is on the disk."""

    def __init__(self, work: LineWork) -> None:
        self._work = work

    def call_next(self, intent: IntentId) -> None:
        """Call whoever is next by the rules to this station's place."""
        work, line = self._work, self._work.line
        staff, day = work.stage.staff, line.day
        if staff is None or day is None or not line.begins(intent):
            return
        book, rules, duty = work.doors.book, line.rules, line.on_duty

        def call() -> _Called:
            ticket = book.call_next(rules.here, rules, intent, staff.id, staff=duty)
            return _Called(ticket=ticket, day=book.day(day))

        work.stage.doors.background.run(call, partial(self._called, intent))

    def order(self, ticket: Ticket, act: acts.Act, intent: IntentId) -> None:
        """Have something happen to a ticket as it is seen on the screen."""
        work, staff = self._work, self._work.stage.staff
        if staff is None or isinstance(act, _OURS) or not work.line.begins(intent):
            return
        heard = partial(self._ordered, act, intent)
        work.order(ticket, act, by=staff.id, intent=intent, heard=heard)

    def change_order(self, rule: OrderRule) -> None:
        """Have the line run by another rule from now on; leads only."""
        if self._lead() is not None:
            work, order = self._work, self._work.doors.order
            work.line.run_by(rule)
            work.show()
            work.stage.doors.background.run(lambda: order.save(rule), work.stage.report_failure)

    def end_all_waiting(self, intent: IntentId) -> None:
        """Cancel everybody who still waits, because the venue closes; leads only."""
        work, line, lead = self._work, self._work.line, self._lead()
        if lead is None or line.day is None or not line.begins(intent):
            return
        book, day, duty = work.doors.book, line.day, line.on_duty

        def end() -> _Called:
            for ticket in book.day(day):
                if not ticket.ended and not isinstance(ticket.standing, Arrived | Serving):
                    _cancel(book, ticket, by=lead.id, staff=duty)
            return _Called(ticket=None, day=book.day(day))

        work.stage.doors.background.run(end, partial(self._called, intent))

    def _called(self, intent: IntentId, answer: _Called | KioskError) -> None:
        work = self._work
        if isinstance(answer, KioskError) or answer.ticket is None:
            work.line.retract(intent)
        if isinstance(answer, KioskError):
            work.refresh()
            work.show(answer)
            return
        work.line.take_day(answer.day)
        self._put_up(answer.ticket)
        work.show()

    def _ordered(self, act: acts.Act, intent: IntentId, answer: Ticket | KioskError) -> None:
        if isinstance(answer, KioskError):
            self._work.line.retract(intent)
        if isinstance(act, acts.Call) and not isinstance(answer, KioskError):
            self._put_up(answer)
        self._work.tell_staff(answer)

    def _put_up(self, ticket: Ticket | None) -> None:
        """Bring a call to the board and have it heard."""
        if ticket is None or not isinstance(ticket.standing, Called):
            return
        line, called = self._work.line, ticket.standing
        line.calls = line.calls.add(ticket, called)
        languages: tuple[PublicLanguage, ...] = (PublicLanguage.JA,)
        if ticket.language not in _SPOKEN_AS_JA:
            languages = (*languages, ticket.language)
        self._work.doors.announcer.announce(
            Announcement(number=ticket.number, place=called.place, languages=languages)
        )

    def _lead(self) -> StaffMember | None:
        staff = self._work.stage.staff
        if staff is not None and not staff.role.may_close_the_day():
            self._work.show(LeadNeededError())
            return None
        return staff


def _cancel(book: TicketBook, ticket: Ticket, *, by: str, staff: int) -> None:
    """Cancel somebody's ticket; one that just came to a place is served to the end."""
    try:
        book.order(order_of(ticket, acts.Cancel(CancelReason.CLOSED), by=by), staff=staff)
    except (TicketMovedError, ActRefusedError):
        return
