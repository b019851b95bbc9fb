"""Boards and lines to show on them; every number is invented."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from kiosk.domain.ticket import Service, Ticket, TicketId, TicketNumber, Waiting
from kiosk.texts import Language, catalogue
from kiosk.workflow.queue.view import (
    CallShown,
    Patience,
    QueueView,
    ServiceLine,
    WaitingLine,
    WaitRange,
)
from ui.board.deck import Carousel, Slide
from ui.board.painting import BoardLook
from ui.board.window import STALE_AFTER_MS, BoardWindow

NOW = datetime(2026, 11, 23, 5, 32, 10, tzinfo=UTC)
"""14:32 in Japan."""
GROUNDS = 2
"""That of the board and that of the call."""
SLIDE_TIME = timedelta(seconds=15)
PLAIN_LOOK = BoardLook()


def call(number: TicketNumber, place: str, ago_s: float, calls: int = 1) -> CallShown:
    return CallShown(number=number, place=place, at=NOW - timedelta(seconds=ago_s), calls=calls)


def apply(number: int) -> TicketNumber:
    return TicketNumber(Service.APPLY, number)


def waiting(number: TicketNumber) -> WaitingLine:
    ticket = Ticket(
        id=TicketId.new(),
        number=number,
        business_date=date(2026, 11, 23),
        reserved_at=NOW,
        queued_at=NOW,
        issued_at=NOW,
        standing=Waiting(),
    )
    return WaitingLine(
        ticket=ticket,
        waited=timedelta(minutes=3),
        patience=Patience.RED,
        reason="queue.reason.number",
        ahead=0,
    )


SERVICES = (
    ServiceLine(service=Service.APPLY, waiting=4, wait=WaitRange(least_min=15, most_min=25)),
    ServiceLine(service=Service.RENEW, waiting=2),
)


def calling(ago_s: float = 5.0) -> QueueView:
    """Return a line in which A-025 was called to place 2 so many seconds ago."""
    return QueueView(
        enabled=True,
        at=NOW,
        waiting=(waiting(apply(26)), waiting(TicketNumber(Service.RENEW, 503))),
        calls=(
            call(apply(25), "2", ago_s),
            call(TicketNumber(Service.RENEW, 502), "1", 400),
            call(apply(24), "2", 800),
        ),
        services=SERVICES,
        accepting=True,
    )


def idle() -> QueueView:
    """Return a line in which nobody was called for a while."""
    return calling(ago_s=300)


def closed() -> QueueView:
    """Return a line after the last one was served."""
    return replace(idle(), waiting=(), accepting=False, services=())


def board_window(
    *slides: Slide, look: BoardLook = PLAIN_LOOK, stale_after_ms: int = STALE_AFTER_MS
) -> BoardWindow:
    """Return a board that nobody has shown yet."""
    return BoardWindow(
        catalogue(Language.JA), look, Carousel(slides, SLIDE_TIME), stale_after_ms=stale_after_ms
    )


def reaches_edge(board: BoardWindow) -> bool:
    """Tell whether words run into the left or right edge: there is nothing but the grounds."""
    image = board.grab().toImage()
    top = int(100 * image.devicePixelRatio())
    return any(
        len({image.pixel(x, y) for y in range(top, image.height())}) > GROUNDS
        for x in (0, 1, image.width() - 2, image.width() - 1)
    )
