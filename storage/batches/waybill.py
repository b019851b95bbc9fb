"""The envelope beside a batch: what is inside, whence and for whom, without personal data.

Format (docs/SECURITY.md, "Envelope"): canonical JSON, signed as the bytes of its file.
"""

import base64
import binascii
import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kiosk.domain.custody import AloneReason
from kiosk.domain.ids import StationId, parse_station_id
from kiosk.errors import FieldError
from storage.batches.errors import BatchFormatError, BatchTamperedError
from storage.crypto.canonical import spell_json, spell_time
from storage.crypto.digests import AuditHead, Digest

FIRST_FORMAT = "kiosk-batch/1"
"""First release: one operator, no policy, and it could not say ``alone``."""
FORMAT = "kiosk-batch/2"
LONGEST_BYTES = 1_000_000
_HEX = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientMark:
    """Who can open the batch; ``fingerprint`` is the SHA-256 of the age recipient's text."""

    name: str
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waybill:
    """The envelope's content; ``one_time`` is the fingerprint of the read-back key, now gone.

    ``operators`` are one or two; ``alone`` says why there was only one (None in format 1).
    """

    station: StationId
    station_public_key: bytes
    shift: str
    business_date: date
    seq: int
    previous_sha256: str | None
    records: int
    plain: Digest
    ciphertext: Digest
    file: str
    audit: AuditHead
    recipients: tuple[RecipientMark, ...]
    one_time: str
    operators: tuple[str, ...]
    closed_at: datetime
    program: str
    training: bool
    policy_version: int = 0
    alone: AloneReason | None = None
    format: str = FORMAT

    def spell(self) -> bytes:
        """Return the file's bytes."""
        later = {} if self.format == FIRST_FORMAT else {"alone": self.alone}
        return spell_json(
            {
                "format": self.format,
                "station": self.station,
                "station_public_key": base64.b64encode(self.station_public_key).decode("ascii"),
                "shift": self.shift,
                "business_date": self.business_date.isoformat(),
                "seq": self.seq,
                "previous_envelope_sha256": self.previous_sha256,
                "records": self.records,
                "plain_zip": {"bytes": self.plain.length, "sha256": self.plain.sha256},
                "ciphertext": {
                    "file": self.file,
                    "bytes": self.ciphertext.length,
                    "sha256": self.ciphertext.sha256,
                },
                "audit": {"n": self.audit.n, "head": self.audit.head.hex()},
                "recipients": [
                    {"name": one.name, "fingerprint": one.fingerprint} for one in self.recipients
                ],
                "one_time_recipient": self.one_time,
                "policy_version": self.policy_version,
                "operators": list(self.operators),
                "closed_at": spell_time(self.closed_at),
                "program": self.program,
                "training": self.training,
                **later,
            }
        )


def parse_waybill(content: bytes) -> Waybill:
    """Return the envelope; bytes that `Waybill.spell` would not have written are refused."""
    try:
        fields = json.loads(content)
        if fields.get("format") not in {FIRST_FORMAT, FORMAT}:
            raise BatchFormatError("envelope format")
        waybill = _waybill(fields)
        same = waybill.spell() == content
    except (
        ValueError,  # also what is not JSON, not UTF-8, not base64
        KeyError,
        TypeError,
        AttributeError,
        OverflowError,  # 1e999 is infinite
        RecursionError,
        binascii.Error,
        FieldError,
    ) as error:
        raise BatchTamperedError(f"envelope: {type(error).__name__}", batch_part="json") from None
    if not same:
        raise BatchTamperedError("envelope not canonical", batch_part="json")
    return waybill


def _waybill(fields: dict[str, Any]) -> Waybill:
    previous, alone = fields["previous_envelope_sha256"], fields.get("alone")
    if fields["format"] == FIRST_FORMAT and fields["policy_version"] != 0:
        raise ValueError("a policy in format 1")
    if fields["format"] == FORMAT and len(fields["operators"]) != (2 if alone is None else 1):
        raise ValueError("neither two people nor one with a reason")
    return Waybill(
        station=parse_station_id(fields["station"]),
        station_public_key=base64.b64decode(fields["station_public_key"], validate=True),
        shift=str(fields["shift"]),
        business_date=date.fromisoformat(fields["business_date"]),
        seq=int(fields["seq"]),
        previous_sha256=None if previous is None else _sha256(previous),
        records=int(fields["records"]),
        plain=_digest(fields["plain_zip"]),
        ciphertext=_digest(fields["ciphertext"]),
        file=str(fields["ciphertext"]["file"]),
        audit=AuditHead(
            n=int(fields["audit"]["n"]), head=bytes.fromhex(_sha256(fields["audit"]["head"]))
        ),
        recipients=tuple(
            RecipientMark(name=str(one["name"]), fingerprint=_sha256(one["fingerprint"]))
            for one in fields["recipients"]
        ),
        one_time=_sha256(fields["one_time_recipient"]),
        operators=tuple(str(one) for one in fields["operators"]),
        closed_at=datetime.fromisoformat(fields["closed_at"]),
        program=str(fields["program"]),
        training={True: True, False: False}[fields["training"]],
        policy_version=int(fields["policy_version"]),
        alone=None if alone is None else AloneReason(alone),
        format=str(fields["format"]),
    )


def _digest(fields: dict[str, Any]) -> Digest:
    return Digest(length=int(fields["bytes"]), sha256=_sha256(fields["sha256"]))


def _sha256(text: str) -> str:
    if not _HEX.fullmatch(text):
        raise ValueError("not a SHA-256")
    return text
