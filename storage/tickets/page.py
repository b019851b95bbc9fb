"""The line's rows in one transaction: read with their proofs, written with their history.

A ticket is believed when its row's MAC fits and the newest event of it has its version; the events'
own MACs are proved when the history is read. Each reading is one statement, so that it is of one
moment under any isolation; each writing names the version it was made from.
"""

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import ColumnElement, ScalarSelect, func, insert, select, update
from sqlalchemy.orm import Session, aliased

from kiosk.domain.custody import DayStage
from kiosk.domain.dates import JST
from kiosk.domain.ticket import IntentId, Service, Ticket, TicketId, TicketNumber
from kiosk.queue.acts import Act, Call
from kiosk.queue.errors import TicketUnknownError
from storage.database.models import QueueRow, ShiftRow, TicketEventRow, TicketRow
from storage.database.rowmac import RowMacs
from storage.errors import TamperedError
from storage.tickets.actfields import NAMES, spelled_act
from storage.tickets.proven import COLUMNS, ProvenTickets
from storage.tickets.ticketfields import ENDED, PARKED, SERVING, row_of

AUTO = "auto"
"""By whom an act is that nobody asked for."""
_CALL = NAMES[Call]
_FIRST = aliased(TicketEventRow)
_NEWEST = (
    select(func.max(TicketEventRow.version))
    .where(TicketEventRow.ticket == TicketRow.id)
    .correlate(TicketRow)
    .scalar_subquery()
)
_GIVEN = (
    select(_FIRST.n)
    .where(_FIRST.ticket == TicketRow.id, _FIRST.version == 1)
    .correlate(TicketRow)
    .scalar_subquery()
)
"""When a number was given, whatever the clock said."""


class RacedError(Exception):
    """Another connection wrote first; nothing of this transaction stays, it is tried again."""


