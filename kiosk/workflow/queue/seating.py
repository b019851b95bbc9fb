"""From the line to the chair: whose ticket the sitting at this station is."""

from collections.abc import Mapping

from kiosk.domain.application import Route
from kiosk.domain.intake import CaseFile, LeaveReason
from kiosk.domain.ticket import Outcome, Service, Stage, Ticket, TicketId
from kiosk.errors import KioskError
from kiosk.queue.acts import Act, Arrive, Finish, Serve
from kiosk.queueports import TicketBook
from kiosk.workflow.errors import PlaceTakenError
from kiosk.workflow.phases import (
    Filling,
    Phase,
    Posing,
    Ready,
    Receipted,
    Receiving,
    Resuming,
    Reviewing,
    Sealing,
    SignedOut,
)
from kiosk.workflow.queue.linework import AUTO, LineWork, carry_out, order_of
from kiosk.workflow.sitting import Sitting

AT_THE_CAMERA = frozenset({Service.APPLY, Service.RENEW, Service.REISSUE})
"""Services that need a photo; for the others nobody sits down before the camera."""
STAGES: Mapping[type[Phase], Stage] = {
    Receiving: Stage.RECEPTION,
    Posing: Stage.PHOTO,
    Filling: Stage.CONFIRM,
}
"""Where in the venue somebody is during a sitting; photo and answers are in between."""
OUTCOMES: Mapping[LeaveReason | None, Outcome] = {
    LeaveReason.TO_CITY_HALL: Outcome.TO_CITY_HALL,
    LeaveReason.ONLY_ASKED: Outcome.ANSWERED,
    LeaveReason.CHANGED_MIND: Outcome.ANSWERED,
    LeaveReason.NO_CONSENT: Outcome.ANSWERED,
    LeaveReason.NO_REPRESENTATIVE: Outcome.COME_AGAIN,
    LeaveReason.PAPERS_MISSING: Outcome.COME_AGAIN,
    LeaveReason.STAY_ENDS: Outcome.COME_AGAIN,
    LeaveReason.NO_PHOTO: Outcome.COME_AGAIN,
}
"""How it ended for somebody who left; a sitting begun by mistake leaves the ticket in service."""


class _Followed:
    """The ticket of the sitting as its last own step left it; used on the storage thread alone.

    The next step may be taken before the screens have heard of the last one: without this it
    would be refused as somebody else's, and who left would stay in service.
    """

    def __init__(self) -> None:
        self._last: Ticket | None = None

    def move(self, book: TicketBook, seen: Ticket, act: Act, *, staff: int) -> Ticket:
        """Have the act happen to the newer of what the screens saw and what we did ourselves."""
        last = self._last
        ours = last is not None and last.id == seen.id and last.version > seen.version
        before = last if ours and last is not None else seen
        after = self._last = book.order(order_of(before, act, by=AUTO), staff=staff)
        return after


class Seating:
    """Begins sittings for tickets, and finishes the ticket when its application is stored."""

    def __init__(self, work: LineWork, sitting: Sitting) -> None:
        self._work = work
        self._sitting = sitting
        self._sits: TicketId | None = None
        self._followed = _Followed()

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
                Receiving() | Posing() | Reviewing() | Filling(),
            ):
                self._sits = own.id if own and str(own.number) == work.stage.case.ticket else None
                self._follow(own)
            case Sealing(asked=asked), Receipted():
                on_paper = asked.application.route is Route.PAPER
                self._advance(own, Finish(Outcome.ON_PAPER if on_paper else Outcome.APPLIED))
                self._sits = None
            case _, Ready() if work.stage.left_for in OUTCOMES:
                self._advance(own, Finish(OUTCOMES[work.stage.left_for]))
                self._sits = None
            case _, Ready() | SignedOut():
                self._sits = None
            case _:
                self._follow(own)

    def _follow(self, own: Ticket | None) -> None:
        """Have the ticket be served where its sitting is."""
        stage = STAGES.get(type(self._work.stage.phase))
        if own is not None and stage is not None and own.stage is not stage:
            self._advance(own, Serve(stage, self._work.line.rules.here))

    def _advance(self, own: Ticket | None, act: Act) -> None:
        """Have the ticket of this sitting follow; one that came without a ticket moves nobody's."""
        if own is None or own.id != self._sits:
            return
        work, followed = self._work, self._followed
        book, duty = work.doors.book, work.line.on_duty
        work.ask(lambda: followed.move(book, own, act, staff=duty), self._advanced)

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
