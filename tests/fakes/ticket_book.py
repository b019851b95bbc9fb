"""A ticket book in memory: the promises of `storage.tickets.book.Book`, without disk and key.

`tests/storage/ticket_book_suite.py` runs over both.
"""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from kiosk.domain.dates import JST
from kiosk.domain.ticket import (
    Called,
    IntentId,
    Parked,
    Serving,
    Ticket,
    TicketId,
    TicketNumber,
    TicketRequest,
)
from kiosk.errors import KioskError
from kiosk.ports import Clock
from kiosk.queue import life
from kiosk.queue.acts import Act, Call, CountCall, Order, Reserve, Return, TicketEvent
from kiosk.queue.errors import (
    IssueClosedError,
    NumberTakenError,
    TicketMovedError,
    TicketUnknownError,
)
from kiosk.queue.order import calls_so_far, why_next
from kiosk.queue.rules import BANDS, QueueRules
from storage.errors import DayClosedError, NotSignedInError
from storage.tickets.errors import (
    BadNumberError,
    ForeignCodeError,
    ForgedCodeError,
    OtherDayCodeError,
)
from storage.tickets.ticketcode import MOST_NUMBER

_CODE = re.compile(r"SK1\.[A-Z2-7]{16}")
_PARTS = re.compile(r"(\d{4})([A-E])(\d{4})X")


@dataclass
class MemoryTicketBook:
    """Implements `kiosk.queueports.TicketBook`.

    ``closed`` are the dates that give no tickets; ``unlocked`` is what the first log-in makes true.
    ``fail_next`` is raised once by the next change, before anything changes.
    """

    clock: Clock
    closed: Callable[[date], bool] = lambda _day: False
    unlocked: bool = True
    fail_next: KioskError | None = None
    tickets: dict[TicketId, Ticket] = field(default_factory=dict)
    events: list[TicketEvent] = field(default_factory=list)
    intents: dict[IntentId, TicketId] = field(default_factory=dict)

    # --- the port -----------------------------------------------------------------------------

    def reserve(self, request: TicketRequest, intent: IntentId, by: str) -> Ticket:
        self._ready()
        if request.number is not None and not 1 <= request.number <= MOST_NUMBER:
            raise BadNumberError("number")
        if intent in self.intents:
            return self.tickets[self.intents[intent]]
        now = self.clock.now()
        today = now.astimezone(JST).date()
        if self.closed(today):
            raise IssueClosedError("closed")
        number = self._number(request, today)
        ticket = life.reserve(request, TicketId.new(), number, today, now)
        return self._keep(ticket, Reserve(), now, by, intent)

    def order(self, order: Order, *, staff: int = 0) -> Ticket:
        self._ready()
        if order.intent in self.intents:
            return self.tickets[self.intents[order.intent]]
        ticket = self._known(order.ticket)
        if ticket.version != order.version:
            raise TicketMovedError(f"{ticket.version} is not {order.version}")
        now = self.clock.now()
        after = life.step(ticket, order.act, now)
        if self.closed(ticket.business_date):
            raise DayClosedError("closed", day=ticket.business_date.isoformat())
        self._keep(after, order.act, now, order.by, order.intent, staff)
        if isinstance(order.act, Call) and not isinstance(ticket.standing, Called):
            self._count_call(after, now)
        return after

    def call_next(
        self, place: str, rules: QueueRules, intent: IntentId, by: str, *, staff: int = 0
    ) -> Ticket | None:
        self._ready()
        if intent in self.intents:
            return self.tickets[self.intents[intent]]
        now = self.clock.now()
        today = now.astimezone(JST).date()
        if self.closed(today):
            return None
        self._return_due(today, now)
        of_day = self.day(today)
        recent = calls_so_far(self.history(today, today), {one.id: one for one in of_day})
        placed = why_next(of_day, recent, rules, now)
        if placed is None:
            return None
        called = life.step(placed.ticket, Call(place), now)
        self._keep(called, Call(place), now, by, intent, staff)
        self._count_call(called, now)
        return called

    def return_due(self) -> tuple[Ticket, ...]:
        self._ready()
        now = self.clock.now()
        return self._return_due(now.astimezone(JST).date(), now)

    def day(self, business_date: date) -> tuple[Ticket, ...]:
        self._require()
        return tuple(one for one in self.tickets.values() if one.business_date == business_date)

    def history(self, first: date, last: date) -> tuple[TicketEvent, ...]:
        self._require()
        return tuple(
            one for one in self.events if first <= self.tickets[one.ticket].business_date <= last
        )

    def code_of(self, ticket: Ticket) -> str:
        self._require()
        day = f"{ticket.business_date:%m%d}"
        raw = f"{day}{ticket.service}{ticket.number.number:04d}X".encode()
        return "SK1." + base64.b32encode(raw).decode()

    def ticket_of(self, code: str) -> Ticket:
        self._require()
        if not _CODE.fullmatch(code):
            raise ForeignCodeError("no ticket")
        raw = base64.b32decode(code.removeprefix("SK1.")).decode("latin-1")
        if not _PARTS.fullmatch(raw):
            raise ForgedCodeError("mac")
        today = self.clock.now().astimezone(JST).date()
        for ticket in self.tickets.values():
            if self.code_of(ticket) == code and ticket.business_date == today:
                return ticket
        for ticket in self.tickets.values():
            if self.code_of(ticket) == code:
                raise OtherDayCodeError("other day", day=ticket.business_date)
        raise TicketUnknownError("no such ticket")

    # --- inside -------------------------------------------------------------------------------

    def _require(self) -> None:
        if not self.unlocked:
            raise NotSignedInError("nobody was in yet")

    def _ready(self) -> None:
        self._require()
        failure, self.fail_next = self.fail_next, None
        if failure is not None:
            raise failure

    def _known(self, ticket: TicketId) -> Ticket:
        try:
            return self.tickets[ticket]
        except KeyError:
            raise TicketUnknownError("no such ticket") from None

    def _number(self, request: TicketRequest, today: date) -> TicketNumber:
        taken = {one.number for one in self.day(today)}
        if request.number is not None:
            number = TicketNumber(request.service, request.number)
            if number in taken:
                raise NumberTakenError("taken", ticket=str(number))
            return number
        band = BANDS[request.service]
        numbers = (TicketNumber(request.service, band.nth(n)) for n in range(len(taken) + 1))
        return next(one for one in numbers if one not in taken)

    def _count_call(self, called: Ticket, now: datetime) -> None:
        for other in self.day(called.business_date):
            match other.standing:
                case Parked(calls_left=int(left)) if left > 0:
                    self._keep(life.step(other, CountCall(), now), CountCall(), now, "auto")
                case _:
                    pass

    def _return_due(self, today: date, now: datetime) -> tuple[Ticket, ...]:
        due = [one for one in self.day(today) if life.is_due(one, now)]
        return tuple(
            self._keep(life.step(one, Return(), now), Return(), now, "auto") for one in due
        )

    def _keep(
        self,
        ticket: Ticket,
        act: Act,
        at: datetime,
        by: str,
        intent: IntentId | None = None,
        staff: int = 0,
    ) -> Ticket:
        self.tickets[ticket.id] = ticket
        if intent is not None:
            self.intents[intent] = ticket.id
        serving = [one.standing for one in self.day(ticket.business_date)]
        self.events.append(
            TicketEvent(
                ticket=ticket.id,
                version=ticket.version,
                number=ticket.number,
                service=ticket.service,
                stage=ticket.stage,
                act=act,
                at=at,
                by=by,
                desks=len({one.place for one in serving if isinstance(one, Serving)}),
                staff=staff,
            )
        )
        return ticket
