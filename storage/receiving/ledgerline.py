"""A line of the receiver's ledger as bytes: canonical JSON, each bound to the line before."""

import base64
import hashlib
import json
from datetime import date, datetime
from typing import Any

from kiosk.domain.ledger import BatchMark, LedgerLine, Outcome
from storage.crypto.canonical import spell_json, spell_time

FORMAT = "kiosk-ledger/1"
FIRST_PREVIOUS = "0" * 64
LONGEST_LINE_BYTES = 8_000
LONGEST_WORDS = 200  # characters of a reason or a file's name


def spell_line(line: LedgerLine) -> bytes:
    """Return the line's bytes, without the line feed."""
    return spell_json(
        {
            "format": FORMAT,
            "n": line.n,
            "previous": line.previous,
            "at": spell_time(line.at),
            "outcome": line.outcome.value,
            "station": line.station,
            "key": None if line.key is None else base64.b64encode(line.key).decode("ascii"),
            "batch": None if line.batch is None else _mark_fields(line.batch),
            "file": line.file,
            "words": line.words,
        }
    )


def parse_line(content: bytes) -> LedgerLine | None:
    """Return the line, None for bytes that `spell_line` would not have written."""
    try:
        fields = json.loads(content)
        line = LedgerLine(
            n=int(fields["n"]),
            previous=str(fields["previous"]),
            at=datetime.fromisoformat(fields["at"]),
            outcome=Outcome(fields["outcome"]),
            station=str(fields["station"]),
            key=None if fields["key"] is None else base64.b64decode(fields["key"], validate=True),
            batch=None if fields["batch"] is None else _mark(fields["batch"]),
            file=str(fields["file"]),
            words=str(fields["words"]),
        )
        same = spell_line(line) == content
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return None
    return line if same else None


def hash_of(content: bytes) -> str:
    """Return what the next line calls ``previous``."""
    return hashlib.sha256(content).hexdigest()


def one_line(text: str) -> str:
    """Return what of a text from outside is kept in a line."""
    return "".join(char if char.isprintable() else "�" for char in text[:LONGEST_WORDS])


def _mark_fields(mark: BatchMark) -> dict[str, object]:
    return {
        "name": mark.name,
        "business_date": mark.business_date.isoformat(),
        "seq": mark.seq,
        "envelope_sha256": mark.envelope_sha256,
        "previous_envelope_sha256": mark.previous_sha256,
        "records": mark.records,
        "audit": {"n": mark.audit_n, "head": mark.audit_head},
    }


def _mark(fields: dict[str, Any]) -> BatchMark:
    previous = fields["previous_envelope_sha256"]
    return BatchMark(
        name=str(fields["name"]),
        business_date=date.fromisoformat(fields["business_date"]),
        seq=int(fields["seq"]),
        envelope_sha256=str(fields["envelope_sha256"]),
        previous_sha256=None if previous is None else str(previous),
        records=int(fields["records"]),
        audit_n=int(fields["audit"]["n"]),
        audit_head=str(fields["audit"]["head"]),
    )
