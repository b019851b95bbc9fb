"""Who is next, and why: the line in the order in which people will be called."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import takewhile

from kiosk.domain.ticket import Stage, Ticket, TicketId, Waiting
from kiosk.queue.acts import Call, TicketEvent
from kiosk.queue.rules import OrderRule, QueueRules


class Why(StrEnum):
    """Why somebody stands where they stand; ``queue.why.*`` and ``queue.because.*`` say it."""

    TURN = "turn"
    """By the time they came."""
    APPOINTMENT = "appointment"
    """The appointed time is here."""
    EARLY = "early"
    """The appointed time is not here yet: only when nobody else waits."""
    PRIORITY = "priority"
    HEAD_START = "head_start"
    """Priority counts as having come ``minutes`` earlier."""
    LONG_WAIT = "long_wait"
    """Came so much earlier that somebody's head start does not reach."""
    ALTERNATE = "alternate"
    """The last one had priority, or had none: now the other kind."""
    ROW_FULL = "row_full"
    """``row`` people with priority were called in a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Somebody's place in the line.

    ``reason`` is a short sentence's key without placeholders, ``because`` the longer one's, to be
    said with ``minutes`` and ``row``.
    """

    ticket: Ticket
    why: Why
    minutes: int = 0
    row: int = 0

    @property
    def reason(self) -> str:
        """Return the key of the few words beside the number."""
        return f"queue.why.{self.why.value}"

    @property
    def because(self) -> str:
        """Return the key of the sentence for somebody who asks."""
        return f"queue.because.{self.why.value}"


def line_up(
    tickets: Iterable[Ticket],
    recent_calls: Sequence[bool],
    rules: QueueRules,
    now: datetime,
    *,
    stages: Collection[Stage] = tuple(Stage),
) -> tuple[Placed, ...]:
    """Return those who wait for the stages, first the one to be called next.

    ``recent_calls`` tells of each call so far, the newest last, whether it was one with priority;
    what is further back than `QueueRules.most_in_a_row` matters to nobody. Tickets that do not
    wait are left out. Whose appointment is near goes before all by every rule.
    """
    waiting = [t for t in tickets if isinstance(t.standing, Waiting) and t.stage in stages]
    due = sorted((t for t in waiting if is_appointed(t, rules, now)), key=_appointed_turn)
    early = [t for t in waiting if _is_early(t, rules, now)]
    aside = {t.id for t in (*due, *early)}
    others = sorted((t for t in waiting if t.id not in aside), key=_turn)
    calls = [*recent_calls, *(t.priority for t in due)]
    return (
        *(Placed(ticket=t, why=Why.APPOINTMENT) for t in due),
        *_RULES[rules.order](others, calls, rules),
        *(Placed(ticket=t, why=Why.EARLY) for t in sorted(early, key=_appointed_turn)),
    )


def why_next(
    tickets: Iterable[Ticket], recent_calls: Sequence[bool], rules: QueueRules, now: datetime
) -> Placed | None:
    """Return who is next and why; None when nobody waits."""
    return next(iter(line_up(tickets, recent_calls, rules, now)), None)


def calls_so_far(
    history: Iterable[TicketEvent], tickets: Mapping[TicketId, Ticket]
) -> tuple[bool, ...]:
    """Return what `line_up` asks of the calls: a recall of the same ticket counts once."""
    called: dict[TicketId, None] = {}
    for event in history:
        if isinstance(event.act, Call) and event.ticket in tickets:
            called.setdefault(event.ticket)
    return tuple(tickets[ticket].priority for ticket in called)


def is_appointed(ticket: Ticket, rules: QueueRules, now: datetime) -> bool:
    """Tell whether it is the time of somebody's appointment, who was there for it.

    Who came too late has the place of anybody who came then.
    """
    at = ticket.appointment_at
    return (
        at is not None
        and now >= at - rules.appointment_slack
        and ticket.reserved_at <= at + rules.appointment_slack
    )


def _is_early(ticket: Ticket, rules: QueueRules, now: datetime) -> bool:
    at = ticket.appointment_at
    return at is not None and now < at - rules.appointment_slack


def _turn(ticket: Ticket) -> tuple[datetime, str, int]:
    return ticket.queued_at, ticket.number.service.value, ticket.number.number


def _appointed_turn(ticket: Ticket) -> tuple[datetime, tuple[datetime, str, int]]:
    return ticket.appointment_at or ticket.queued_at, _turn(ticket)


_Line = Sequence[Ticket]


def _strict(line: _Line, _calls: Sequence[bool], _rules: QueueRules) -> Iterable[Placed]:
    return [Placed(ticket=ticket, why=Why.TURN) for ticket in line]


def _priority_first(line: _Line, _calls: Sequence[bool], _rules: QueueRules) -> Iterable[Placed]:
    first, others = _kinds(line)
    return [
        *(Placed(ticket=ticket, why=Why.PRIORITY) for ticket in first),
        *(Placed(ticket=ticket, why=Why.TURN) for ticket in others),
    ]


def _aged(line: _Line, _calls: Sequence[bool], rules: QueueRules) -> Iterable[Placed]:
    minutes = round(rules.head_start.total_seconds() / 60)
    aged = sorted(
        line,
        key=lambda t: (t.queued_at - rules.head_start if t.priority else t.queued_at, _turn(t)),
    )
    last_first = max((at for at, ticket in enumerate(aged) if ticket.priority), default=-1)
    return [
        Placed(ticket=ticket, why=_aged_reason(ticket, reached=at < last_first), minutes=minutes)
        for at, ticket in enumerate(aged)
    ]


def _aged_reason(ticket: Ticket, *, reached: bool) -> Why:
    if ticket.priority:
        return Why.HEAD_START
    return Why.LONG_WAIT if reached else Why.TURN


def _alternating(line: _Line, calls: Sequence[bool], _rules: QueueRules) -> Iterable[Placed]:
    first, others = _kinds(line)
    priority_turn = not (calls and calls[-1])
    while first and others:
        kind = first if priority_turn else others
        yield Placed(ticket=kind.pop(0), why=Why.ALTERNATE)
        priority_turn = not priority_turn
    yield from _rest(first, others)


def _max_consecutive(line: _Line, calls: Sequence[bool], rules: QueueRules) -> Iterable[Placed]:
    first, others = _kinds(line)
    row = sum(1 for _ in takewhile(bool, reversed(calls)))
    while first and others:
        if row < rules.most_in_a_row:
            yield Placed(ticket=first.pop(0), why=Why.PRIORITY)
            row += 1
        else:
            yield Placed(ticket=others.pop(0), why=Why.ROW_FULL, row=rules.most_in_a_row)
            row = 0
    yield from _rest(first, others)


def _rest(first: _Line, others: _Line) -> Iterable[Placed]:
    yield from (Placed(ticket=ticket, why=Why.PRIORITY) for ticket in first)
    yield from (Placed(ticket=ticket, why=Why.TURN) for ticket in others)


def _kinds(line: _Line) -> tuple[list[Ticket], list[Ticket]]:
    return [t for t in line if t.priority], [t for t in line if not t.priority]


_RULES: Mapping[OrderRule, Callable[[_Line, Sequence[bool], QueueRules], Iterable[Placed]]] = {
    OrderRule.STRICT: _strict,
    OrderRule.PRIORITY_FIRST: _priority_first,
    OrderRule.AGED: _aged,
    OrderRule.ALTERNATING: _alternating,
    OrderRule.MAX_CONSECUTIVE: _max_consecutive,
}
