"""受付票: what somebody takes home from a sitting. Nothing personal."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.domain.application import Delivery
from kiosk.domain.ids import ReceiptNumber
from kiosk.domain.intake import Procedure
from kiosk.domain.ticket import PublicLanguage, Service


class SlipState(StrEnum):
    """How far the newest slip is."""

    NONE = "none"
    """No slip is wanted, or nothing here prints one: the number is on the screen."""
    PRINTING = "printing"
    PRINTED = "printed"
    FAILED = "failed"
    """No paper, or nobody knows: the number is written by hand, or it is printed again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptSlip:
    """Everything that stands on a slip; no name, no address, no number of the form.

    ``service`` is what the person came for, None without a ticket. ``venue`` and ``contact`` are
    the station's own words, "" leaves them out.
    """

    number: ReceiptNumber
    at: datetime
    language: PublicLanguage
    service: Service | None = None
    procedure: Procedure = Procedure.VENUE
    delivery: Delivery = Delivery.AT_CITY
    venue: str = ""
    contact: str = ""
    training: bool = False