class Page:
    """The line as one transaction sees it, at one moment of the clock."""

    def __init__(
        self, session: Session, macs: RowMacs, now: datetime, proven: ProvenTickets | None = None
    ) -> None:
        self._session = session
        self._macs = macs
        self._proven = proven or ProvenTickets()
        self.now = now
        self.today = now.astimezone(JST).date()

    # --- reading ------------------------------------------------------------------------------

    def of_intent(self, intent: IntentId) -> Ticket | None:
        """Return the ticket that the intent was about, as it is now; None: not seen before."""
        asked = select(TicketEventRow.ticket).where(TicketEventRow.intent == intent)
        found = self._session.scalar(asked)
        return None if found is None else self._one(TicketRow.id == found)

    def of_id(self, ticket: TicketId) -> Ticket:
        """Return the ticket, else raise `TicketUnknownError`."""
        return self._one(TicketRow.id == str(ticket))

    def of_number(self, business_date: date, number: TicketNumber) -> Ticket:
        """Return the ticket of a number, else raise `TicketUnknownError`."""
        return self._one(
            TicketRow.business_date == business_date.isoformat(),
            TicketRow.service == number.service.value,
            TicketRow.number == number.number,
        )

    def of_day(self, business_date: date) -> tuple[Ticket, ...]:
        """Return the day's tickets by number given; raise `TamperedError` when one is missing."""
        day = business_date.isoformat()
        events = select(func.count()).where(TicketEventRow.ticket == TicketRow.id)
        asked = (
            select(*COLUMNS, events.scalar_subquery(), _last_n(day))
            .where(TicketRow.business_date == day)
            .order_by(_GIVEN)
        )
        found = self._session.execute(asked).all()
        if any(row.version != row[-2] for row in found):
            raise TamperedError("ticket and history disagree")
        if found and sum(row[-2] for row in found) != found[0][-1]:
            raise TamperedError("events of the day")
        if not found and self._session.scalar(select(_last_n(day))) is not None:
            raise TamperedError("tickets of the day")
        return tuple(self._proven.ticket(row[:-2], self._macs) for row in found)

    def parked_of_day(self, business_date: date) -> tuple[Ticket, ...]:
        """Return the day's tickets that are parked, by number given."""
        return self._some(
            TicketRow.business_date == business_date.isoformat(), TicketRow.standing == PARKED
        )

    def open_of_day(self, business_date: date) -> tuple[Ticket, ...]:
        """Return the day's tickets that have not ended, by number given."""
        return self._some(
            TicketRow.business_date == business_date.isoformat(),
            TicketRow.standing.not_in(ENDED),
        )

    def numbers_of(self, business_date: date, service: Service) -> frozenset[int]:
        """Return every number of the service that was given on the day."""
        asked = select(TicketRow.number).where(
            TicketRow.business_date == business_date.isoformat(),
            TicketRow.service == service.value,
        )
        return frozenset(self._session.scalars(asked))

    def calls_of(self, business_date: date, most: int) -> tuple[bool, ...]:
        """Return of the newest tickets that were called whether they have priority, oldest first.

        A recall of the same ticket is no new call.
        """
        first = func.min(TicketEventRow.n)
        asked = (
            select(TicketRow.priority)
            .join(TicketEventRow, TicketEventRow.ticket == TicketRow.id)
            .where(
                TicketEventRow.business_date == business_date.isoformat(),
                TicketEventRow.act == _CALL,
            )
            .group_by(TicketRow.id)
            .order_by(first.desc())
            .limit(most)
        )
        return tuple(reversed(self._session.scalars(asked).all()))

    def is_open(self, business_date: date) -> bool:
        """Tell whether the day takes applicants.

        The day's row has its MAC under a key of the vault, which may be locked; it was proved at
        the log-in, and since then nobody else could write here.
        """
        asked = select(ShiftRow.state).where(ShiftRow.business_date == business_date.isoformat())
        return self._session.scalar(asked) == DayStage.OPEN.value

    def events_of(self, first: date, last: date) -> Iterator[TicketEventRow]:
        """Give the history's rows in order; raise `TamperedError` where one is missing."""
        asked = (
            select(TicketEventRow)
            .where(TicketEventRow.business_date.between(first.isoformat(), last.isoformat()))
            .order_by(TicketEventRow.business_date, TicketEventRow.n)
        )
        day, expected = "", 0
        for row in self._session.scalars(asked):
            expected = expected + 1 if row.business_date == day else 1
            day = row.business_date
            if row.n != expected:
                raise TamperedError("event missing")
            yield self._macs.checked(row)

    def _one(self, *which: ColumnElement[bool]) -> Ticket:
        found = self._some(*which)
        if not found:
            raise TicketUnknownError("no such ticket")
        (ticket,) = found
        return ticket

    def _some(self, *which: ColumnElement[bool]) -> tuple[Ticket, ...]:
        asked = select(*COLUMNS, _NEWEST).where(*which).order_by(_GIVEN)
        found = self._session.execute(asked).all()
        if any(row.version != row[-1] for row in found):
            raise TamperedError("ticket and history disagree")
        return tuple(self._proven.ticket(row[:-1], self._macs) for row in found)

    # --- writing ------------------------------------------------------------------------------

    def add(self, ticket: Ticket) -> None:
        """Add a ticket; a number or identity that is taken raises the database's own error."""
        self._session.execute(insert(TicketRow).values(self._stamped(row_of(ticket))))

    def replace(self, ticket: Ticket) -> None:
        """Put the ticket in place of its version before; `RacedError` when that is gone."""
        columns = self._stamped(row_of(ticket))
        done = self._session.connection().execute(
            update(TicketRow)
            .where(TicketRow.id == str(ticket.id), TicketRow.version == ticket.version - 1)
            .values(columns)
        )
        if done.rowcount != 1:
            raise RacedError

    def note(
        self,
        ticket: Ticket,
        act: Act,
        *,
        by: str = AUTO,
        intent: IntentId | None = None,
        staff: int = 0,
    ) -> None:
        """Add what happened to the history; an intent seen before raises the database's error."""
        name, detail = spelled_act(act)
        day = ticket.business_date.isoformat()
        row = TicketEventRow(
            business_date=day,
            n=1 + (self._session.scalar(select(_last_n(day))) or 0),
            ticket=str(ticket.id),
            version=ticket.version,
            service=ticket.service.value,
            number=ticket.number.number,
            stage=ticket.stage.value,
            act=name,
            detail=detail,
            at=self.now,
            by=by,
            desks=self._desks(day),
            staff=staff,
            intent=intent,
        )
        self._session.execute(insert(TicketEventRow).values(self._stamped(row)))

    def _desks(self, day: str) -> int:
        asked = select(func.count(TicketRow.place.distinct())).where(
            TicketRow.business_date == day, TicketRow.standing == SERVING
        )
        return self._session.scalar(asked) or 0

    def _stamped(self, row: QueueRow) -> dict[str, object]:
        self._macs.stamp(row)
        return {column.key: getattr(row, column.key) for column in row.__table__.columns}


def _last_n(day: str) -> ScalarSelect[int | None]:
    return (
        select(func.max(TicketEventRow.n))
        .where(TicketEventRow.business_date == day)
        .scalar_subquery()
    )
