"""Making a station: everything at once, or nothing."""

import contextlib
import secrets
import shutil
import uuid
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kiosk.domain.audit import AuditKind
from kiosk.domain.ids import StationId
from kiosk.domain.station import NewStaffMember, PolicyFiles, Recipient, SetupAnswers
from kiosk.ports import Clock
from storage.audit.anchor import Anchor
from storage.audit.anchorfile import AnchorFile, DevicePart, device_key
from storage.audit.journal import AuditEvent, Journal, head
from storage.batches.errors import StationKeyError
from storage.crypto.age import parse_recipient
from storage.crypto.envelope import seal
from storage.crypto.keys import Keyring, new_key, wipe
from storage.crypto.passwords import PRODUCTION_COST, Argon2Cost, check_password
from storage.crypto.signing import new_signing_key, parse_public_key
from storage.database.engine import Store
from storage.database.models import MacRow, StaffRow
from storage.database.rowmac import RowMacs
from storage.database.schema import upgrade
from storage.errors import SetupRefusedError, StationExistsError
from storage.files import disk_errors, make_folder, sync_folder
from storage.layout import Layout, is_station
from storage.people.devicesecret import device_secret
from storage.people.queuekey import queue_row
from storage.people.staffkeys import new_lock
from storage.policies.errors import PolicyRefusedError
from storage.policies.terms import InForce, Terms, checked_terms, given_terms, policy_mark
from storage.profile import Profile, rows_of

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
    _check_staff(answers)
    terms = _terms(answers, clock)
    was_there = folder.exists()
    part = folder / f"{_UNFINISHED}{secrets.token_hex(4)}"
    try:
        with disk_errors():
            for left_over in folder.glob(f"{_UNFINISHED}*"):
                shutil.rmtree(left_over)
            make_folder(part)
        _fill(part, answers, InForce(terms), clock, training=training, argon2=argon2)
        with disk_errors():
            part.rename(Layout(folder).vault)
            sync_folder(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        if not was_there:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def _check_staff(answers: SetupAnswers) -> None:
    if not any(one.member.role.may_close_the_day() for one in answers.staff):
        raise SetupRefusedError("no lead", setup_reason="no_lead")
    for one in answers.staff:
        check_password(one.password, one.member.id)
    _refuse_twice([one.member.id for one in answers.staff], "same_staff")


def _terms(answers: SetupAnswers, clock: Clock) -> Terms:
    """Return for whom the station will seal, or raise what is wrong with it."""
    if answers.policy is not None:
        return _signed(answers, answers.policy, clock)
    if not answers.recipients:
        raise SetupRefusedError("no recipient", setup_reason="no_recipient")
    recipients = tuple(
        Recipient(name=one.name, age_recipient=parse_recipient(one.age_recipient, one.name))
        for one in answers.recipients
    )
    _refuse_twice([one.age_recipient for one in recipients], "same_recipient")
    return given_terms(recipients)


def _signed(answers: SetupAnswers, files: PolicyFiles, clock: Clock) -> Terms:
    if answers.recipients:
        raise SetupRefusedError("policy and recipients", setup_reason="policy_and_recipients")
    try:
        root = parse_public_key(files.root_public)
    except StationKeyError as error:
        raise PolicyRefusedError("no_root") from error
    return checked_terms(replace(files, root_public=root), clock.now())


def _refuse_twice(names: Sequence[str], reason: str) -> None:
    if len(set(names)) != len(names):
        raise SetupRefusedError(reason, setup_reason=reason)


def _fill(
    part: Path,
    answers: SetupAnswers,
    in_force: InForce,
    clock: Clock,
    *,
    training: bool,
    argon2: Argon2Cost,
) -> None:
    layout = _Within(part)
    secret = device_secret(layout.device_key).create()
    vault_key = new_key()
    keys = Keyring(bytearray(vault_key), secret)
    profile = _profile(answers.station, in_force, clock, keys, training=training, argon2=argon2)
    queue_key = new_key()
    rows: list[MacRow] = [*rows_of(profile), queue_row(keys, profile, queue_key)]
    wipe(queue_key)
    rows += [_staff_row(one, vault_key, profile, secret) for one in answers.staff]
    macs = RowMacs(keys.rows, profile.database)
    for row in rows:
        macs.stamp(row)
    store = Store(layout.database)
    try:
        with store.connection() as connection:
            upgrade(connection, fresh=True)
        journal = Journal(profile.database, clock)
        store.watch(journal)
        file = AnchorFile(layout.anchor, profile)
        anchor = Anchor(file, profile, journal)
        with store.unit() as session:
            session.add_all(rows)
            anchor.begin(session, keys, macs, AuditKind.SET_UP)
            if mark := policy_mark(in_force.terms):
                entry = AuditEvent(kind=AuditKind.INSTALL_POLICY, subject=mark)
                journal.append(session, keys.audit, entry)
            end = head(session)
        journal.settle()
        file.write_device(device_key(secret), DevicePart(end=end, failures=0, last=None))
        anchor.let_go()
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
    station: StationId,
    in_force: InForce,
    clock: Clock,
    keys: Keyring,
    *,
    training: bool,
    argon2: Argon2Cost,
) -> Profile:
    private, public = new_signing_key()
    profile = Profile(
        database=str(uuid.uuid4()),
        station=station,
        training=training,
        created_at=clock.now(),
        in_force=in_force,
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
