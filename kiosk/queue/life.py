"""The life of a ticket: one pure `step`."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from kiosk.domain.ticket import (
    Arrived,
    Called,
    Cancelled,
    Finished,
    NoShow,
    PaperKind,
    Parked,
    PrintFailed,
    Printing,
    Reserved,
    Serving,
    Standing,
    Ticket,
    TicketId,
    TicketNumber,
    TicketRequest,
    Waiting,
)
from kiosk.queue import acts
from kiosk.queue.errors import ActRefusedError

LATE_FOR = timedelta(hours=24)
"""A clock that jumped makes no wait longer than a day."""


def reserve(
    request: TicketRequest, ticket_id: TicketId, number: TicketNumber, day: date, at: datetime
) -> Ticket:
    """Return the ticket with its number; it is in no line yet."""
    return Ticket(
        id=ticket_id,
        number=number,
        business_date=day,
        language=request.language,
        needs=request.needs,
        priority=request.priority,
        appointment_at=request.appointment_at,
        origin=request.origin,
        paper=request.paper,
        reserved_at=at,
        queued_at=at,
    )


def step(ticket: Ticket, act: acts.Act, at: datetime) -> Ticket:
    """Return the ticket after the act; raise `ActRefusedError` where it does not fit."""
    for stepper in (_paper, _call, _aside, _end):
        after = stepper(ticket, act, at)
        if after is not None:
            return replace(after, version=ticket.version + 1)
    raise ActRefusedError(
        f"{type(act).__name__} in {type(ticket.standing).__name__}",
        ticket=str(ticket.number),
        ticket_standing=STANDING_NAMES[type(ticket.standing)],
    )


STANDING_NAMES: dict[type[Standing], str] = {
    Reserved: "reserved",
    Printing: "printing",
    PrintFailed: "print_failed",
    Waiting: "waiting",
    Called: "called",
    Arrived: "arrived",
    Serving: "serving",
    Parked: "parked",
    Finished: "finished",
    NoShow: "no_show",
    Cancelled: "cancelled",
}
"""What a standing is called in texts and in the database."""


def _paper(ticket: Ticket, act: acts.Act, at: datetime) -> Ticket | None:
    match ticket.standing, act:
        case Reserved(), acts.BeginPrinting() if ticket.paper is PaperKind.PRINTED:
            return replace(ticket, standing=Printing(1))
        case PrintFailed(attempt=n), acts.BeginPrinting():
            return replace(ticket, standing=Printing(n + 1))
        case Printing(attempt=n), acts.FailPrinting(trouble=trouble):
            return replace(ticket, standing=PrintFailed(n, trouble))
        case Reserved() | Printing() | PrintFailed(), acts.ConfirmPaper(paper=paper):
            return replace(
                ticket,
                paper=paper or ticket.paper,
                issued_at=at,
                standing=Waiting(),
            )
        case _, acts.Reprint() if ticket.exists and not ticket.ended:
            return ticket
        case _:
            return None


def _call(ticket: Ticket, act: acts.Act, at: datetime) -> Ticket | None:
    match ticket.standing, act:
        case Waiting() | Called() | Parked(), acts.Call(place=place):
            return replace(ticket, calls=ticket.calls + 1, standing=Called(place, at))
        case Waiting() | Called() | Parked(), acts.Arrive(place=place):
            return replace(ticket, standing=Arrived(place, at))
        case (
            Waiting() | Called() | Arrived() | Parked() | Serving(),
            acts.Serve(stage=stage, place=place),
        ):
            calls = ticket.calls if stage is ticket.stage else 0
            return replace(ticket, stage=stage, calls=calls, standing=Serving(place, at))
        case Called() | Arrived() | Serving(), acts.Transfer(stage=stage):
            return replace(ticket, stage=stage, queued_at=at, calls=0, standing=Waiting())
        case _:
            return None


def _aside(ticket: Ticket, act: acts.Act, at: datetime) -> Ticket | None:
    match ticket.standing, act:
        case Waiting() | Called() | Arrived() | Serving(), acts.Park():
            parked = Parked(act.reason, at, act.returns_at, act.after_calls)
            return replace(ticket, standing=parked)
        case Parked(calls_left=int(left)) as parked, acts.CountCall() if left > 0:
            return replace(ticket, standing=replace(parked, calls_left=left - 1))
        case Parked() | Called() | Arrived(), acts.Return():
            return replace(ticket, standing=Waiting())
        case _, acts.Prioritise(priority=priority) if (
            not ticket.ended and priority is not ticket.priority
        ):
            return replace(ticket, priority=priority)
        case _:
            return None


def _end(ticket: Ticket, act: acts.Act, at: datetime) -> Ticket | None:
    match ticket.standing, act:
        case Arrived() | Serving(), acts.Finish(outcome=outcome):
            return replace(ticket, standing=Finished(outcome, at))
        case Called(), acts.Miss():
            return replace(ticket, standing=NoShow(at))
        case standing, acts.Cancel(reason=reason) if not isinstance(
            standing, Finished | NoShow | Cancelled
        ):
            return replace(ticket, standing=Cancelled(reason, at))
        case NoShow() | Cancelled(), acts.Reactivate() if ticket.exists:
            return replace(ticket, calls=0, standing=Waiting())
        case _:
            return None


def is_due(ticket: Ticket, now: datetime) -> bool:
    """Tell whether a parked ticket comes back into the line now."""
    match ticket.standing:
        case Parked(returns_at=returns_at, calls_left=left):
            return left == 0 or now >= returns_at
        case _:
            return False


def waited(ticket: Ticket, now: datetime) -> timedelta:
    """Return how long the person has waited since the number was given; never below zero."""
    return min(max(now - ticket.reserved_at, timedelta()), LATE_FOR)
