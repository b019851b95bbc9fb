"""What the trail and the line say of a day, counted for each event's share of it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.contract.dayshares import Share, share_at
from kiosk.contract.figures import day_tally
from kiosk.domain.audit import AuditKind
from kiosk.domain.dayreport import DayCounts
from kiosk.domain.figures import EventPart, Tally
from kiosk.domain.ticket import Ticket
from kiosk.queue.acts import TicketEvent
from kiosk.queue.waits import waits_of
from storage.audit.journal import last_subject
from storage.custody.dayreporting import leavings_of
from storage.custody.days import COUNTING
from storage.database.models import AuditRow
from storage.parts import Parts
from storage.records.versions import subject_of
from storage.tickets.tally import counted

_BEGINS = frozenset({AuditKind.PUT.value, AuditKind.GIVE_CARD.value})
"""What these name is the share's in which they were written; what is said of it later, too."""
_COUNTED = (
    *sorted(_BEGINS),
    AuditKind.LEAVE_SITTING.value,
    AuditKind.RETAKE_PHOTO.value,
    AuditKind.CORRECT_RECORD.value,
    AuditKind.EXEMPT_PHOTO.value,
    AuditKind.COMPLETE_DUTY.value,
    AuditKind.SETTLE_CARD.value,
    AuditKind.PRINT_SHEET.value,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailActs:
    """What happened on a day, as its trail has it: kind, subject, moment; oldest first.

    ``counts_all`` tells that a release opened the day that notes retakes and who had a ticket.
    """

    acts: tuple[tuple[str, str, datetime], ...]
    counts_all: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The day's tickets, all of which have ended, and everything that happened to them."""

    tickets: tuple[Ticket, ...] = ()
    history: tuple[TicketEvent, ...] = ()


def acts_of(session: Session, shift: str) -> TrailActs:
    """Return what counts of the day's trail."""
    asked = select(AuditRow.kind, AuditRow.subject, AuditRow.at).where(
        AuditRow.shift == shift, AuditRow.kind.in_(_COUNTED)
    )
    found = session.execute(asked.order_by(AuditRow.n))
    return TrailActs(
        acts=tuple((row.kind, row.subject, row.at) for row in found),
        counts_all=last_subject(session, AuditKind.OPEN_DAY, shift) == COUNTING,
    )


def line_of(parts: Parts, business_date: date) -> Line:
    """Return the day's tickets that have ended; while a day is open others may be in the line."""
    tickets = tuple(one for one in parts.book.day(business_date) if one.ended)
    history = parts.book.history(business_date, business_date) if tickets else ()
    return Line(tickets=tickets, history=history)


def tallies_of(
    trail: TrailActs, line: Line, applications: Sequence[Tally], shares: Sequence[Share]
) -> tuple[Tally, ...]:
    """Return all numbers of each share; ``applications`` are those of its records.

    Without shares the whole day is one. What is said later of a record or a card, a correction or
    that a duty is done, counts where the record was sealed and the card handed over.
    """
    found = _by_share(trail, shares)
    numbers = _counts(found, trail, [one.applications for one in applications])
    lines = _lines(line, shares)
    return tuple(
        day_tally(
            _with_line(counts, mine),
            one,
            tickets=mine.tickets,
            waits=waits_of(mine.tickets, mine.history) if mine.tickets else None,
        )
        for counts, one, mine in zip(numbers, applications, lines, strict=True)
    )


def parts_of(shares: Sequence[Share], tallies: Sequence[Tally]) -> tuple[EventPart, ...]:
    """Return the shares with their numbers."""
    return tuple(
        EventPart(event=share.event, place=share.place, tally=tally)
        for share, tally in zip(shares, tallies, strict=True)
    )


_Found = tuple[Counter[str], Counter[str], set[str]]
"""Of a share: how many acts of each kind, leavings by reason, and which records were corrected."""


def _by_share(trail: TrailActs, shares: Sequence[Share]) -> list[_Found]:
    found: list[_Found] = [(Counter(), Counter(), set()) for _ in shares or (None,)]
    home: dict[str, int] = {}
    for kind, subject, at in trail.acts:
        thing = subject_of(subject)
        if kind in _BEGINS:
            home[thing] = share_at(shares, at)
        acts, leavings, corrected = found[home.get(thing, share_at(shares, at))]
        acts[kind] += 1
        if kind == AuditKind.LEAVE_SITTING:
            leavings[subject] += 1
        elif kind == AuditKind.CORRECT_RECORD:
            corrected.add(thing)
    return found


def _counts(found: Iterable[_Found], trail: TrailActs, records: Sequence[int]) -> list[DayCounts]:
    return [
        DayCounts(
            records=many,
            leavings=leavings_of(left, in_line=False),
            left_line=leavings_of(left, in_line=True) if trail.counts_all else None,
            retaken=acts[AuditKind.RETAKE_PHOTO] if trail.counts_all else None,
            corrected=len(corrected),
            cards=acts[AuditKind.GIVE_CARD],
            cards_settled=acts[AuditKind.SETTLE_CARD],
            duties_open=acts[AuditKind.EXEMPT_PHOTO] - acts[AuditKind.COMPLETE_DUTY],
            sheets_printed=acts[AuditKind.PRINT_SHEET],
        )
        for (acts, left, corrected), many in zip(found, records, strict=True)
    ]


def _lines(line: Line, shares: Sequence[Share]) -> list[Line]:
    """Return each share's tickets: those whose paper was given in it."""
    found: list[list[Ticket]] = [[] for _ in shares or (None,)]
    for ticket in line.tickets:
        found[share_at(shares, ticket.issued_at or ticket.reserved_at)].append(ticket)
    return [Line(tickets=tuple(mine), history=line.history) for mine in found]


def _with_line(counts: DayCounts, line: Line) -> DayCounts:
    return replace(counts, tickets=counted(line.tickets)) if line.tickets else counts
