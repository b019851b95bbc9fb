"""The city's list of 不備: what it would do is looked at first, then all of it is written."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from kiosk.cases.caseids import fresh_ids
from kiosk.cases.defects import Origin, TakenIn, take_in
from kiosk.cases.matching import BatchIndex, BatchItem, index_items
from kiosk.cases.rows import Column, DefectList
from kiosk.domain.case import (
    Ambiguous,
    Case,
    CaseKind,
    Defect,
    DefectSource,
    Found,
    NotFound,
)
from kiosk.domain.dates import JST
from kiosk.domain.ids import StaffId, StationId
from kiosk.officeports import Change, OfficeBook, OfficeStaleError


class DefectFiles(Protocol):
    """The door to lists of 不備, to opened batches, and to the list of cases; storage thread."""

    def read(self, path: Path, *, key: bytes, wanted: Mapping[Column, str]) -> DefectList:
        """Return what a list says, CSV or xlsx; numbers only as hashes under ``key``.

        Raise `UnreadableFileError` for a file that is not there; what is in it never raises.
        """
        ...

    def batch(self, folder: Path, *, key: bytes) -> Iterable[BatchItem]:
        """Yield the applications of an opened batch; `NoOpenedBatchError` for any other folder."""
        ...

    def write_cases(
        self, path: Path, cases: Iterable[Case], *, now: datetime, holidays: Collection[date]
    ) -> None:
        """Leave the cases as xlsx, or as CSV where the name ends so; nothing is overwritten."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAsked:
    """A list to be looked at, the opened batches to match it to, headings that are unusual."""

    file: Path
    opened: tuple[Path, ...] = ()
    wanted: Mapping[Column, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DefectImport:
    """What a list would do to the book, before anybody agreed; no number of a person is in it."""

    asked: ListAsked
    read: DefectList
    taken: TakenIn
    index: BatchIndex = field(repr=False)

    @property
    def matched(self) -> Mapping[type, int]:
        """Return how many of the new cases were found, are unclear, were not found."""
        kinds = (Found, Ambiguous, NotFound)
        return {k: sum(isinstance(o.match, k) for o in self.taken.opened) for k in kinds}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """Who writes new cases, where and when."""

    by: StaffId
    where: StationId
    at: datetime


def look_into(asked: ListAsked, files: DefectFiles, book: OfficeBook, pen: Pen) -> DefectImport:
    """Return what the list would do to the book as it is now; nothing is written."""
    key = book.number_key()
    index = index_items(item for folder in asked.opened for item in files.batch(folder, key=key))
    read = files.read(asked.file, key=key, wanted=asked.wanted)
    taken = _taken(read, index, book.read(Defect).entries(Defect), pen)
    return DefectImport(asked=asked, read=read, taken=taken, index=index)


def changes_of(shown: DefectImport, before: Iterable[Defect], pen: Pen) -> Sequence[Change]:
    """Return the new cases, worked out anew; a book that moved on since refuses all of them."""
    taken = _taken(shown.read, shown.index, before, pen)
    if (taken.known, len(taken.opened)) != (shown.taken.known, len(shown.taken.opened)):
        raise OfficeStaleError("defects", entry=shown.asked.file.name)
    return [Change(entry=one, expected_version=0) for one in taken.opened]


def _taken(read: DefectList, index: BatchIndex, before: Iterable[Defect], pen: Pen) -> TakenIn:
    standing = tuple(before)
    day = pen.at.astimezone(JST).date()
    return take_in(
        read.rows,
        index,
        before=standing,
        ids=fresh_ids(CaseKind.DEFECT, pen.where, day, {one.id for one in standing}),
        origin=Origin(source=DefectSource.CITY_LIST, at=pen.at, by=pen.by, list_sha256=read.sha256),
    )
