"""Who is next and how long it takes, for 60 who wait and 2,000 earlier service times."""

import statistics
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID

from benchmarks.figure import Figure
from kiosk.domain.dates import JST
from kiosk.domain.ticket import Service, Serving, Ticket, TicketId, TicketNumber, Waiting
from kiosk.queue.estimate import estimate
from kiosk.queue.generated import generate
from kiosk.queue.lookahead import Line, newcomer
from kiosk.queue.order import line_up
from kiosk.queue.rules import OrderRule, QueueRules
from kiosk.queue.search import match, parse_query
from kiosk.queue.servicetimes import ServiceTime
from kiosk.queue.simulation import what_if

WAITING, BUSY, RUNS = 60, 4, 200
_NOW = datetime(2026, 11, 24, 12, 0, tzinfo=JST)


def measure() -> list[Figure]:
    """Return p99 of each decision, in time of the processor; one sort is the floor of ordering."""
    tickets, times = _tickets(), _times()
    rules = QueueRules(order=OrderRule.AGED)
    line = Line(tickets=tickets, recent_calls=(True,) * 3, rules=rules, now=_NOW, desks=BUSY)
    (day,) = generate(date(2026, 4, 1), 1, 1)
    what = "sorted() of the same tickets"
    return [
        Figure(name=f"order {WAITING} who wait, p99", unit="ms", most=5,
               value=_p99(lambda: line_up(tickets, (True,) * 3, rules, _NOW)),
               floor=_p99(lambda: sorted(tickets, key=lambda one: one.queued_at)), floor_is=what),
        Figure(name=f"wait range behind {WAITING}, p99", unit="ms", most=5,
               value=_p99(lambda: estimate(newcomer(line, Service.APPLY), times))),
        Figure(name=f"search among {WAITING + BUSY}, p99", unit="ms", most=5,
               value=_p99(lambda: match(parse_query("車いす", today=_NOW.date()), tickets))),
        Figure(name=f"what if, {len(day.visits)} visits by five rules", unit="ms",
               value=_p99(lambda: what_if(day, rules), runs=5)),
    ]  # fmt: skip


def _p99(work: Callable[[], object], runs: int = RUNS) -> float:
    took = []
    for _ in range(runs):
        before = time.thread_time()
        work()
        took.append(1000 * (time.thread_time() - before))
    return statistics.quantiles(took, n=100)[-1] if runs >= 100 else max(took)


def _tickets() -> list[Ticket]:
    services = list(Service)
    return [
        Ticket(
            id=TicketId(UUID(int=n)),
            number=TicketNumber(services[n % len(services)], n),
            business_date=_NOW.date(),
            priority=n % 7 == 0,
            reserved_at=_NOW - timedelta(minutes=n),
            queued_at=_NOW - timedelta(minutes=n),
            issued_at=_NOW - timedelta(minutes=n),
            standing=Serving(str(n), _NOW - timedelta(minutes=5)) if n < BUSY else Waiting(),
        )
        for n in range(WAITING + BUSY)
    ]


def _times() -> tuple[ServiceTime, ...]:
    services = list(Service)
    return tuple(
        ServiceTime(service=services[n % len(services)], staff="a", minutes=5 + n % 17, on=date.min)
        for n in range(2000)
    )
