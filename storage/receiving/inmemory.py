"""The people of a verified batch, read in memory: nothing of them comes to a disk here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.cases.receipts import parse_receipt
from kiosk.domain.ids import ReceiptNumber, RecordId
from kiosk.domain.record import Record
from kiosk.errors import FieldError
from storage.batches.batchcheck import problems
from storage.batches.batchcontent import (
    CONTENT_FORMAT,
    FIRST_CONTENT_FORMAT,
    MANIFEST,
    SECOND_CONTENT_FORMAT,
)
from storage.batches.inventory import Inventory, ItemFault, Problem
from storage.batches.waybill import Waybill
from storage.crypto.age import Identities
from storage.receiving.opening import silent
from storage.receiving.receiver import VerifiedBatch
from storage.receiving.unpacking import unpack
from storage.records.recordfields import fields_of, record_of
from storage.records.secondfields import second_fields_of, second_record_of

Fields = Mapping[str, Any]
_WITHOUT_PHOTO = {"photo": None, "findings": (), "review": None}
_TOLD = ("id", "business_date", "accepted_at", "accepted_by", "applicant", "application")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ReadBatch:
    """What a batch holds; without a repr.

    ``records`` have no photo: it was summed as it came by and let go. Where there is a problem
    there are no records.
    """

    records: tuple[Record, ...]
    receipts: Mapping[RecordId, ReceiptNumber]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Form:
    """How a format spells a record, and how it is read."""

    fields_of: Callable[[Record], dict[str, Any]]
    record_of: Callable[[Fields, bytes], Record]


_NEWEST = _Form(fields_of, record_of)
_SIX_FIELDS = _Form(second_fields_of, second_record_of)  # the applicant is alike in both
_FORMS = {
    CONTENT_FORMAT: _NEWEST,
    SECOND_CONTENT_FORMAT: _SIX_FIELDS,
    FIRST_CONTENT_FORMAT: _SIX_FIELDS,
}


def read_batch(verified: VerifiedBatch, identities: Identities) -> ReadBatch:
    """Return the batch's people, or what is wrong with it.

    Raises `BatchError` when it does not open or is, as a whole, not what the station signed.
    """
    inventory = Inventory(lambda _name: None)
    unpack(verified.paths, verified.waybill, identities, inventory, silent)
    if found := problems(inventory, verified.waybill):
        return ReadBatch(records=(), receipts={}, problems=found)
    records: list[Record] = []
    receipts: dict[RecordId, ReceiptNumber] = {}
    whole = inventory.manifest  # checked above: it is a mapping of a known format
    for fields in whole["records"]:
        read = _read(fields, _FORMS[whole["format"]], verified.waybill)
        if read is None or read[0].id in receipts:
            return ReadBatch(
                records=(), receipts={}, problems=(Problem(MANIFEST, ItemFault.MALFORMED),)
            )
        record, receipts[read[0].id] = read
        records.append(record)
    return ReadBatch(records=tuple(records), receipts=receipts, problems=())


def _read(fields: Fields, form: _Form, waybill: Waybill) -> tuple[Record, ReceiptNumber] | None:
    """Return the record without its photo; None for fields that no station writes."""
    try:
        record = form.record_of({**fields, **_WITHOUT_PHOTO}, b"")
        again = form.fields_of(record)
        receipt = parse_receipt(fields["receipt"])
        same = all(again.get(name) == fields.get(name) for name in _TOLD)
        record.applicant.birth_date.wareki()
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        OverflowError,  # 1e999 is infinite
        RecursionError,
        FieldError,
    ):
        return None
    ours = receipt.station == waybill.station and str(receipt) == fields["receipt"]
    return (record, receipt) if same and ours else None
