"""What the office's window asks for on paper, and the door to whoever makes it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from kiosk.domain.figures import DayFigures
from kiosk.domain.ids import CaseId, PersonId
from kiosk.errors import KioskError
from kiosk.officeports import OfficeView, PictureStore


class PaperKind(StrEnum):
    """One row of the page; the value is the text key ``bureau.paper.<value>``."""

    DAILY = "daily"
    MONTHLY = "monthly"
    COMPLETION = "completion"
    PERIOD = "period"
    PLAN = "plan"
    FLYER = "flyer"
    STAFF = "staff"
    PLEDGES = "pledges"
    PLEDGE_FORM = "pledge_form"
    CASES = "cases"
    CASE_PAPERS = "case_papers"
    MANUAL = "manual"
    TEMPLATES = "templates"


REPORTS = frozenset({PaperKind.DAILY, PaperKind.MONTHLY, PaperKind.COMPLETION, PaperKind.PERIOD})


class Sheet(StrEnum):
    """In which form a paper is wanted; what a paper cannot be is not offered."""

    PDF = "pdf"
    BOTH = "both"
    XLSX = "xlsx"
    CSV = "csv"


class CasePaper(StrEnum):
    """Which paper of a case; an incident may have both."""

    INCIDENT = "incident"
    HANDOVER = "handover"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperWish:
    """A paper as it was asked for; each kind reads what concerns it.

    ``out`` is a folder. ``first`` is the day of a 日次報告書 and any day of a 月次報告書's month;
    ``last`` None has no end. ``as_of`` dates a report and ends its period's past, None is today.
    """

    kind: PaperKind
    out: Path
    first: date | None = None
    last: date | None = None
    as_of: date | None = None
    sheet: Sheet = Sheet.PDF
    templates: Path | None = None
    certificates: Path | None = None
    contractor: str = ""
    contact: str = ""
    addressee: str = ""
    weather: str = ""
    remarks: tuple[str, ...] = ()
    lessons: tuple[str, ...] = ()
    homes: bool = False
    pictures: bool = False
    person: PersonId | None = None
    case: CaseId | None = None
    case_paper: CasePaper = CasePaper.BOTH


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSource:
    """The book as it was read, whoever keeps its pictures, and when that was."""

    view: OfficeView
    pictures: PictureStore
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The files, what readers are warned of, and what was wrong with a template of one's own.

    With a problem our own template was used; ``notices`` stand on the paper, too.
    """

    files: tuple[Path, ...]
    notices: tuple[str, ...] = ()
    problems: tuple[KioskError, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDone:
    """A paper that was written, as it had been asked for."""

    wish: PaperWish
    written: Written = field(repr=False)
    at: datetime


class PaperDesk(Protocol):
    """Makes papers of an open book; used on the book's thread.

    Nothing is replaced, and what could not be made leaves nothing behind.
    """

    def write(self, wish: PaperWish, source: PaperSource) -> Written:
        """Leave the files; raises `KioskError` with words for whoever asked."""
        ...


def of_practice(days: Iterable[DayFigures]) -> bool:
    """Tell whether a book holds training: it has figures, and all of them are training's."""
    found = tuple(days)
    return bool(found) and all(day.training for day in found)
