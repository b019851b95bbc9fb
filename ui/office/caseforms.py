"""Forms of cases: a new one, and what was done about one."""

from collections.abc import Callable, Sequence
from contextlib import suppress

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kiosk.cases.life import step
from kiosk.cases.opening import DefectForm, Opening, open_complaint, open_incident, open_inquiry
from kiosk.cases.wording import parse_words
from kiosk.domain.case import (
    Case,
    CaseKind,
    Channel,
    DefectReason,
    DefectSource,
    IncidentItem,
    IncidentKind,
    InquiryTopic,
    ItemWritten,
)
from kiosk.domain.dates import JST, birth_date_of
from kiosk.domain.event import Event
from kiosk.domain.finding import Verdict
from kiosk.domain.ids import EventId
from kiosk.errors import FieldError
from kiosk.texts import Catalogue
from kiosk.workflow.contract.snapshot import CaseStanding, OfficeSnapshot
from ui.office.caseacts import (
    CHOICES,
    CLOCK,
    DAY,
    HOW,
    KIND,
    KNOWN,
    NEW_KINDS,
    NOTE,
    PLACE,
    REASON,
    RECEIPT,
    SOURCE,
    TOPIC,
    URGENT,
    WHAT,
    WORDS,
    YES_NO,
    ActPlan,
    Values,
)
from ui.office.casewords import told_entries
from ui.office.desk import OfficeDesk
from ui.office.entryform import EntryForm, LinesPlan
from ui.office.words import form_texts, long_day
from ui.office.work import OfficeWork
from ui.widgets.field import FieldPlan
from ui.widgets.key_button import KeyButton

LIST_KEY = "F8"
_DEFECT_FIELDS = (
    "form_id",
    RECEIPT,
    "case_business_date",
    "case_noticed",
    "case_reply_by",
    WORDS,
)


class CaseWork(OfficeWork):
    """A form whose values are read as one; the rules of cases have the last word."""

    def __init__(self, desk: OfficeDesk, kind: str, fields: Sequence[str]) -> None:
        words = desk.texts
        super().__init__(
            desk,
            title=words[f"bureau.case.{kind}"],
            explain=words.get(f"bureau.case.{kind}.explain", ""),
            primary=words["bureau.save"],
        )
        self.now = desk.session.snapshot.at
        plans = tuple(_plan(field, words, self._read_one) for field in fields)
        self.form = EntryForm(desk.theme, form_texts(words), plans)
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

    def start(self, snapshot: OfficeSnapshot) -> None:
        """Begin with day and time of now where they are asked for."""
        self.now = snapshot.at
        there = snapshot.at.astimezone(JST)
        known = {DAY: birth_date_of(there.date()).wareki(), CLOCK: f"{there:%H:%M}"}
        self.form.begin({field: known.get(field, "") for field in self.form.fields})

    def values(self) -> Values:
        """Return what is typed."""
        return Values(self.form.values(), self.now)

    def _read_one(self, field: str, text: str) -> str:
        if field in {DAY, KNOWN} and text:
            return long_day(Values({field: text}, self.now).day(field), self.texts)
        return ""


class ActWork(CaseWork):
    """One thing that was done about the chosen case."""

    def __init__(self, desk: OfficeDesk, plan: ActPlan) -> None:
        super().__init__(desk, plan.key, plan.fields)
        self.plan = plan
        self._case: CaseStanding | None = None

    def begin(self, case: CaseStanding, snapshot: OfficeSnapshot) -> None:
        """Begin for this case."""
        self._case = case
        self.title.setText(f"{self.texts[f'bureau.case.{self.plan.key}']} {case.case.id}")
        self.start(snapshot)

    def act(self) -> bool:
        """Write it at the end of the case."""
        if self._case is None:
            return False
        try:
            act = self.plan.read(self.values())
        except FieldError as error:
            self.form.show_errors((error,))
            return False
        self.desk.session.add_to_case(self._case.case.id, act, self._case.kept.version)
        return True

    def refused(self, snapshot: OfficeSnapshot) -> None:
        """Show what somebody else wrote; the next press adds what was typed behind it."""
        before = self._case
        if before is None:
            return
        now = self._case = snapshot.case(before.case.id) or before
        entries = now.case.history[len(before.case.history) :]
        told = [f"{name} {said}" for name, said in told_entries(entries, self.texts)]
        if told:
            self.newer.say("\n".join((self.texts["bureau.case.clash"], *told)), Verdict.WARN)


class NewTalkWork(CaseWork):
    """問い合わせ or 苦情."""

    def __init__(self, desk: OfficeDesk) -> None:
        super().__init__(desk, "N", (KIND, TOPIC, HOW, URGENT, WORDS))

    def begin(self, snapshot: OfficeSnapshot) -> None:
        """Begin empty."""
        self.start(snapshot)

    def act(self) -> bool:
        """Open the case."""
        values = self.values()
        try:
            kind = CaseKind(values.member(KIND, CaseKind))
            topic = InquiryTopic(values.member(TOPIC, InquiryTopic))
            how = Channel(values.member(HOW, Channel))
            urgent, words = values.yes(URGENT), values.words()
        except FieldError as error:
            self.form.show_errors((error,))
            return False
        make = open_complaint if kind is CaseKind.COMPLAINT else open_inquiry

        def opened(opening: Opening) -> Case:
            return make(opening, topic, how, words, urgent=urgent)

        self.desk.session.open_case(kind, opened)
        return True


