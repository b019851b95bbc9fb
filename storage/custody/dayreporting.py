"""日報: the figures of a closed day, from the day's row, its envelope and the audit trail."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.domain.audit import AuditKind
from kiosk.domain.custody import AloneReason, DayStage, RecipientMark
from kiosk.domain.dayreport import DayReport
from kiosk.domain.intake import LeaveReason
from storage.audit.journal import count, count_subjects, last_subject
from storage.batches.batch import BatchPaths
from storage.batches.errors import BatchError
from storage.batches.waybill import Waybill, parse_waybill
from storage.crypto.words import words_of
from storage.custody.days import COUNTING, IN_LINE
from storage.custody.errors import BatchGoneError, DayNotClosedError
from storage.database.models import ShiftRow, StaffRow
from storage.parts import Parts
from storage.records.versions import corrected

_NOT_YET = frozenset({DayStage.OPEN.value, DayStage.CLOSING.value, DayStage.SEALED.value})


class DayReports:
    """Reads what is left of closed days; nothing of an applicant is."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def day_report(self, business_date: date) -> DayReport:
        """Return the figures; the same each time, also after the day was deleted."""
        unlocked = self._parts.door.unlocked
        with self._parts.store.unit() as session:
            shift = self._parts.days.existing(session, business_date)
            if shift.state in _NOT_YET:
                raise DayNotClosedError(shift.state, day=business_date.isoformat())
            staff = {row.id: row for row in session.scalars(select(StaffRow))}
            names = {who: unlocked.macs.checked(row).display_name for who, row in staff.items()}
            counts = _counts(session, shift.id)
            tickets = self._parts.tally.counts(session, shift)
            left = count_subjects(session, AuditKind.LEAVE_SITTING, shift.id)
            anew = len(corrected(session, shift.id))
            retaken = _retaken(session, shift.id)
        report = _report(shift, self._envelope(shift), names, counts)
        return replace(
            report,
            tickets=tickets,
            leavings=leavings_of(left, in_line=False),
            left_line=None if retaken is None else leavings_of(left, in_line=True),
            corrected=anew,
            retaken=retaken,
        )

    def _envelope(self, shift: ShiftRow) -> Waybill:
        path = BatchPaths(self._parts.layout.outbox, shift.batch_name or "").envelope
        try:
            content = path.read_bytes()
            if hashlib.sha256(content).hexdigest() != shift.envelope_sha256:
                raise BatchGoneError("other envelope", file=path.name)
            return parse_waybill(content)
        except (OSError, BatchError) as error:
            raise BatchGoneError(type(error).__name__, file=path.name) from error


def _counts(session: Session, shift: str) -> dict[AuditKind, int]:
    kinds = (
        AuditKind.OVERRIDE_PHOTO,
        AuditKind.EXEMPT_PHOTO,
        AuditKind.COMPLETE_DUTY,
        AuditKind.PRINT_SHEET,
        AuditKind.GIVE_CARD,
        AuditKind.SETTLE_CARD,
    )
    return {kind: count(session, kind, shift) for kind in kinds}


def _retaken(session: Session, shift: str) -> int | None:
    """Return how often a photo was taken again; None of a day that an earlier release opened."""
    if last_subject(session, AuditKind.OPEN_DAY, shift) != COUNTING:
        return None
    return count(session, AuditKind.RETAKE_PHOTO, shift)


def leavings_of(
    counted: Mapping[str, int], *, in_line: bool
) -> tuple[tuple[LeaveReason, int], ...]:
    """Return who left by reason, from the subjects of the trail; ``in_line``: who had a ticket."""
    sums = Counter[str]()
    for subject, number in counted.items():
        reason, _, had = subject.partition(".")
        if had == IN_LINE or not in_line:
            sums[reason] += number
    return tuple((why, sums[why.value]) for why in LeaveReason if sums[why.value])


def _report(
    shift: ShiftRow, waybill: Waybill, names: dict[str, str], counts: dict[AuditKind, int]
) -> DayReport:
    exempted = counts[AuditKind.EXEMPT_PHOTO]
    return DayReport(
        station=waybill.station,
        venue="",
        training=waybill.training,
        business_date=waybill.business_date,
        opened_at=shift.opened_at,
        opened_by=names.get(shift.opened_by or "", ""),
        people=tuple(names.get(one, one) for one in json.loads(shift.people or "[]")),
        records=shift.records,
        without_photo=shift.without_photo or 0,
        overrides=counts[AuditKind.OVERRIDE_PHOTO],
        exemptions=exempted,
        duties_open=exempted - counts[AuditKind.COMPLETE_DUTY],
        sheets_printed=counts[AuditKind.PRINT_SHEET],
        cards=counts[AuditKind.GIVE_CARD],
        cards_settled=counts[AuditKind.SETTLE_CARD],
        closed_at=waybill.closed_at,
        operators=tuple(names.get(one, one) for one in waybill.operators),
        alone=AloneReason(shift.alone) if shift.alone else None,
        batch=shift.batch_name or "",
        batch_bytes=waybill.ciphertext.length,
        batch_sha256=waybill.ciphertext.sha256,
        envelope_sha256=shift.envelope_sha256 or "",
        recipients=tuple(
            RecipientMark(
                name=one.name,
                fingerprint=one.fingerprint,
                words=words_of(bytes.fromhex(one.fingerprint)),
            )
            for one in waybill.recipients
        ),
        policy_version=waybill.policy_version,
        audit_n=waybill.audit.n,
        audit_head=waybill.audit.head.hex(),
        program=waybill.program,
    )
