"""A row of the line's history as the event it is."""

import uuid

from kiosk.domain.ticket import Service, Stage, TicketId, TicketNumber
from kiosk.queue.acts import TicketEvent
from storage.database.models import TicketEventRow
from storage.errors import DamagedDatabaseError
from storage.tickets.actfields import parsed_act


def event_of(row: TicketEventRow) -> TicketEvent:
    """Return the event of a row that was checked."""
    try:
        return TicketEvent(
            ticket=TicketId(uuid.UUID(hex=row.ticket)),
            version=row.version,
            number=TicketNumber(Service(row.service), row.number),
            service=Service(row.service),
            stage=Stage(row.stage),
            act=parsed_act(row.act, row.detail),
            at=row.at,
            by=row.by,
            desks=row.desks,
            staff=row.staff,
        )
    except ValueError as error:
        raise DamagedDatabaseError(f"event: {type(error).__name__}") from None
