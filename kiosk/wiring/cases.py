"""What `kiosk cases` asks: the city's list becomes cases, and what waits for somebody."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from kiosk.cases.overdue import Overdue, overdue
from kiosk.cases.rows import Column
from kiosk.clock import SystemClock
from kiosk.contract.calendar import service_calendar
from kiosk.domain.case import Case, CaseKind, CaseStatus, Defect
from kiosk.errors import ExitCode, KioskError
from kiosk.wiring.defectfiles import DefectFolder
from kiosk.wiring.openbook import Door, open_book
from kiosk.workflow.contract.checkwork import HEADQUARTERS
from kiosk.workflow.contract.defectwork import (
    DefectImport,
    ListAsked,
    Pen,
    changes_of,
    look_into,
)


class UnknownColumnError(KioskError):
    """``column`` is none that a list of 不備 has; ``known`` lists them."""

    message_key = "unknown_column"
    exit_code = ExitCode.USAGE


def import_list(
    file: Path,
    door: Door,
    *,
    opened: Sequence[Path] = (),
    wanted: Sequence[str] = (),
    dry: bool = False,
) -> DefectImport:
    """Open a case for every 不備 that is new; with ``dry`` nothing is written.

    The applications are looked for in the batches that were opened into ``opened``.
    """
    asked = ListAsked(file=file, opened=tuple(opened), wanted=dict(_wanted(wanted)))
    pen = Pen(by=door.by, where=HEADQUARTERS, at=SystemClock().now())
    with open_book(door) as book:
        found = look_into(asked, DefectFolder(), book, pen)
        if not dry and (changes := changes_of(found, book.read(Defect).entries(Defect), pen)):
            book.put_all(changes, by=door.by)
    return found


def list_cases(door: Door, out: Path) -> int:
    """Leave every case as xlsx, or as CSV where ``out`` ends so; return how many there are."""
    cases, now = _cases(door), SystemClock().now()
    DefectFolder().write_cases(out, cases, now=now, holidays=_holidays())
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
