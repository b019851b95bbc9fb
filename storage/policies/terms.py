"""For whom the station seals and on whose word: given at set-up, or by the signed policy."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.custody import PolicyStanding, RecipientMark
from kiosk.domain.station import PolicyFiles, Recipient
from storage.crypto.age import fingerprint
from storage.crypto.canonical import spell_json
from storage.crypto.words import words_of_key, words_of_recipient
from storage.policies.errors import PolicyRefusedError
from storage.policies.policyfile import Policy, checked_policy

POLICY_ROWS = ("policy", "policy_signature", "root_public")
GIVEN_ROW = "recipients"
_MARK_DIGITS = 32  # 128 bits: nobody finds a second policy for them


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """``policy`` and its ``files`` are None together: then nobody signed for the recipients."""

    recipients: tuple[Recipient, ...]
    policy: Policy | None = None
    files: PolicyFiles | None = None


@dataclass(slots=True)
class InForce:
    """The terms the station goes by; every part reads them here, so that all change at once."""

    terms: Terms


def given_terms(recipients: tuple[Recipient, ...]) -> Terms:
    """Return the terms of a station whose recipients were typed in at set-up."""
    return Terms(recipients=recipients)


def checked_terms(files: PolicyFiles, now: datetime) -> Terms:
    """Return the terms of a policy that its root signed and that has not expired."""
    policy = checked_policy(files)
    if policy.expires_at <= now:
        raise PolicyRefusedError("expired")
    return signed_terms(files, policy)


def signed_terms(files: PolicyFiles, policy: Policy) -> Terms:
    """Return the terms of a checked policy."""
    recipients = tuple(
        Recipient(name=one.name, age_recipient=one.age_recipient) for one in policy.recipients
    )
    return Terms(recipients=recipients, policy=policy, files=files)


def policy_mark(terms: Terms) -> str:
    """Return what the audit trail calls the policy: version and hash; empty when there is none."""
    if terms.policy is None or terms.files is None:
        return ""
    digest = hashlib.sha256(terms.files.content).hexdigest()
    return f"{terms.policy.version}-{digest[:_MARK_DIGITS]}"


def rows_of_terms(terms: Terms) -> dict[str, str]:
    """Return the values of the settings rows that keep the terms."""
    if terms.files is None:
        given = [{"name": one.name, "age": one.age_recipient} for one in terms.recipients]
        return {GIVEN_ROW: spell_json({"recipients": given}).decode()}
    texts = (
        terms.files.content.decode(),
        terms.files.signature.hex(),
        terms.files.root_public.hex(),
    )
    return dict(zip(POLICY_ROWS, texts, strict=True))


def terms_of(values: Mapping[str, str]) -> Terms:
    """Return the terms that settings rows keep; the root's signature is checked again."""
    if POLICY_ROWS[0] in values:
        content, signature, root = (values[row] for row in POLICY_ROWS)
        files = PolicyFiles(
            content=content.encode(),
            signature=bytes.fromhex(signature),
            root_public=bytes.fromhex(root),
        )
        return signed_terms(files, checked_policy(files))
    return given_terms(
        tuple(
            Recipient(name=one["name"], age_recipient=one["age"])
            for one in json.loads(values[GIVEN_ROW])["recipients"]
        )
    )


def standing_of(terms: Terms, *, proved: set[str]) -> PolicyStanding:
    """Return the terms as people are told of them; ``proved`` are fingerprints."""
    marks = tuple(
        RecipientMark(
            name=one.name,
            fingerprint=fingerprint(one.age_recipient),
            words=words_of_recipient(one.age_recipient),
        )
        for one in terms.recipients
    )
    unrehearsed = tuple(one.name for one in marks if one.fingerprint not in proved)
    if terms.policy is None or terms.files is None:
        return PolicyStanding(
            version=0, expires_at=None, root_words="", recipients=marks, unrehearsed=unrehearsed
        )
    return PolicyStanding(
        version=terms.policy.version,
        expires_at=terms.policy.expires_at,
        root_words=words_of_key(terms.files.root_public),
        recipients=marks,
        unrehearsed=unrehearsed,
        rules=terms.policy.rules,
    )
