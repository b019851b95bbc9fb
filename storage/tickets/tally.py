"""The line's day at its end: nothing open, everything counted, and one hash over all of it."""

import hashlib
from collections import Counter
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.domain.audit import AuditKind
from kiosk.domain.dayreport import TicketCounts
from kiosk.domain.ticket import Cancelled, Finished, NoShow, Outcome, Ticket
from kiosk.ports import Clock
from kiosk.queue.errors import TicketsOpenError
from storage.audit.journal import last_subject
from storage.crypto.canonical import pieces
from storage.database.models import ShiftRow, TicketRow
from storage.errors import TamperedError
from storage.people.queuekey import QueueKey
from storage.tickets.page import Page
from storage.tickets.ticketfields import ENDED


class Tally:
    """Counts and pins the tickets of a day that ends."""

    def __init__(self, key: QueueKey, clock: Clock) -> None:
        self._key = key
        self._clock = clock

    def end_of_day(self, session: Session, shift: ShiftRow) -> str | None:
        """Return the hash over the day's line, None when there was none.

        Raises `TicketsOpenError` while somebody is in the line or being served.
        """
        still_open = session.scalar(
            select(func.count())
            .select_from(TicketRow)
            .where(TicketRow.business_date == shift.business_date, TicketRow.standing.not_in(ENDED))
        )
        if still_open:
            raise TicketsOpenError(f"{still_open} open", tickets=str(still_open))
        return self._hash(session, date.fromisoformat(shift.business_date))

    def counts(self, session: Session, shift: ShiftRow) -> TicketCounts | None:
        """Return how a closed day's line ended, None when there was none.

        Raises `TamperedError` unless it is what the trail says that it was at the closing.
        """
        day = date.fromisoformat(shift.business_date)
        if self._hash(session, day) != last_subject(session, AuditKind.CLOSE_QUEUE, shift.id):
            raise TamperedError("tickets of a closed day")
        tickets = self._page(session).of_day(day)
        return counted(tickets) if tickets else None

    def _hash(self, session: Session, day: date) -> str | None:
        page, total = self._page(session), hashlib.sha256()
        if not page.of_day(day):
            return None
        for row in page.events_of(day, day):
            for piece in pieces(row.n, row.row_mac):
                total.update(piece)
        return total.hexdigest()

    def _page(self, session: Session) -> Page:
        return Page(session, self._key.macs, self._clock.now())


def counted(tickets: tuple[Ticket, ...]) -> TicketCounts:
    """Return the counts of tickets that all have ended."""
    outcomes: Counter[Outcome] = Counter()
    no_shows = cancelled = without_paper = 0
    for ticket in tickets:
        match ticket.standing:
            case Finished(outcome=outcome):
                outcomes[outcome] += 1
            case NoShow():
                no_shows += 1
            case Cancelled() if ticket.exists:
                cancelled += 1
            case Cancelled():
                without_paper += 1
            case _:
                raise TicketsOpenError("open")
    finished = tuple((one, outcomes[one]) for one in Outcome if outcomes[one])
    return TicketCounts(
        finished=finished, no_shows=no_shows, cancelled=cancelled, without_paper=without_paper
    )
