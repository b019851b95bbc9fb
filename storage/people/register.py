"""Who may sign in: taken in, let go, given new passwords; every change is in the trail."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.domain.audit import AuditKind
from kiosk.domain.ids import StaffId
from kiosk.domain.staff import Role, StaffMember
from kiosk.domain.station import NewStaffMember
from storage.audit.journal import AuditEvent, Journal
from storage.crypto.keys import wipe
from storage.crypto.passwords import check_password
from storage.database.engine import Store
from storage.database.models import AuditRow, StaffRow
from storage.errors import StaffRefusedError, TamperedError
from storage.people.devicesecret import DeviceSecret
from storage.people.door import Door, Unlocked
from storage.people.rotation import Rotation
from storage.people.staffkeys import StaffLock, new_lock
from storage.profile import Profile

_LEAST_PEOPLE = 2  # closing and deleting take two (security design, 5)
_VERSIONS = (AuditKind.CHANGE_PASSWORD, AuditKind.RESET_PASSWORD, AuditKind.REMOVE_STAFF)
"""Each of these makes the row's version one greater."""


class Register:
    """Implements `kiosk.vaultports.StaffRegister`, and the change of one's own password."""

    def __init__(
        self,
        *,
        store: Store,
        profile: Profile,
        door: Door,
        journal: Journal,
        device: DeviceSecret,
        rotation: Rotation,
    ) -> None:
        self._store = store
        self._profile = profile
        self._door = door
        self._journal = journal
        self._device = device
        self._rotation = rotation

    def staff(self) -> tuple[StaffMember, ...]:
        """Return who may sign in, by log-in name."""
        asked = select(StaffRow).where(StaffRow.active).order_by(StaffRow.id)
        with self._store.unit() as session:
            rows = session.scalars(asked).all()
        return tuple(
            StaffMember(id=StaffId(row.id), display_name=row.display_name, role=Role(row.role))
            for row in rows
        )

    def check(self) -> None:
        """Raise `TamperedError` when an older row of a member was put back, with its password."""
        asked = (
            select(AuditRow.subject, func.count().label("number"))
            .where(AuditRow.kind.in_([kind.value for kind in _VERSIONS]))
            .group_by(AuditRow.subject)
        )
        with self._store.unit() as session:
            changes = {one: number for one, number in session.execute(asked)}  # noqa: C416 - typed
            for row in session.scalars(select(StaffRow)):
                if row.row_version != 1 + changes.get(row.id, 0):
                    raise TamperedError("version of a staff row")

    def change_password(self, old: str, new: str) -> None:
        """Give the one who is signed in a new password, when the old one is right."""
        unlocked = self._door.unlocked
        check_password(new, unlocked.member.id)
        self._door.recognise(unlocked.member.id, old)
        self._relock(unlocked, unlocked.member.id, new, AuditKind.CHANGE_PASSWORD)

    def reset_password(self, staff_id: StaffId, new: str) -> None:
        """Give another member a new password, without the old one."""
        unlocked = self._door.lead()
        self._refuse_oneself(unlocked, staff_id)
        check_password(new, staff_id)
        self._relock(unlocked, staff_id, new, AuditKind.RESET_PASSWORD)

    def add_staff(self, person: NewStaffMember) -> None:
        """Let another member in from now on; a log-in name is given once, also after a removal."""
        unlocked = self._door.lead()
        member = person.member
        check_password(person.password, member.id)
        row = StaffRow(
            id=member.id,
            display_name=member.display_name,
            role=member.role.value,
            active=True,
            row_version=1,
        )
        _put_on(row, self._lock(unlocked, member.id, person.password))
        with self._store.unit() as session:
            if session.get(StaffRow, member.id) is not None:
                raise StaffRefusedError("name taken", staff_reason="name_taken")
            if member.role is Role.GENERAL and _generals(session):
                _refuse_below_general(unlocked)
            unlocked.macs.stamp(row)
            session.add(row)
            self._note(session, unlocked, AuditKind.ADD_STAFF, member.id)

    def remove_staff(self, staff_id: StaffId) -> None:
        """Let a member in no longer, and give the vault new keys that they never had.

        The one who removes is a lead and stays, so a lead always remains. Not while anchor and
        database disagree: new keys would seal again what nobody has looked at.
        """
        unlocked = self._door.lead()
        self._door.trusted()
        self._refuse_oneself(unlocked, staff_id)

        def remove(session: Session) -> AuditEvent:
            row = _existing(session, unlocked, staff_id)
            remaining = session.scalar(select(func.count()).where(StaffRow.active)) or 0
            if remaining - 1 < _LEAST_PEOPLE and not self._profile.training:
                raise StaffRefusedError("too few", staff_reason="too_few")
            row.active = False
            row.salt = row.private_key = row.vault_key = b""
            row.row_version += 1
            unlocked.macs.stamp(row)
            session.flush()
            return AuditEvent(
                kind=AuditKind.REMOVE_STAFF, actor=unlocked.member.id, subject=staff_id
            )

        self._rotation.rotate(remove)

    def _relock(self, unlocked: Unlocked, staff_id: StaffId, new: str, kind: AuditKind) -> None:
        """Put the vault key under a lock that only the new password opens; no trace of the old."""
        lock = self._lock(unlocked, staff_id, new)
        with self._store.unit() as session:
            row = _existing(session, unlocked, staff_id)
            _put_on(row, lock)
            row.row_version += 1
            unlocked.macs.stamp(row)
            self._note(session, unlocked, kind, staff_id)
        self._store.fold()

    def _lock(self, unlocked: Unlocked, staff_id: StaffId, password: str) -> StaffLock:
        place = self._profile.place(table="staff", row=staff_id, column="private_key")
        secret = self._device.load()
        try:
            return new_lock(
                password, unlocked.keys.vault_key, place, secret, cost=self._profile.argon2
            )
        finally:
            wipe(secret)

    def _refuse_oneself(self, unlocked: Unlocked, staff_id: StaffId) -> None:
        if staff_id == unlocked.member.id:
            raise StaffRefusedError("oneself", staff_reason="oneself")

    def _note(
        self, session: Session, unlocked: Unlocked, kind: AuditKind, subject: StaffId
    ) -> None:
        entry = AuditEvent(kind=kind, actor=unlocked.member.id, subject=subject)
        self._journal.append(session, unlocked.keys.audit, entry)


def _existing(session: Session, unlocked: Unlocked, staff_id: StaffId) -> StaffRow:
    """Return the active member's verified row, when whoever is signed in may change it."""
    row = session.get(StaffRow, staff_id)
    if row is None or not unlocked.macs.checked(row).active:
        raise StaffRefusedError("unknown", staff_reason="unknown")
    if row.role == Role.GENERAL:
        _refuse_below_general(unlocked)
    return row


def _refuse_below_general(unlocked: Unlocked) -> None:
    if unlocked.member.role is not Role.GENERAL:
        raise StaffRefusedError("higher role", staff_reason="higher_role")


def _generals(session: Session) -> int:
    asked = select(func.count()).where(StaffRow.active, StaffRow.role == Role.GENERAL.value)
    return session.scalar(asked) or 0


def _put_on(row: StaffRow, lock: StaffLock) -> None:
    row.argon2 = lock.cost.spell()
    row.salt = lock.salt
    row.public_key = lock.public_key
    row.private_key = lock.private_key
    row.vault_key = lock.vault_key
