"""Tickets come to exist: a number from the book, then the paper it stands on."""

from dataclasses import dataclass, replace
from functools import partial

from kiosk.domain.ticket import (
    IntentId,
    Origin,
    PaperKind,
    Printing,
    PrintTrouble,
    Reserved,
    Ticket,
    TicketRequest,
    Waiting,
)
from kiosk.errors import KioskError
from kiosk.queue.acts import BeginPrinting, ConfirmPaper, FailPrinting, Reprint
from kiosk.queue.errors import IssueClosedError, TicketPaperError
from kiosk.queue.order import line_up
from kiosk.queueports import TicketBook, TicketFace
from kiosk.workflow.queue.linework import AUTO, LineWork, order_of
from kiosk.workflow.queue.view import IssueAnswer, WaitRange

SELF = "self"
"""Who the self-service screen is in the line's history."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Begun:
    """A ticket as the book has it; ``to_print`` tells that its paper is ours to print now."""

    ticket: Ticket
    code: str
    to_print: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What the person is told, on paper and on the screen; ``intent`` None: nobody waits."""

    intent: IntentId | None
    ahead: int | None
    wait: WaitRange | None


class TicketPapers:
    """Issues, retries, reprints; the printer works on a worker of its own."""

    def __init__(self, work: LineWork) -> None:
        self._work = work

    def issue(self, request: TicketRequest, intent: IntentId) -> None:
        """Give a ticket and have it printed."""
        work, line, staff = self._work, self._work.line, self._work.stage.staff
        by_itself = request.origin is Origin.SELF
        if (staff is None and not by_itself) or not line.begins(intent):
            return
        if by_itself and not line.accepting(work.stage.doors.clock.now()):
            line.retract(intent)
            work.answer(IssueAnswer(intent=intent, ticket=None, error=IssueClosedError()))
            return
        wished = self._on_the_venues_paper(request)
        by = SELF if by_itself or staff is None else staff.id
        book, duty = work.doors.book, line.on_duty
        work.stage.doors.background.run(
            lambda: _begin(book, book.reserve(wished, intent, by), duty),
            partial(self._reserved, intent),
        )

    def retry(self, ticket: Ticket) -> None:
        """Print a ticket whose paper did not come, once more."""
        self._print_again(ticket, again=False)

    def reprint(self, ticket: Ticket) -> None:
        """Print a paper marked 再 for a ticket that exists."""
        self._print_again(ticket, again=True)

    def _print_again(self, ticket: Ticket, *, again: bool) -> None:
        work, staff = self._work, self._work.stage.staff
        if staff is None or ticket.id in work.line.under_way:
            return
        work.line.under_way.add(ticket.id)  # a second tap finds it there
        act = Reprint() if again else BeginPrinting()
        order = order_of(ticket, act, by=staff.id)
        book, duty = work.doors.book, work.line.on_duty

        def begin() -> _Begun:
            begun = book.order(order, staff=duty)
            return _Begun(ticket=begun, code=book.code_of(begun), to_print=True)

        work.stage.doors.background.run(begin, partial(self._begun_again, ticket, again))

    def _begun_again(self, ticket: Ticket, again: bool, answer: _Begun | KioskError) -> None:  # noqa: FBT001 - bound by partial
        work = self._work
        if isinstance(answer, KioskError):
            work.line.under_way.discard(ticket.id)
            work.refresh()
            work.show(answer)
            return
        work.line.take(answer.ticket)
        self._print(answer, self._told(None, answer.ticket), again=again)

    def _on_the_venues_paper(self, request: TicketRequest) -> TicketRequest:
        paper = self._work.line.facts.paper
        asked = request.paper is PaperKind.PRINTED
        return replace(request, paper=paper) if asked and request.number is None else request

    def _reserved(self, intent: IntentId, answer: _Begun | KioskError) -> None:
        work = self._work
        if isinstance(answer, KioskError):
            work.line.retract(intent)
            work.refresh()
            work.answer(IssueAnswer(intent=intent, ticket=None, error=answer))
            return
        told = self._told(intent, answer.ticket)
        work.line.take(answer.ticket)
        if answer.to_print:
            self._print(answer, told, again=False)
        else:
            self._say(told, answer.ticket)

    def _told(self, intent: IntentId | None, ticket: Ticket) -> _Told:
        """Return how many stand before the ticket now, and how long that will take."""
        line, now = self._work.line, self._work.stage.doors.clock.now()
        in_line = replace(ticket, standing=Waiting())
        others = [one for one in line.tickets.values() if one.id != ticket.id]
        placed = line_up((*others, in_line), line.calls.recent, line.rules, now)
        ahead = next(at for at, one in enumerate(placed) if one.ticket.id == ticket.id)
        seen = replace(line.at(now), tickets=tuple(others))
        wait = line.forecast.tell(seen, ticket.service, priority=ticket.priority)
        return _Told(intent=intent, ahead=ahead, wait=wait)

    def _print(self, begun: _Begun, told: _Told, *, again: bool) -> None:
        work, ticket, facts = self._work, begun.ticket, self._work.stage.facts
        work.line.under_way.add(ticket.id)
        face = TicketFace(
            number=ticket.number,
            service=ticket.service,
            language=ticket.language,
            at=ticket.reserved_at,
            code=begun.code,
            venue=facts.venue,
            ahead=told.ahead,
            wait_minutes=(told.wait.least_min, told.wait.most_min) if told.wait else None,
            again=again,
            training=facts.training,
        )
        printer, job = work.doors.printer, f"{ticket.id}-{ticket.version}"
        heard = partial(self._reprinted if again else self._printed, ticket, told)
        work.doors.papers.run(lambda: printer.print_ticket(face, job), heard)
        work.show_quietly()

    def _printed(self, ticket: Ticket, told: _Told, answer: KioskError | None) -> None:
        """Take the printer's word to the book; what staff decided meanwhile goes first."""
        work = self._work
        known = work.line.tickets.get(ticket.id, ticket)
        if not isinstance(known.standing, Printing):
            work.line.under_way.discard(ticket.id)
            self._say(told, known)
            return
        act = FailPrinting(_trouble(answer)) if answer else ConfirmPaper()
        work.order(known, act, by=AUTO, heard=partial(self._settled, known, told, answer))

    def _settled(
        self, ticket: Ticket, told: _Told, trouble: KioskError | None, answer: Ticket | KioskError
    ) -> None:
        self._work.line.under_way.discard(ticket.id)
        if isinstance(answer, KioskError):
            self._say(told, ticket, trouble or answer)
        else:
            self._say(told, answer, trouble)

    def _reprinted(self, ticket: Ticket, _told: _Told, answer: KioskError | None) -> None:
        self._work.line.under_way.discard(ticket.id)
        self._work.show(answer or self._work.stage.notice)

    def _say(self, told: _Told, ticket: Ticket, error: KioskError | None = None) -> None:
        if told.intent is None:
            self._work.show(error or self._work.stage.notice)
            return
        self._work.answer(
            IssueAnswer(
                intent=told.intent, ticket=ticket, error=error, ahead=told.ahead, wait=told.wait
            )
        )


def _begin(book: TicketBook, ticket: Ticket, staff: int) -> _Begun:
    """Have the paper begin, or count as there where none is printed; on the storage thread."""
    to_print = isinstance(ticket.standing, Reserved) and ticket.paper is PaperKind.PRINTED
    if isinstance(ticket.standing, Reserved):
        act = BeginPrinting() if to_print else ConfirmPaper()
        ticket = book.order(order_of(ticket, act, by=AUTO), staff=staff)
    return _Begun(ticket=ticket, code=book.code_of(ticket), to_print=to_print)


def _trouble(error: KioskError) -> PrintTrouble:
    return error.trouble if isinstance(error, TicketPaperError) else PrintTrouble.UNKNOWN
