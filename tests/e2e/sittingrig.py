"""Several people in one played day: what each one brings, and the keys with which it is taken."""

import csv
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.dayreport import DayReport
from kiosk.domain.intake import LeaveReason, TriagePoint
from kiosk.domain.station import BatchFiles
from kiosk.domain.ticket import PublicLanguage
from kiosk.workflow import phases
from kiosk.workflow.sitting import BURST
from storage.receiving.receiver import open_batch
from tests.e2e.custodyrig import Playing, Venue, rehearse
from tests.kiosk.workflow.bench import observation
from tests.storage.people import DAY, LEAD_PASSWORD, STAFF_PASSWORD
from tests.storage.publictools import open_with_public_tools
from tests.ui.seen import said
from ui.staff.formplans import GROUPS
from ui.staff.points import POINT_KEYS
from ui.widgets.checks import ChecksField
from ui.widgets.choice import ChoiceField
from ui.widgets.field import FormField

_MOST_TOUCHES = 12
_NUMBER_KEY = "I"
_DIGITS = frozenset({"postal_code", "phone", "representative_phone"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who comes: what is typed of them, what applies, and what the batch has to hold.

    ``held`` are the fields of the batch's record, ``by_hand`` tells that the number is typed.
    """

    form: ApplicantForm
    held: dict[str, Any]
    points: tuple[TriagePoint, ...] = ()
    language: PublicLanguage = PublicLanguage.JA
    by_hand: bool = False
    exempt: bool = False


@dataclass
class Table:
    """A table with a station: keys are pressed by name, and those besides typing are counted."""

    play: Playing
    keys: list[str] = field(default_factory=list)
    """What was pressed on purpose, typing apart."""
    typed_name: str = ""
    """Whose name the applicant's screen showed last."""

    def press(self, *keys: str) -> None:
        self.keys += keys
        self.play.keys(*keys)

    def receive(self, person: Person) -> None:
        """Take somebody through the reception, whose sitting has begun."""
        self.play.until(phases.Receiving)
        self.speak(person.language)
        self.play.say_yes()
        for point in person.points:
            self.name(point)
        if person.by_hand:
            self.press(_NUMBER_KEY)
            number = person.form.individual_number or person.form.form_id
            for _ in range(2):
                self.play.keys(*number)
                assert number == person.form.form_id or number not in self.every_word()
                self.play.keys("Enter")
            return
        self.play.session.take_scan(person.form.form_id)
        self.press("Enter")

    def speak(self, language: PublicLanguage) -> None:
        """Have the applicant touch their language."""
        if language is PublicLanguage.JA:
            return
        QApplication.processEvents()
        button = self.play.screens.applicant.consent.terms.languages[language]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert self.play.session.view().case.language is language

    def name(self, point: TriagePoint) -> None:
        """Press the key of a point of the triage."""
        self.press(POINT_KEYS[list(TriagePoint).index(point)])

    def photograph(self, *, exempt: bool = False) -> None:
        """Take the photo; with ``exempt`` it needs the 写真の特例.

        M stands for the camera, which takes it by itself where it sees a face: it is not counted.
        """
        if not exempt:
            self.play.photograph()
            self.keys += ["Y", "Enter"]
            return
        self.pose()
        self.press("X", "2", "Enter", "1", "Enter")
        self.play.hands.write("研修 眼帯を外せない")
        self.press("Enter", "Enter", "Enter", "Y", "Enter")
        self.play.until(phases.Filling)

    def pose(self) -> None:
        """Sit before the camera until there is a photo to judge."""
        play = self.play
        play.until(phases.Posing)
        for at in range(1 + BURST):
            play.frames += 1
            play.session.observe(observation(play.frames))
            if at == 0:
                play.keys("M")
        play.until(phases.Reviewing)

    def type_form(self, form: ApplicantForm) -> None:
        """Type the form from its first field to its last, as hands do: Enter after each."""
        self.play.until(phases.Filling)
        page = self.play.screens.staff.pages.filling.form
        page.fields[page.stops[0]].widget.setFocus()
        stops = page.stops
        for at, name in enumerate(stops):
            one = page.fields[name]
            assert one.widget.hasFocus() or self.play.screens.staff.focusWidget() is one.widget
            self._type(one, name, form)
            if at < len(stops) - 1:
                self.play.keys("Enter")

    def _type(self, one: FormField, name: str, form: ApplicantForm) -> None:
        group = GROUPS.get(name)
        wanted = group.ticked(form) if group else getattr(form, name)
        if isinstance(one.edit, ChecksField):
            turned = set(one.text.split(",")) ^ set(wanted.split(","))
            self.play.keys(*(str(one.edit.values.index(it) + 1) for it in turned if it))
        elif isinstance(one.edit, ChoiceField):
            self.play.keys(*(str(one.edit.values.index(it) + 1) for it in (wanted,) if it))
        elif wanted != one.text:
            self.play.keys("Ctrl+A")
            if name in _DIGITS:
                self.play.keys(*wanted)
            else:
                self.play.hands.write(wanted)
        assert one.text == wanted, name

    def complete(self, *, secret: str = "") -> None:
        """Have the applicant read everything but the ``secret``, say yes, and seal it."""
        self.show()
        assert not secret or secret not in self.every_word()
        self.agree()
        self.press("Enter")
        self.play.until(phases.Receipted)
        assert self.typed_name not in self.public_words()

    def show(self) -> None:
        """Have the applicant's screen show everything."""
        self.typed_name = self.play.screens.staff.pages.filling.form.form().name
        assert self.typed_name not in self.public_words()
        self.press("Ctrl+Enter")
        self.play.until(phases.Confirming)
        self.play.wait(lambda: self.typed_name in self.public_words())

    def public_words(self) -> str:
        """Return every word of the applicant's screen, as it is seen and as it is read aloud."""
        window = self.play.screens.applicant
        read = [one.accessibleName() for one in window.findChildren(QWidget)]
        return "\n".join([said(window), *read])

    def every_word(self) -> str:
        """Return what stands on both screens, fields too, as it is seen."""
        staff = self.play.screens.staff
        fields = [one.displayText() for one in staff.findChildren(QLineEdit)]
        return "\n".join([self.public_words(), said(staff), *fields])

    def ask_for_change(self) -> None:
        """Have the applicant touch that something is to be changed."""
        button = self.play.screens.applicant.confirm.correct
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.play.until(phases.Filling)

    def agree(self) -> None:
        """Have the applicant turn every page and touch yes."""
        for _ in range(_MOST_TOUCHES):
            phase = self.play.phase
            if isinstance(phase, phases.Confirming) and phase.confirmed is not None:
                return
            self.play.say_yes()
        raise AssertionError("no yes after so many touches")

    def serve(self, person: Person) -> str:
        """Take somebody from the reception to the receipt; return its number."""
        self.receive(person)
        if TriagePoint.UNDER_ONE not in person.points:
            self.photograph(exempt=person.exempt)
        self.type_form(person.form)
        secret = person.form.individual_number
        assert not secret or secret not in self.every_word()
        self.complete(secret=secret)
        return self.receipt()

    def receipt(self) -> str:
        """Return the number of the record that was sealed just now."""
        phase = self.play.phase
        assert isinstance(phase, phases.Receipted)
        return str(phase.receipt.number)

    def leave(self, reason: LeaveReason) -> None:
        """End the sitting by the key of this reason."""
        self.press("Esc", str(list(LeaveReason).index(reason) + 1))
        self.play.until(phases.Ready)


def open_day(play: Playing) -> None:
    """Both recipients prove that they can open; the lead opens the day with the second one."""
    play.sign_in("lead1", LEAD_PASSWORD)
    play.until(phases.Opening)
    rehearse(play)
    play.keys("2", "Enter")
    play.until(phases.Ready)


def ask_to_close(play: Playing) -> None:
    """Press the key for closing the day, and have the second one sign."""
    play.keys("F10")
    play.until(phases.ConfirmingClose)
    play.hands.sign_in("staff1", STAFF_PASSWORD)


def close_by_two(play: Playing) -> BatchFiles:
    """Close the day and return the batch."""
    ask_to_close(play)
    play.wait(lambda: isinstance(play.phase, phases.DayClosed) and play.phase.outlook is not None)
    phase = play.phase
    assert isinstance(phase, phases.DayClosed)
    assert play.session.view().notice is None
    assert phase.batch is not None
    return phase.batch


def records_in(opened: Path) -> dict[str, dict[str, Any]]:
    """Return the records of an opened batch by their receipt numbers."""
    content = json.loads((opened / "manifest.json").read_bytes())
    return {one["receipt"]: one for one in content["records"]}


def compare(record: dict[str, Any], person: Person) -> None:
    """Fail unless the record holds what was entered, to the last byte."""
    wanted = dict(person.held)
    points = sorted(point.value for point in person.points)
    assert record["application"]["points"] == points
    for name, value in wanted.items():
        found: Any = record
        for part in name.split("."):
            found = found[part]
        assert found == value, name
        if isinstance(value, str):
            assert found.encode() == value.encode(), name


def compare_all(place: Venue, files: BatchFiles, sealed: dict[str, Person]) -> None:
    """Fail unless the batch holds these people alone, opened by public tools and by ours alike."""
    opened = open_with_public_tools(place, files)
    records = records_in(opened)
    assert list(records) == list(sealed)
    for receipt, person in sealed.items():
        compare(records[receipt], person)
    photos = {one.stem for one in (opened / "photos").glob("*.jpg")}
    assert photos == {receipt for receipt, one in records.items() if one["photo"] is not None}
    with (opened / "applicants.csv").open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.reader(table))[1:]
    for row, person in zip(rows, sealed.values(), strict=True):
        name = person.form.name  # a spreadsheet must not take it for a formula
        assert (f"'{name}" if name.startswith("=") else name) in row
    ours = place.root / "opened by the receiver"
    open_batch(files.age, place.identity, ours)
    assert records_in(ours) == records


def entered(form: ApplicantForm, **besides: object) -> dict[str, Any]:
    """Return what the batch holds of a form; what is spelled in another way is in ``besides``."""
    same = ("form_id", "name", "kana", "glyph_note", "address", "sex")
    held: dict[str, Any] = {f"applicant.{name}": getattr(form, name) or None for name in same}
    held["applicant.glyph_note"] = form.glyph_note
    for name in ("kanji_name", "common_name", "postal_code", "phone", "individual_number"):
        held[f"applicant.{name}"] = getattr(form, name) or None
    return held | {name.replace("__", "."): value for name, value in besides.items()}


def day_report(place: Venue) -> DayReport:
    """Return the figures of the day that was closed; the station must not be running."""
    station = place.open()
    station.sign_in("lead1", LEAD_PASSWORD)
    report = station.day_report(DAY)
    station.close()
    return report
