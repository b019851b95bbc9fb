"""The plan as a table, and a table as people type it back into a plan."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TypeGuard

from kiosk.contract.plancells import Cell, NoValue, folded, spell_items
from kiosk.contract.planrow import Column, Reader, people_by_name, read_event, spelled_members
from kiosk.domain.dates import birth_date_of
from kiosk.domain.event import Event
from kiosk.domain.ids import EventId, PersonId
from kiosk.texts import Catalogue

MOST_ROWS = 2_000  # a season has 120 events
MOST_ERRORS = 500  # more than anybody mends by hand: the file is another one
MOST_COLUMNS = 64
_LOOKED_FOR_HEADINGS = 20  # rows: titles stand above a table
_LEAST_HEADINGS = 3
_LONGEST_HEADING = 60
_WEEKDAYS = "月火水木金土日"


NEEDED = (Column.KIND, Column.DATE, Column.START, Column.PLACE)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowError:
    """What could not be read; ``row`` counts as the sheet does, 0 is the file itself."""

    row: int
    column: Column | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRead:
    """What was read. A row with an error gave no event; ``ignored`` are headings nobody knows."""

    events: tuple[Event, ...] = ()
    errors: tuple[RowError, ...] = ()
    ignored: tuple[str, ...] = ()


def error_words(error: RowError, words: Catalogue) -> str:
    """Return the error as a sentence with its row and column."""
    key = f"plan_row.{error.reason}"
    what = words[key if key in words else f"reason.{error.reason}"]
    if error.row == 0:
        return what
    if error.column is None:
        return words.say("plan_row.at_row", row=error.row, what=what)
    column = words[f"plan_column.{error.column.value}"]
    return words.say("plan_row.at_cell", row=error.row, column=column, what=what)


def table_of(
    events: Iterable[Event], words: Catalogue, people: Mapping[PersonId, str]
) -> tuple[list[str], list[list[str]]]:
    """Return headings and rows, all texts, in the order of day and time.

    ``people`` are the names; somebody without one, or with a name that two have, is written with
    the number, so that the table is read back as it was.
    """
    known = people_by_name(people)
    single = {who: name for who, name in people.items() if known.get(folded(name)) == who}
    ordered = sorted(events, key=lambda one: (one.date, one.start, one.id))
    return (
        [words[f"plan_column.{column.value}"] for column in Column],
        [[_spelled(event, words, single)[column] for column in Column] for event in ordered],
    )


def read_table(rows: Iterable[Sequence[Cell]], reader: Reader) -> PlanRead:
    """Return the events of a table whose headings are found by their words; never raise.

    Events come with the standing the file claims (`kiosk.contract.plan.new_event` takes it away).
    """
    numbered = enumerate(rows, start=1)
    for at, cells in islice(numbered, _LOOKED_FOR_HEADINGS):
        number, row, found = at, cells, _headings(cells)
        if len(set(found.values())) >= _LEAST_HEADINGS:
            break
    else:
        return PlanRead(errors=(RowError(row=0, column=None, reason="no_headings"),))
    columns = list(found.values())
    errors = [
        RowError(row=number, column=column, reason=reason)
        for column in Column
        for reason in _heading_faults(column, columns)
    ]
    ignored = tuple(
        cell.strip()
        for at, cell in enumerate(row[:MOST_COLUMNS])
        if _is_word(cell) and at not in found
    )
    if errors:
        return PlanRead(errors=tuple(errors), ignored=ignored)
    events, errors = _read_rows(numbered, found, reader)
    return PlanRead(events=tuple(events), errors=tuple(errors), ignored=ignored)


def _headings(row: Sequence[Cell]) -> dict[int, Column]:
    known = spelled_members("plan_column", Column)
    return {
        at: Column(known[folded(cell)])
        for at, cell in enumerate(row[:MOST_COLUMNS])
        if _is_word(cell) and folded(cell) in known
    }


def _is_word(cell: Cell) -> TypeGuard[str]:
    """Tell whether a cell may be a heading; formulas, and texts longer than any, are none."""
    if not isinstance(cell, str) or isinstance(cell, NoValue):
        return False
    return len(cell) <= _LONGEST_HEADING and bool(cell.strip())


def _heading_faults(column: Column, columns: Sequence[Column]) -> Iterator[str]:
    if columns.count(column) > 1:
        yield "heading_twice"
    if column in NEEDED and column not in columns:
        yield "heading_missing"


def _read_rows(
    numbered: Iterator[tuple[int, Sequence[Cell]]], found: Mapping[int, Column], reader: Reader
) -> tuple[list[Event], list[RowError]]:
    events: dict[EventId, Event] = {}
    errors: list[RowError] = []
    taken = 0
    for number, row in numbered:
        cells = {column: row[at] for at, column in found.items() if at < len(row)}
        if all(cell is None or cell == "" for cell in cells.values()):
            continue
        taken += 1
        if taken > MOST_ROWS or len(errors) >= MOST_ERRORS:
            reason = "too_many_rows" if taken > MOST_ROWS else "too_many_errors"
            errors.append(RowError(row=number, column=None, reason=reason))
            break
        event, wrong = read_event(cells, reader)
        if event is not None and event.id in events:
            errors.append(RowError(row=number, column=None, reason="row_twice"))
            continue
        errors += [RowError(row=number, column=at, reason=why) for at, why in wrong.items()]
        if event is not None:
            events[event.id] = event
    return list(events.values()), errors


def _spelled(event: Event, words: Catalogue, names: Mapping[PersonId, str]) -> dict[Column, str]:
    place = event.place
    called = [names.get(person, person) for person in event.staff]
    return {
        Column.ID: event.id,
        Column.KIND: words[f"event_kind.{event.kind.value}"],
        Column.DATE: _day(event.date),
        Column.WEEKDAY: _WEEKDAYS[event.date.weekday()],
        Column.START: f"{event.start:%H:%M}",
        Column.END: f"{event.end:%H:%M}",
        Column.PLACE: place.name,
        Column.ADDRESS: place.address,
        Column.TOWN: place.town_only,
        Column.PRIVATE_HOME: _yes_no(place.private_home),
        Column.CONTACT: place.contact_name,
        Column.PHONE: place.contact_phone,
        Column.LAYOUT: place.layout,
        Column.FEE: str(place.fee_yen),
        Column.PLACE_APPROVED: _day(place.city_approved),
        Column.PR: spell_items(event.pr),
        Column.STAFF: spell_items(tuple(called)),
        Column.MANAGER: names.get(event.manager, event.manager) if event.manager else "",
        Column.EQUIPMENT: spell_items(event.equipment),
        Column.EXPECTED: ""
        if event.expected_applicants is None
        else f"{event.expected_applicants}",
        Column.NEUTRAL: _yes_no(event.neutral),
        Column.STATIONS: spell_items(event.stations),
        Column.STATUS: words[f"event_status.{event.status.value}"],
        Column.CITY_APPROVED: _day(event.city_approved),
        Column.OVERRIDE: event.override or "",
        Column.CANCELLED: event.cancelled or "",
        Column.REMARKS: event.remarks,
    }


def _day(day: date | None) -> str:
    return birth_date_of(day).wareki() if day else ""


def _yes_no(answer: bool | None) -> str:  # noqa: FBT001 - the value of a cell
    return "" if answer is None else "○" if answer else "×"
