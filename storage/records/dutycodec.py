"""Duties in bytes (docs/SECURITY.md, "Duty"): ``KBU1`` · canonical JSON."""

import json
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kiosk.domain.duty import DutyDone, PhotoDuty
from kiosk.domain.ids import ReceiptNumber, RecordId, StaffId, parse_station_id
from kiosk.domain.numbers import FormId
from kiosk.errors import FieldError
from storage.crypto.canonical import spell_json, spell_time
from storage.errors import TamperedError
from storage.records.personfields import optional
from storage.records.reviewfields import exemption_fields, exemption_of

MAGIC = b"KBU1"


def encode_duty(duty: PhotoDuty) -> bytearray:
    """Return the duty's bytes; equal duties give equal bytes."""
    return bytearray(MAGIC + spell_json(_fields_of(duty)))


def decode_duty(plain: bytes | bytearray) -> PhotoDuty:
    """Return the duty; bytes that `encode_duty` would not have written are refused."""
    if not plain.startswith(MAGIC):
        raise TamperedError("duty version")
    fields = bytes(plain[len(MAGIC) :])
    try:
        duty = _duty(json.loads(fields))
        same = spell_json(_fields_of(duty)) == fields
    except (ValueError, KeyError, TypeError, AttributeError, FieldError) as error:
        raise TamperedError(f"duty fields: {type(error).__name__}") from None
    if not same:
        raise TamperedError("duty not canonical")
    return duty


def done_fields(done: DutyDone | None) -> dict[str, Any] | None:
    """Return who did it and when, ready for JSON; None while it is open."""
    return None if done is None else {"by": done.by, "at": spell_time(done.at)}


def _fields_of(duty: PhotoDuty) -> dict[str, Any]:
    return {
        "record": str(duty.record_id),
        "station": duty.number.station,
        "number": duty.number.number,
        "form_id": duty.form_id,
        "exemption": exemption_fields(duty.exemption),
        "done": done_fields(duty.done),
    }


def _duty(fields: Mapping[str, Any]) -> PhotoDuty:
    done = fields["done"]
    return PhotoDuty(
        record_id=RecordId(uuid.UUID(fields["record"])),
        number=ReceiptNumber(parse_station_id(fields["station"]), int(fields["number"])),
        form_id=optional(fields["form_id"], FormId),
        exemption=exemption_of(fields["exemption"]),
        done=None
        if done is None
        else DutyDone(by=StaffId(str(done["by"])), at=datetime.fromisoformat(done["at"])),
    )
