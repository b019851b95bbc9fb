"""The fields of papers: which a paper has, how each is read, what stands in it at first."""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from kiosk.contract.plancells import parse_day
from kiosk.domain.case import Case
from kiosk.domain.dates import birth_date_of
from kiosk.domain.ids import PersonId
from kiosk.domain.names import parse_note
from kiosk.domain.person import Person
from kiosk.errors import FieldError
from kiosk.texts import Catalogue
from kiosk.workflow.contract.paperwork import CasePaper, PaperKind, Sheet
from kiosk.workflow.contract.planwork import fiscal_year_of
from kiosk.workflow.contract.snapshot import OfficeSnapshot
from ui.office.casewords import about
from ui.office.entryform import LinesPlan
from ui.office.words import long_day
from ui.widgets.field import FieldPlan

DAY, MONTH, FIRST, LAST, AS_OF = "doc_day", "doc_month", "doc_first", "doc_last", "doc_as_of"
WEATHER, REMARKS, LESSONS = "doc_weather", "doc_remarks", "doc_lessons"
CONTRACTOR, CONTACT, ADDRESSEE = "doc_contractor", "doc_contact", "doc_addressee"
SHEET, TEMPLATES, CERTIFICATES = "doc_sheet", "doc_templates", "doc_certificates"
HOMES, PERSON, CASE, CASE_PAPER = "doc_homes", "doc_person", "doc_case", "doc_case_paper"
PICTURES = "doc_pictures"

_REPORT = (AS_OF, CONTRACTOR, SHEET, TEMPLATES)
_PERIOD = (REMARKS, AS_OF, CONTRACTOR, SHEET, PICTURES, CERTIFICATES, TEMPLATES)
FIELDS: Mapping[PaperKind, tuple[str, ...]] = {
    PaperKind.DAILY: (DAY, WEATHER, REMARKS, *_REPORT),
    PaperKind.MONTHLY: (MONTH, *_PERIOD),
    PaperKind.COMPLETION: (FIRST, LAST, LESSONS, *_PERIOD),
    PaperKind.PERIOD: (FIRST, LAST, *_PERIOD),
    PaperKind.PLAN: (HOMES, REMARKS, CONTRACTOR, CONTACT),
    PaperKind.FLYER: (CONTACT, FIRST, LAST, CONTRACTOR),
    PaperKind.STAFF: (SHEET,),
    PaperKind.PLEDGES: (),
    PaperKind.PLEDGE_FORM: (PERSON, ADDRESSEE),
    PaperKind.CASES: (SHEET,),
    PaperKind.CASE_PAPERS: (CASE, CASE_PAPER, ADDRESSEE, CONTRACTOR, CONTACT),
    PaperKind.MANUAL: (CONTRACTOR,),
    PaperKind.TEMPLATES: (),
}
KEPT = (CONTRACTOR, CONTACT, ADDRESSEE, TEMPLATES, CERTIFICATES)
"""What is typed once and stands in the next form of this session."""
_CHOICES = frozenset({SHEET, HOMES, PICTURES, CASE_PAPER})
_LINES = frozenset({REMARKS, LESSONS})
DAYS = (DAY, FIRST, LAST, AS_OF)
_FOLDERS = frozenset({TEMPLATES, CERTIFICATES})
_SHEETS: Mapping[PaperKind, tuple[Sheet, ...]] = {
    PaperKind.STAFF: (Sheet.PDF, Sheet.XLSX, Sheet.BOTH),
    PaperKind.CASES: (Sheet.XLSX, Sheet.CSV),
}
_LONGEST_LINE = 400
_LONGEST_WORDS = 200
YES, NO = "yes", "no"


