"""People in a line, invented: when they came, with what, how far they are."""

from datetime import datetime, timedelta
from uuid import UUID

from hypothesis import strategies as st

from kiosk.domain.dates import JST
from kiosk.domain.ticket import (
    Service,
    Stage,
    Standing,
    Ticket,
    TicketId,
    TicketNumber,
    Waiting,
)
from kiosk.queue.order import Placed

NINE = datetime(2026, 11, 24, 9, 0, tzinfo=JST)


_WAITING = Waiting()


def after(minutes: float) -> datetime:
    """Return the moment so many minutes after nine."""
    return NINE + timedelta(minutes=minutes)


def person(
    number: int,
    came_min: float = 0,
    *,
    service: Service = Service.APPLY,
    priority: bool = False,
    appointment_min: float | None = None,
    stage: Stage = Stage.RECEPTION,
    standing: Standing = _WAITING,
) -> Ticket:
    came = after(came_min)
    return Ticket(
        id=TicketId(UUID(int=1000 * list(Service).index(service) + number)),
        number=TicketNumber(service, number),
        business_date=NINE.date(),
        priority=priority,
        appointment_at=None if appointment_min is None else after(appointment_min),
        reserved_at=came,
        queued_at=came,
        issued_at=came,
        stage=stage,
        standing=standing,
    )


def numbers(placed: tuple[Placed, ...]) -> list[int]:
    return [one.ticket.number.number for one in placed]


def lines(*, appointments: bool = True) -> st.SearchStrategy[list[Ticket]]:
    """Return lines of up to 12 people who came within two hours."""
    minutes = st.integers(0, 120)
    appointed = st.none() | st.integers(0, 240) if appointments else st.none()
    each = st.tuples(minutes, st.booleans(), appointed)
    return st.lists(each, max_size=12).map(
        lambda found: [
            person(nth, came, priority=priority, appointment_min=at)
            for nth, (came, priority, at) in enumerate(found, 1)
        ]
    )
