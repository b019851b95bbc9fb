"""What `kiosk keys` and `kiosk recover` ask of the storage room."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from kiosk.clock import SystemClock
from kiosk.domain.custody import CustodyRules
from kiosk.domain.ids import parse_station_id
from kiosk.domain.station import ChosenPolicy, PolicyFiles
from kiosk.errors import ExitCode, FieldError, OutputExistsError, UnreadableFileError
from kiosk.training.station import PASSWORD, RECIPIENT_NAMES
from kiosk.wiring.smallfile import read_small
from storage.audit.trailcheck import TrailState
from storage.batches.batch import AGE_SUFFIX
from storage.batches.waybill import LONGEST_BYTES, parse_waybill
from storage.crypto.age import parse_recipient, read_identities
from storage.crypto.identities import identity_file
from storage.crypto.passwords import Argon2Cost
from storage.crypto.signing import check_signature, parse_public_key, to_pem
from storage.crypto.words import words_of_key, words_of_recipient
from storage.files import create, disk_errors, replace
from storage.headquarters.recover import Recovered, recover
from storage.headquarters.root import RootKey, lock_root, new_root, open_root
from storage.policies.letters import open_letter
from storage.policies.policyfile import (
    Policy,
    PolicyRecipient,
    RecipientRole,
    StationKey,
    checked_policy,
)
from storage.policies.policyfolder import POLICY_NAME, ROOT_NAME, read_policy_files, read_root
from storage.policies.receipttoken import LONGEST_REASON, BatchNamed, ReceiptToken
from storage.policies.terms import checked_terms, standing_of

__all__ = (
    "PROBLEMS_FOUND",
    "MadeIdentity",
    "MadeRoot",
    "PolicyOrder",
    "ShownPolicy",
    "choose_policy",
    "init_root",
    "is_whole",
    "issue_policy",
    "load_root",
    "make_identity",
    "open_rehearsal",
    "passphrase_of",
    "recover",
    "show_policy",
    "sign_receipt",
    "training_policy",
    "words_of_key",
    "words_of_recipient",
)

PROBLEMS_FOUND = ExitCode.BAD_INPUT
ROOT_KEY_NAME = "root.key.pem"
TRAINING_VALIDITY = timedelta(days=3_660)  # the longest `kiosk keys issue-policy` gives
# The training passphrase is in the manual, so that nothing is gained by stretching it.
_KNOWN_TO_ALL = Argon2Cost(memory_kib=64, iterations=1, lanes=1)
_LONGEST_PEM = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeRoot:
    """A new root; ``words`` are of its public key."""

    private: Path
    public: Path
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeIdentity:
    """A new identity's public half."""

    recipient: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPolicy:
    """A policy whose signature fits, and the root's words."""

    policy: Policy
    root_words: str
    expired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyOrder:
    """What headquarters wants signed, as it was typed; ``stations`` are ``ID:PEM-file``."""

    recipients: tuple[str, ...]
    stations: tuple[str, ...]
    version: int
    days: int
    rules: CustodyRules


def init_root(folder: Path, passphrase: str) -> MadeRoot:
    """Leave a new root key and its public key in ``folder``."""
    private, public = folder / ROOT_KEY_NAME, folder / ROOT_NAME
    _refuse_existing(private, public)
    root = new_root()
    locked = lock_root(root, passphrase)
    with disk_errors():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        create(private, locked)
        create(public, to_pem(root.public))
    return MadeRoot(private=private, public=public, words=words_of_key(root.public))


def make_identity(file: Path, name: str) -> MadeIdentity:
    """Leave a new age identity in ``file``."""
    _refuse_existing(file)
    if not name.isprintable() or not name.strip():
        raise FieldError("recipient_name", "required")
    recipient, content = identity_file(name)
    with disk_errors():
        create(file, content.encode())
    return MadeIdentity(recipient=recipient, words=words_of_recipient(recipient))


def load_root(file: Path, passphrase: str) -> RootKey:
    """Return the root key of a file."""
    return open_root(read_small(file, _LONGEST_PEM), passphrase, file.name)


def issue_policy(root: RootKey, order: PolicyOrder, folder: Path) -> Policy:
    """Leave the signed policy and the root's public key in ``folder``."""
    file = folder / POLICY_NAME
    signature, public = folder / f"{POLICY_NAME}.sig", folder / ROOT_NAME
    _refuse_existing(file, signature)
    if public.exists() and read_root(public) != root.public:
        raise OutputExistsError("another root", file=public.name)
    now = SystemClock().now()
    policy = Policy(
        version=order.version,
        issued_at=now,
        expires_at=now + timedelta(days=order.days),
        recipients=tuple(_recipient(one) for one in order.recipients),
        rules=order.rules,
        stations=tuple(_station(one) for one in order.stations),
    )
    files = root.sign_policy(policy)
    with disk_errors():
        folder.mkdir(parents=True, exist_ok=True)
        if not public.exists():
            create(public, to_pem(root.public))
        create(file, files.content)
        create(signature, files.signature)
    return policy


