"""A list that belongs to one event of the plan, and who writes on it."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtWidgets import QWidget

from kiosk.contract.plancells import folded
from kiosk.contract.planrow import people_by_name
from kiosk.domain.event import Event
from kiosk.domain.finding import Verdict
from kiosk.domain.ids import EventId, PersonId
from kiosk.domain.person import Person
from kiosk.errors import FieldError
from kiosk.officeports import Kept
from kiosk.workflow.contract.checkwork import doer
from kiosk.workflow.contract.snapshot import OfficeSnapshot
from ui.office.desk import OfficeDesk
from ui.office.entryform import EntryForm
from ui.office.listpage import ListPage
from ui.office.words import form_texts, hours, long_day, short_day
from ui.office.work import OfficeWork
from ui.widgets.field import FieldPlan
from ui.widgets.key_button import Action
from ui.widgets.paragraph import Paragraph

WHO = "W"
_DOER = "bureau_doer"
Line = tuple[Verdict, str, str]


class DoerWork(OfficeWork):
    """Takes the name or the number of somebody of the roster."""

    def __init__(self, desk: OfficeDesk, chosen: Callable[[PersonId], None]) -> None:
        words = desk.texts
        super().__init__(
            desk,
            title=words["bureau.doer.title"],
            explain=words["bureau.doer.explain"],
            primary=words["bureau.doer.do"],
        )
        self._chosen = chosen
        self._snapshot = desk.session.snapshot
        plan = FieldPlan(field=_DOER, example=words["bureau.doer.example"], read=self._read)
        self.form = EntryForm(desk.theme, form_texts(words), (plan,))
        self.form.accepted.connect(self.accepted)
        self.form.changed.connect(self.changed)
        self.column.addWidget(self.form)

    def begin(self, snapshot: OfficeSnapshot) -> None:
        """Begin empty."""
        self._snapshot = snapshot
        self.form.wipe()

    def first_focus(self) -> QWidget:
        """Return the field."""
        return self.form.first()

    def act(self) -> bool:
        """Choose the person; nothing is written and nothing is waited for."""
        try:
            person = self._person(self.form.values()[_DOER])
        except FieldError as error:
            self.form.show_errors((error,))
            return False
        self.form.wipe()
        self._chosen(person.id)
        return False

    def forget(self) -> None:
        """Forget what was typed."""
        self.form.wipe()

    def _read(self, text: str) -> str:
        return self._person(text).name if text.strip() else ""

    def _person(self, text: str) -> Person:
        known = people_by_name(self._snapshot.names).get(folded(text))
        standing = self._snapshot.person(known) if known is not None else None
        if standing is None:
            raise FieldError(_DOER, "not_in_roster" if text.strip() else "required")
        return standing.person


class EventListPage(ListPage):
    """Opened from the plan for one event, and left for it with Esc."""

    def __init__(
        self, desk: OfficeDesk, quiet: tuple[Action, ...], *, name: str, yields: tuple[int, ...]
    ) -> None:
        who = Action(WHO, desk.texts["bureau.lists.W"], self._open_doer)
        super().__init__(desk, (*quiet, who), name=name, yields=yields)
        self._event_id: EventId | None = None
        self._name = name
        self._heading = Paragraph(role="title", line_height=1.2)
        self.set_heading(self._heading)

    @cached_property
    def choosing(self) -> DoerWork:
        """Return the form of who writes."""
        return self.add_work(DoerWork(self.desk, self._act_as))

    @property
    def held(self) -> Kept[Event] | None:
        """Return the event whose list it is; None where it is not in the plan."""
        return self.snapshot.event(self._event_id) if self._event_id is not None else None

    @property
    def doer(self) -> Person | None:
        """Return who of the roster writes."""
        return doer(self.snapshot, self.desk.session.hand)

    def choose(self, name: str) -> None:
        """Show the list of the event of this number; a form for another one stays where it is."""
        if self.work is None and self._event_id != name:
            self._event_id = EventId(name)
            self.show_office(self.snapshot)
            self.choose_next()

    def show_office(self, snapshot: OfficeSnapshot) -> None:
        """Show whose list it is, and the list."""
        kept, words = self.held, self.texts
        told = [words[f"bureau.page.{self._name}"]]
        if kept is not None:
            told += [kept.entry.place.name, short_day(kept.entry.date, words)]
        self._heading.setText("　".join(told))
        super().show_office(snapshot)

    def choose_next(self) -> None:
        """Choose what is to be done next; each list its own."""

    def primary_ready(self) -> bool:
        """Tell whether somebody stands for the log-in, or can be chosen."""
        return not self.snapshot.busy and self.held is not None

    def leads_back(self) -> bool:
        """Tell that Esc leads to the plan."""
        return True

    def go_back(self) -> None:
        """Turn to the event in the plan."""
        self.desk.open_entry("plan", self._event_id or "")

    def may_choose_doer(self) -> bool:
        """Tell whether no log-in stands for a person, and somebody may be chosen."""
        mine = any(one.person.station_login == self.snapshot.by for one in self.snapshot.people)
        return self.desk.session.hand.may_choose and not mine

    def with_doer(self, run: Callable[[], None]) -> None:
        """Do it, or have somebody chosen first; the session refuses where nobody can be."""
        if self.doer is None and self.may_choose_doer():
            self._open_doer()
        else:
            run()

    def doer_lines(self) -> tuple[Line, ...]:
        """Return what is to be done before anything can be written, nothing where all is well."""
        if self.doer is not None:
            return ()
        key = "choose" if self.may_choose_doer() else "unknown"
        words = self.texts
        return ((Verdict.WARN, words["bureau.doer.none"], words[f"bureau.doer.{key}"]),)

    def event_lines(self) -> tuple[tuple[str, str], ...]:
        """Return which event it is and who writes."""
        kept, words, person = self.held, self.texts, self.doer
        if kept is None:
            return ()
        event = kept.entry
        return (
            (words["gate.fact.event"], f"{event.id}　{long_day(event.date, words)} {hours(event)}"),
            (words["gate.fact.place"], event.place.name),
            (words["bureau.fact.doer"], person.name if person is not None else ""),
        )

    def _open_doer(self) -> None:
        self.choosing.begin(self.snapshot)
        self.open_work(self.choosing)

    def _act_as(self, person: PersonId) -> None:
        self.open_work(None)
        self.desk.session.act_as(person)
