"""The door of the vault: who is in, and the keys that opened."""

import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NoReturn

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.domain.audit import AuditKind
from kiosk.domain.custody import AnchorState
from kiosk.domain.ids import StaffId, parse_staff_id
from kiosk.domain.staff import Role, StaffMember
from kiosk.errors import FieldError, LeadNeededError
from kiosk.ports import Clock
from storage.audit.anchor import Anchor
from storage.audit.anchorfile import DevicePart, device_key
from storage.audit.chain import Entry, KeyedBy, KeyOf
from storage.audit.journal import AuditEvent, Journal, failures, head, went_back
from storage.crypto.digests import AuditHead
from storage.crypto.envelope import KEY_BYTES, MAGIC, OVERHEAD_BYTES
from storage.crypto.keys import Keyring, audit_door_key, wipe
from storage.crypto.passwords import SALT_BYTES, parse_cost, stretch
from storage.database.engine import Store
from storage.database.models import CopyRow, DraftRow, MacRow, SettingRow, ShiftRow, StaffRow
from storage.database.rowmac import RowMacs
from storage.errors import AnchorDisagreesError, GeneralNeededError, NotSignedInError, SignInError
from storage.people.devicesecret import DeviceSecret
from storage.people.staffkeys import StaffLock, Stretch, open_lock
from storage.people.throttle import Throttle
from storage.profile import Profile

_FEW: tuple[type[MacRow], ...] = (SettingRow, StaffRow, ShiftRow, CopyRow, DraftRow)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Unlocked:
    """A signed-in station; without a repr."""

    member: StaffMember
    keys: Keyring
    macs: RowMacs
    anchor: AnchorState = AnchorState.AGREES
    clock_went_back: bool = False


