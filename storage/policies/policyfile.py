"""The policy of headquarters: for whom stations seal, until when, by which rules.

Format (docs/SECURITY.md, "Policy"): canonical JSON, signed by the root as the bytes of its file.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from kiosk.domain.custody import CustodyRules
from kiosk.domain.ids import StationId, parse_station_id
from kiosk.domain.station import PolicyFiles
from kiosk.errors import FieldError
from storage.batches.errors import BatchTamperedError
from storage.crypto.age import parse_recipient
from storage.crypto.canonical import spell_json, spell_time
from storage.crypto.signing import PUBLIC_BYTES, SIGNATURE_BYTES, check_signature
from storage.errors import UnknownRecipientError
from storage.policies.errors import PolicyRefusedError

FORMAT = "kiosk-policy/1"
LONGEST_BYTES = 100_000  # 20 recipients and 200 stations are 30 KB
MOST_RECIPIENTS = 20
MOST_STATIONS = 200
LONGEST_NAME = 60  # as in a file of answers
LARGEST_VERSION = 1_000_000
RULE_BOUNDS = {
    "overdue_days": (1, 14),  # past two weeks nobody remembers the day
    "cooling_hours": (1, 720),  # 30 days: longer than that the laptop would be an archive
    "idle_lock_minutes": (1, 15),  # NIST SP 800-63B-4, AAL2: at most an hour; a mall is busier
    "least_free_bytes": (500_000_000, 100_000_000_000),  # a full day of photos is 200 MB, twice
}
DEFAULT_RULES = CustodyRules()


class RecipientRole(StrEnum):
    """On whose behalf a recipient opens."""

    CITY = "city"
    HEADQUARTERS = "headquarters"


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRecipient:
    """Who opens batches: a name for people, a role, an age public key (``age1…``)."""

    name: str
    role: RecipientRole
    age_recipient: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StationKey:
    """A station that receivers know, and its Ed25519 public key, 32 bytes."""

    id: StationId
    public_key: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What headquarters signed; a newer one has a larger ``version``."""

    version: int
    issued_at: datetime
    expires_at: datetime
    recipients: tuple[PolicyRecipient, ...]
    rules: CustodyRules = DEFAULT_RULES
    stations: tuple[StationKey, ...] = ()

    def spell(self) -> bytes:
        """Return the file's bytes."""
        return spell_json(
            {
                "format": FORMAT,
                "version": self.version,
                "issued_at": spell_time(self.issued_at),
                "expires_at": spell_time(self.expires_at),
                "recipients": [
                    {"name": one.name, "role": one.role.value, "age": one.age_recipient}
                    for one in self.recipients
                ],
                "rules": _spelled_rules(self.rules),
                "stations": [
                    {"id": one.id, "public_key": base64.b64encode(one.public_key).decode("ascii")}
                    for one in self.stations
                ],
            }
        )


def checked_policy(files: PolicyFiles) -> Policy:
    """Return the policy that this root signed, expired or not; else raise the reason why not."""
    if len(files.content) > LONGEST_BYTES:
        raise PolicyRefusedError("malformed")
    if len(files.signature) != SIGNATURE_BYTES:
        raise PolicyRefusedError("not_signed")
    try:
        check_signature(files.root_public, files.content, files.signature)
    except BatchTamperedError as error:
        raise PolicyRefusedError("other_root") from error
    return parse_policy(files.content)


def parse_policy(content: bytes) -> Policy:
    """Return the policy; bytes that `Policy.spell` would not have written are refused."""
    try:
        fields = json.loads(content)
        policy = _policy(fields)
        same = policy.spell() == content
    except (
        ValueError,  # also what is not JSON, not UTF-8, not base64
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        OverflowError,
        binascii.Error,
        FieldError,
        UnknownRecipientError,
    ) as error:
        raise PolicyRefusedError("malformed") from error
    if not same:
        raise PolicyRefusedError("malformed")
    return sound_policy(policy)


def sound_policy(policy: Policy) -> Policy:
    """Return the policy when it could be issued at all, else raise `PolicyRefusedError`."""
    hours = policy.rules.cooling / timedelta(hours=1)
    minutes = policy.rules.idle_lock / timedelta(minutes=1)
    rules = (policy.rules.overdue_days, hours, minutes, policy.rules.least_free_bytes)
    within = all(
        low <= value <= high for value, (low, high) in zip(rules, RULE_BOUNDS.values(), strict=True)
    )
    names = [one.name for one in policy.recipients]
    keys = [one.age_recipient for one in policy.recipients]
    known = [one.id for one in policy.stations]
    sound = (
        within
        and 1 <= policy.version <= LARGEST_VERSION
        and policy.issued_at < policy.expires_at
        and len(keys) <= MOST_RECIPIENTS
        and len(known) <= MOST_STATIONS
        and all(len(set(those)) == len(those) for those in (names, keys, known))
        and all(len(one.public_key) == PUBLIC_BYTES for one in policy.stations)
        and all(_readable(name) for name in names)
    )
    if not sound:
        raise PolicyRefusedError("malformed")
    if {one.role for one in policy.recipients} != set(RecipientRole):
        raise PolicyRefusedError("no_recipients")
    return policy


def _readable(name: str) -> bool:
    return bool(name.strip()) and len(name) <= LONGEST_NAME and name.isprintable()


def _policy(fields: dict[str, Any]) -> Policy:
    if fields["format"] != FORMAT:
        raise ValueError("format")
    return Policy(
        version=int(fields["version"]),
        issued_at=_time(fields["issued_at"]),
        expires_at=_time(fields["expires_at"]),
        recipients=tuple(
            PolicyRecipient(
                name=str(one["name"]),
                role=RecipientRole(one["role"]),
                age_recipient=parse_recipient(one["age"], "policy"),
            )
            for one in fields["recipients"]
        ),
        rules=_rules(fields["rules"]),
        stations=tuple(
            StationKey(
                id=parse_station_id(one["id"]),
                public_key=base64.b64decode(one["public_key"], validate=True),
            )
            for one in fields["stations"]
        ),
    )


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _spelled_rules(rules: CustodyRules) -> dict[str, int]:
    return {
        "overdue_days": rules.overdue_days,
        "cooling_hours": rules.cooling // timedelta(hours=1),
        "idle_lock_minutes": rules.idle_lock // timedelta(minutes=1),
        "least_free_bytes": rules.least_free_bytes,
    }


def _rules(fields: dict[str, Any]) -> CustodyRules:
    return CustodyRules(
        overdue_days=int(fields["overdue_days"]),
        cooling=timedelta(hours=int(fields["cooling_hours"])),
        idle_lock=timedelta(minutes=int(fields["idle_lock_minutes"])),
        least_free_bytes=int(fields["least_free_bytes"]),
    )
