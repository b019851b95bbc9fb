"""New keys for vault and open days, so that whoever was removed opens nothing that comes after.

Everything that hangs on the old vault key is made anew in one transaction: the members' copies, the
seals of the signing, queue and office keys, every row's MAC but those of the line, the trail's
MACs, and the keys of the days that still have one. A crash before its end leaves the old keys, a
crash after it the new ones; what waits beside a slot is put in or thrown away at the next log-in
(`Slots.settle`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from kiosk.domain.audit import AuditKind
from storage.audit.chain import KeyedBy
from storage.audit.journal import AuditEvent, Journal
from storage.crypto.envelope import Place, seal, unseal
from storage.crypto.keys import Keyring, audit_door_key, new_key, wipe
from storage.database.engine import Store
from storage.database.models import (
    Base,
    CardSlipRow,
    DraftRow,
    MacRow,
    QueueRow,
    RecordRow,
    SettingRow,
    ShiftRow,
    StaffRow,
)
from storage.database.rowmac import RowMacs
from storage.errors import DamagedKeyFileError, TamperedError
from storage.people.devicesecret import DeviceSecret
from storage.people.door import Door, Unlocked
from storage.people.officekey import ROW as OFFICE_ROW
from storage.people.officekey import office_place
from storage.people.queuekey import ROW as QUEUE_ROW
from storage.people.queuekey import queue_place
from storage.people.signingkey import ROW as SIGNING_ROW
from storage.people.signingkey import signing_place
from storage.people.slots import Slots
from storage.people.staffkeys import give_vault_key
from storage.profile import Profile
from storage.records.cardslips import card_place
from storage.records.drafts import draft_place
from storage.records.sealing import Sealing


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """Old and new keys, side by side; the device's key of the trail stays."""

    old: Unlocked
    keys: Keyring
    macs: RowMacs
    door_key: bytearray

    def trail_key(self, by: KeyedBy) -> bytearray:
        """Return the key that the entries so far were made with."""
        return self.door_key if by is KeyedBy.DEVICE else self.old.keys.audit


class Rotation:
    """Replaces the vault key while it is in use."""

    def __init__(
        self,
        *,
        store: Store,
        profile: Profile,
        door: Door,
        journal: Journal,
        sealing: Sealing,
        slots: Slots,
        device: DeviceSecret,
    ) -> None:
        self._store = store
        self._profile = profile
        self._door = door
        self._journal = journal
        self._sealing = sealing
        self._slots = slots
        self._device = device

    def rotate(self, act: Callable[[Session], AuditEvent]) -> None:
        """Make everything anew in the transaction of ``act``, which says what it was for.

        Whatever fails before the end of the transaction, everything stays as it was.
        """
        change = self._begin()
        try:
            with self._store.unit() as session:
                event = act(session)
                self._exchange_days(session, change)
                for table in _mac_tables():
                    for row in _rows(session, table):
                        self._remake(row, change)
                        session.flush()
                        session.expunge(row)
                self._journal.rekey(session, change.trail_key, change.keys.audit)
                for entry in (event, _rotated(change.old)):
                    self._journal.append(session, change.keys.audit, entry)
                self._door.reseal_anchor(session, change.keys)
        except BaseException:
            change.keys.wipe()
            raise
        self._door.adopt(change.keys)
        for shift in change.keys.shifts:
            self._slots.settle(shift, change.keys.slots)
        self._store.fold()

    def _begin(self) -> _Change:
        secret = self._device.load()
        keys = Keyring(new_key(), secret)
        door_key = audit_door_key(secret)
        wipe(secret)
        macs = RowMacs(keys.rows, self._profile.database)
        return _Change(old=self._door.unlocked, keys=keys, macs=macs, door_key=door_key)

    def _exchange_days(self, session: Session, change: _Change) -> None:
        """Have a new key wait beside each slot that opens; a lost one stays lost."""
        old = change.old.keys
        for shift in session.scalars(select(ShiftRow.id)).all():
            if not self._slots.holds(shift):
                continue
            try:
                old.shifts.setdefault(shift, self._slots.load(shift, old.slots))
            except (DamagedKeyFileError, TamperedError):
                continue
            change.keys.shifts[shift] = self._slots.prepare(shift, change.keys.slots)

    def _remake(self, row: MacRow, change: _Change) -> None:
        """Seal anew what hangs on an old key, and stamp; a row that was altered stays refused."""
        try:
            change.old.macs.checked(row)
            self._reseal(row, change)
        except TamperedError:
            if isinstance(row, SettingRow | StaffRow | ShiftRow):
                raise
            return
        change.macs.stamp(row)

    def _reseal(self, row: MacRow, change: _Change) -> None:
        """Exchange the keys; a tag is under the old key, and of a closed day no other is made."""
        old, new = change.old.keys, change.keys
        match row:
            case StaffRow(active=True):
                place = self._profile.place(table="staff", row=row.id, column="private_key")
                public = X25519PublicKey.from_public_bytes(row.public_key)
                row.vault_key = give_vault_key(new.vault_key, public, place)
            case SettingRow(key=key) if key == SIGNING_ROW:
                place = signing_place(self._profile)
                private = unseal(old.signing, place, bytes.fromhex(row.value))
                row.value = seal(new.signing, place, private).hex()
                wipe(private)
            case SettingRow(key=key) if key == QUEUE_ROW:
                place = queue_place(self._profile)
                queue_key = unseal(old.queue, place, bytes.fromhex(row.value))
                row.value = seal(new.queue, place, queue_key).hex()
                wipe(queue_key)
            case SettingRow(key=key) if key == OFFICE_ROW:
                place = office_place(self._profile)
                office_key = unseal(old.office, place, bytes.fromhex(row.value))
                row.value = seal(new.office, place, office_key).hex()
                wipe(office_key)
            case RecordRow(shift=shift) if shift in new.shifts:
                self._sealing.rewrap(row, old.shifts[shift], new.shifts[shift])
                row.number_tag = None
            case RecordRow():
                row.number_tag = None
            case DraftRow(shift=shift) | CardSlipRow(shift=shift) if shift in new.shifts:
                place = _place(self._profile, row)
                plain = unseal(old.shifts[shift], place, row.sealed)
                row.sealed = seal(new.shifts[shift], place, plain)
                wipe(plain)
            case _:
                pass


def _place(profile: Profile, row: DraftRow | CardSlipRow) -> Place:
    return draft_place(profile, row) if isinstance(row, DraftRow) else card_place(profile, row)


def _mac_tables() -> list[type[MacRow]]:
    """Return every table whose MACs hang on the vault key, in an order that does not change."""
    tables = [one.class_ for one in Base.registry.mappers if issubclass(one.class_, MacRow)]
    own = [table for table in tables if not issubclass(table, QueueRow)]
    return sorted(own, key=lambda table: table.__tablename__)


def _rows(session: Session, table: type[MacRow]) -> Iterator[MacRow]:
    """Give the rows one at a time: a day's records do not fit into memory."""
    (column,) = inspect(table).primary_key
    for identity in session.scalars(select(column)).all():
        yield session.get_one(table, identity)


def _rotated(old: Unlocked) -> AuditEvent:
    return AuditEvent(kind=AuditKind.ROTATE_KEYS, actor=old.member.id)
