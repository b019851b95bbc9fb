"""From the line to the chair: whose ticket the sitting at this station is."""

from kiosk.domain.intake import CaseFile
from kiosk.domain.ticket import Outcome, Service, Stage, Ticket, TicketId
from kiosk.errors import KioskError
from kiosk.queue.acts import Act, Arrive, Finish, Serve
from kiosk.workflow.errors import PlaceTakenError
from kiosk.workflow.phases import (
    Filling,
    Phase,
    Posing,
    Ready,
    Receipted,
    Receiving,
    Resuming,
    Sealing,
    SignedOut,
)
from kiosk.workflow.queue.linework import AUTO, LineWork, carry_out
from kiosk.workflow.sitting import Sitting

AT_THE_CAMERA = frozenset({Service.APPLY, Service.RENEW, Service.REISSUE})
"""Services that need a photo; for the others nobody sits down before the camera."""


class Seating:
    """Begins sittings for tickets, and finishes the ticket when its application is stored."""

    def __init__(self, work: LineWork, sitting: Sitting) -> None:
        self._work = work
        self._sitting = sitting
        self._sits: TicketId | None = None

    def take_in(self, ticket: Ticket, *, arrived: bool = False) -> None:
        """Serve the ticket here and begin its sitting; ``arrived``: it came into sight just now."""
        work, own = self._work, self._work.line.own
        staff, free = work.stage.staff, isinstance(work.stage.phase, Ready | Receipted)
        if staff is None or not free:
            return
        if own is not None and own.id == ticket.id:
            self._sit_down(own)
            return
        if own is not None:
            work.show(PlaceTakenError(ticket=str(own.number), place=work.line.rules.here))
            return
        hindrance = self._sitting.hindrance() if ticket.service in AT_THE_CAMERA else None
        if hindrance is not None:
            work.show(hindrance)
            return
        here, book, duty = work.line.rules.here, work.doors.book, work.line.on_duty
        stage = Stage.RECEPTION if ticket.service in AT_THE_CAMERA else ticket.stage
        wanted: tuple[Act, ...] = (Arrive(here),) if arrived else ()
        wanted = (*wanted, Serve(stage, here))
        work.ask(lambda: carry_out(book, ticket, *wanted, by=staff.id, staff=duty), self._taken_in)

    def notice(self, before: Phase) -> None:
        """Follow the sitting: who began it, how far it is, when it is stored."""
        work, own = self._work, self._work.line.own
        match before, work.stage.phase:
            case (Ready() | Receipted(), Receiving()) | (
                Resuming(),
                Receiving() | Posing() | Filling(),
            ):
                self._sits = own.id if own else None
            case _, Posing() if own is not None and own.stage is Stage.RECEPTION:
                self._advance(own, Serve(Stage.PHOTO, work.line.rules.here))
            case Sealing(), Receipted():
                self._advance(own, Finish(Outcome.APPLIED))
                self._sits = None
            case _, Filling() if own is not None and own.stage is not Stage.CONFIRM:
                self._advance(own, Serve(Stage.CONFIRM, work.line.rules.here))
            case _, Ready() | SignedOut():
                self._sits = None
            case _:
                pass

    def _advance(self, own: Ticket | None, act: Act) -> None:
        """Have the ticket of this sitting follow; one that came without a ticket moves nobody's."""
        if own is not None and own.id == self._sits:
            self._work.order(own, act, by=AUTO, heard=self._advanced)

    def _advanced(self, answer: Ticket | KioskError) -> None:
        self._work.show(answer if isinstance(answer, KioskError) else self._work.stage.notice)

    def _taken_in(self, answer: Ticket | KioskError) -> None:
        self._work.tell_staff(answer)
        if not isinstance(answer, KioskError):
            self._sit_down(answer)

    def _sit_down(self, ticket: Ticket) -> None:
        if ticket.service in AT_THE_CAMERA:
            self._sitting.begin(
                CaseFile(
                    procedure=self._work.stage.facts.procedure,
                    service=ticket.service,
                    ticket=str(ticket.number),
                    language=ticket.language,
                )
            )
