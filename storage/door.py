"""The door of the vault: who is in, and the keys that opened."""

import secrets
import unicodedata
from dataclasses import dataclass, replace
from typing import NoReturn

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.domain.audit import AuditKind
from kiosk.domain.ids import StaffId, parse_staff_id
from kiosk.domain.staff import Role, StaffMember
from kiosk.errors import FieldError, LeadNeededError
from storage.devicesecret import DeviceSecret
from storage.engine import Store
from storage.envelope import KEY_BYTES, MAGIC, OVERHEAD_BYTES
from storage.errors import NotSignedInError, SignInError
from storage.journal import AuditEvent, Journal, KeyedBy
from storage.keys import Keyring, audit_door_key, wipe
from storage.models import MacRow, SettingRow, ShiftRow, StaffRow
from storage.passwords import SALT_BYTES, parse_cost, stretch
from storage.profile import Profile
from storage.rowmac import RowMacs
from storage.staffkeys import StaffLock, Stretch, open_lock
from storage.throttle import Throttle


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Unlocked:
    """A signed-in station; without a repr."""

    member: StaffMember
    keys: Keyring
    macs: RowMacs


class Door:
    """Implements `kiosk.ports.StaffDoor`."""

    def __init__(
        self,
        *,
        store: Store,
        profile: Profile,
        journal: Journal,
        device: DeviceSecret,
        throttle: Throttle,
        stretch: Stretch = stretch,
    ) -> None:
        self._store = store
        self._profile = profile
        self._journal = journal
        self._device = device
        self._throttle = throttle
        self._stretch = stretch
        self._unlocked: Unlocked | None = None

    @property
    def unlocked(self) -> Unlocked:
        """Return the keys in use; raise `NotSignedInError` when the vault is locked."""
        if self._unlocked is None:
            raise NotSignedInError("locked")
        return self._unlocked

    def lead(self) -> Unlocked:
        """Return the keys in use when the person may close the day, else raise."""
        if not self.unlocked.member.role.may_close_the_day():
            raise LeadNeededError("not a lead")
        return self.unlocked

    def sign_in(self, staff_id: str, password: str) -> StaffMember:
        """Unlock the vault; every row that carries a MAC, and the audit chain, is verified."""
        self.sign_out()
        self._throttle.begin()
        secret = self._device.load()
        try:
            self._unlocked = self._open(_settled(staff_id), password, secret)
        finally:
            wipe(secret)
        try:
            self._throttle.clear()
        except BaseException:
            self.sign_out()
            raise
        return self.unlocked.member

    def sign_out(self) -> None:
        """Wipe every key; harmless when nobody is in."""
        self._leave(AuditKind.SIGN_OUT)

    def lock(self) -> None:
        """Wipe every key as `sign_out` does; the trail tells one from the other."""
        self._leave(AuditKind.LOCK)

    def recognise(self, staff_id: str, password: str) -> StaffMember:
        """Return whose password it is, at the cost and risk of a log-in, without letting them in.

        Whoever is signed in stays signed in. Raises `SignInError` and `SignInThrottledError`.
        """
        macs = self.unlocked.macs
        self._throttle.begin()
        secret = self._device.load()
        try:
            row, vault_key = self._look_up(_settled(staff_id), password, secret)
        finally:
            wipe(secret)
        wipe(vault_key)
        self._throttle.clear()
        return _member(macs.checked(row))

    def adopt(self, keys: Keyring) -> None:
        """Go on with the keys of a new vault key; the old ones are wiped."""
        old = self.unlocked
        macs = RowMacs(keys.rows, self._profile.database)
        self._unlocked = replace(old, keys=keys, macs=macs)
        old.keys.wipe()

    def _leave(self, kind: AuditKind) -> None:
        if self._unlocked is None:
            return
        keys, actor = self._unlocked.keys, self._unlocked.member.id
        try:
            with self._store.unit() as session:
                self._journal.append(session, keys.audit, AuditEvent(kind=kind, actor=actor))
        finally:
            keys.wipe()
            self._unlocked = None

    def _look_up(
        self, staff_id: StaffId | None, password: str, secret: bytearray
    ) -> tuple[StaffRow, bytearray]:
        """Return whose password it is and the vault key; nobody's raises `SignInError`."""
        with self._store.unit() as session:
            row = session.get(StaffRow, staff_id) if staff_id else None
            lock = _lock_of(row) if row and row.active else self._nobodys_lock()
        place = self._profile.place(table="staff", row=staff_id or "", column="private_key")
        vault_key = open_lock(lock, password, place, secret, stretch=self._stretch)
        if row is None or vault_key is None:
            self._refuse(row.id if row else "", secret)
        return row, vault_key

    def _open(self, staff_id: StaffId | None, password: str, secret: bytearray) -> Unlocked:
        row, vault_key = self._look_up(staff_id, password, secret)
        keys = Keyring(vault_key, secret)
        macs = RowMacs(keys.rows, self._profile.database)
        try:
            with self._store.unit() as session:
                self._verify(session, keys, macs, audit_door_key(secret))
                entry = AuditEvent(kind=AuditKind.SIGN_IN, actor=row.id)
                self._journal.append(session, keys.audit, entry)
        except BaseException:
            keys.wipe()
            raise
        return Unlocked(member=_member(row), keys=keys, macs=macs)

    def _verify(self, session: Session, keys: Keyring, macs: RowMacs, door_key: bytearray) -> None:
        tables: tuple[type[MacRow], ...] = (SettingRow, StaffRow, ShiftRow)
        for table in tables:
            for row in session.scalars(select(table)):
                macs.checked(row)
        by = {KeyedBy.VAULT: keys.audit, KeyedBy.DEVICE: door_key}
        self._journal.verify(session, by.__getitem__)

    def _nobodys_lock(self) -> StaffLock:
        """Return a lock that no password opens, so that an unknown name costs the same time."""
        return StaffLock(
            cost=self._profile.argon2,
            salt=secrets.token_bytes(SALT_BYTES),
            public_key=b"",
            private_key=MAGIC + secrets.token_bytes(OVERHEAD_BYTES - len(MAGIC) + KEY_BYTES),
            vault_key=b"",
        )

    def _refuse(self, actor: str, secret: bytearray) -> NoReturn:
        # An unknown name is not written down: people type passwords into the wrong field.
        entry = AuditEvent(kind=AuditKind.FAILED_SIGN_IN, actor=actor)
        with self._store.unit() as session:
            self._journal.append(session, audit_door_key(secret), entry)
        raise SignInError("refused")


def _settled(staff_id: str) -> StaffId | None:
    try:
        return parse_staff_id(unicodedata.normalize("NFKC", staff_id).strip().lower())
    except FieldError:
        return None


def _member(row: StaffRow) -> StaffMember:
    return StaffMember(id=StaffId(row.id), display_name=row.display_name, role=Role(row.role))


def _lock_of(row: StaffRow) -> StaffLock:
    return StaffLock(
        cost=parse_cost(row.argon2),
        salt=row.salt,
        public_key=row.public_key,
        private_key=row.private_key,
        vault_key=row.vault_key,
    )
