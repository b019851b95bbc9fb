"""One row of a plan: its columns, and the event that stands in it, or all that is wrong with it."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import TypeVar

from kiosk.contract import plancells
from kiosk.contract.plancells import Cell, NoValue, folded
from kiosk.domain.event import Event, EventKind, EventStatus, Place
from kiosk.domain.ids import (
    EventId,
    PersonId,
    parse_event_id,
    parse_station_id,
)
from kiosk.errors import FieldError
from kiosk.texts import Language, catalogue

_SHORT, _LONG, _LONGEST = 80, 250, 2_000  # characters of a name, an address, a remark
_T = TypeVar("_T")
_E = TypeVar("_E", bound=StrEnum)


class Column(StrEnum):
    """The columns of the plan; the value is the text key ``plan_column.<value>``."""

    ID = "id"
    KIND = "kind"
    DATE = "date"
    WEEKDAY = "weekday"
    START = "start"
    END = "end"
    PLACE = "place"
    ADDRESS = "address"
    TOWN = "town"
    PRIVATE_HOME = "private_home"
    CONTACT = "contact"
    PHONE = "phone"
    LAYOUT = "layout"
    FEE = "fee"
    PLACE_APPROVED = "place_approved"
    PR = "pr"
    STAFF = "staff"
    MANAGER = "manager"
    EQUIPMENT = "equipment"
    EXPECTED = "expected"
    NEUTRAL = "neutral"
    STATIONS = "stations"
    STATUS = "status"
    CITY_APPROVED = "city_approved"
    OVERRIDE = "override"
    CANCELLED = "cancelled"
    REMARKS = "remarks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What reading a plan needs to know.

    ``people`` are numbers by folded name (`people_by_name`); ``fiscal_year`` is that of days
    written without a year.
    """

    people: Mapping[str, PersonId]
    fiscal_year: int


def people_by_name(names: Mapping[PersonId, str]) -> dict[str, PersonId]:
    """Return who each name means; a name that two have means nobody."""
    spelled = [folded(name) for name in names.values()]
    known = {folded(person): person for person in names}
    return known | {
        folded(name): person
        for person, name in names.items()
        if spelled.count(folded(name)) == 1 and folded(name) not in known
    }


def read_event(
    cells: Mapping[Column, Cell], reader: Reader
) -> tuple[Event | None, Mapping[Column, str]]:
    """Return the event of a row, or the reasons by column why there is none."""
    row = _Row(cells, reader)
    kind = row.member(Column.KIND, EventKind, "event_kind")
    status = row.member(Column.STATUS, EventStatus, "event_status") or EventStatus.DRAFT
    day, (start, end) = row.needed_day(), row.hours()
    place = row.place()
    given = row.take(Column.ID, _event_id)
    manager = row.manager()
    event = Event(
        id=given or EventId(""),
        kind=kind or EventKind.VISIT,
        date=day or date.min,
        start=start or time.min,
        end=end or time.min,
        place=place,
        pr=row.items(Column.PR),
        staff=row.people(Column.STAFF),
        manager=manager,
        equipment=row.items(Column.EQUIPMENT),
        status=status,
        city_approved=row.day(Column.CITY_APPROVED),
        override=row.lines(Column.OVERRIDE) or None,
        cancelled=row.lines(Column.CANCELLED) or None,
        stations=row.each(Column.STATIONS, parse_station_id),
        expected_applicants=row.take(Column.EXPECTED, plancells.parse_count),
        neutral=row.take(Column.NEUTRAL, plancells.parse_yes_no),
        remarks=row.lines(Column.REMARKS),
    )
    if row.wrong or kind is None or day is None or start is None or end is None:
        return None, row.wrong  # what was put in place of a missing value goes no further
    return (event if given else replace(event, id=_derived_id(event))), {}


def _event_id(_field: str, cell: Cell) -> EventId | None:
    text = plancells.parse_text(Column.ID, cell, _SHORT)
    return parse_event_id(text) if text else None


def derived_id(kind: EventKind, day: date, start: time, place: str) -> EventId:
    """Return the number of an event that came without one; read again, it is the same."""
    told = f"{kind.value}|{day.isoformat()}|{start:%H:%M}|{folded(place)}"
    return EventId(f"P-{hashlib.sha256(told.encode()).hexdigest()[:12].upper()}")


def _derived_id(event: Event) -> EventId:
    where = event.place.name + event.place.address
    return derived_id(event.kind, event.date, event.start, where)


@cache
def spelled_members(prefix: str, members: type[StrEnum]) -> Mapping[str, str]:
    """Return which member each word means: its words in both languages, others, its own name."""
    meant: dict[str, str] = {}
    for member in members:
        meant[folded(member.value)] = member.value
        for language in (Language.JA, Language.EN):
            words = catalogue(language)
            also = words.get(f"{prefix}.{member.value}.also", "")
            for word in (words[f"{prefix}.{member.value}"], *also.split("／")):
                if word:
                    meant.setdefault(folded(word), member.value)
    return MappingProxyType(meant)