class Door:
    """Implements `kiosk.ports.StaffDoor`."""

    def __init__(
        self,
        *,
        store: Store,
        profile: Profile,
        journal: Journal,
        device: DeviceSecret,
        clock: Clock,
        throttle: Throttle,
        anchor: Anchor,
        stretch: Stretch = stretch,
    ) -> None:
        self._store = store
        self._profile = profile
        self._journal = journal
        self._device = device
        self._clock = clock
        self._throttle = throttle
        self._anchor = anchor
        self._stretch = stretch
        self._unlocked: Unlocked | None = None

    @property
    def unlocked(self) -> Unlocked:
        """Return the keys in use; raise `NotSignedInError` when the vault is locked."""
        if self._unlocked is None:
            raise NotSignedInError("locked")
        return self._unlocked

    @property
    def is_open(self) -> bool:
        """Tell whether somebody is signed in."""
        return self._unlocked is not None

    def lead(self) -> Unlocked:
        """Return the keys in use when the person may close the day, else raise."""
        if not self.unlocked.member.role.may_close_the_day():
            raise LeadNeededError("not a lead")
        return self.unlocked

    def sign_in(self, staff_id: str, password: str) -> StaffMember:
        """Unlock the vault; every row that carries a MAC, and the audit chain, is verified."""
        self.sign_out()
        secret = self._device.load()
        try:
            device = self._begin_attempt(secret)
            self._unlocked = self._open(_settled(staff_id), password, secret, device)
            try:
                self._end_attempt(secret)
            except BaseException:
                self.sign_out()
                raise
        finally:
            wipe(secret)
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
        secret = self._device.load()
        try:
            self._begin_attempt(secret)
            row, vault_key = self._look_up(_settled(staff_id), password, secret)
            wipe(vault_key)
            self._end_attempt(secret)
        finally:
            wipe(secret)
        return _member(macs.checked(row))

    def adopt(self, keys: Keyring) -> None:
        """Go on with the keys of a new vault key; the old ones are wiped."""
        old = self.unlocked
        macs = RowMacs(keys.rows, self._profile.database)
        self._unlocked = replace(old, keys=keys, macs=macs)
        old.keys.wipe()

    def trusted(self) -> Unlocked:
        """Return the keys in use when anchor and database agree, else raise."""
        if self.unlocked.anchor is not AnchorState.AGREES:
            raise AnchorDisagreesError(self.unlocked.anchor.value)
        return self.unlocked

    def accept_anchor(self, password: str) -> None:
        """Have the database, and the clock, count as right from now on.

        総括責任者 only, whose password is asked for again.
        """
        unlocked = self.unlocked
        if unlocked.member.role is not Role.GENERAL:
            raise GeneralNeededError("not 総括責任者")
        agrees = unlocked.anchor is AnchorState.AGREES
        if agrees and not unlocked.clock_went_back:
            return
        self.recognise(unlocked.member.id, password)
        secret = self._device.load()
        try:
            with self._store.unit() as session:
                ends = self._anchor.ends(session)
                if not agrees:
                    self._anchor.begin(session, unlocked.keys, unlocked.macs)
                entry = AuditEvent(
                    kind=AuditKind.ACCEPT_ANCHOR, actor=unlocked.member.id, subject=ends
                )
                self._journal.append(session, unlocked.keys.audit, entry)
            self._unlocked = replace(unlocked, anchor=AnchorState.AGREES, clock_went_back=False)
            self._end_attempt(secret)
        except BaseException:
            if not agrees:
                self.sign_out()
            raise
        finally:
            wipe(secret)

    def reseal_anchor(self, session: Session, keys: Keyring) -> None:
        """Prepare the anchor for the keys of a new vault key; last in their transaction.

        `adopt` follows once the transaction is on the disk.
        """
        self._anchor.reseal(session, keys)

    def check_entries(self, found: Iterable[Entry]) -> None:
        """Raise `TamperedError` unless each entry's own link and MAC hold."""
        secret = self._device.load()
        try:
            key_of = self._audit_keys(self.unlocked.keys, secret)
        finally:
            wipe(secret)
        for entry in found:
            self._journal.check(entry, key_of)

    def verify_trail(self, session: Session) -> AuditHead:
        """Return where the audit chain ends after every entry of it was proved."""
        secret = self._device.load()
        try:
            key_of = self._audit_keys(self.unlocked.keys, secret)
        finally:
            wipe(secret)
        return self._journal.verify(session, key_of)

    def _leave(self, kind: AuditKind) -> None:
        if self._unlocked is None:
            return
        keys, actor = self._unlocked.keys, self._unlocked.member.id
        try:
            with self._store.unit() as session:
                self._journal.append(session, keys.audit, AuditEvent(kind=kind, actor=actor))
        finally:
            self._anchor.let_go()
            keys.wipe()
            self._unlocked = None

    def _begin_attempt(self, secret: bytearray) -> DevicePart | None:
        with self._store.unit() as session:
            noted = failures(session)
        return self._throttle.begin(device_key(secret), noted)

    def _end_attempt(self, secret: bytearray) -> None:
        with self._store.unit() as session:
            end = head(session)
        agrees = self.unlocked.anchor is AnchorState.AGREES
        self._throttle.clear(device_key(secret), end if agrees else None)

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

    def _open(
        self,
        staff_id: StaffId | None,
        password: str,
        secret: bytearray,
        device: DevicePart | None,
    ) -> Unlocked:
        row, vault_key = self._look_up(staff_id, password, secret)
        keys = Keyring(vault_key, secret)
        macs = RowMacs(keys.rows, self._profile.database)
        try:
            with self._store.unit() as session:
                self._verify(session, keys, macs, secret)
                late, noted = went_back(session, self._clock.now())
                if self._anchor.is_first(session):
                    self._throttle.tie(device_key(secret), head(session))
                anchor = self._anchor.take_up(session, keys, macs, device)
                if late and not noted:
                    self._note(session, keys, AuditKind.CLOCK_WENT_BACK, row.id)
                self._note(session, keys, AuditKind.SIGN_IN, row.id)
        except BaseException:
            self._anchor.let_go()
            keys.wipe()
            raise
        return Unlocked(
            member=_member(row), keys=keys, macs=macs, anchor=anchor, clock_went_back=late
        )

    def _note(self, session: Session, keys: Keyring, kind: AuditKind, actor: str) -> None:
        self._journal.append(session, keys.audit, AuditEvent(kind=kind, actor=actor))

    def _verify(self, session: Session, keys: Keyring, macs: RowMacs, secret: bytearray) -> None:
        """Prove all rows that are few, and the trail since the last sealed day."""
        since: AuditHead | None = None
        for table in _FEW:
            for row in session.scalars(select(table)):
                macs.checked(row)
                since = _later(since, row)
        self._journal.verify(session, self._audit_keys(keys, secret), since)

    def _audit_keys(self, keys: Keyring, secret: bytearray) -> KeyOf:
        by = {KeyedBy.VAULT: keys.audit, KeyedBy.DEVICE: audit_door_key(secret)}
        return by.__getitem__

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
            end = head(session)
        self._throttle.fail(device_key(secret), end)
        raise SignInError("refused")


def _later(since: AuditHead | None, row: MacRow) -> AuditHead | None:
    """Return the later checkpoint of the trail."""
    if not isinstance(row, ShiftRow) or row.audit_n is None or row.audit_head is None:
        return since
    if since is not None and since.n >= row.audit_n:
        return since
    return AuditHead(n=row.audit_n, head=row.audit_head)


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
