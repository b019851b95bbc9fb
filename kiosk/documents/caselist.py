"""The list of cases as xlsx or CSV: texts only, nothing a spreadsheet would work out or run."""

import csv
import io
from collections.abc import Collection, Iterable
from datetime import date, datetime

from kiosk.cases.defects import place_of
from kiosk.cases.overdue import Overdue, overdue
from kiosk.cases.telling import Speech, tell_act
from kiosk.documents.spelling import day, minute
from kiosk.documents.spreadsheettext import MOST_CELL_CHARACTERS, tame, with_all_spelled
from kiosk.documents.tables import write_table
from kiosk.domain.case import Case, Complaint, Defect, Incident, Inquiry
from kiosk.domain.ids import CaseId
from kiosk.texts import Catalogue, Language, catalogue

_COLUMNS = (
    "id", "kind", "status", "opened", "about", "words", "place", "wait", "due", "days", "last",
)  # fmt: skip
_CUT = "…"


def case_list_xlsx(cases: Iterable[Case], now: datetime, holidays: Collection[date]) -> bytes:
    """Return the list as a workbook; no case is left out."""
    words = catalogue(Language.JA)
    file = io.BytesIO()
    rows = [[_held(cell) for cell in row] for row in _rows(cases, now, holidays, words)]
    write_table(file, _headings(words), rows, sheet_name=words["case_list.sheet"])
    return file.getvalue()


def case_list_csv(cases: Iterable[Case], now: datetime, holidays: Collection[date]) -> bytes:
    """Return the list as CSV in UTF-8 with its mark, as Excel opens it by itself."""
    words = catalogue(Language.JA)
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(_headings(words))
    lines.writerows([tame(cell) for cell in row] for row in _rows(cases, now, holidays, words))
    return text.getvalue().encode("utf-8-sig", errors="backslashreplace")


def _headings(words: Catalogue) -> list[str]:
    return [words[f"case_list.{name}"] for name in _COLUMNS]


def _rows(
    cases: Iterable[Case], now: datetime, holidays: Collection[date], words: Catalogue
) -> list[list[str]]:
    listed = tuple(cases)
    waits: dict[CaseId, Overdue] = {}
    for one in overdue(listed, now, holidays=holidays):
        waits.setdefault(one.case, one)  # gravest first
    speech = Speech(words=words, day=day, minute=minute)
    return [_row(case, waits.get(case.id), speech) for case in listed]


def _row(case: Case, wait: Overdue | None, speech: Speech) -> list[str]:
    words = speech.words
    about, said = _about(case, words)
    place = place_of(case) if isinstance(case, Defect) else None
    last = ""
    if case.history:
        entry = case.history[-1]
        last = f"{minute(entry.at)} {tell_act(entry.act, speech)[0]}"
    return [
        case.id,
        words[f"case.kind.{case.kind}"],
        words[f"case.status.{case.status.value}"],
        minute(case.opened),
        about,
        said,
        f"{place.receipt} {day(place.business_date)}" if place else "",
        words[f"case.wait.{wait.wait.value}"] if wait else "",
        day(wait.due) if wait else "",
        str(wait.days) if wait else "",
        last,
    ]


def _about(case: Case, words: Catalogue) -> tuple[str, str]:
    match case:
        case Defect():
            return words[f"case.reason.{case.reason.value}"], case.words
        case Inquiry() | Complaint():
            return words[f"case.topic.{case.topic.value}"], case.words
        case Incident():
            return words[f"incident.kind.{case.what.value}"], case.place


def _held(cell: str) -> str:
    """Return what a workbook can hold of the cell; a long one is whole in the case alone."""
    plain = with_all_spelled(cell)
    most = MOST_CELL_CHARACTERS // 7  # an underscore may be spelled with seven characters
    return plain if len(plain) <= most else plain[: most - 1] + _CUT
