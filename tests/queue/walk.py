"""A day's tickets under chance: every act, fitting or not, and what must be true after each."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from kiosk.domain.ticket import (
    Arrived,
    Called,
    Cancelled,
    CancelReason,
    Finished,
    NoShow,
    Outcome,
    PaperKind,
    Parked,
    ParkReason,
    PrintTrouble,
    Service,
    Serving,
    Stage,
    Ticket,
    TicketId,
    TicketNumber,
    TicketRequest,
    Waiting,
)
from kiosk.queue import acts
from kiosk.queue.errors import ActRefusedError
from kiosk.queue.life import is_due, reserve, step, waited
from kiosk.queue.order import line_up
from kiosk.queue.rules import BANDS, OrderRule, QueueRules
from tests.queue.people import NINE

IN_LINE = (Waiting, Called, Arrived, Serving, Parked)
ENDED = (Finished, NoShow, Cancelled)
_PRINTED_MORE_OFTEN = (PaperKind.PRINTED, *PaperKind)


@dataclass
class Walk:
    """Tickets by identity; ``operations`` counts what was tried, ``refused`` what did not fit."""

    chance: Random
    now: datetime = NINE
    tickets: dict[TicketId, Ticket] = field(default_factory=dict)
    numbers: dict[TicketId, TicketNumber] = field(default_factory=dict)
    given: Counter[Service] = field(default_factory=Counter)
    ended: int = 0
    reactivated: int = 0
    refused: int = 0
    operations: int = 0
    tried: Counter[str] = field(default_factory=Counter)

    def go(self, operations: int) -> None:
        for _ in range(operations):
            self.operate()
        self.reconcile()

    def operate(self) -> None:
        self.operations += 1
        self.now += timedelta(seconds=self.chance.randint(-30, 240))  # clocks are set back, too
        if not self.tickets or self.chance.random() < 0.05:
            self.reserve()
            return
        ticket = self.chance.choice(list(self.tickets.values()))
        self.try_act(ticket, self.any_act())

    def reserve(self) -> None:
        service = self.chance.choice(list(Service))
        number = TicketNumber(service, BANDS[service].nth(self.given[service]))
        self.given[service] += 1
        request = TicketRequest(
            service=service,
            priority=self.chance.random() < 0.2,
            paper=self.chance.choice(_PRINTED_MORE_OFTEN),
        )
        identity = TicketId(UUID(int=self.given.total()))
        ticket = reserve(request, identity, number, NINE.date(), self.now)
        assert ticket.version == 1
        assert not ticket.exists
        self.tickets[identity] = ticket
        self.numbers[identity] = number

    def any_act(self) -> acts.Act:
        pick = self.chance.choice
        return pick(
            (
                acts.Reserve(),
                acts.BeginPrinting(),
                acts.ConfirmPaper(pick((None, *PaperKind))),
                acts.FailPrinting(pick(list(PrintTrouble))),
                acts.Reprint(),
                acts.Call(pick("123")),
                acts.Arrive(pick("123")),
                acts.Serve(pick(list(Stage)), pick("123")),
                acts.Park(
                    pick(list(ParkReason)), self.now + timedelta(minutes=10), pick((None, 0, 3))
                ),
                acts.CountCall(),
                acts.Return(),
                acts.Transfer(pick(list(Stage))),
                acts.Prioritise(pick((False, True))),
                acts.Miss(),
                acts.Finish(pick(list(Outcome))),
                acts.Cancel(pick(list(CancelReason))),
                acts.Reactivate(),
            )
        )

    def try_act(self, before: Ticket, act: acts.Act) -> None:
        self.tried[type(act).__name__] += 1
        try:
            after = step(before, act, self.now)
        except ActRefusedError:
            self.refused += 1
            return
        self.tickets[after.id] = after
        self.ended += after.ended and not before.ended
        self.reactivated += before.ended and not after.ended
        self.look(before, act, after)

    def look(self, before: Ticket, act: acts.Act, after: Ticket) -> None:
        """Assert what one act may and may not change."""
        assert after.version == before.version + 1
        assert (after.id, after.number, after.business_date, after.reserved_at) == (
            before.id,
            self.numbers[before.id],
            before.business_date,
            before.reserved_at,
        )
        assert after.exists or not isinstance(after.standing, IN_LINE)
        assert before.issued_at is None or after.issued_at == before.issued_at
        if before.ended:
            assert isinstance(act, acts.Reactivate)
            assert isinstance(before.standing, NoShow | Cancelled)
        if not isinstance(act, acts.Transfer):
            assert after.queued_at == before.queued_at
        assert after.calls in {0, before.calls, before.calls + 1}
        assert timedelta() <= waited(after, self.now) <= timedelta(days=1)
        assert not is_due(after, self.now) or isinstance(after.standing, Parked)

    def reconcile(self) -> None:
        """Assert that the day's sums agree and that the line holds whom it should."""
        assert len(set(self.numbers.values())) == len(self.tickets) == self.given.total()
        assert {t: one.number for t, one in self.tickets.items()} == self.numbers
        ended = sum(isinstance(one.standing, ENDED) for one in self.tickets.values())
        assert ended == self.ended - self.reactivated
        placed = line_up(
            self.tickets.values(), (), QueueRules(order=OrderRule.MAX_CONSECUTIVE), self.now
        )
        waiting = {t for t, one in self.tickets.items() if isinstance(one.standing, Waiting)}
        assert {one.ticket.id for one in placed} == waiting
        assert all(one.ticket.exists for one in placed)