class _Row:
    """Reads cells and keeps the reason of each that could not be read."""

    def __init__(self, cells: Mapping[Column, Cell], reader: Reader) -> None:
        self._cells = cells
        self._reader = reader
        self.wrong: dict[Column, str] = {}

    def take(self, column: Column, parse: Callable[[str, Cell], _T]) -> _T | None:
        """Return the value of a cell; None, with its reason kept, where it has none."""
        return self._parsed(column, parse, self._cells.get(column))

    def text(self, column: Column, longest: int = _SHORT) -> str:
        return self.take(column, lambda f, c: plancells.parse_text(f, c, longest)) or ""

    def lines(self, column: Column) -> str:
        return self.take(column, lambda f, c: plancells.parse_lines(f, c, _LONGEST)) or ""

    def items(self, column: Column) -> tuple[str, ...]:
        return self.take(column, lambda f, c: plancells.parse_items(f, c, _LONG)) or ()

    def each(self, column: Column, parse: Callable[[str], _T]) -> tuple[_T, ...]:
        """Return what each thing of a list means."""
        return self.take(column, lambda _, __: tuple(map(parse, self.items(column)))) or ()

    def member(self, column: Column, members: type[_E], prefix: str) -> _E | None:
        """Return the member that the words name; None of an empty cell."""
        text = self.text(column)
        if not text:
            if column is Column.KIND:
                self.wrong.setdefault(column, "required")
            return None
        meant = spelled_members(prefix, members).get(folded(text))
        if meant is None:
            self.wrong[column] = "unknown_word"
            return None
        return members(meant)

    def day(self, column: Column) -> date | None:
        """Return the day in a cell, None of an empty one."""
        cell = self._cells.get(column)
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            return None
        year = self._reader.fiscal_year
        return self.take(column, lambda f, c: plancells.parse_day(f, c, fiscal_year=year))

    def needed_day(self) -> date | None:
        """Return the event's day; its weekday's cell has to fit."""
        day = self.day(Column.DATE)
        if day is None:
            self.wrong.setdefault(Column.DATE, "required")
            return None
        if isinstance(self._cells.get(Column.WEEKDAY), NoValue):
            return day  # worked out by the sheet from the day itself: nothing to compare
        weekday = self.take(Column.WEEKDAY, plancells.parse_weekday)
        if weekday is not None and weekday != day.weekday():
            self.wrong[Column.WEEKDAY] = "weekday_differs"
        return day

    def hours(self) -> tuple[time | None, time | None]:
        """Return start and end; both may stand in the cell of the start."""
        start, end = self._cells.get(Column.START), self._cells.get(Column.END)
        if end is None or end == "":
            start, end = plancells.split_hours(start)
        return (
            self._parsed(Column.START, plancells.parse_clock, start),
            self._parsed(Column.END, plancells.parse_clock, end),
        )

    def place(self) -> Place:
        """Return where it is; only the name has to be there."""
        name = self.text(Column.PLACE)
        if not name:
            self.wrong.setdefault(Column.PLACE, "required")
        return Place(
            name=name,
            address=self.text(Column.ADDRESS, _LONG),
            town_only=self.text(Column.TOWN),
            contact_name=self.text(Column.CONTACT),
            contact_phone=self.take(Column.PHONE, _phone) or "",
            layout=self.lines(Column.LAYOUT),
            fee_yen=self.take(Column.FEE, plancells.parse_yen) or 0,
            city_approved=self.day(Column.PLACE_APPROVED),
            private_home=bool(self.take(Column.PRIVATE_HOME, plancells.parse_yes_no)),
        )

    def people(self, column: Column) -> tuple[PersonId, ...]:
        """Return the people named in a cell, each once."""
        return tuple(dict.fromkeys(self.each(column, self._person)))

    def manager(self) -> PersonId | None:
        """Return the one person of the manager's cell."""
        named = self.people(Column.MANAGER)
        if len(named) > 1:
            self.wrong[Column.MANAGER] = "one_manager"
        return named[0] if named else None

    def _person(self, text: str) -> PersonId:
        named = self._reader.people.get(folded(text))
        if named is None:
            raise FieldError("person", "person_unknown")
        return named

    def _parsed(self, column: Column, parse: Callable[[str, Cell], _T], cell: Cell) -> _T | None:
        try:
            return parse(column.value, cell)
        except FieldError as error:
            self.wrong[column] = error.reason
            return None


def _phone(field: str, cell: Cell) -> str:
    if isinstance(cell, int | float):
        raise FieldError(field, "phone_lost_zero")  # a number cell drops the first digit, 0
    return plancells.parse_text(field, cell, _SHORT)
