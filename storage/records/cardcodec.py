"""Card slips in bytes (docs/SECURITY.md, "Card slip"): ``KBP1`` · canonical JSON."""

import json
import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from kiosk.domain.cardpaper import CardWork
from kiosk.domain.cardslip import (
    CardGiving,
    CardNotReturned,
    CardReturned,
    CardSlip,
    CardSlipId,
    CardStays,
    CardTaker,
)
from kiosk.domain.dates import BirthDate, Era, Known
from kiosk.domain.ids import StaffId
from kiosk.errors import FieldError
from storage.crypto.canonical import spell_json, spell_time
from storage.errors import TamperedError
from storage.records.personfields import optional

MAGIC = b"KBP1"


def encode_card(slip: CardSlip) -> bytearray:
    """Return the slip's bytes; equal slips give equal bytes."""
    return bytearray(MAGIC + spell_json(card_fields(slip)))


def decode_card(plain: bytes | bytearray) -> CardSlip:
    """Return the slip; bytes that `encode_card` would not have written are refused."""
    if not plain.startswith(MAGIC):
        raise TamperedError("card slip version")
    fields = bytes(plain[len(MAGIC) :])
    try:
        slip = _slip(json.loads(fields))
        same = spell_json(card_fields(slip)) == fields
    except (ValueError, KeyError, TypeError, AttributeError, FieldError) as error:
        raise TamperedError(f"card slip fields: {type(error).__name__}") from None
    if not same:
        raise TamperedError("card slip not canonical")
    return slip


def card_fields(slip: CardSlip) -> dict[str, Any]:
    """Return the slip ready for JSON, as the batch's manifest has it too."""
    giving = slip.giving
    return {
        "id": str(slip.id),
        "number": slip.number,
        "holder": giving.holder,
        "reading": giving.reading,
        "born": None if giving.born is None else _born_fields(giving.born),
        "work": giving.work.value,
        "officer": giving.officer,
        "expected": None if giving.expected is None else giving.expected.isoformat(),
        "given_by": slip.given_by,
        "given_at": spell_time(slip.given_at),
        "ended": _ended_fields(slip.ended),
    }


def _born_fields(born: BirthDate) -> dict[str, str]:
    return {
        "birth_date": born.seireki(),
        "first_day": born.day.isoformat(),
        "known": born.known.value,
        "era": born.era.value,
    }


def _born(fields: Mapping[str, str]) -> BirthDate:
    day = date.fromisoformat(fields["first_day"])
    return BirthDate(day, Era(fields["era"]), Known(fields["known"]))


def _ended_fields(ended: CardReturned | CardNotReturned | None) -> dict[str, Any] | None:
    match ended:
        case CardReturned(by=by, at=at, to=to):
            return {"by": by, "at": spell_time(at), "to": to.value, "stays": None}
        case CardNotReturned(by=by, at=at, why=why):
            return {"by": by, "at": spell_time(at), "to": None, "stays": why.value}
        case None:
            return None


def _slip(fields: Mapping[str, Any]) -> CardSlip:
    giving = CardGiving(
        holder=str(fields["holder"]),
        reading=str(fields["reading"]),
        born=None if fields["born"] is None else _born(fields["born"]),
        work=CardWork(fields["work"]),
        officer=str(fields["officer"]),
        expected=optional(fields["expected"], date.fromisoformat),
    )
    return CardSlip(
        id=CardSlipId(uuid.UUID(fields["id"])),
        number=int(fields["number"]),
        giving=giving,
        given_by=StaffId(str(fields["given_by"])),
        given_at=datetime.fromisoformat(fields["given_at"]),
        ended=None if fields["ended"] is None else _ended(fields["ended"]),
    )


def _ended(fields: Mapping[str, Any]) -> CardReturned | CardNotReturned:
    by, at = StaffId(str(fields["by"])), datetime.fromisoformat(fields["at"])
    if fields["stays"] is None:
        return CardReturned(by=by, at=at, to=CardTaker(fields["to"]))
    return CardNotReturned(by=by, at=at, why=CardStays(fields["stays"]))
