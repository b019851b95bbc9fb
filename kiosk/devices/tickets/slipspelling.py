"""A 受付票 as the lines between the station and its printing process say it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kiosk.domain.application import Delivery
from kiosk.domain.ids import ReceiptNumber, StationId
from kiosk.domain.intake import Procedure
from kiosk.domain.slip import ReceiptSlip
from kiosk.domain.ticket import PublicLanguage, Service


def slip_spelled(slip: ReceiptSlip) -> dict[str, object]:
    """Return the slip in what JSON knows."""
    return {
        "station": slip.number.station,
        "number": slip.number.number,
        "at": slip.at.isoformat(),
        "language": slip.language.value,
        "service": slip.service.value if slip.service else "",
        "procedure": slip.procedure.value,
        "delivery": slip.delivery.value,
        "venue": slip.venue,
        "contact": slip.contact,
        "training": slip.training,
    }


def slip_of(said: Mapping[str, Any]) -> ReceiptSlip:
    """Return the slip; only what `slip_spelled` made is understood."""
    return ReceiptSlip(
        number=ReceiptNumber(StationId(said["station"]), int(said["number"])),
        at=datetime.fromisoformat(said["at"]),
        language=PublicLanguage(said["language"]),
        service=Service(said["service"]) if said["service"] else None,
        procedure=Procedure(said["procedure"]),
        delivery=Delivery(said["delivery"]),
        venue=str(said["venue"]),
        contact=str(said["contact"]),
        training=bool(said["training"]),
    )
