"""Records in bytes: versioned, canonical, names byte for byte.

Format (docs/SECURITY.md, "Record"): ``KBR1`` · 4 bytes length of the JSON · JSON · JPEG.
"""

import json
import math
import uuid
from collections.abc import Mapping
from dataclasses import astuple
from datetime import date, datetime
from typing import Any

from kiosk.domain.applicant import Applicant, Sex
from kiosk.domain.dates import BirthDate, Era
from kiosk.domain.finding import Check, Finding, Verdict
from kiosk.domain.ids import RecordId, StaffId
from kiosk.domain.names import Address, Kana, PersonName
from kiosk.domain.numbers import FormId
from kiosk.domain.photo import CropBox, Photo, PhotoProof
from kiosk.domain.record import Record
from storage.canonical import spell_json, spell_time
from storage.errors import TamperedError

MAGIC = b"KBR1"
_HEADER_BYTES = len(MAGIC) + 4


def encode(record: Record) -> bytearray:
    """Return the record's bytes; equal records give equal bytes."""
    fields = spell_json(fields_of(record))
    plain = bytearray(MAGIC + len(fields).to_bytes(4, "big") + fields)
    plain += record.photo.jpeg
    return plain


def decode(plain: bytes | bytearray) -> Record:
    """Return the record; bytes that `encode` would not have written are refused."""
    if not plain.startswith(MAGIC) or len(plain) < _HEADER_BYTES:
        raise TamperedError("record version")
    end = _HEADER_BYTES + int.from_bytes(plain[len(MAGIC) : _HEADER_BYTES], "big")
    try:
        fields = bytes(plain[_HEADER_BYTES:end])
        record = _record(json.loads(fields), bytes(memoryview(plain)[end:]))
        same = spell_json(fields_of(record)) == fields
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise TamperedError(f"record fields: {type(error).__name__}") from None
    if not same:
        raise TamperedError("record not canonical")
    return record


def fields_of(record: Record) -> dict[str, Any]:
    """Return everything but the JPEG, ready for JSON."""
    person, photo = record.applicant, record.photo
    return {
        "id": str(record.id),
        "business_date": record.business_date.isoformat(),
        "accepted_at": spell_time(record.accepted_at),
        "accepted_by": record.accepted_by,
        "applicant": {
            "form_id": person.form_id,
            "name": person.name,
            "kana": person.kana,
            "address": person.address,
            "birth_date": person.birth_date.day.isoformat(),
            "birth_era": person.birth_date.era.value,
            "sex": person.sex.value,
        },
        "photo": {
            "width_px": photo.width_px,
            "height_px": photo.height_px,
            "frame_sha256": photo.proof.frame_sha256,
            "frame_width_px": photo.proof.frame_width_px,
            "frame_height_px": photo.proof.frame_height_px,
            "crop": [_spell_number(side) for side in astuple(photo.proof.crop)],
            "rotation_deg": _spell_number(photo.proof.rotation_deg),
            "jpeg_quality": photo.proof.jpeg_quality,
        },
        "findings": [
            [one.check.value, one.verdict.value, _spell_number(one.value), _spell_number(one.limit)]
            for one in record.findings
        ],
    }


def _record(fields: Mapping[str, Any], jpeg: bytes) -> Record:
    return Record(
        id=RecordId(uuid.UUID(fields["id"])),
        business_date=date.fromisoformat(fields["business_date"]),
        accepted_at=datetime.fromisoformat(fields["accepted_at"]),
        accepted_by=StaffId(str(fields["accepted_by"])),
        applicant=_applicant(fields["applicant"]),
        photo=_photo(fields["photo"], jpeg),
        findings=tuple(
            Finding(
                check=Check(check),
                verdict=Verdict(verdict),
                value=_number(value),
                limit=_number(limit),
            )
            for check, verdict, value, limit in fields["findings"]
        ),
    )


def _applicant(fields: Mapping[str, Any]) -> Applicant:
    """Return the applicant without parsing again: parsing may widen, storing must not."""
    return Applicant(
        form_id=FormId(str(fields["form_id"])),
        name=PersonName(str(fields["name"])),
        kana=Kana(str(fields["kana"])),
        address=Address(str(fields["address"])),
        birth_date=BirthDate(date.fromisoformat(fields["birth_date"]), Era(fields["birth_era"])),
        sex=Sex(fields["sex"]),
    )


def _photo(fields: Mapping[str, Any], jpeg: bytes) -> Photo:
    left, top, width, height = (float(side) for side in fields["crop"])
    return Photo(
        jpeg=jpeg,
        width_px=int(fields["width_px"]),
        height_px=int(fields["height_px"]),
        proof=PhotoProof(
            frame_sha256=str(fields["frame_sha256"]),
            frame_width_px=int(fields["frame_width_px"]),
            frame_height_px=int(fields["frame_height_px"]),
            crop=CropBox(left=left, top=top, width=width, height=height),
            rotation_deg=float(fields["rotation_deg"]),
            jpeg_quality=int(fields["jpeg_quality"]),
        ),
    )


def _spell_number(value: float | None) -> float | str | None:
    """Return a number JSON can hold: a measurement that is not finite must not cost a record."""
    if value is None:
        return None
    return float(value) if math.isfinite(value) else str(float(value))


def _number(value: float | str | None) -> float | None:
    return None if value is None else float(value)
