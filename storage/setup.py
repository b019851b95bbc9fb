"""Making a station: everything at once, or nothing."""

import contextlib
import secrets
import shutil
import uuid
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kiosk.domain.audit import AuditKind
from kiosk.domain.station import NewStaffMember, Recipient, SetupAnswers
from kiosk.ports import Clock
from storage.age import parse_recipient
from storage.devicesecret import DeviceSecretFile
from storage.engine import Store
from storage.envelope import seal
from storage.errors import SetupRefusedError, StationExistsError
from storage.files import disk_errors, sync_folder
from storage.journal import AuditEvent, Journal
from storage.keys import Keyring, new_key, wipe
from storage.layout import Layout, is_station
from storage.models import MacRow, StaffRow
from storage.passwords import PRODUCTION_COST, Argon2Cost, check_password
from storage.profile import Profile, rows_of
from storage.rowmac import RowMacs
from storage.schema import upgrade
from storage.signing import new_signing_key
from storage.staffkeys import new_lock

_UNFINISHED = ".vault-"


def create_station(
    folder: Path,
    answers: SetupAnswers,
    clock: Clock,
    *,
    training: bool = False,
    argon2: Argon2Cost = PRODUCTION_COST,
) -> None:
    """Leave a station that `open_station` opens; whatever fails, the folder stays as it was."""
    if is_station(folder):
        raise StationExistsError("vault exists")
    checked = _checked(answers)
    was_there = folder.exists()
    part = folder / f"{_UNFINISHED}{secrets.token_hex(4)}"
    try:
        with disk_errors():
            for left_over in folder.glob(f"{_UNFINISHED}*"):
                shutil.rmtree(left_over)
            part.mkdir(mode=0o700, parents=True)
        _fill(part, checked, clock, training=training, argon2=argon2)
        with disk_errors():
            part.rename(Layout(folder).vault)
            sync_folder(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        if not was_there:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def _checked(answers: SetupAnswers) -> SetupAnswers:
    """Return the answers with recipients in their canonical spelling, or raise what is wrong."""
    if not answers.recipients:
        raise SetupRefusedError("no recipient", setup_reason="no_recipient")
    if not any(one.member.role.may_close_the_day() for one in answers.staff):
        raise SetupRefusedError("no lead", setup_reason="no_lead")
    for one in answers.staff:
        check_password(one.password, one.member.id)
    recipients = tuple(
        Recipient(name=one.name, age_recipient=parse_recipient(one.age_recipient, one.name))
        for one in answers.recipients
    )
    _refuse_twice([one.member.id for one in answers.staff], "same_staff")
    _refuse_twice([one.age_recipient for one in recipients], "same_recipient")
    return replace(answers, recipients=recipients)


def _refuse_twice(names: Sequence[str], reason: str) -> None:
    if len(set(names)) != len(names):
        raise SetupRefusedError(reason, setup_reason=reason)


def _fill(
    part: Path, answers: SetupAnswers, clock: Clock, *, training: bool, argon2: Argon2Cost
) -> None:
    layout = _Within(part)
    secret = DeviceSecretFile(layout.device_key).create()
    vault_key = new_key()
    keys = Keyring(bytearray(vault_key), secret)
    profile = _profile(answers, clock, keys, training=training, argon2=argon2)
    rows: list[MacRow] = [*rows_of(profile)]
    rows += [_staff_row(one, vault_key, profile, secret) for one in answers.staff]
    macs = RowMacs(keys.rows, profile.database)
    for row in rows:
        macs.stamp(row)
    store = Store(layout.database)
    try:
        with store.connection() as connection:
            upgrade(connection, fresh=True)
        with store.unit() as session:
            session.add_all(rows)
            entry = AuditEvent(kind=AuditKind.SET_UP)
            Journal(profile.database, clock).append(session, keys.audit, entry)
    finally:
        store.close()
        keys.wipe()
        wipe(vault_key, secret)


class _Within(Layout):
    """The layout of a vault that is not yet at its place."""

    @property
    def vault(self) -> Path:
        return self.folder


def _profile(
    answers: SetupAnswers, clock: Clock, keys: Keyring, *, training: bool, argon2: Argon2Cost
) -> Profile:
    private, public = new_signing_key()
    profile = Profile(
        database=str(uuid.uuid4()),
        station=answers.station,
        training=training,
        created_at=clock.now(),
        recipients=answers.recipients,
        argon2=argon2,
        signing_public=public,
        signing_private=b"",
    )
    place = profile.place(table="settings", row="signing_private", column="value")
    sealed = seal(keys.signing, place, private)
    wipe(private)
    return replace(profile, signing_private=sealed)


def _staff_row(
    person: NewStaffMember, vault_key: bytearray, profile: Profile, secret: bytearray
) -> StaffRow:
    member = person.member
    place = profile.place(table="staff", row=member.id, column="private_key")
    lock = new_lock(person.password, vault_key, place, secret, cost=profile.argon2)
    return StaffRow(
        id=member.id,
        display_name=member.display_name,
        role=member.role.value,
        active=True,
        argon2=lock.cost.spell(),
        salt=lock.salt,
        public_key=lock.public_key,
        private_key=lock.private_key,
        vault_key=lock.vault_key,
        row_version=1,
    )
