"""A ticket in columns and back; bytes that are no ticket are damage."""

import uuid
from datetime import date, datetime
from typing import TypeVar

from kiosk.domain.ticket import (
    Arrived,
    Called,
    Cancelled,
    CancelReason,
    Finished,
    Need,
    NoShow,
    Origin,
    Outcome,
    PaperKind,
    Parked,
    ParkReason,
    PrintFailed,
    Printing,
    PrintTrouble,
    PublicLanguage,
    Reserved,
    Service,
    Serving,
    Stage,
    Standing,
    Ticket,
    TicketId,
    TicketNumber,
    Waiting,
)
from kiosk.queue.life import STANDING_NAMES
from storage.database.models import TicketRow
from storage.errors import DamagedDatabaseError

T = TypeVar("T")

ENDED = tuple(STANDING_NAMES[one] for one in (Finished, NoShow, Cancelled))
"""The standings after which nothing more is expected."""
PARKED = STANDING_NAMES[Parked]
SERVING = STANDING_NAMES[Serving]


def row_of(ticket: Ticket) -> TicketRow:
    """Return the ticket's row, not yet stamped."""
    row = TicketRow(
        id=str(ticket.id),
        business_date=ticket.business_date.isoformat(),
        service=ticket.service.value,
        number=ticket.number.number,
        language=ticket.language.value,
        needs=",".join(sorted(ticket.needs)),
        priority=ticket.priority,
        appointment_at=ticket.appointment_at,
        origin=ticket.origin.value,
        paper=ticket.paper.value,
        reserved_at=ticket.reserved_at,
        queued_at=ticket.queued_at,
        issued_at=ticket.issued_at,
        stage=ticket.stage.value,
        calls=ticket.calls,
        version=ticket.version,
        standing=STANDING_NAMES[type(ticket.standing)],
        why=None,
        place=None,
        since=None,
        returns_at=None,
        calls_left=None,
        attempt=None,
    )
    _fill(row, ticket.standing)
    return row


def _fill(row: TicketRow, standing: Standing) -> None:
    match standing:
        case Reserved() | Waiting():
            pass
        case Printing(attempt=attempt):
            row.attempt = attempt
        case PrintFailed(attempt=attempt, trouble=trouble):
            row.attempt, row.why = attempt, trouble.value
        case Called() | Arrived() | Serving():
            row.place, row.since = standing.place, standing.since
        case Parked():
            row.why, row.since = standing.reason.value, standing.since
            row.returns_at, row.calls_left = standing.returns_at, standing.calls_left
        case Finished(outcome=outcome, at=at):
            row.why, row.since = outcome.value, at
        case NoShow(at=at):
            row.since = at
        case Cancelled(reason=reason, at=at):
            row.why, row.since = reason.value, at


def ticket_of(row: TicketRow) -> Ticket:
    """Return the ticket of a row that was checked."""
    try:
        return Ticket(
            id=TicketId(uuid.UUID(hex=row.id)),
            number=TicketNumber(Service(row.service), row.number),
            business_date=date.fromisoformat(row.business_date),
            language=PublicLanguage(row.language),
            needs=frozenset(Need(one) for one in row.needs.split(",") if one),
            priority=row.priority,
            appointment_at=row.appointment_at,
            origin=Origin(row.origin),
            paper=PaperKind(row.paper),
            reserved_at=row.reserved_at,
            queued_at=row.queued_at,
            issued_at=row.issued_at,
            stage=Stage(row.stage),
            calls=row.calls,
            version=row.version,
            standing=_standing(row),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedDatabaseError(f"ticket: {type(error).__name__}") from None


def _standing(row: TicketRow) -> Standing:
    match row.standing:
        case "reserved":
            return Reserved()
        case "printing":
            return Printing(_there(row.attempt))
        case "print_failed":
            return PrintFailed(_there(row.attempt), PrintTrouble(_there(row.why)))
        case "waiting":
            return Waiting()
        case "called":
            return Called(_there(row.place), _there(row.since))
        case "arrived":
            return Arrived(_there(row.place), _there(row.since))
        case "serving":
            return Serving(_there(row.place), _there(row.since))
        case "parked":
            reason, returns_at = ParkReason(_there(row.why)), _there(row.returns_at)
            return Parked(reason, _there(row.since), returns_at, row.calls_left)
        case _:
            return _end(row, _there(row.since))


def _end(row: TicketRow, at: datetime) -> Standing:
    match row.standing:
        case "finished":
            return Finished(Outcome(_there(row.why)), at)
        case "no_show":
            return NoShow(at)
        case "cancelled":
            return Cancelled(CancelReason(_there(row.why)), at)
        case _:
            raise ValueError("standing")


def _there(value: T | None) -> T:
    if value is None:
        raise ValueError("empty column")
    return value
