"""The signed JSON of a deletion: anybody can check it with openssl, nobody can alter it unseen.

Format (docs/SECURITY.md, "Deletion certificate"): canonical JSON, signed as the bytes of its file.
"""

import hashlib
import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kiosk.domain.custody import ReceiptProof
from kiosk.domain.deletion import DeletionCertificate
from kiosk.domain.ids import parse_station_id
from kiosk.errors import FieldError
from storage.crypto.canonical import spell_json, spell_time
from storage.crypto.signing import check_signature, sign
from storage.errors import TamperedError
from storage.files import disk_errors, make_folder, replace

FORMAT = "kiosk-deletion/1"
METHOD = (
    "day_key_overwritten_in_place",
    "rows_deleted_with_secure_delete",
    "files_overwritten_in_place",
    "wal_truncated",
    "database_rewritten",
    "searched_afterwards",
)
"""What was done, in this order; the meaning of each word is in docs/SECURITY.md."""
SUFFIX = ".json"
SIGNATURE_SUFFIX = ".json.sig"
_HEX = re.compile(r"[0-9a-f]{64}")
_TIMES = ("closed_at", "confirmed_at", "deleted_at")
_LISTS = ("operators", "deleted_files", "deleted_backups", "remaining_media")
_COUNTS = ("seq", "records", "deleted_rows", "audit_n")
_TEXTS = ("number", "shift", "batch", "program")
_SUMS = ("envelope_sha256", "audit_head")


def spell_certificate(certificate: DeletionCertificate) -> bytes:
    """Return the file's bytes; ``sha256`` is over them and not among them."""
    plain = {name: getattr(certificate, name) for name in (*_COUNTS, *_TEXTS, *_SUMS)}
    times = {name: spell_time(getattr(certificate, name)) for name in _TIMES}
    lists = {name: list(getattr(certificate, name)) for name in _LISTS}
    return spell_json(
        {
            "format": FORMAT,
            "station": certificate.station,
            "training": certificate.training,
            "business_date": certificate.business_date.isoformat(),
            "proof": certificate.proof.value,
            "method": list(METHOD),
            **plain,
            **times,
            **lists,
        }
    )


def parse_certificate(content: bytes) -> DeletionCertificate:
    """Return the certificate; bytes that `spell_certificate` would not have written are refused."""
    try:
        fields: dict[str, Any] = json.loads(content)
        certificate = DeletionCertificate(
            station=parse_station_id(fields["station"]),
            training={True: True, False: False}[fields["training"]],
            business_date=date.fromisoformat(fields["business_date"]),
            proof=ReceiptProof(fields["proof"]),
            sha256=hashlib.sha256(content).hexdigest(),
            number=str(fields["number"]),
            shift=str(fields["shift"]),
            batch=str(fields["batch"]),
            program=str(fields["program"]),
            seq=int(fields["seq"]),
            records=int(fields["records"]),
            deleted_rows=int(fields["deleted_rows"]),
            audit_n=int(fields["audit_n"]),
            envelope_sha256=_sum(fields["envelope_sha256"]),
            audit_head=_sum(fields["audit_head"]),
            closed_at=datetime.fromisoformat(fields["closed_at"]),
            confirmed_at=datetime.fromisoformat(fields["confirmed_at"]),
            deleted_at=datetime.fromisoformat(fields["deleted_at"]),
            operators=_texts(fields["operators"]),
            deleted_files=_texts(fields["deleted_files"]),
            deleted_backups=_texts(fields["deleted_backups"]),
            remaining_media=_texts(fields["remaining_media"]),
        )
        same = spell_certificate(certificate) == content
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, FieldError) as error:
        raise TamperedError(f"certificate: {type(error).__name__}") from None
    if not same:
        raise TamperedError("certificate not canonical")
    return certificate


def keep_certificate(folder: Path, content: bytes, private: bytearray, public: bytes) -> None:
    """Leave the JSON and its signature, checked; what is there already is replaced."""
    number = parse_certificate(content).number
    signature = sign(private, content)
    check_signature(public, content, signature)
    with disk_errors():
        make_folder(folder)
        replace(folder / f"{number}{SUFFIX}", content)
        replace(folder / f"{number}{SIGNATURE_SUFFIX}", signature)


def _texts(found: list[Any]) -> tuple[str, ...]:
    return tuple(str(one) for one in found)


def _sum(text: str) -> str:
    if not _HEX.fullmatch(text):
        raise ValueError("not a SHA-256")
    return text
