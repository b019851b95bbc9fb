"""Tickets nobody was given."""

from dataclasses import replace
from datetime import UTC, datetime

from kiosk.devices.tickets.bitmap import Bitmap
from kiosk.domain.ids import ReceiptNumber, StationId
from kiosk.domain.slip import ReceiptSlip
from kiosk.domain.ticket import PublicLanguage, Service, TicketNumber
from kiosk.queueports import TicketFace

AT = datetime(2026, 11, 28, 5, 32, tzinfo=UTC)
FACE = TicketFace(
    number=TicketNumber(Service.APPLY, 25),
    service=Service.APPLY,
    language=PublicLanguage.JA,
    at=AT,
    code="SK1.ABCDEFGH234567QY",
    venue="商業施設 1階 広場",
    ahead=4,
    wait_minutes=(15, 25),
    training=True,
)


SLIP = ReceiptSlip(
    number=ReceiptNumber(StationId("KENSHU1"), 25),
    at=AT,
    language=PublicLanguage.JA,
    service=Service.APPLY,
    venue="商業施設 1階 広場",
    contact="研修窓口 内線 0",
    training=True,
)


def face(number: int) -> TicketFace:
    """Return the ticket of that number; its code ends with it."""
    return replace(
        FACE, number=TicketNumber(Service.APPLY, number), code=f"SK1.ABCDEFGHIJKLM{number:03d}"
    )


def bitmap(rows: int, width_dots: int = 64) -> Bitmap:
    """Return black dots: quick to print, never blank."""
    return Bitmap(width_dots, b"\xff" * (rows * width_dots // 8))
