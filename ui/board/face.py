"""What the board shows of the line at one moment, worked out without a screen."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.domain.ticket import TicketNumber
from kiosk.workflow.queue.view import CALLS_SHOWN, CallShown, QueueView, ServiceLine

FRESH = timedelta(seconds=60)  # issue 5: a call stands out for a minute
# Twice as long as a call stands out: who was far away when it came still finds it large.
LATE = timedelta(seconds=120)
LARGE_CALLS = 3  # more at once would be smaller than can be read from 10 m
SOON_SHOWN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardFace:
    """``large`` are the calls that are shown large, the newest first; none: slides are shown.

    ``bright``: the newest call is less than a minute old. ``past`` are the calls below each other,
    ``soon`` the numbers that are probably next. ``closed``: nobody is served any more today.
    """

    large: tuple[CallShown, ...] = ()
    bright: bool = False
    past: tuple[CallShown, ...] = ()
    soon: tuple[TicketNumber, ...] = ()
    services: tuple[ServiceLine, ...] = ()
    accepting: bool = False
    closed: bool = False


def board_face(view: QueueView, now: datetime) -> BoardFace:
    """Return what the board shows of ``view``: numbers, places and times, nothing else."""
    large = tuple(call for call in view.calls if now - call.at < FRESH)[:LARGE_CALLS]
    if not large:
        large = tuple(call for call in view.calls[:1] if now - call.at < LATE)
    return BoardFace(
        large=large,
        bright=bool(large) and now - large[0].at < FRESH,
        past=view.calls[len(large[:1]) : CALLS_SHOWN],
        soon=tuple(line.ticket.number for line in view.waiting[:SOON_SHOWN]),
        services=view.services,
        accepting=view.accepting,
        closed=not (view.accepting or view.waiting or view.in_service or view.parked),
    )
