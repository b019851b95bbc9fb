"""Closing a day: two people, batch, read-back, envelope, names, database, end of the day's key.

Until the database says ``sealed`` nothing has happened: what lies in the outbox is a left-over and
the next attempt replaces it. From then on only the shredding is left, and every attempt does it.
"""

import contextlib
import hashlib
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.domain.audit import AuditKind
from kiosk.domain.custody import AloneReason, Consent, DayStage, SecondPerson
from kiosk.domain.station import BatchFiles
from kiosk.errors import CancelledError, KioskError
from kiosk.vaultports import Report
from storage.audit.journal import AuditEvent
from storage.batches.batchcontent import BatchFacts
from storage.custody.building import Builder, Built, Plan, Work, new_receipt_code
from storage.custody.dayplan import DayPlan
from storage.custody.publishing import Outbox
from storage.custody.recordcounts import rows_of
from storage.database.models import RecordRow, ShiftRow
from storage.errors import DayClosedError
from storage.parts import Parts
from storage.people.door import Unlocked

_BEFORE = frozenset({DayStage.OPEN.value, DayStage.CLOSING.value})
_AFTER = frozenset({DayStage.DELETING.value, DayStage.DELETED.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Consented:
    """Who agreed: a witness by log-in name, or nobody and why."""

    witness: str | None
    alone: AloneReason | None


class Closer:
    """The closing part of `kiosk.vaultports.DayCloser`."""

    def __init__(self, parts: Parts, day_plan: DayPlan) -> None:
        self._parts = parts
        self._day_plan = day_plan
        self._outbox = Outbox(parts.layout, parts.profile)
        self._builder = Builder(parts.store, parts.profile, parts.vault)

    def close_day(self, business_date: date, consent: Consent, report: Report) -> BatchFiles:
        """Return the verified batch; a day that is sealed already gives the same batch again."""
        unlocked = self._parts.door.lead()
        self._parts.door.trusted()
        with self._parts.store.unit() as session:
            shift = self._parts.days.existing(session, business_date)
        if shift.state in _AFTER:
            raise DayClosedError(shift.state, day=business_date.isoformat())
        work = None
        if shift.state in _BEFORE:
            work = self._close(unlocked, shift.id, self._consented(shift.id, consent), report)
        self._parts.days.shred(shift.id)
        if work is not None:
            with contextlib.suppress(CancelledError):  # too late: the day is closed
                work.finish()
        with self._parts.store.unit() as session:
            return self._outbox.files(self._parts.days.existing(session, business_date))

    def go_on(self, business_date: date) -> None:
        """Have a day whose closing was interrupted take records again; harmless for others."""
        unlocked = self._parts.door.unlocked
        with self._parts.store.unit() as session:
            shift = self._parts.days.find(session, business_date)
        if shift is not None and shift.state == DayStage.CLOSING:
            self._outbox.clear(self._name(shift, self._next_seq()))
            self._give_up(unlocked, shift.id)

    def _consented(self, shift_id: str, consent: Consent) -> _Consented:
        if isinstance(consent, SecondPerson):
            witness = self._parts.second.check(consent, shift=shift_id)
            return _Consented(witness=witness.id, alone=None)
        return _Consented(witness=None, alone=consent)

    def _close(
        self, unlocked: Unlocked, shift_id: str, consented: _Consented, report: Report
    ) -> Work:
        try:
            self._begin(unlocked, shift_id, consented)
            plan = self._plan(unlocked, shift_id, consented)
            work = Work(plan.day_bytes, report)
            with self._outbox.workshop(plan.facts.name) as unfinished:
                built = self._builder.build(unlocked, plan, unfinished, work)
                self._outbox.publish(unfinished)
            try:
                self._mark_sealed(unlocked, plan, built)
            except BaseException:
                self._outbox.clear(plan.facts.name)
                raise
        except BaseException:
            # What cannot be noted now stays ``closing``, and the next attempt starts over.
            with contextlib.suppress(KioskError):
                self._give_up(unlocked, shift_id)
            raise
        return work

    def _begin(self, unlocked: Unlocked, shift_id: str, consented: _Consented) -> None:
        parts = self._parts
        with parts.store.unit() as session:
            shift = unlocked.macs.checked(session.get_one(ShiftRow, shift_id))
            parts.vault.reconcile(session, shift)
            parts.drafts.refuse_if_left(session, shift)
            parts.cards.refuse_if_out(session, shift)
            line = parts.tally.end_of_day(session, shift)
            self._outbox.check_room(_day_bytes(session, shift_id))
            shift.state = DayStage.CLOSING.value
            shift.closing_by = unlocked.member.id
            shift.closing_witness = consented.witness
            shift.alone = consented.alone
            unlocked.macs.stamp(shift)
            self._note(session, unlocked, AuditKind.BEGIN_CLOSING, shift_id)
            if line is not None:
                self._note(session, unlocked, AuditKind.CLOSE_QUEUE, shift_id, line)
            if consented.alone is not None:
                self._note(session, unlocked, AuditKind.CLOSE_ALONE, shift_id, consented.alone)

    def _plan(self, unlocked: Unlocked, shift_id: str, consented: _Consented) -> Plan:
        parts = self._parts
        seq = self._next_seq()
        with parts.store.unit() as session:
            shift = unlocked.macs.checked(session.get_one(ShiftRow, shift_id))
            duties = parts.duties.of_shift(session, shift)
            cards = parts.cards.of_shift(session, shift)
            day_bytes = _day_bytes(session, shift_id)
            previous = self._last_sealed(session)
            audit = parts.door.verify_trail(session)
        facts = BatchFacts(
            name=self._name(shift, seq),
            station=parts.profile.station,
            shift=shift.id,
            business_date=date.fromisoformat(shift.business_date),
            training=parts.profile.training,
            receipt_code=new_receipt_code(),
            closed_at=parts.clock.now(),
            duties_open=tuple(str(duty.number) for duty in duties if duty.done is None),
            cards=cards,
        )
        who = unlocked.member.id, consented.witness
        return Plan(
            shift=shift,
            facts=facts,
            seq=seq,
            previous_sha256=previous.envelope_sha256 if previous else None,
            audit=audit,
            operators=tuple(one for one in who if one is not None),
            alone=consented.alone,
            duties=duties,
            day_bytes=day_bytes,
            shares=self._day_plan.shares(facts.business_date),
        )

    def _next_seq(self) -> int:
        with self._parts.store.unit() as session:
            last = self._last_sealed(session)
        return 1 + (last.batch_seq or 0 if last else 0)

    def _last_sealed(self, session: Session) -> ShiftRow | None:
        asked = select(ShiftRow).where(ShiftRow.batch_seq.is_not(None))
        last = session.scalars(asked.order_by(ShiftRow.batch_seq.desc()).limit(1)).first()
        return None if last is None else self._parts.door.unlocked.macs.checked(last)

    def _name(self, shift: ShiftRow, seq: int) -> str:
        day = date.fromisoformat(shift.business_date)
        return f"KB-{self._parts.profile.station}-{day:%Y%m%d}-{seq:04d}"

    def _mark_sealed(self, unlocked: Unlocked, plan: Plan, built: Built) -> None:
        code = plan.facts.receipt_code.encode("ascii")
        with self._parts.store.unit() as session:
            shift = unlocked.macs.checked(session.get_one(ShiftRow, plan.shift.id))
            shift.state = DayStage.SEALED.value
            shift.sealed_at = plan.facts.closed_at
            shift.batch_seq = plan.seq
            shift.batch_name = plan.facts.name
            shift.batch_sha256 = built.waybill.ciphertext.sha256
            shift.envelope_sha256 = hashlib.sha256(built.waybill.spell()).hexdigest()
            shift.receipt_code_sha256 = hashlib.sha256(code).hexdigest()
            shift.without_photo = built.without_photo
            shift.audit_n = plan.audit.n
            shift.audit_head = plan.audit.head
            unlocked.macs.stamp(shift)
            for counted in rows_of(plan.facts.business_date, built.counts):
                unlocked.macs.stamp(counted)
                session.merge(counted)
            self._note(session, unlocked, AuditKind.CLOSE_DAY, shift.id, plan.facts.name)

    def _give_up(self, unlocked: Unlocked, shift_id: str) -> None:
        with self._parts.store.unit() as session:
            shift = unlocked.macs.checked(session.get_one(ShiftRow, shift_id))
            if shift.state != DayStage.CLOSING:
                return
            shift.state = DayStage.OPEN.value
            shift.closing_by = shift.closing_witness = shift.alone = None
            unlocked.macs.stamp(shift)
            self._note(session, unlocked, AuditKind.GIVE_UP_CLOSING, shift_id)

    def _note(
        self,
        session: Session,
        unlocked: Unlocked,
        kind: AuditKind,
        shift: str,
        subject: str = "",
    ) -> None:
        entry = AuditEvent(kind=kind, actor=unlocked.member.id, shift=shift, subject=subject)
        self._parts.journal.append(session, unlocked.keys.audit, entry)


def _day_bytes(session: Session, shift_id: str) -> int:
    asked = select(func.sum(func.length(RecordRow.sealed))).where(RecordRow.shift == shift_id)
    return session.scalar(asked) or 0
