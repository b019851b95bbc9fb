"""Records in bytes: versioned, canonical, names byte for byte.

Format (docs/SECURITY.md, "Record"): ``KBR3`` · 4 bytes length of the JSON · JSON · JPEG.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.domain.record import Record
from storage.crypto.canonical import spell_json
from storage.errors import ReadBackError, TamperedError
from storage.records.firstfields import first_fields_of, first_record_of
from storage.records.recordfields import fields_of, record_of
from storage.records.secondfields import second_fields_of, second_record_of

MAGIC = b"KBR3"
_SECOND_MAGIC = b"KBR2"
_FIRST_MAGIC = b"KBR1"
_HEADER_BYTES = len(MAGIC) + 4


@dataclass(frozen=True, slots=True)
class _Format:
    """How one version spells a record, and how it is read."""

    fields_of: Callable[[Record], dict[str, Any]]
    record_of: Callable[[Mapping[str, Any], bytes], Record]


_FORMATS = {
    MAGIC: _Format(fields_of, record_of),
    _SECOND_MAGIC: _Format(second_fields_of, second_record_of),
    _FIRST_MAGIC: _Format(first_fields_of, first_record_of),
}


def encode(record: Record) -> bytearray:
    """Return the record's bytes; equal records give equal bytes."""
    fields = spell_json(fields_of(record))
    plain = bytearray(MAGIC + len(fields).to_bytes(4, "big") + fields)
    if record.photo is not None:
        plain += record.photo.jpeg
    return plain


def decode(plain: bytes | bytearray) -> Record:
    """Return the record; bytes that no release's `encode` would have written are refused."""
    known = _FORMATS.get(bytes(plain[: len(MAGIC)]))
    if known is None or len(plain) < _HEADER_BYTES:
        raise TamperedError("record version")
    end = _HEADER_BYTES + int.from_bytes(plain[len(MAGIC) : _HEADER_BYTES], "big")
    if end > len(plain):
        raise TamperedError("record length")
    try:
        fields = bytes(plain[_HEADER_BYTES:end])
        record = known.record_of(json.loads(fields), bytes(memoryview(plain)[end:]))
        same = spell_json(known.fields_of(record)) == fields
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise TamperedError(f"record fields: {type(error).__name__}") from None
    if not same:
        raise TamperedError("record not canonical")
    return record


def readable(plain: bytearray) -> None:
    """Raise `ReadBackError` when the bytes would not decode some day."""
    try:
        decode(plain)
    except TamperedError as error:
        raise ReadBackError(str(error)) from error
