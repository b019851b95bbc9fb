"""Headquarters' word that a batch arrived, for a station that never gets the batch's own code.

Format (docs/SECURITY.md, "Receipt token"): canonical JSON, LF, base64 of the root's signature, LF.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.ids import StationId, parse_station_id
from kiosk.errors import FieldError
from storage.batches.errors import BatchTamperedError
from storage.crypto.canonical import spell_json, spell_time
from storage.crypto.signing import check_signature
from storage.policies.errors import ReceiptTokenError

FORMAT = "kiosk-receipt-token/1"
LONGEST_BYTES = 4_000
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchNamed:
    """Which batch is meant: by station, name and the SHA-256 of its envelope in hexadecimal."""

    station: StationId
    batch: str
    envelope_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptToken:
    """``reason`` is headquarters' own words, without personal data."""

    named: BatchNamed
    reason: str
    issued_at: datetime

    def spell(self) -> bytes:
        """Return the bytes that are signed."""
        return spell_json(
            {
                "format": FORMAT,
                "station": self.named.station,
                "batch": self.named.batch,
                "envelope_sha256": self.named.envelope_sha256,
                "reason": self.reason,
                "issued_at": spell_time(self.issued_at),
            }
        )


def wrap_token(token: ReceiptToken, signature: bytes) -> bytes:
    """Return the token's file."""
    return token.spell() + b"\n" + base64.b64encode(signature) + b"\n"


def check_token(content: bytes, root_public: bytes | None, named: BatchNamed) -> ReceiptToken:
    """Return the token when the pinned root signed it for exactly this batch.

    Else `ReceiptTokenError` with ``token_reason`` no_root, malformed, other_root or other_batch.
    """
    if root_public is None:
        raise _refused("no_root")
    spelled, signature = _parts(content)
    try:
        check_signature(root_public, spelled, signature)
    except BatchTamperedError as error:
        raise _refused("other_root") from error
    token = _token(spelled)
    if wrap_token(token, signature) != content:
        raise _refused("malformed")
    if token.named != named:
        raise _refused("other_batch")
    return token


def _parts(content: bytes) -> tuple[bytes, bytes]:
    if len(content) > LONGEST_BYTES:
        raise _refused("malformed")
    spelled, _, tail = content.partition(b"\n")
    try:
        return spelled, base64.b64decode(tail.removesuffix(b"\n"), validate=True)
    except binascii.Error as error:
        raise _refused("malformed") from error


def _token(spelled: bytes) -> ReceiptToken:
    try:
        fields = json.loads(spelled)
        token = ReceiptToken(
            named=BatchNamed(
                station=parse_station_id(fields["station"]),
                batch=str(fields["batch"]),
                envelope_sha256=str(fields["envelope_sha256"]),
            ),
            reason=str(fields["reason"]),
            issued_at=datetime.fromisoformat(fields["issued_at"]),
        )
        same = token.spell() == spelled  # also another format
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, FieldError) as error:
        raise _refused("malformed") from error
    if not same or len(token.reason) > LONGEST_REASON or not token.reason.isprintable():
        raise _refused("malformed")
    return token


def _refused(reason: str) -> ReceiptTokenError:
    return ReceiptTokenError(reason, token_reason=reason)
