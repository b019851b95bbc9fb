"""The line on the disk with 100,000 tickets there, beside a bare insert and commit."""

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from sqlalchemy import insert

from benchmarks.figure import Figure
from kiosk.clock import SystemClock
from kiosk.domain.ticket import (
    Cancelled,
    CancelReason,
    Service,
    Stage,
    Ticket,
    TicketId,
    TicketNumber,
    TicketRequest,
    new_intent,
)
from kiosk.heap import settle
from kiosk.queue import acts
from kiosk.queue.rules import QueueRules
from kiosk.training.station import LEAD, PASSWORD
from kiosk.wiring.training import prepare_station
from kiosk.workflow.stage import business_date_at
from storage.database.engine import PRAGMAS
from storage.database.models import TicketEventRow, TicketRow
from storage.database.rowmac import RowMacs
from storage.station import Station, open_station
from storage.tickets.actfields import spelled_act
from storage.tickets.ticketfields import row_of

TICKETS = 100_000
A_DAY = 200
ROUNDS = 200
A_FULL_VENUE = 60
EVENTS = 8
"""What happens to a ticket on an ordinary day: reserved, printed, called, served twice …"""


def measure(tickets: int = TICKETS, rounds: int = ROUNDS) -> list[Figure]:
    """Return the 99th percentile of each operation of the line."""
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as name:
        folder = Path(name)
        prepare_station(folder, folder / "keys")
        clock = SystemClock()
        station = open_station(folder, clock)
        try:
            station.sign_in(LEAD, PASSWORD)
            today = business_date_at(clock.now())
            station.open_day(today)
            fill(station, today, tickets)
            settle()
            floor = p99_ms(_floor(folder / "floor.db"), rounds)
            return [_figure(name, p99_ms(work, rounds), floor) for name, work in _works(station)]
        finally:
            station.close()


def fill(station: Station, today: date, tickets: int) -> None:
    """Put ended tickets of earlier days into the book, `A_DAY` for each; today has some as well."""
    macs = station._parts.queue_key.macs  # noqa: SLF001 - faster by a thousand than day by day
    day = today - timedelta(days=tickets // A_DAY)
    while day < today:
        made = [_ended(day, n) for n in range(A_DAY)]
        rows = [_columns(row_of(one), macs) for one in made]
        events = [_columns(one, macs) for one in _events(made)]
        with station._parts.store.unit() as session:  # noqa: SLF001 - as above
            session.execute(insert(TicketRow), rows)
            session.execute(insert(TicketEventRow), events)
        day += timedelta(days=1)


def p99_ms(work: Callable[[], object], rounds: int) -> float:
    """Return the 99th percentile of so many rounds."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return sorted(times)[int(rounds * 0.99)]


def _works(station: Station) -> Iterator[tuple[str, Callable[[], object]]]:
    today = business_date_at(SystemClock().now())
    request, rules = TicketRequest(service=Service.APPLY), QueueRules(places=("1",))
    given: list[Ticket] = []

    def order(ticket: Ticket, act: acts.Act) -> Ticket:
        wish = acts.Order(
            ticket=ticket.id, version=ticket.version, act=act, intent=new_intent(), by=LEAD
        )
        return station.order(wish)

    yield "reserve a number", lambda: given.append(station.reserve(request, new_intent(), LEAD))
    confirmed = iter(given)
    yield "confirm its paper", lambda: order(next(confirmed), acts.ConfirmPaper())
    yield "the line of 200 (read)", lambda: station.day(today)
    code = station.code_of(given[0])
    yield "find the ticket of a code", lambda: station.ticket_of(code)
    yield "bring back the parked (none)", station.return_due
    for ticket in station.day(today)[A_FULL_VENUE:]:
        order(ticket, acts.Cancel(CancelReason.CLOSED))
    yield "call the next of 60", lambda: station.call_next("1", rules, new_intent(), LEAD)


def _floor(path: Path) -> Callable[[], object]:
    database = sqlite3.connect(path, isolation_level=None)
    for name, value, _ in PRAGMAS:
        database.execute(f"PRAGMA {name}={value}")
    database.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, what BLOB)")
    numbers = count(1)

    def once() -> None:
        database.execute("BEGIN IMMEDIATE")
        database.execute("INSERT INTO events VALUES (?, ?)", (next(numbers), os.urandom(300)))
        database.execute("COMMIT")

    return once


def _figure(name: str, value: float, floor: float) -> Figure:
    return Figure(
        name=f"{name} p99",
        value=value,
        unit="ms",
        most=20,
        floor=floor,
        floor_is="one insert and commit, same pragmas, p99",
    )


def _ended(day: date, n: int) -> Ticket:
    at = SystemClock().now()
    return Ticket(
        id=TicketId.new(),
        number=TicketNumber(Service.APPLY, 1 + n),
        business_date=day,
        reserved_at=at,
        queued_at=at,
        issued_at=at,
        version=EVENTS,
        standing=Cancelled(CancelReason.CLOSED, at),
    )


def _events(tickets: list[Ticket]) -> Iterator[TicketEventRow]:
    numbers = count(1)
    for ticket in tickets:
        for version in range(1, 1 + EVENTS):
            name, detail = spelled_act(acts.Reserve() if version == 1 else acts.Reprint())
            yield TicketEventRow(
                business_date=ticket.business_date.isoformat(),
                n=next(numbers),
                ticket=str(ticket.id),
                version=version,
                service=ticket.service.value,
                number=ticket.number.number,
                stage=Stage.RECEPTION.value,
                act=name,
                detail=detail,
                at=ticket.reserved_at,
                by=LEAD,
                desks=0,
                staff=1,
                intent=new_intent(),
            )


def _columns(row: TicketRow | TicketEventRow, macs: RowMacs) -> dict[str, object]:
    macs.stamp(row)
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}
