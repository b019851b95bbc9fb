"""Corrections of today: a sealed record is looked at, and sealed anew in the same row."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.domain.audit import AuditKind
from kiosk.domain.correction import changed_fields
from kiosk.domain.ids import ReceiptNumber, RecordId
from kiosk.domain.record import CorrectionReason, Receipt, Record, RecordLine
from storage.audit.journal import AuditEvent, Journal
from storage.crypto.keys import wipe
from storage.custody.days import Days
from storage.database.engine import Store
from storage.database.models import RecordRow, ShiftRow
from storage.errors import CorrectionRefusedError, NoSuchRecordError, TamperedError
from storage.people.door import Door
from storage.profile import Profile
from storage.records.codec import decode, encode, readable
from storage.records.duties import Duties
from storage.records.numbertags import NumberTags
from storage.records.sealing import Sealing
from storage.records.versions import refuse_other_versions, spell_correction, spell_field


class Corrections:
    """The records of open days, once they are sealed."""

    def __init__(
        self,
        *,
        store: Store,
        profile: Profile,
        door: Door,
        days: Days,
        sealing: Sealing,
        duties: Duties,
        tags: NumberTags,
        journal: Journal,
    ) -> None:
        self._store = store
        self._profile = profile
        self._door = door
        self._days = days
        self._sealing = sealing
        self._duties = duties
        self._tags = tags
        self._journal = journal

    def records(self, business_date: date) -> tuple[RecordLine, ...]:
        """Return the day's records in the order of receipts, and note that somebody looked."""
        with self._store.unit() as session:
            shift = self._open_day(session, business_date)
            self._note(session, AuditKind.LIST_RECORDS, shift.id)
            asked = select(RecordRow.id).where(RecordRow.shift == shift.id)
            lines = []
            for identity in session.scalars(asked.order_by(RecordRow.number)).all():
                row = session.get_one(RecordRow, identity)
                lines.append(self._line(row))
                session.expunge(row)  # 400 KB each
        return tuple(lines)

    def note_names_shown(self, business_date: date) -> None:
        """Note that the names of the day's records were looked at."""
        with self._store.unit() as session:
            shift = self._open_day(session, business_date)
            self._note(session, AuditKind.SHOW_NAMES, shift.id)

    def open(self, record_id: RecordId) -> Record:
        """Return a record of an open day, and note that it was opened."""
        with self._store.unit() as session:
            row = self._row(session, record_id)
            record = self._read(row)
            self._note(session, AuditKind.OPEN_RECORD, row.shift, row.id)
        return record

    def correct(self, record: Record, reason: CorrectionReason) -> Receipt:
        """Seal the next version in one transaction that ends only if it reads back the same."""
        plain = encode(record)
        try:
            with self._store.unit() as session:
                row = self._row(session, record.id)
                before = self._read(row)
                if replace(before, application=record.application) != record:
                    raise CorrectionRefusedError("more than the application")
                self._seal(session, row, record, plain)
                self._duties.follow(session, row, record)
                note = spell_correction(row, reason)
                self._note(session, AuditKind.CORRECT_RECORD, row.shift, note)
                for name in changed_fields(before.application, record.application):
                    self._note(session, AuditKind.CHANGE_FIELD, row.shift, spell_field(row, name))
        finally:
            wipe(plain)
        return Receipt(record_id=record.id, number=self._number(row), stored_at=row.stored_at)

    def _seal(self, session: Session, row: RecordRow, record: Record, plain: bytearray) -> None:
        with self._sealing.next_key(row) as dek:
            row.number_tag = self._tags.of(record.applicant, row.shift)
            self._sealing.seal(dek, row, plain)
        self._sealing.prove(session, row, row, plain)
        readable(plain)

    def _open_day(self, session: Session, business_date: date) -> ShiftRow:
        """Return the open day, none of whose records is of an earlier version."""
        shift = self._days.open_one(session, business_date)
        refuse_other_versions(session, shift.id)
        return shift

    def _row(self, session: Session, record_id: RecordId) -> RecordRow:
        """Return the row of a record whose day is open."""
        self._door.unlocked  # noqa: B018 - raises when nobody is signed in
        row = session.get(RecordRow, str(record_id))
        shift = None if row is None else session.get(ShiftRow, row.shift)
        if row is None or shift is None:
            raise NoSuchRecordError("no such record")
        self._open_day(session, date.fromisoformat(shift.business_date))
        return row

    def _read(self, row: RecordRow) -> Record:
        with self._sealing.key(row) as dek:
            plain = self._sealing.open(dek, row)
        try:
            record = decode(plain)
        finally:
            wipe(plain)
        if str(record.id) != row.id:
            raise TamperedError("record under another identity")
        return record

    def _line(self, row: RecordRow) -> RecordLine:
        record = self._read(row)
        return RecordLine(
            record_id=record.id,
            number=self._number(row),
            stored_at=row.stored_at,
            name=record.applicant.name,
            version=row.row_version,
            procedure=record.application.procedure,
            form_id=record.applicant.form_id,
            kana=record.applicant.kana,
            birth_date=record.applicant.birth_date,
        )

    def _number(self, row: RecordRow) -> ReceiptNumber:
        return ReceiptNumber(self._profile.station, row.number)

    def _note(self, session: Session, kind: AuditKind, shift: str, subject: str = "") -> None:
        unlocked = self._door.unlocked
        entry = AuditEvent(kind=kind, actor=unlocked.member.id, shift=shift, subject=subject)
        self._journal.append(session, unlocked.keys.audit, entry)
