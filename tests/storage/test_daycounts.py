"""However a day is cut, nothing that happened is lost, and nothing is counted twice."""

import uuid
from dataclasses import fields, replace
from datetime import datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.contract.dayshares import Share
from kiosk.domain.audit import AuditKind
from kiosk.domain.dates import JST
from kiosk.domain.figures import Tally, added
from kiosk.domain.ids import EventId
from kiosk.domain.intake import LeaveReason
from kiosk.domain.ticket import (
    Cancelled,
    CancelReason,
    Finished,
    NoShow,
    Outcome,
    Service,
    Ticket,
    TicketId,
    TicketNumber,
)
from storage.custody.daycounts import Line, TrailActs, tallies_of
from tests.kiosk.contract.figuresamples import DAY, tally

MIDNIGHT = datetime.combine(DAY, time(), JST)
ESTIMATED = {"visitors", "consultations"}
"""Of these the day's sum is that of its events, by definition."""
MINUTES = st.integers(0, 24 * 60 - 1).map(lambda one: MIDNIGHT + timedelta(minutes=one))
SHARES = st.lists(MINUTES, min_size=1, max_size=4).map(
    lambda cuts: tuple(
        Share(event=EventId(f"E{n:03}"), place="研修", begins=cut)
        for n, cut in enumerate(sorted(cuts))
    )
)
THING = st.sampled_from(["a", "b", "c"])
WORDS = st.one_of(
    st.tuples(
        st.sampled_from(
            [
                AuditKind.PUT,
                AuditKind.GIVE_CARD,
                AuditKind.EXEMPT_PHOTO,
                AuditKind.RETAKE_PHOTO,
                AuditKind.PRINT_SHEET,
                AuditKind.SETTLE_CARD,
            ]
        ),
        THING,
    ),
    st.tuples(st.just(AuditKind.CORRECT_RECORD), THING.map(lambda one: f"{one}.2.misread")),
    st.tuples(
        st.just(AuditKind.LEAVE_SITTING),
        st.sampled_from([f"{one}{end}" for one in LeaveReason for end in ("", ".ticket")]),
    ),
)

ENDS: tuple[Finished | NoShow | Cancelled, ...] = (
    *(Finished(outcome, MIDNIGHT) for outcome in Outcome),
    NoShow(MIDNIGHT),
    Cancelled(CancelReason.WITHDREW, MIDNIGHT),
)


def ticket(number: int) -> Ticket:
    return Ticket(
        id=TicketId(uuid.UUID(int=number)),
        number=TicketNumber(Service.APPLY, number),
        business_date=DAY,
        reserved_at=MIDNIGHT,
        queued_at=MIDNIGHT,
    )


@st.composite
def days(draw: st.DrawFn) -> tuple[TrailActs, Line, list[Tally], tuple[Share, ...]]:
    words = draw(st.lists(WORDS, max_size=30))
    moments = sorted(draw(st.lists(MINUTES, min_size=len(words), max_size=len(words))))
    timed = tuple((*word, at) for word, at in zip(words, moments, strict=True))
    acts = tuple(
        (kind.value, subject, at)
        for n, (kind, subject, at) in enumerate(timed)
        if kind is not AuditKind.CORRECT_RECORD or (AuditKind.PUT, subject[0]) in words[:n]
    )
    shares = draw(SHARES)
    applied = [tally(draw(st.integers(0, 5))) for _ in shares]
    records = [Tally(applications=one.applications, ages=one.ages) for one in applied]
    tickets = tuple(
        replace(ticket(n), standing=draw(st.sampled_from(ENDS)), issued_at=draw(MINUTES))
        for n in range(1, draw(st.integers(1, 8)))
    )
    known = draw(st.booleans())
    return TrailActs(acts=acts, counts_all=known), Line(tickets=tickets), records, shares


@given(days())
def test_the_shares_are_the_day(
    day: tuple[TrailActs, Line, list[Tally], tuple[Share, ...]],
) -> None:
    trail, line, records, shares = day
    (whole,) = tallies_of(trail, line, [added(records)], ())
    parts = added(tallies_of(trail, line, records, shares))
    for one in fields(Tally):
        if one.name not in ESTIMATED:
            assert getattr(parts, one.name) == getattr(whole, one.name), one.name
    assert parts.visitors >= whole.visitors
    assert parts.consultations >= whole.consultations
    assert (parts.retaken is None) is not trail.counts_all
