"""従事者: who works here, what is missing, and what is noted of each."""

from collections.abc import Sequence
from functools import cached_property

from kiosk.domain.finding import Verdict
from kiosk.domain.ids import PersonId
from kiosk.domain.person import TrainingSubject
from kiosk.workflow.contract.snapshot import PersonStanding
from ui.office.desk import OfficeDesk
from ui.office.listpage import ListPage
from ui.office.personforms import ChangeWork, NewPersonWork, change_work
from ui.office.table import TableRow
from ui.office.words import long_day
from ui.widgets.key_button import Action

_NEW = "N"
_KEYS = ("T", "P", "A", "B", "L")
"""Training, pledge, the city's approval, role, end."""


class PeoplePage(ListPage):
    """Enter edits how somebody is called, letters note what happened."""

    def __init__(self, desk: OfficeDesk) -> None:
        words = desk.texts
        quiet = (
            Action(_NEW, words["bureau.people.N"], self._open_new),
            *(
                Action(key, words[f"bureau.people.{key}"], lambda key=key: self._open(key))  # type: ignore[misc]
                for key in _KEYS
            ),
        )
        super().__init__(desk, quiet, name="people", yields=(0, 2))
        self._changes: dict[str, ChangeWork] = {}

    @cached_property
    def new(self) -> NewPersonWork:
        """Return the form of somebody new."""
        return self.add_work(NewPersonWork(self.desk))

    def change(self, key: str) -> ChangeWork:
        """Return the form of what is noted with this key."""
        if key not in self._changes:
            self._changes[key] = self.add_work(change_work(self.desk, key))
        return self._changes[key]

    def list_rows(self) -> Sequence[TableRow]:
        """Return the people of the roster."""
        return tuple(self._row(one) for one in self.snapshot.people)

    def primary_words(self) -> str:
        """Return that Enter edits, or begins the roster."""
        return self.texts["bureau.people.edit" if self._chosen_one() else "bureau.people.N"]

    def do_primary(self) -> None:
        """Open how the chosen one is called."""
        if self._chosen_one() is None:
            self._open_new()
        else:
            self._open("Enter")

    def offered(self) -> frozenset[str]:
        """Return what can be noted of the chosen one."""
        one = self._chosen_one()
        if one is None:
            return frozenset({_NEW})
        gone = {"B", "L"} if one.person.left is not None else set()
        return frozenset({_NEW, *_KEYS} - gone)

    def _chosen_one(self) -> PersonStanding | None:
        return self.snapshot.person(self.list.name) if self.list.name else None

    def _row(self, one: PersonStanding) -> TableRow:
        words, person = self.texts, one.person
        missing = "、".join(words[f"roster.lack.{lack.value}"] for lack in one.lacks)
        return TableRow(
            name=person.id,
            cells=(
                person.id,
                person.name,
                words[f"person_role.{person.role_on(self.snapshot.today).value}"],
                missing or words["roster.fit"],
            ),
            verdict=Verdict.FAIL if one.lacks else Verdict.PASS,
        )

    def tell_chosen(self) -> bool:
        """Show what is known of the chosen one, and what is missing."""
        one, words = self._chosen_one(), self.texts
        if one is None:
            return False
        self.sides.tell(one.person.name, self._facts(one))
        missing = tuple(
            (Verdict.FAIL, words[f"roster.lack.{lack.value}"], "") for lack in one.lacks
        )
        fit = ((Verdict.PASS, words["roster.fit"], ""),)
        self.sides.findings.show_lines(missing or fit)
        return True

    def _facts(self, one: PersonStanding) -> tuple[tuple[str, str], ...]:
        words, person, today = self.texts, one.person, self.snapshot.today
        names = self.snapshot.names
        security = long_day(person.last_training(TrainingSubject.SECURITY, today), words)
        if one.valid_to is not None:
            security += words.say("roster.valid_to", until=long_day(one.valid_to, words))
        former = tuple(
            (
                words["bureau.fact.former_role"],
                words.say(
                    "bureau.former_role",
                    role=words[f"person_role.{was.role.value}"],
                    until=long_day(was.until, words),
                    by=names.get(PersonId(was.changed_by), was.changed_by),
                ),
            )
            for was in person.former_roles
        )
        lines = (
            (words["roster.column.id"], person.id),
            (words["roster.column.reading"], person.reading),
            (words["roster.column.role"], words[f"person_role.{person.role.value}"]),
            (words["roster.column.city_approved"], long_day(person.city_approved, words)),
            (
                words["roster.column.operations"],
                long_day(person.last_training(TrainingSubject.OPERATIONS, today), words),
            ),
            (words["roster.column.security"], security),
            (words["roster.column.pledge"], long_day(person.pledge, words)),
            (words["roster.column.left"], long_day(person.left, words) if person.left else ""),
            (words["field.staff_id"], person.station_login or ""),
            *former,
        )
        return tuple((name, value) for name, value in lines if value)

    def _open_new(self) -> None:
        self.new.begin(self.snapshot)
        self.open_work(self.new)

    def _open(self, key: str) -> None:
        one = self._chosen_one()
        if one is not None:
            work = self.change(key)
            work.begin(one, self.snapshot)
            self.open_work(work)
