"""受付票: comes by itself once a record is sealed, and never stands in anybody's way."""

from functools import partial

from kiosk.domain.slip import ReceiptSlip, SlipState
from kiosk.domain.ticket import PrintTrouble, PublicLanguage, Service
from kiosk.errors import KioskError
from kiosk.queue.errors import TicketPaperError
from kiosk.workflow.errors import SlipPaperError
from kiosk.workflow.phases import Phase, Ready, Receipted, Receiving, Sealing, SignedOut
from kiosk.workflow.stage import Stage

_SETTLED = frozenset({SlipState.NONE, SlipState.PRINTED})


class SlipDesk:
    """Prints the newest slip on a worker of its own; a failed one stays until it is another's."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._attempt = 0
        self._pending: set[int] = set()
        self._service: Service | None = None  # of who is being sealed: the case is wiped by then

    def follow(self, before: Phase) -> None:
        """Print when a record was sealed; forget the slip when it is no longer wanted."""
        stage, phase = self._stage, self._stage.phase
        if isinstance(phase, Sealing):
            self._service = stage.case.service
        elif isinstance(before, Sealing) and isinstance(phase, Receipted):
            stage.slip = _slip_of(stage, before, phase, self._service)
            stage.slip_state = SlipState.NONE
            self._print()
        elif isinstance(phase, SignedOut) and stage.slip is not None:
            self._pending.clear()
            self._forget()
            stage.changed(notice=stage.notice)
        elif isinstance(phase, Ready | Receiving) and stage.slip_state in _SETTLED:
            self._forget()

    def print_again(self) -> None:
        """Print the newest slip once more; not while it is being printed."""
        if self._stage.slip_state is not SlipState.PRINTING:
            self._print()

    def _print(self) -> None:
        stage, doors = self._stage, self._stage.doors.slips
        slip = stage.slip
        if slip is None or doors is None:
            stage.changed(notice=stage.notice)
            return
        self._attempt += 1
        attempt, printer = self._attempt, doors.printer
        self._pending.add(attempt)
        stage.slip_state = SlipState.PRINTING
        stage.changed(notice=self._notice_but_of(slip))
        job = f"slip-{slip.number}-{attempt}"
        doors.background.run(
            lambda: printer.print_slip(slip, job), partial(self._printed, attempt, slip)
        )

    def _printed(self, attempt: int, slip: ReceiptSlip, answer: KioskError | None) -> None:
        """Tell what became of it; a failed one is told also when the next person is here."""
        stage = self._stage
        if attempt not in self._pending:
            return  # who began this sitting is not in any more
        self._pending.discard(attempt)
        told: KioskError | None = None
        if isinstance(answer, KioskError):
            told = SlipPaperError(receipt=str(slip.number), print_trouble=_trouble(answer))
        if attempt == self._attempt:
            stage.slip_state = SlipState.FAILED if told else SlipState.PRINTED
            if not told and not isinstance(stage.phase, Receipted):
                self._forget()  # it has come, and the next person is here
        stage.changed(notice=self._notice_but_of(slip) or told)

    def _notice_but_of(self, slip: ReceiptSlip) -> KioskError | None:
        """Return what staff are being told, but for an earlier failure of the same slip."""
        notice = self._stage.notice
        if isinstance(notice, SlipPaperError) and notice.params["receipt"] == str(slip.number):
            return None
        return notice

    def _forget(self) -> None:
        self._stage.slip, self._stage.slip_state = None, SlipState.NONE


def _trouble(error: KioskError) -> str:
    trouble = error.trouble if isinstance(error, TicketPaperError) else PrintTrouble.UNKNOWN
    return trouble.value


def _slip_of(
    stage: Stage, before: Sealing, after: Receipted, service: Service | None
) -> ReceiptSlip:
    application, facts = before.asked.application, stage.facts
    said = before.asked.confirmed
    return ReceiptSlip(
        number=after.receipt.number,
        at=after.receipt.stored_at,
        language=said.language if said else PublicLanguage.JA,
        service=service,
        procedure=application.procedure,
        delivery=application.wishes.delivery,
        venue=facts.venue,
        contact=facts.contact,
        training=facts.training,
    )
