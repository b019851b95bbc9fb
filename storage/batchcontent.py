"""What a day's batch holds: a table for people, a manifest for machines, photos, a receipt code."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

from kiosk.domain.ids import ReceiptNumber, StationId
from kiosk.domain.numbers import grouped
from kiosk.domain.record import Record
from kiosk.texts import Language, catalogue
from storage.codec import fields_of
from storage.zipstream import Entry

CONTENT_FORMAT = "kiosk-batch-content/1"
MANIFEST = "manifest.json"
TABLE = "applicants.csv"
README = "README_ja.txt"
CODE = "RECEIPT_CODE.txt"
JST = timezone(timedelta(hours=9), "JST")
# OWASP "CSV injection", and the full-width twins that Japanese Excel takes for the same.
_FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
COLUMNS = (
    "receipt",
    "form_id",
    "form_id_grouped",
    "name",
    "kana",
    "address",
    "birth_date",
    "birth_wareki",
    "sex",
    "accepted_at",
    "photo",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchFacts:
    """What the whole batch has in common."""

    name: str
    station: StationId
    shift: str
    business_date: date
    training: bool
    receipt_code: str
    closed_at: datetime


@dataclass(slots=True)
class _Collected:
    table: io.StringIO = field(default_factory=io.StringIO)
    records: list[dict[str, object]] = field(default_factory=list)
    photo_bytes: int = 0


def content(
    facts: BatchFacts,
    items: Iterable[tuple[ReceiptNumber, Record]],
    report: Callable[[int], None],
) -> Iterator[Entry]:
    """Give the entries of the batch; ``report`` is told how many records are in."""
    words = catalogue(Language.JA)
    yield Entry.of(README, _readme(facts))
    yield Entry.of(CODE, f"{facts.receipt_code}\r\n{words['batch.code']}\r\n".encode())
    collected = _Collected()
    table = csv.writer(collected.table, lineterminator="\r\n")
    table.writerow([words[f"batch.column.{column}"] for column in COLUMNS])
    for number, record in items:
        photo = Entry.of(photo_name(number), record.photo.jpeg)
        yield photo
        table.writerow([harmless(cell) for cell in _cells(number, record)])
        collected.records.append(_manifest_item(number, record, photo))
        collected.photo_bytes += len(record.photo.jpeg)
        report(len(collected.records))
    yield Entry.of(TABLE, collected.table.getvalue().encode("utf-8-sig"))
    yield Entry.of(MANIFEST, _manifest(facts, collected))


def photo_name(number: ReceiptNumber) -> str:
    """Return where a record's photo is in the archive."""
    return f"photos/{number}.jpg"


def harmless(cell: str) -> str:
    """Return the cell so that no spreadsheet takes it for a formula; the manifest has it raw."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _cells(number: ReceiptNumber, record: Record) -> list[str]:
    person = record.applicant
    return [
        str(number),
        person.form_id,
        grouped(person.form_id),  # Excel would show 23 bare digits as 1.23E+22
        person.name,
        person.kana,
        person.address,
        person.birth_date.day.isoformat(),
        person.birth_date.wareki(),
        catalogue(Language.JA)[f"batch.sex.{person.sex.value}"],
        record.accepted_at.astimezone(JST).strftime("%Y-%m-%d %H:%M:%S"),
        photo_name(number),
    ]


def _manifest_item(number: ReceiptNumber, record: Record, photo: Entry) -> dict[str, object]:
    fields = fields_of(record)
    fields["photo"] |= {"file": photo.name, "sha256": photo.sha256, "bytes": len(photo.content)}
    return {"receipt": str(number), **fields}


def _manifest(facts: BatchFacts, collected: _Collected) -> bytes:
    whole = {
        "format": CONTENT_FORMAT,
        "batch": facts.name,
        "station": facts.station,
        "shift": facts.shift,
        "business_date": facts.business_date.isoformat(),
        "training": facts.training,
        "totals": {"records": len(collected.records), "photo_bytes": collected.photo_bytes},
        "records": collected.records,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False).encode("utf-8")


def _readme(facts: BatchFacts) -> bytes:
    words = catalogue(Language.JA)
    text = words.say(
        "batch.readme",
        name=facts.name,
        station=facts.station,
        day=facts.business_date.isoformat(),
        training=words["batch.training"] if facts.training else "",
    )
    return text.replace("\n", "\r\n").encode("utf-8-sig")
