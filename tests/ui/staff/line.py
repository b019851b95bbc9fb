"""Lines for the console's tests: invented tickets, nobody's."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.domain.ticket import (
    Arrived,
    Called,
    Finished,
    Need,
    NoShow,
    Outcome,
    Parked,
    ParkReason,
    PrintFailed,
    PrintTrouble,
    PublicLanguage,
    Service,
    Serving,
    Stage,
    Standing,
    Ticket,
    TicketId,
    TicketNumber,
    Waiting,
)
from kiosk.ports import ScannerState
from kiosk.queue.rules import BANDS, OrderRule
from kiosk.queueports import PrinterState
from kiosk.workflow import phases
from kiosk.workflow.queue.view import (
    CallShown,
    Patience,
    QueueView,
    RuleFigures,
    ServiceLine,
    SoundState,
    WaitingLine,
    WaitRange,
)
from kiosk.workflow.snapshots import StationView
from tests.ui import samples

NOW = samples.NOW


def minutes_ago(count: int) -> datetime:
    """Return a moment before now."""
    return NOW - timedelta(minutes=count)


def ticket(
    number: int,
    service: Service = Service.APPLY,
    *,
    came: int = 10,
    standing: Standing | None = None,
    **changes: object,
) -> Ticket:
    """Return a ticket of somebody who came so many minutes ago."""
    known: dict[str, object] = {
        "id": TicketId.new(),
        "number": TicketNumber(service, number),
        "business_date": samples.TODAY,
        "reserved_at": minutes_ago(came),
        "queued_at": minutes_ago(came),
        "issued_at": minutes_ago(came),
        "version": 3,
        "standing": standing or Waiting(),
        **changes,
    }
    return Ticket(**known)  # type: ignore[arg-type]


def line_of(*tickets: Ticket, reason: str = "queue.why.turn") -> tuple[WaitingLine, ...]:
    """Return them as those who wait, in this order."""
    return tuple(_waiting(one, ahead, reason) for ahead, one in enumerate(tickets))


def _waiting(one: Ticket, ahead: int, reason: str) -> WaitingLine:
    waited = NOW - one.reserved_at
    long = Patience.AMBER if waited >= timedelta(minutes=20) else Patience.FRESH
    return WaitingLine(
        ticket=one,
        waited=waited,
        patience=Patience.RED if waited >= timedelta(minutes=40) else long,
        reason="queue.why.head_start" if one.priority else reason,
        ahead=ahead,
    )


A26 = ticket(26, came=23, priority=True, needs=frozenset({Need.WHEELCHAIR}))
A27 = ticket(27, came=44)
B503 = ticket(503, Service.RENEW, came=12, language=PublicLanguage.EN)
A28 = ticket(28, came=9, needs=frozenset({Need.INFANT, Need.HEARING}))
E901 = ticket(901, Service.ASK, came=5)
D801 = ticket(801, Service.CERTIFICATE, came=2, language=PublicLanguage.PT)
SIX = (A26, A27, B503, A28, E901, D801)

A25_SERVED = ticket(25, came=31, standing=Serving("1", minutes_ago(4)), stage=Stage.PHOTO, calls=1)
B502_SERVED = ticket(502, Service.RENEW, came=28, standing=Serving("2", minutes_ago(7)))
A24_PARKED = ticket(
    24,
    came=36,
    standing=Parked(ParkReason.PAPERS, minutes_ago(6), NOW + timedelta(minutes=4), 2),
)
A31_WITHOUT = ticket(31, came=3, standing=PrintFailed(1, PrintTrouble.PAPER_OUT), issued_at=None)
A30_UNKNOWN = ticket(30, came=6, standing=PrintFailed(1, PrintTrouble.UNKNOWN), issued_at=None)
ENDED = (
    ticket(22, came=70, standing=NoShow(minutes_ago(20)), calls=3),
    ticket(21, came=90, standing=Finished(Outcome.APPLIED, minutes_ago(30))),
)
SERVICES = tuple(
    ServiceLine(
        service=one,
        waiting=count,
        wait=WaitRange(least_min=15, most_min=25) if count else None,
    )
    for one, count in zip(Service, (3, 1, 0, 1, 1), strict=True)
)


WHAT_IF = tuple(
    RuleFigures(
        rule=rule, people=34, median_min=12, longest_min=41 + at, priority_min=5 if at else None
    )
    for at, rule in enumerate(reversed(OrderRule))
)


def queue(*waiting: Ticket, **changes: object) -> QueueView:
    """Return a line that runs at station 1 of three."""
    known: dict[str, object] = {
        "enabled": True,
        "at": NOW,
        "waiting": line_of(*waiting),
        "services": SERVICES,
        "outcomes": ((Outcome.APPLIED, 21), (Outcome.ANSWERED, 3), (Outcome.COME_AGAIN, 1)),
        "ended": ENDED,
        "issued": 34,
        "no_shows": 1,
        "cancelled": 2,
        "desks": 2,
        "staff": 3,
        "here": "1",
        "places": ("1", "2", "3"),
        "printer": PrinterState.READY,
        "board": True,
        "scanner": ScannerState.READY,
        "sound": SoundState.SPOKEN,
        "accepting": True,
        **changes,
    }
    return QueueView(**known)  # type: ignore[arg-type]


def called(one: Ticket, *, calls: int = 1, place: str = "1") -> Ticket:
    """Return the ticket as it is once it was called."""
    return replace(
        one, standing=Called(place, minutes_ago(1)), calls=calls, version=one.version + 1
    )


def arrived(one: Ticket) -> Ticket:
    """Return the ticket of somebody who has come to station 1."""
    return replace(one, standing=Arrived("1", minutes_ago(0)), version=one.version + 1)


def many() -> QueueView:
    """Return forty who wait, four who are served, three parked."""
    waiting = []
    for at in range(40):
        service = tuple(Service)[at % 5]
        number = BANDS[service].nth(at // 5 + 10)
        waiting.append(ticket(number, service, came=70 - at, priority=at % 7 == 0))
    served = tuple(
        ticket(100 + at, came=50, standing=Serving(str(at + 2), minutes_ago(5 * at)))
        for at in range(4)
    )
    parked = tuple(replace(A24_PARKED, id=TicketId.new()) for _ in range(3))
    return queue(*waiting, in_service=served, parked=parked)


def scenes() -> Mapping[str, tuple[StationView, str]]:
    """Return the console's states: a view, and the keys that lead there."""
    served = (A25_SERVED, B502_SERVED)
    calls = (CallShown(number=A25_SERVED.number, place="1", at=minutes_ago(5)),)
    busy = queue(*SIX, in_service=served, own=A25_SERVED, parked=(A24_PARKED,), calls=calls)
    free = queue(*SIX, in_service=(B502_SERVED,), parked=(A24_PARKED,))
    out = queue(
        *SIX[:3],
        in_service=(B502_SERVED,),
        papers=(A31_WITHOUT, A30_UNKNOWN),
        printer=PrinterState.PAPER_OUT,
    )
    called_view = queue(*SIX[1:], in_service=(called(A26, calls=3), B502_SERVED))

    def view(one: QueueView, **changes: object) -> StationView:
        return samples.view(phases.Ready(), queue=one, **changes)

    return {
        "line-empty": (view(queue(services=(), outcomes=(), issued=0, ended=())), ""),
        "line-free": (view(free), ""),
        "line-busy": (view(busy), ""),
        "line-called": (view(called_view), ""),
        "line-many": (view(many()), "Down Down Down"),
        "line-paper": (view(out), ""),
        "line-paper-asked": (view(out), "J"),
        "line-parking": (view(called_view), "H"),
        "line-finishing": (view(busy), "F"),
        "line-issue": (view(free), "G P W"),
        "line-issue-number": (view(free), "G M 5 1 2"),
        "line-issue-appointed": (view(free), "G P Y 1 4 3"),
        "line-search": (view(busy), "/"),
        "line-board": (view(replace(busy, what_if=WHAT_IF)), "F8"),
        "line-ending": (view(free), "F8 Z"),
        "line-receipt": (
            samples.view(phases.Receipted(18, samples.RECEIPT), queue=free, duties_open=3),
            "",
        ),
        "line-notice": (view(free, notice=samples.disk_full()), ""),
    }
