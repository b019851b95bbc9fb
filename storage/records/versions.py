"""Versions of corrected records: what the trail says of them is what the rows must have.

Every correction is an entry whose subject is ``<record id>.<version>.<reason>``, followed by one
per changed field: ``<record id>.<version>.<field>``, 64 characters at most, and never its words.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.domain.audit import AuditKind
from kiosk.domain.record import CorrectionReason
from storage.database.models import AuditRow, RecordRow
from storage.errors import TamperedError

_AT = "."


def spell_correction(row: RecordRow, reason: CorrectionReason) -> str:
    """Return what the trail says of this version of a row."""
    return f"{row.id}{_AT}{row.row_version}{_AT}{reason.value}"


def spell_field(row: RecordRow, name: str) -> str:
    """Return what the trail says of a field that this version of a row changed."""
    return f"{row.id}{_AT}{row.row_version}{_AT}{name}"


def subject_of(subject: str) -> str:
    """Return the identity that a subject of the trail begins with, of a correction the record's."""
    return subject.partition(_AT)[0]


def corrected(session: Session, shift: str) -> dict[str, int]:
    """Return the version of each record of the day that was corrected, by its identity."""
    asked = (
        select(AuditRow.subject)
        .where(AuditRow.kind == AuditKind.CORRECT_RECORD.value, AuditRow.shift == shift)
        .order_by(AuditRow.n)
    )
    parted = (subject.split(_AT) for subject in session.scalars(asked))
    return {record: int(version) for record, version, _ in parted}


def refuse_other_versions(session: Session, shift: str) -> None:
    """Raise `TamperedError` unless each row of the day is of the version the trail says."""
    asked = select(RecordRow.id, RecordRow.row_version).where(
        RecordRow.shift == shift, RecordRow.row_version != 1
    )
    found = {row.id: row.row_version for row in session.execute(asked)}
    if found != corrected(session, shift):
        raise TamperedError("record of another version")
