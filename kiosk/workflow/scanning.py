"""What was scanned: a form's number goes into the case, a ticket opens its case, the rest is told.

With a line or without one: at a visit there are forms and no tickets.
"""

from kiosk.domain.numbers import FormId
from kiosk.domain.scan import (
    CardBack,
    FormCode,
    OpaqueForm,
    ScanRefusal,
    ScanRefusedError,
    TicketCode,
    read_scan,
)
from kiosk.intake.triage import rule
from kiosk.workflow.phases import Filling, Ready, Receipted, Receiving
from kiosk.workflow.queue.scanning import TicketScans
from kiosk.workflow.receiving import ReceptionDesk
from kiosk.workflow.stage import Stage


class Scanning:
    """Takes what a scanner or the camera read while somebody is in."""

    def __init__(self, stage: Stage, desk: ReceptionDesk, tickets: TicketScans | None) -> None:
        self._stage = stage
        self._desk = desk
        self._tickets = tickets

    def take(self, text: str) -> None:
        """Have it do what it is for; what leads nowhere is refused in a sentence, and forgotten."""
        if self._stage.staff is None:
            return
        match read_scan(text):
            case TicketCode(text=ticket) if self._tickets is not None:
                self._tickets.find(ticket)
            case FormCode(form_id=form_id):
                self._take_form(form_id)
            case CardBack():
                self._refuse(ScanRefusal.CARD_BACK)
            case OpaqueForm():
                self._refuse(ScanRefusal.FORM_OPAQUE)
            case _:
                self._refuse(ScanRefusal.FOREIGN)

    def _take_form(self, form_id: FormId) -> None:
        stage, line = self._stage, self._tickets is not None
        match stage.phase:
            case Receiving() | Filling() if rule(stage.case).shape.hand_written:
                self._refuse(ScanRefusal.FORM_BY_HAND)
            case Receiving() | Filling():
                self._desk.take_number(form_id)
            case Ready() | Receipted() if line:
                self._refuse(ScanRefusal.FORM_WITHOUT_TICKET)
            case _:
                self._refuse(ScanRefusal.FORM_NOT_NOW)

    def _refuse(self, refusal: ScanRefusal) -> None:
        self._stage.changed(notice=ScanRefusedError(refusal))
