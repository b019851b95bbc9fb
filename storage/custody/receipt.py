"""Proof that a batch arrived and opens: the code from inside it, or headquarters' signed word."""

import hashlib
import hmac
from datetime import date
from pathlib import Path

from kiosk.domain.audit import AuditKind
from kiosk.domain.custody import DayStage, ReceiptProof
from kiosk.errors import UnreadableFileError
from storage.audit.journal import AuditEvent
from storage.crypto.codes import folded
from storage.custody.errors import DayNotClosedError, ReceiptCodeError
from storage.database.models import ShiftRow
from storage.parts import Parts
from storage.people.door import Unlocked
from storage.policies.errors import ReceiptTokenError
from storage.policies.receipttoken import LONGEST_BYTES, BatchNamed, check_token

_GROUP = 4
_WAITING = DayStage.KEY_SHREDDED.value
_PROVED = frozenset({DayStage.CONFIRMED.value, DayStage.DELETING.value, DayStage.DELETED.value})


class Receipts:
    """The receipt part of `kiosk.vaultports.HandOver`."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def confirm_receipt(self, business_date: date, code: str) -> None:
        """Take the code as it was typed; the cooling begins. Harmless when that was done."""
        unlocked = self._parts.door.lead()
        shift = self._waiting(business_date)
        if not hmac.compare_digest(shift.receipt_code_sha256 or "", _sum(code)):
            self._refuse(unlocked, shift)
            raise ReceiptCodeError("other code")
        if shift.state == _WAITING:
            self._confirm(unlocked, shift, ReceiptProof.CODE)

    def accept_receipt_token(self, business_date: date, token: Path) -> None:
        """Take the token's file instead of the code; `ReceiptTokenError` when it is not for it."""
        unlocked = self._parts.door.lead()
        shift = self._waiting(business_date)
        named = BatchNamed(
            station=self._parts.profile.station,
            batch=shift.batch_name or "",
            envelope_sha256=shift.envelope_sha256 or "",
        )
        try:
            check_token(_small(token), self._parts.profile.root_public, named)
        except ReceiptTokenError:
            self._refuse(unlocked, shift)
            raise
        if shift.state == _WAITING:
            self._confirm(unlocked, shift, ReceiptProof.HEADQUARTERS)

    def _waiting(self, business_date: date) -> ShiftRow:
        with self._parts.store.unit() as session:
            shift = self._parts.days.existing(session, business_date)
        if shift.state != _WAITING and shift.state not in _PROVED:
            raise DayNotClosedError(shift.state, day=business_date.isoformat())
        return shift

    def _confirm(self, unlocked: Unlocked, shift: ShiftRow, proof: ReceiptProof) -> None:
        kinds = {
            ReceiptProof.CODE: AuditKind.CONFIRM_RECEIPT,
            ReceiptProof.HEADQUARTERS: AuditKind.OVERRIDE_RECEIPT,
        }
        with self._parts.store.unit() as session:
            row = unlocked.macs.checked(session.get_one(ShiftRow, shift.id))
            row.state = DayStage.CONFIRMED.value
            row.confirmed_at = self._parts.clock.now()
            row.confirmed_by = unlocked.member.id
            row.proof = proof.value
            unlocked.macs.stamp(row)
            entry = _entry(unlocked, shift, kinds[proof])
            self._parts.journal.append(session, unlocked.keys.audit, entry)

    def _refuse(self, unlocked: Unlocked, shift: ShiftRow) -> None:
        entry = _entry(unlocked, shift, AuditKind.REFUSE_RECEIPT)
        with self._parts.store.unit() as session:
            self._parts.journal.append(session, unlocked.keys.audit, entry)


def _entry(unlocked: Unlocked, shift: ShiftRow, kind: AuditKind) -> AuditEvent:
    return AuditEvent(
        kind=kind, actor=unlocked.member.id, shift=shift.id, subject=shift.batch_name or ""
    )


def _sum(code: str) -> str:
    """Return what the station keeps of a code: the hash of its four groups."""
    plain = folded(code)
    grouped = "-".join(plain[at : at + _GROUP] for at in range(0, len(plain), _GROUP))
    return hashlib.sha256(grouped.encode("ascii")).hexdigest()


def _small(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LONGEST_BYTES + 1)
    except OSError as error:
        raise UnreadableFileError(type(error).__name__, file=path.name) from error