class Reader:
    """Reads fields against the newest snapshot; what is wrong raises `FieldError`."""

    def __init__(self, kind: PaperKind, snapshot: OfficeSnapshot) -> None:
        self.kind, self.snapshot = kind, snapshot

    def day(self, field: str, text: str) -> date | None:
        """Return a day; None of an empty field that may be empty."""
        if not text.strip():
            if self.kind is PaperKind.FLYER:
                return None
            raise FieldError(field, "required")
        return parse_day(field, text, fiscal_year=fiscal_year_of(self.snapshot.today))

    def month(self, text: str) -> date:
        """Return the first of a month; one without a year is of this 年度."""
        line = "".join(unicodedata.normalize("NFKC", text).split())
        if not line:
            raise FieldError(MONTH, "required")
        mark = next((sign for sign in reversed(line) if sign in "-/."), "-")
        if line.endswith("月"):
            first = f"{line}1日"
        else:
            first = f"{line}月1日" if line.isdecimal() else f"{line}{mark}1"
        try:
            return parse_day(MONTH, first, fiscal_year=fiscal_year_of(self.snapshot.today))
        except FieldError as error:
            raise FieldError(MONTH, "doc_month_form") from error

    def words(self, field: str, text: str) -> str:
        """Return a line of words, or nothing; long numbers have no business on a paper."""
        if not text.strip():
            if field == CONTACT and self.kind is PaperKind.FLYER:
                raise FieldError(field, "required")
            return ""
        return parse_note(field, text, _LONGEST_WORDS)

    def lines(self, field: str, text: str) -> tuple[str, ...]:
        """Return each line that says something."""
        found = (line for line in text.splitlines() if line.strip())
        return tuple(parse_note(field, line, _LONGEST_LINE) for line in found)

    def folder(self, field: str, text: str) -> Path | None:
        """Return a folder that is there, or None of an empty field."""
        if not text.strip():
            return None
        path = Path(text.strip()).expanduser()
        try:
            there = path.is_dir()
        except (OSError, ValueError) as error:  # a name no folder can have
            raise FieldError(field, "doc_no_folder") from error
        if not there:
            raise FieldError(field, "doc_no_folder")
        return path

    def person(self, text: str) -> Person | None:
        """Return somebody of the register by number or name; None leaves the form blank."""
        line = "".join(text.split())
        if not line:
            return None
        people = [one.person for one in self.snapshot.people]
        found = [one for one in people if line in {one.id, "".join(one.name.split())}]
        if len(found) != 1:
            raise FieldError(PERSON, "doc_person_several" if found else "doc_no_person")
        return found[0]

    def case(self, text: str) -> Case:
        """Return the case of this number, or the one whose number ends so."""
        line = unicodedata.normalize("NFKC", "".join(text.split())).upper()
        if not line:
            raise FieldError(CASE, "required")
        cases = [one.case for one in self.snapshot.cases]
        found = [one for one in cases if one.id == line] or [
            one for one in cases if one.id.endswith(line)
        ]
        if len(found) != 1:
            raise FieldError(CASE, "doc_case_several" if found else "doc_no_case")
        return found[0]


def plans(
    kind: PaperKind, words: Catalogue, reader: Callable[[], Reader]
) -> tuple[FieldPlan | LinesPlan, ...]:
    """Return the fields of a paper; ``reader`` knows the snapshot of the moment."""
    return tuple(_plan(kind, field, words, reader) for field in FIELDS[kind])


def sheets(kind: PaperKind) -> tuple[Sheet, ...]:
    """Return in which forms a paper can be had, the usual one first."""
    return _SHEETS.get(kind, (Sheet.PDF, Sheet.BOTH))


def spelled(day: date) -> str:
    """Return a day as it stands in a field."""
    return birth_date_of(day).wareki()


def spelled_month(day: date) -> str:
    """Return a month as it stands in a field."""
    return spelled(day).partition("月")[0] + "月"


def person_number(person: Person | None) -> PersonId | None:
    """Return whose form it is."""
    return person.id if person is not None else None


def _plan(
    kind: PaperKind, field: str, words: Catalogue, reader: Callable[[], Reader]
) -> FieldPlan | LinesPlan:
    plan = FieldPlan(
        field=field,
        example=words.get(f"bureau.example.{field}.{kind.value}")
        or words.get(f"bureau.example.{field}", ""),
        read=lambda text: _answer(field, text, reader(), words),
        choices=_choices(kind, field, words),
        most_px=700,
    )
    return LinesPlan(plan=plan) if field in _LINES else plan


def _choices(kind: PaperKind, field: str, words: Catalogue) -> tuple[tuple[str, str], ...]:
    if field == SHEET:
        return tuple((one.value, words[f"bureau.sheet.{one.value}"]) for one in sheets(kind))
    if field == HOMES:
        return ((NO, words["bureau.homes.no"]), (YES, words["bureau.homes.yes"]))
    if field == PICTURES:
        return ((NO, words["bureau.pictures.no"]), (YES, words["bureau.pictures.yes"]))
    if field == CASE_PAPER:
        return tuple((one.value, words[f"bureau.case_paper.{one.value}"]) for one in CasePaper)
    return ()


def _answer(field: str, text: str, reader: Reader, words: Catalogue) -> str:
    """Return what was understood, where it is not plain from what was typed."""
    if field in DAYS:
        day = reader.day(field, text)
        return long_day(day, words) if day is not None else ""
    if field == MONTH:
        month = reader.month(text)
        return words.say("bureau.paper.month", year=month.year, month=month.month)
    if field == PERSON:
        person = reader.person(text)
        return person.name if person is not None else ""
    if field == CASE:
        case = reader.case(text)
        return f"{case.id} {words[f'case.kind.{case.kind}']}：{about(case, words)}"
    if field in _FOLDERS:
        reader.folder(field, text)
    elif field in _LINES:
        reader.lines(field, text)
    elif field not in _CHOICES:
        reader.words(field, text)
    return ""