def show_policy(file: Path, root_key: Path) -> ShownPolicy:
    """Return a policy that this root signed, expired or not."""
    files = read_policy_files(file, read_root(root_key))
    policy = checked_policy(files)
    return ShownPolicy(
        policy=policy,
        root_words=words_of_key(files.root_public),
        expired=policy.expires_at <= SystemClock().now(),
    )


def choose_policy(file: Path) -> ChosenPolicy:
    """Return a policy that the root beside it signed, so that people can compare its words."""
    files = read_policy_files(file)
    terms = checked_terms(files, SystemClock().now())
    return ChosenPolicy(files=files, standing=standing_of(terms, proved=set()))


def sign_receipt(root: RootKey, envelope: Path, reason: str, out: Path) -> BatchNamed:
    """Leave headquarters' word that the batch of this envelope arrived.

    The envelope's own signature is checked, so that a damaged one is found here and not on site.
    """
    _refuse_existing(out)
    if not reason.strip() or not reason.isprintable() or len(reason) > LONGEST_REASON:
        raise FieldError("receipt_reason", "required" if not reason.strip() else "too_long")
    content = read_small(envelope, LONGEST_BYTES)
    waybill = parse_waybill(content)
    signature = read_small(envelope.with_name(f"{envelope.name}.sig"), _LONGEST_PEM)
    check_signature(waybill.station_public_key, content, signature)
    named = BatchNamed(
        station=waybill.station,
        batch=waybill.file.removesuffix(AGE_SUFFIX),
        envelope_sha256=hashlib.sha256(content).hexdigest(),
    )
    token = ReceiptToken(named=named, reason=reason, issued_at=SystemClock().now())
    with disk_errors():
        create(out, root.sign_token(token))
    return named


def open_rehearsal(file: Path, identity: Path) -> str:
    """Return the code of a rehearsal file."""
    return open_letter(file, read_identities(identity))


def training_policy(folder: Path, age_recipients: tuple[str, ...]) -> PolicyFiles:
    """Leave a training root in ``folder`` and return a policy for city and headquarters.

    The root's passphrase is the training password, so that tokens can be practised with.
    """
    root, now = new_root(), SystemClock().now()
    roles = (RecipientRole.CITY, RecipientRole.HEADQUARTERS)
    files = root.sign_policy(
        Policy(
            version=1,
            issued_at=now,
            expires_at=now + TRAINING_VALIDITY,
            recipients=tuple(
                PolicyRecipient(name=name, role=role, age_recipient=key)
                for name, role, key in zip(RECIPIENT_NAMES, roles, age_recipients, strict=True)
            ),
        )
    )
    with disk_errors():
        replace(folder / ROOT_KEY_NAME, lock_root(root, PASSWORD, _KNOWN_TO_ALL))
        replace(folder / ROOT_NAME, to_pem(root.public))
        replace(folder / POLICY_NAME, files.content)
        replace(folder / f"{POLICY_NAME}.sig", files.signature)
    return files


def is_whole(found: Recovered) -> bool:
    """Tell whether everything opened and nothing of the trail is broken."""
    return not found.problems and found.trail.state is not TrailState.BROKEN


def passphrase_of(file: Path) -> str:
    """Return the first line of a passphrase file."""
    content = read_small(file, _LONGEST_PEM)
    try:
        return content.decode("utf-8-sig").partition("\n")[0].rstrip("\r")
    except UnicodeDecodeError as error:
        raise UnreadableFileError("not UTF-8", file=file.name) from error


def _recipient(text: str) -> PolicyRecipient:
    role, _, rest = text.partition(":")
    name, _, key = rest.rpartition(":")
    try:
        known = RecipientRole(role)
    except ValueError as error:
        raise FieldError("policy_recipient", "policy_recipient_form") from error
    return PolicyRecipient(name=name, role=known, age_recipient=parse_recipient(key, name or role))


def _station(text: str) -> StationKey:
    name, _, file = text.partition(":")
    return StationKey(
        id=parse_station_id(name), public_key=parse_public_key(read_small(Path(file), _LONGEST_PEM))
    )


def _refuse_existing(*paths: Path) -> None:
    for path in paths:
        if path.exists():
            raise OutputExistsError("exists", file=path.name)
