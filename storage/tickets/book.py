"""The ticket book: each act with its history in one transaction, once per intent."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol, TypeVar

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from kiosk.domain.dates import JST
from kiosk.domain.ticket import (
    Called,
    IntentId,
    Parked,
    Ticket,
    TicketId,
    TicketNumber,
    TicketRequest,
)
from kiosk.ports import Clock
from kiosk.queue import acts, life
from kiosk.queue.errors import IssueClosedError, NumberTakenError, TicketMovedError
from kiosk.queue.order import why_next
from kiosk.queue.rules import BANDS, QueueRules
from storage.database.rowmac import RowMacs
from storage.errors import DayClosedError
from storage.tickets.errors import BadNumberError, ForgedCodeError, OtherDayCodeError
from storage.tickets.eventfields import event_of
from storage.tickets.page import Page, RacedError
from storage.tickets.proven import ProvenTickets
from storage.tickets.ticketcode import MOST_NUMBER, is_proved, parsed_code, spelled_code

A = TypeVar("A")

_TRIES = 50
"""Only other connections make a second one necessary, and each of their acts at most one."""


class Units(Protocol):
    """Gives transactions (`storage.database.engine.Store`)."""

    def unit(self) -> AbstractContextManager[Session]:
        """Give a session whose changes are on the disk after the block, or not at all."""
        ...


class BookKeys(Protocol):
    """The line's own keys (`storage.people.queuekey.QueueKey`)."""

    @property
    def macs(self) -> RowMacs:
        """Return what stamps and checks rows."""
        ...

    @property
    def codes(self) -> bytearray:
        """Return the key of the printed codes."""
        ...


class Book:
    """Implements `kiosk.queueports.TicketBook`."""

    def __init__(self, store: Units, key: BookKeys, database: str, clock: Clock) -> None:
        self._store = store
        self._key = key
        self._database = database
        self._clock = clock
        self._proven = ProvenTickets()

    def reserve(self, request: TicketRequest, intent: IntentId, by: str) -> Ticket:
        """Give the next number of the service, or the paper's own, today."""
        if request.number is not None and not 1 <= request.number <= MOST_NUMBER:
            raise BadNumberError("number")

        def act(page: Page) -> Ticket:
            if seen := page.of_intent(intent):
                return seen
            if not page.is_open(page.today):
                raise IssueClosedError("day not open")
            number = _number(request, page.numbers_of(page.today, request.service))
            ticket = life.reserve(request, TicketId.new(), number, page.today, page.now)
            page.add(ticket)
            page.note(ticket, acts.Reserve(), by=by, intent=intent)
            return ticket

        return self._settled(act)

    def order(self, order: acts.Order, *, staff: int = 0) -> Ticket:
        """Have the act happen to the ticket as it was seen."""

        def act(page: Page) -> Ticket:
            if seen := page.of_intent(order.intent):
                return seen
            ticket = page.of_id(order.ticket)
            if ticket.version != order.version:
                raise TicketMovedError(f"{ticket.version} is not {order.version}")
            after = life.step(ticket, order.act, page.now)
            if not page.is_open(ticket.business_date):
                raise DayClosedError("tickets", day=ticket.business_date.isoformat())
            page.replace(after)
            page.note(after, order.act, by=order.by, intent=order.intent, staff=staff)
            if isinstance(order.act, acts.Call) and not isinstance(ticket.standing, Called):
                _count_call(page, page.parked_of_day(ticket.business_date))
            return after

        return self._settled(act)

    def call_next(
        self, place: str, rules: QueueRules, intent: IntentId, by: str, *, staff: int = 0
    ) -> Ticket | None:
        """Choose by the rules and call; the answer that nobody waits may be asked for again."""

        def act(page: Page) -> Ticket | None:
            if seen := page.of_intent(intent):
                return seen
            if not page.is_open(page.today):
                return None
            in_line = _returned(page)
            recent = page.calls_of(page.today, 1 + rules.most_in_a_row)
            chosen = why_next(in_line, recent, rules, page.now)
            if chosen is None:
                return None
            call = acts.Call(place)
            called = life.step(chosen.ticket, call, page.now)
            page.replace(called)
            page.note(called, call, by=by, intent=intent, staff=staff)
            _count_call(page, in_line)
            return called

        return self._settled(act)

    def return_due(self) -> tuple[Ticket, ...]:
        """Bring back into the line whoever is parked and due today; return them."""

        def act(page: Page) -> tuple[Ticket, ...]:
            parked = page.parked_of_day(page.today)
            return tuple(_returns(page, one) for one in parked if life.is_due(one, page.now))

        return self._settled(act)

    def day(self, business_date: date) -> tuple[Ticket, ...]:
        """Return the day's tickets; raise `TamperedError` unless every one of them is there."""
        return self._settled(lambda page: page.of_day(business_date))

    def history(self, first: date, last: date) -> tuple[acts.TicketEvent, ...]:
        """Return what happened on the business dates, every row of it proved."""
        return self._settled(
            lambda page: tuple(event_of(row) for row in page.events_of(first, last))
        )

    def code_of(self, ticket: Ticket) -> str:
        """Return what the ticket's QR says."""
        return spelled_code(ticket, self._key.codes, self._database)

    def ticket_of(self, code: str) -> Ticket:
        """Return today's ticket of a code that was scanned."""
        key, claim = self._key.codes, parsed_code(code)
        today = self._clock.now().astimezone(JST).date()
        ticket = self._settled(lambda page: page.of_number(claim.business_date, claim.number))
        if not is_proved(claim, ticket.id, key, self._database):
            raise ForgedCodeError("mac")
        if claim.business_date != today:
            raise OtherDayCodeError("other day", day=claim.business_date)
        return ticket

    def _settled(self, act: Callable[[Page], A]) -> A:
        macs = self._key.macs
        last: Exception | None = None
        for _ in range(_TRIES):
            try:
                with self._store.unit() as session:
                    return act(Page(session, macs, self._clock.now(), self._proven))
            except (IntegrityError, RacedError) as error:
                last = error
        raise TicketMovedError("others were faster each time") from last


def _number(request: TicketRequest, taken: frozenset[int]) -> TicketNumber:
    if request.number is not None:
        number = TicketNumber(request.service, request.number)
        if request.number in taken:
            raise NumberTakenError("taken", ticket=str(number))
        return number
    band = BANDS[request.service]
    free = (band.nth(n) for n in range(len(taken) + 1) if band.nth(n) not in taken)
    return TicketNumber(request.service, next(free))


def _returned(page: Page) -> tuple[Ticket, ...]:
    """Return today's open tickets after those that are due came back."""
    in_line = page.open_of_day(page.today)
    return tuple(_returns(page, one) if life.is_due(one, page.now) else one for one in in_line)


def _returns(page: Page, ticket: Ticket) -> Ticket:
    return _by_itself(page, ticket, acts.Return())


def _count_call(page: Page, in_line: tuple[Ticket, ...]) -> None:
    """Have the parked ones take note that somebody else was called."""
    for one in in_line:
        match one.standing:
            case Parked(calls_left=int(left)) if left > 0:
                _by_itself(page, one, acts.CountCall())
            case _:
                pass


def _by_itself(page: Page, ticket: Ticket, act: acts.Act) -> Ticket:
    after = life.step(ticket, act, page.now)
    page.replace(after)
    page.note(after, act)
    return after
