"""誓約書 to be signed, and the lists of people: who pledged, who works here, as PDF and xlsx."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from kiosk.contract.roster import lacks, security_valid_to
from kiosk.documents.legible import typeset_legibly
from kiosk.documents.spelling import day
from kiosk.documents.tables import write_table
from kiosk.domain.dates import JST, birth_date_of
from kiosk.domain.person import Person, PersonRole, TrainingSubject
from kiosk.texts import Catalogue, Language, catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOfPeople:
    """The register on a day; ``people`` in any order, the papers put them in theirs."""

    people: tuple[Person, ...]
    made_at: datetime
    training: bool
    program: str

    @property
    def as_of(self) -> date:
        """The day in Japan on which it is made."""
        return self.made_at.astimezone(JST).date()


def pledge_form(
    person: Person | None, *, made_at: datetime, addressee: str = "", training: bool = False
) -> bytes:
    """Return the page to be signed; without a person every line is left to write on."""
    words = catalogue(Language.JA)
    fields = {
        "number": person.id if person else "",
        "name": person.name if person else "",
        "role": words[f"person_role.{person.role.value}"] if person else "",
        "addressee": addressee,
        "training": training,
    }
    return typeset_legibly("pledge", fields, made_at=made_at)


def pledge_register(listed: ListOfPeople) -> bytes:
    """Return 誓約書提出者一覧; those who left stay on it, their duty of secrecy goes on."""
    words = catalogue(Language.JA)
    columns = ("id", "name", "role", "pledge", "left")
    people = _ordered(listed)
    pledged = sum(person.pledge is not None for person in people)
    rows = [
        [
            person.id,
            person.name,
            words[f"person_role.{person.role_on(listed.as_of).value}"],
            _short(person.pledge) or words["roster.lack.no_pledge"],
            _short(person.left),
        ]
        for person in people
    ]
    counts = words.say("roster.pledged", pledged=pledged, count=len(people))
    return _list("roster.title.pledges", listed, (columns, (24, 0, 32, 26, 26)), rows, counts)


def staff_list(listed: ListOfPeople) -> bytes:
    """Return 従事者名簿 of those who work here on the day."""
    words = catalogue(Language.JA)
    people = [person for person in _ordered(listed) if not person.has_left(listed.as_of)]
    rows = [
        [
            person.id,
            "\n".join(filter(None, (person.reading, person.name))),
            words[f"person_role.{person.role_on(listed.as_of).value}"],
            _short(_approved(person, listed.as_of)),
            _short(person.last_training(TrainingSubject.OPERATIONS, listed.as_of)),
            _security(person, listed.as_of, words),
            _short(person.pledge),
            "\n".join(_standing(person, listed.as_of, words)),
        ]
        for person in people
    ]
    columns = (
        *("id", "name", "role", "city_approved", "operations", "security", "pledge", "standing"),
    )
    widths = (22, 0, 30, 22, 22, 34, 22, 42)
    counts = words.say("roster.counted", count=len(people), **_roles(people, listed.as_of))
    return _list("roster.title.staff", listed, (columns, widths), rows, counts, wide=True)


def write_staff_table(path: Path | BinaryIO, listed: ListOfPeople) -> list[int]:
    """Leave 従事者名簿 as xlsx at ``path``, those who left included; dates are ISO texts.

    Return which rows (from 0) could not be held by a spreadsheet and were left out.
    """
    words = catalogue(Language.JA)
    columns = [words[f"roster.column.{name}"] for name in _TABLE]
    rows = [_table_row(person, listed.as_of, words) for person in _ordered(listed)]
    return write_table(path, columns, rows, sheet_name=words["roster.title.staff"])


_TABLE = (
    *("id", "name", "reading", "role", "city_approved", "operations", "security"),
    *("security_to", "pledge", "left", "standing"),
)


def _table_row(person: Person, on: date, words: Catalogue) -> list[str]:
    days = (
        _approved(person, on),
        person.last_training(TrainingSubject.OPERATIONS, on),
        person.last_training(TrainingSubject.SECURITY, on),
        security_valid_to(person, on),
        person.pledge,
        person.left,
    )
    return [
        person.id,
        person.name,
        person.reading,
        words[f"person_role.{person.role_on(on).value}"],
        *(one.isoformat() if one else "" for one in days),
        "、".join(_standing(person, on, words)),
    ]


def _list(
    title: str,
    listed: ListOfPeople,
    shape: tuple[Sequence[str], Sequence[int]],
    rows: Sequence[Sequence[str]],
    counts: str,
    *,
    wide: bool = False,
) -> bytes:
    words = catalogue(Language.JA)
    columns, widths_mm = shape
    fields = {
        "title": words[title],
        "as_of": day(listed.as_of),
        "training": listed.training,
        "wide": wide,
        "counts": counts,
        "columns": [words[f"roster.column.{name}"] for name in columns],
        "widths": widths_mm,
        "rows": rows,
        "program": listed.program,
    }
    return typeset_legibly("people_list", fields, made_at=listed.made_at)


_RANK = {PersonRole.GENERAL: 0, PersonRole.MANAGER: 1, PersonRole.STAFF: 2}


def _ordered(listed: ListOfPeople) -> list[Person]:
    return sorted(listed.people, key=lambda one: (_RANK[one.role_on(listed.as_of)], one.id))


def _roles(people: Iterable[Person], on: date) -> dict[str, int]:
    roles = [person.role_on(on) for person in people]
    return {role.value: roles.count(role) for role in PersonRole}


def _approved(person: Person, on: date) -> date | None:
    return person.city_approved if person.approved_on(on) else None


def _security(person: Person, on: date, words: Catalogue) -> str:
    until = security_valid_to(person, on)
    if until is None:
        return ""
    held = person.last_training(TrainingSubject.SECURITY, on)
    return f"{_short(held)}{words.say('roster.valid_to', until=_short(until))}"


def _standing(person: Person, on: date, words: Catalogue) -> list[str]:
    found = lacks(person, on)
    return [words[f"roster.lack.{one.value}"] for one in found] or [words["roster.fit"]]


def _short(when: date | None) -> str:
    """Return ``R8.11.24``, as the city writes dates in narrow columns; nothing for no day."""
    if when is None:
        return ""
    spelled = birth_date_of(when)
    year = spelled.wareki().partition("年")[0][2:].replace("元", "1")
    return f"{spelled.era.value}{year}.{when.month}.{when.day}"
