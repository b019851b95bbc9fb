"""Record format 1 of the first release: read, never written."""

from collections.abc import Mapping
from typing import Any

from kiosk.domain.record import Record
from storage.records.recordfields import photo_fields, spell_number
from storage.records.secondfields import second_fields_of, second_record_of

Fields = Mapping[str, Any]
_LATER = {"resampling": "none", "encoder": "", "placed_by_hand": False}
"""What format 1 does not say of a photo: the values that say nothing."""


def first_fields_of(record: Record) -> dict[str, Any]:
    """Return what format 1 had of the record."""
    if record.photo is None:
        raise ValueError("format 1 has a photo in every record")
    photo = photo_fields(record.photo)
    second = second_fields_of(record)
    del second["review"]
    return {
        **second,
        "photo": {name: value for name, value in photo.items() if name not in _LATER},
        "findings": [
            [one.check.value, one.verdict.value, spell_number(one.value), spell_number(one.limit)]
            for one in record.findings
        ],
    }


def first_record_of(fields: Fields, jpeg: bytes) -> Record:
    """Return the record; it has no review, for nobody was asked for one."""
    findings = [
        {
            "check": check,
            "verdict": verdict,
            "value": value,
            "limit": limit,
            "measure": None,
            "regions": (),
        }
        for check, verdict, value, limit in fields["findings"]
    ]
    photo = {**fields["photo"], **_LATER}
    return second_record_of({**fields, "photo": photo, "findings": findings, "review": None}, jpeg)
