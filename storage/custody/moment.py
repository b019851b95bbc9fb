"""The numbers of a day that is not closed, as they are now: forgotten, cut off, still running."""

import json
from dataclasses import replace
from datetime import date

from sqlalchemy import func, select

from kiosk import __version__
from kiosk.contract.dayshares import place_of
from kiosk.contract.figures import open_day, split
from kiosk.domain.custody import DayStage
from kiosk.domain.figures import DayFigures, added
from storage.custody.daycounts import acts_of, line_of, parts_of, tallies_of
from storage.custody.dayplan import DayPlan
from storage.custody.recordcounts import RecordCounter, RecordCounts
from storage.database.models import AuditRow, CardSlipRow, ShiftRow, TicketRow
from storage.parts import Parts
from storage.records.vault import spelled_out

_OPEN = frozenset({DayStage.OPEN.value, DayStage.CLOSING.value})


class Moment:
    """Counts an open day; nothing is changed by it, and nobody looks at anybody."""

    def __init__(self, parts: Parts, day_plan: DayPlan) -> None:
        self._parts = parts
        self._day_plan = day_plan

    def is_open(self, business_date: date) -> bool:
        """Tell whether the day was opened and not closed."""
        return self._shift(business_date).state in _OPEN

    def worth_keeping(self, business_date: date) -> bool:
        """Tell whether anybody came, or anything was planned."""
        shift = self._shift(business_date)
        if shift.records or self._day_plan.planned(business_date):
            return True
        with self._parts.store.unit() as session:
            tickets = select(TicketRow.id).where(TicketRow.business_date == shift.business_date)
            cards = select(CardSlipRow.id).where(CardSlipRow.shift == shift.id)
            came = session.scalar(tickets.limit(1)) or session.scalar(cards.limit(1))
            return bool(came) or bool(acts_of(session, shift.id).acts)

    def figures(self, business_date: date) -> DayFigures:
        """Return the numbers of the moment; what waits in the line is in none of them."""
        parts, shift = self._parts, self._shift(business_date)
        counts = self._counted(shift, business_date)
        with parts.store.unit() as session:
            trail = acts_of(session, shift.id)
            last = session.scalar(select(func.max(AuditRow.n)).where(AuditRow.shift == shift.id))
        line = line_of(parts, business_date)
        tallies = tallies_of(trail, line, counts.tallies, counts.shares)
        event = self._day_plan.event(business_date)
        figures = replace(
            open_day(
                parts.profile.station,
                business_date,
                added(tallies),
                event=None if event is None else event.id,
                place="" if event is None else place_of(event),
                training=parts.profile.training,
            ),
            staff=len(json.loads(shift.people or "[]")),
            opened_at=shift.opened_at,
            audit_n=last or 0,
            program=__version__,
        )
        return split(figures, parts_of(counts.shares, tallies)) if counts.shares else figures

    def _counted(self, shift: ShiftRow, business_date: date) -> RecordCounts:
        counter = RecordCounter(business_date, self._day_plan.shares(business_date))
        for _, record in spelled_out(self._parts.vault.read_day(shift)):
            counter.add(record)
        return counter.counts

    def _shift(self, business_date: date) -> ShiftRow:
        with self._parts.store.unit() as session:
            return self._parts.days.existing(session, business_date)
