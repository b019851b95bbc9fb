"""What a day's batch holds: a table for people, a manifest for machines, photos, a receipt code."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from kiosk.domain.cardslip import CardSlip
from kiosk.domain.duty import PhotoDuty
from kiosk.domain.ids import ReceiptNumber, StationId
from kiosk.domain.record import Record
from kiosk.texts import Language, catalogue
from storage.batches.batchtable import COLUMNS, cells
from storage.batches.cardtable import CARDS, card_table
from storage.batches.zipstream import Entry
from storage.records.cardcodec import card_fields
from storage.records.dutycodec import done_fields
from storage.records.recordfields import fields_of

FIRST_CONTENT_FORMAT = "kiosk-batch-content/1"
SECOND_CONTENT_FORMAT = "kiosk-batch-content/2"
CONTENT_FORMAT = "kiosk-batch-content/3"
MANIFEST = "manifest.json"
TABLE = "applicants.csv"
README = "README_ja.txt"
CODE = "RECEIPT_CODE.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchFacts:
    """What the whole batch has in common; ``duties_open`` are receipt numbers.

    ``cards`` were with the city on that day, none of them any more.
    """

    name: str
    station: StationId
    shift: str
    business_date: date
    training: bool
    receipt_code: str
    closed_at: datetime
    duties_open: tuple[str, ...]
    cards: tuple[CardSlip, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class BatchItem:
    """A record and what had to be done about it, None when nothing had."""

    number: ReceiptNumber
    record: Record
    duty: PhotoDuty | None


@dataclass(slots=True)
class _Collected:
    table: io.StringIO = field(default_factory=io.StringIO)
    lines: list[bytes] = field(default_factory=list)
    """The manifest's lines, a record each: its objects would be a hundred times as many."""
    photos: int = 0
    photo_bytes: int = 0


def content(
    facts: BatchFacts, items: Iterable[BatchItem], report: Callable[[int], None]
) -> Iterator[Entry]:
    """Give the entries of the batch; ``report`` is told how many records are in."""
    words = catalogue(Language.JA)
    yield Entry.of(README, _readme(facts))
    yield Entry.of(CODE, f"{facts.receipt_code}\r\n{words['batch.code']}\r\n".encode())
    collected = _Collected()
    table = csv.writer(collected.table, lineterminator="\r\n")
    table.writerow([words[f"batch.column.{column}"] for column in COLUMNS])
    for item in items:
        photo = _photo(item)
        if photo is not None:
            yield photo
            collected.photos += 1
            collected.photo_bytes += len(photo.content)
        table.writerow(cells(item.number, item.record, item.duty, photo.name if photo else None))
        collected.lines.append(_json(_manifest_item(item, photo)).encode())
        report(len(collected.lines))
    yield Entry.of(TABLE, collected.table.getvalue().encode("utf-8-sig"))
    if facts.cards:
        yield Entry.of(CARDS, card_table(facts.cards))
    yield Entry.of(MANIFEST, _manifest(facts, collected))


def photo_name(receipt: object) -> str:
    """Return where a record's photo is in the archive."""
    return f"photos/{receipt}.jpg"


def _photo(item: BatchItem) -> Entry | None:
    photo = item.record.photo
    return None if photo is None else Entry.of(photo_name(item.number), photo.jpeg)


def _manifest_item(item: BatchItem, photo: Entry | None) -> dict[str, object]:
    fields = fields_of(item.record)
    if photo is not None:
        fields["photo"] |= {"file": photo.name, "sha256": photo.sha256, "bytes": len(photo.content)}
    duty = None if item.duty is None else {"done": done_fields(item.duty.done)}
    return {"receipt": str(item.number), **fields, "duty": duty}


def _manifest(facts: BatchFacts, collected: _Collected) -> bytes:
    head = {
        "format": CONTENT_FORMAT,
        "batch": facts.name,
        "station": facts.station,
        "shift": facts.shift,
        "business_date": facts.business_date.isoformat(),
        "training": facts.training,
        "totals": {
            "records": len(collected.lines),
            "photos": collected.photos,
            "photo_bytes": collected.photo_bytes,
        },
        "duties_open": list(facts.duties_open),
        "card_slips": [card_fields(one) for one in facts.cards],
    }
    # A record a line: people find one, and it is a third of the size of an indented one.
    before = f'{_json(head, indent=1)[:-2]},\n "records": [\n'.encode()
    return b"".join((before, b",\n".join(collected.lines), b"\n]}\n"))


def _json(value: object, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)


def _readme(facts: BatchFacts) -> bytes:
    words = catalogue(Language.JA)
    text = words.say(
        "batch.readme",
        name=facts.name,
        station=facts.station,
        day=facts.business_date.isoformat(),
        training=words["batch.training"] if facts.training else "",
        duties=_duties(facts),
        cards=words["batch.cards"] if facts.cards else "",
    )
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def _duties(facts: BatchFacts) -> str:
    if not facts.duties_open:
        return ""
    return catalogue(Language.JA).say("batch.duties_open", receipts="、".join(facts.duties_open))
