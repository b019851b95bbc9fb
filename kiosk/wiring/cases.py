"""What `kiosk cases` asks: the city's list becomes cases, and what waits for somebody."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kiosk.cases.caseids import fresh_ids
from kiosk.cases.defects import Origin, TakenIn, take_in
from kiosk.cases.hashing import hash_number
from kiosk.cases.matching import BatchItem, index_items
from kiosk.cases.overdue import Overdue, overdue
from kiosk.cases.receipts import parse_receipt
from kiosk.cases.rows import Column, DefectList
from kiosk.clock import SystemClock
from kiosk.contract.calendar import service_calendar
from kiosk.documents.caselist import case_list_csv, case_list_xlsx
from kiosk.documents.defectlist import MOST_BYTES, read_defect_list
from kiosk.domain.case import (
    Ambiguous,
    BatchPlace,
    Case,
    CaseKind,
    CaseStatus,
    Defect,
    DefectSource,
    Found,
    NotFound,
)
from kiosk.domain.dates import JST
from kiosk.domain.ids import StationId
from kiosk.domain.numbers import parse_form_id
from kiosk.errors import ExitCode, FieldError, KioskError, UnreadableFileError
from kiosk.officeports import Change
from kiosk.wiring.newfile import write_new
from kiosk.wiring.openbook import Door, open_book

WHERE = StationId("HQ")
_MANIFEST = "manifest.json"
_MOST_MANIFEST_BYTES = 50_000_000  # 600 records are 1 MB


class NoOpenedBatchError(KioskError):
    """``file`` is no folder that `kiosk batch open` left."""

    message_key = "no_opened_batch"
    exit_code = ExitCode.BAD_INPUT


class UnknownColumnError(KioskError):
    """``column`` is none that a list of 不備 has; ``known`` lists them."""

    message_key = "unknown_column"
    exit_code = ExitCode.USAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTaken:
    """A list that was read, and what became of it."""

    read: DefectList
    taken: TakenIn
    written: bool

    @property
    def matched(self) -> Mapping[type, int]:
        """Return how many of the new cases were found, are unclear, were not found."""
        kinds = (Found, Ambiguous, NotFound)
        return {k: sum(isinstance(o.match, k) for o in self.taken.opened) for k in kinds}


def import_list(
    file: Path,
    door: Door,
    *,
    opened: Sequence[Path] = (),
    wanted: Sequence[str] = (),
    dry: bool = False,
) -> ListTaken:
    """Open a case for every 不備 that is new; with ``dry`` nothing is written.

    The applications are looked for in the batches that were opened into ``opened``.
    """
    content = _content(file)
    columns = dict(_wanted(wanted))
    at = SystemClock().now()
    with open_book(door) as book:
        key = book.number_key()
        index = index_items(item for folder in opened for item in opened_items(folder, key))
        read = read_defect_list(content, key=key, wanted=columns)
        before = [one for one in book.read().cases if isinstance(one, Defect)]
        day = at.astimezone(JST).date()
        taken = take_in(
            read.rows,
            index,
            before=before,
            ids=fresh_ids(CaseKind.DEFECT, WHERE, day, {one.id for one in before}),
            origin=Origin(
                source=DefectSource.CITY_LIST, at=at, by=door.by, list_sha256=read.sha256
            ),
        )
        if taken.opened and not dry:
            changes = [Change(entry=one, expected_version=0) for one in taken.opened]
            book.put_all(changes, by=door.by)
    return ListTaken(read=read, taken=taken, written=not dry)


def opened_items(folder: Path, key: bytes) -> Iterator[BatchItem]:
    """Yield the applications of an opened batch, their numbers as hashes under ``key``."""
    path = folder / _MANIFEST
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_MANIFEST_BYTES + 1)
        if len(content) > _MOST_MANIFEST_BYTES:
            raise NoOpenedBatchError("too long", file=folder.name)
        yield from [*_items(json.loads(content), key)]
    except (OSError, ValueError, TypeError, LookupError, RecursionError, FieldError) as error:
        raise NoOpenedBatchError(type(error).__name__, file=folder.name) from error


def list_cases(door: Door, out: Path) -> int:
    """Leave every case as xlsx, or as CSV where ``out`` ends so; return how many there are."""
    cases, now = _cases(door), SystemClock().now()
    spell = case_list_csv if out.suffix.lower() == ".csv" else case_list_xlsx
    write_new(out, spell(cases, now, _holidays()))
    return len(cases)


def waiting(door: Door, *, ahead_days: int = 0) -> tuple[Overdue, ...]:
    """Return what is late, gravest first; ``ahead_days`` also what soon will be."""
    now = SystemClock().now()
    return overdue(_cases(door), now, holidays=_holidays(), ahead_days=ahead_days)


def standing(door: Door) -> Mapping[tuple[CaseKind, CaseStatus], int]:
    """Return how many cases of each kind are how far."""
    found: dict[tuple[CaseKind, CaseStatus], int] = {}
    for one in _cases(door):
        place = CaseKind(one.kind), one.status
        found[place] = found.get(place, 0) + 1
    return found


def _cases(door: Door) -> tuple[Case, ...]:
    with open_book(door) as book:
        return book.read().cases


def _holidays() -> frozenset[date]:
    return frozenset(service_calendar().holidays)


def _wanted(texts: Iterable[str]) -> Iterator[tuple[Column, str]]:
    """Yield the columns that were named as ``receipt=整理番号``."""
    for text in texts:
        name, _, heading = text.partition("=")
        if name not in set(Column) or not heading:
            raise UnknownColumnError(column=text, known=", ".join(Column))
        yield Column(name), heading


def _items(manifest: Mapping[str, object], key: bytes) -> Iterator[BatchItem]:
    day, batch = date.fromisoformat(str(manifest["business_date"])), str(manifest["batch"])
    records = manifest["records"]
    if not isinstance(records, list):
        raise TypeError("records")
    for record in records:
        number = record["applicant"]["form_id"]
        yield BatchItem(
            place=BatchPlace(
                batch=batch, receipt=parse_receipt(str(record["receipt"])), business_date=day
            ),
            number_hash=hash_number(key, parse_form_id(number)) if number else None,
        )


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnreadableFileError(type(error).__name__, file=file.name) from error