class NewDefectWork(CaseWork):
    """不備, as the city or J-LIS told of it; ``take_list`` has a whole list come in."""

    def __init__(self, desk: OfficeDesk, take_list: Callable[[], None]) -> None:
        fields = (SOURCE, REASON, *_DEFECT_FIELDS)
        super().__init__(desk, "F", fields)
        self._take_list = take_list
        button = KeyButton(desk.texts["bureau.case.list"], LIST_KEY, desk.theme)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.on_press(self._ask_list)
        self.column.insertWidget(
            self.column.indexOf(self.form), button, 0, Qt.AlignmentFlag.AlignLeft
        )

    def press(self, key: str) -> bool:
        """Take in a list in place of what would be typed; nothing typed is lost for it."""
        if key == LIST_KEY:
            self._ask_list()
        return key == LIST_KEY

    def _ask_list(self) -> None:
        if not self.edited():
            self._take_list()

    def begin(self, snapshot: OfficeSnapshot) -> None:
        """Begin empty."""
        self.start(snapshot)

    def act(self) -> bool:
        """Open the case."""
        values = self.values()
        try:
            source = DefectSource(values.member(SOURCE, DefectSource))
            reason = DefectReason(values.member(REASON, DefectReason))
        except FieldError as error:
            self.form.show_errors((error,))
            return False
        form_id, receipt, business_date, noticed, reply_by, words = map(values.text, _DEFECT_FIELDS)
        form = DefectForm(
            form_id=form_id,
            receipt=receipt,
            business_date=business_date,
            noticed=noticed,
            reply_by=reply_by,
            words=words,
        )
        self.desk.session.open_defect(form, reason, source)
        return True

    def refused(self, snapshot: OfficeSnapshot) -> None:
        """Say beside its field what is wrong."""
        if isinstance(snapshot.notice, FieldError):
            self.form.show_errors((snapshot.notice,))


class NewIncidentWork(CaseWork):
    """事故."""

    def __init__(self, desk: OfficeDesk) -> None:
        super().__init__(desk, "I", (WHAT, KNOWN, PLACE))
        self._event: EventId | None = None
        self._overview = ""

    def begin(self, snapshot: OfficeSnapshot) -> None:
        """Begin with today as day 1."""
        self._event, self._overview = None, ""
        self.start(snapshot)
        today = birth_date_of(snapshot.today).wareki()
        self.form.begin({KNOWN: today})

    def begin_about(
        self, snapshot: OfficeSnapshot, what: IncidentKind, event: Event, *, overview: str
    ) -> None:
        """Begin with what another page knows; ``overview`` becomes the first of the nine items."""
        self.begin(snapshot)
        self._event = event.id
        with suppress(FieldError):  # a long number in the name of a thing: left to be typed
            self._overview = parse_words(WORDS, overview)
        known = self.form.values()[KNOWN]
        place = event.place.town_only if event.place.private_home else event.place.name
        self.form.begin({WHAT: what.value, KNOWN: known, PLACE: place})

    def act(self) -> bool:
        """Open the case."""
        values = self.values()
        try:
            what = IncidentKind(values.member(WHAT, IncidentKind))
            known, place = values.day(KNOWN), values.note(PLACE)
        except FieldError as error:
            self.form.show_errors((error,))
            return False

        overview = self._overview

        def opened(opening: Opening) -> Case:
            incident = open_incident(opening, what, known, place=place)
            if not overview:
                return incident
            act = ItemWritten(item=IncidentItem.OVERVIEW, words=overview)
            return step(incident, act, at=opening.at, by=opening.by)

        self.desk.session.open_case(CaseKind.INCIDENT, opened, self._event)
        return True


def _plan(field: str, words: Catalogue, read: Callable[[str, str], str]) -> FieldPlan | LinesPlan:
    choices: tuple[tuple[str, str], ...] = ()
    if field in CHOICES:
        members, prefix = CHOICES[field]
        choices = tuple((one.value, words[f"{prefix}.{one.value}"]) for one in members)
    elif field in YES_NO:
        choices = (("yes", words["case.yes"]), ("no", words["case.no"]))
    elif field == KIND:
        choices = tuple((one.value, words[f"case.kind.{one.value}"]) for one in NEW_KINDS)
    plan = FieldPlan(
        field=field,
        example=words.get(f"bureau.example.{field}", ""),
        read=lambda text: read(field, text),
        choices=choices,
        most_px=1000,
        compact=True,
    )
    return LinesPlan(plan=plan) if field in {WORDS, NOTE} else plan
