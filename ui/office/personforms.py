"""Forms of the roster: somebody new, and what happened to somebody."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from kiosk.contract.plancells import parse_day
from kiosk.domain.dates import birth_date_of
from kiosk.domain.finding import Verdict
from kiosk.domain.ids import parse_staff_id
from kiosk.domain.names import parse_kana, parse_person_name
from kiosk.domain.person import PersonRole, Training, TrainingSubject
from kiosk.errors import FieldError
from kiosk.workflow.contract.peoplework import (
    Accepted,
    Appointed,
    Left,
    Naming,
    PersonAct,
    Pledged,
    Trained,
)
from kiosk.workflow.contract.planwork import fiscal_year_of
from kiosk.workflow.contract.snapshot import OfficeSnapshot, PersonStanding
from ui.office.desk import OfficeDesk
from ui.office.entryform import EntryForm
from ui.office.words import form_texts, long_day, minute
from ui.office.work import OfficeWork
from ui.widgets.field import FieldPlan

NAME, READING, LOGIN = "bureau_person", "bureau_reading", "bureau_login"
ROLE, SUBJECT, DAY = "bureau_role", "bureau_subject", "bureau_day"
Make = Callable[[dict[str, str], date], PersonAct]


class PersonWork(OfficeWork):
    """A form whose fields are read one by one."""

    def __init__(self, desk: OfficeDesk, kind: str, fields: Sequence[str]) -> None:
        words = desk.texts
        super().__init__(
            desk,
            title=words[f"bureau.person.{kind}.title"],
            explain=words.get(f"bureau.person.{kind}.explain", ""),
            primary=words["bureau.save"],
        )
        self.today = desk.session.snapshot.today
        self._plans = tuple(self._plan(field) for field in fields)
        self.form = EntryForm(desk.theme, form_texts(words), self._plans)
        self.form.accepted.connect(self.accepted)
        self.form.changed.connect(self.changed)
        self.column.addWidget(self.form)

    def first_focus(self) -> QWidget:
        """Return the first field."""
        return self.form.first()

    def edited(self) -> bool:
        """Tell whether something would be lost."""
        return self.form.edited()

    def forget(self) -> None:
        """Forget what was typed."""
        self.newer.say("", Verdict.PASS)
        self.form.wipe()

    def right_values(self) -> dict[str, str] | None:
        """Return what is typed when all of it is right; else say what is not."""
        values, errors = self.form.values(), []
        for plan in self._plans:
            try:
                plan.read(values[plan.field])
            except FieldError as error:
                errors.append(FieldError(plan.field, error.reason))
        self.form.show_errors(errors)
        return None if errors else values

    def _plan(self, field: str) -> FieldPlan:
        words = self.texts
        readers: dict[str, Callable[[str], str]] = {
            NAME: _read_name,
            READING: _read_reading,
            LOGIN: _read_login,
            ROLE: _read_choice,
            SUBJECT: _read_choice,
            DAY: self._read_day,
        }
        choices: tuple[tuple[str, str], ...] = ()
        if field == ROLE:
            choices = tuple((one.value, words[f"person_role.{one.value}"]) for one in PersonRole)
        elif field == SUBJECT:
            choices = tuple(
                (one.value, words[f"training_subject.{one.value}"]) for one in TrainingSubject
            )
        return FieldPlan(
            field=field,
            example=words.get(f"bureau.example.{field}", ""),
            read=readers[field],
            choices=choices,
            most_px=900,
        )

    def _read_day(self, text: str) -> str:
        return long_day(day_of(text, self.today), self.texts)


class NewPersonWork(PersonWork):
    """Name, reading, role and log-in of somebody new."""

    def __init__(self, desk: OfficeDesk) -> None:
        super().__init__(desk, "new", (NAME, READING, ROLE, LOGIN))

    def begin(self, snapshot: OfficeSnapshot) -> None:
        """Begin empty; most are 業務従事者."""
        self.today = snapshot.today
        first = PersonRole.STAFF if snapshot.people else PersonRole.GENERAL
        self.form.begin({ROLE: first.value})

    def act(self) -> bool:
        """Write somebody new down."""
        values = self.right_values()
        if values is None:
            return False
        self.desk.session.add_person(naming(values), PersonRole(values[ROLE]))
        return True


class ChangeWork(PersonWork):
    """One thing that happened to the chosen person."""

    def __init__(
        self,
        desk: OfficeDesk,
        kind: str,
        fields: Sequence[str],
        make: Make,
    ) -> None:
        super().__init__(desk, kind, fields)
        self._make = make
        self._whom: PersonStanding | None = None
        self._title = desk.texts[f"bureau.person.{kind}.title"]

    def begin(self, whom: PersonStanding, snapshot: OfficeSnapshot) -> None:
        """Begin with what is known of the person, and with today."""
        self._whom, self.today = whom, snapshot.today
        person = whom.person
        self.title.setText(f"{self._title} {person.name}")
        known = {
            NAME: person.name,
            READING: person.reading,
            LOGIN: person.station_login or "",
            ROLE: person.role.value,
            SUBJECT: TrainingSubject.SECURITY.value,
            DAY: birth_date_of(self.today).wareki(),
        }
        self.form.begin({field: known[field] for field in self.form.fields})

    def act(self) -> bool:
        """Note it."""
        values, whom = self.right_values(), self._whom
        if values is None or whom is None:
            return False
        act = self._make(values, self.today)
        self.desk.session.change_person(whom.person.id, act, whom.kept.version)
        return True

    def refused(self, snapshot: OfficeSnapshot) -> None:
        """Say who wrote meanwhile; the next press notes what was typed on top of that."""
        before = self._whom
        now = snapshot.person(before.person.id) if before is not None else None
        if before is None or now is None or now.kept.version == before.kept.version:
            return
        self._whom = now
        words, kept = self.texts, now.kept
        said = words.say("bureau.person.clash", by=kept.by, at=minute(kept.at, words))
        self.newer.say(said, Verdict.WARN)


_CHANGES: dict[str, tuple[str, tuple[str, ...], Make]] = {
    "Enter": ("edit", (NAME, READING, LOGIN), lambda values, _today: naming(values)),
    "T": (
        "training",
        (SUBJECT, DAY),
        lambda values, today: Trained(
            training=Training(
                subject=TrainingSubject(values[SUBJECT]), date=day_of(values[DAY], today)
            )
        ),
    ),
    "P": ("pledge", (DAY,), lambda values, today: Pledged(on=day_of(values[DAY], today))),
    "A": ("approval", (DAY,), lambda values, today: Accepted(on=day_of(values[DAY], today))),
    "B": (
        "role",
        (ROLE, DAY),
        lambda values, today: Appointed(
            role=PersonRole(values[ROLE]), on=day_of(values[DAY], today)
        ),
    ),
    "L": ("leaving", (DAY,), lambda values, today: Left(on=day_of(values[DAY], today))),
}


def change_work(desk: OfficeDesk, key: str) -> ChangeWork:
    """Return the form of what is noted with this key."""
    kind, fields, make = _CHANGES[key]
    return ChangeWork(desk, kind, fields, make)


def naming(values: dict[str, str]) -> Naming:
    """Return what is typed as a name with its reading and log-in."""
    reading, login = values[READING].strip(), values[LOGIN].strip()
    return Naming(
        name=parse_person_name(values[NAME], field=NAME),
        reading=parse_kana(reading) if reading else "",
        station_login=parse_staff_id(login) if login else None,
    )


def day_of(text: str, today: date) -> date:
    """Return the day that is typed; one without a year is of this 年度."""
    return parse_day(DAY, text, fiscal_year=fiscal_year_of(today))


def _read_name(text: str) -> str:
    parse_person_name(text, field=NAME)
    return ""


def _read_reading(text: str) -> str:
    if text.strip():
        parse_kana(text)
    return ""


def _read_login(text: str) -> str:
    if text.strip():
        parse_staff_id(text.strip())
    return ""


def _read_choice(text: str) -> str:
    if not text:
        raise FieldError(ROLE, "required")
    return ""
