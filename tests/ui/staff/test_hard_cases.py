"""The table of hard cases at the real fields: handed on as typed, or told in words beside them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.intake import CaseFile, Procedure
from kiosk.domain.intake import TriagePoint as P
from kiosk.intake.reading import parse_application
from kiosk.texts import Language, catalogue
from kiosk.workflow import phases
from tests.cases import TABLE, Case
from tests.fakes.commands import RecordingCommands
from tests.ui import samples, sittings
from tests.ui.conftest import make_screens
from tests.ui.seen import said
from tests.ui.staff.table import Table, lay
from ui.hands import Hands
from ui.screens import StationScreens
from ui.widgets.words_edit import MOST_UNITS

TODAY = date(2026, 11, 22)
"""The day for which the table says which dates lie ahead."""
EVERYTHING = sittings.filled(
    replace(
        sittings.MOST.form,
        form_id="",
        individual_number="123456789018",
        number_again="123456789018",
        kana="ケンシュウ",
        representative_name="研修 太郎",
        representative_relation="guardian",
        paper_reason="申請書IDの読めない申請書（研修）",
    ),
    P.FOREIGN,
    P.WARD,
    P.OLD_CARD,
    P.HAND_WRITTEN,
    procedure=Procedure.VISIT,
)
"""Somebody of any age whose form asks for every field of the table."""
NUMBERS = [case for case in TABLE if case.field in {"form_id", "individual_number"}]
HALF = re.compile("[\ud800-\udfff]")
"""Half a character: Qt's binding leaves it out of any text, so that no field ever holds one."""
HALVES = [case for case in TABLE if HALF.search(case.typed)]
TYPED = [case for case in TABLE if case not in NUMBERS and case not in HALVES]
NOT_FOR_APPLICANTS = {"officer", "paper_reason"}
"""The city's own notes: staff read them, the applicant does not."""
Bring = Callable[[Hands, str], None]

pytestmark = pytest.mark.gui


def paste(hands: Hands, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    hands.press("Ctrl+V")
    QGuiApplication.clipboard().clear()


WAYS: dict[str, Bring] = {"typed": Hands.write, "pasted": paste}


@pytest.fixture
def at_form(
    qtbot: QtBot, commands: RecordingCommands, language: Language
) -> Iterator[StationScreens]:
    made = make_screens(commands, language, today=TODAY)
    made.show_view(sittings.filling(EVERYTHING))
    QApplication.processEvents()
    yield made
    made.close()
    QApplication.processEvents()


def enter(screens: StationScreens, case: Case, bring: Bring) -> str:
    """Put the case's text in place of what is in its field, complete; return the field's answer."""
    one, hands = screens.staff.pages.filling.form.fields[case.field], Hands(screens.staff)
    screens.staff.pages.filling.form.restore(EVERYTHING.form)
    one.widget.setFocus()
    hands.press("Ctrl+A")
    hands.press("Delete")
    bring(hands, case.typed)
    told = one.answer.text()
    hands.press("Ctrl+Enter")
    return one.answer.text() if units(case.typed) <= MOST_UNITS else told


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def expected_answer(case: Case, language: Language) -> str:
    """Return the words for a refused text; what no field can hold is too long, whatever it is."""
    reason = case.reason if units(case.typed) <= MOST_UNITS else "too_long"
    return f"× {catalogue(language)[f'reason.{reason}']}"


def on_screens(screens: StationScreens, case: CaseFile) -> str:
    """Return every word both windows show while the applicant reads the application."""
    application = parse_application(case, today=TODAY, photo=True)
    phase = samples.confirming(application=application)
    screens.show_view(samples.view(phase, case=case))
    QApplication.processEvents()
    read = screens.applicant.confirm.sheet.accessibleName()
    return "\n".join((said(screens.staff), "applicant:", read))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("language", [Language.JA, Language.EN])
def test_each_case_is_handed_on_exactly_or_refused_beside_its_field(
    at_form: StationScreens, commands: RecordingCommands, language: Language, way: str
) -> None:
    found = []
    for case in TYPED:
        commands.forms.clear()
        answer = enter(at_form, case, WAYS[way])
        if case.stored is None:
            if commands.forms or answer != expected_answer(case, language):
                found.append(f"{case.name}: {len(commands.forms)} forms, {answer!r}")
            continue
        handed = getattr(commands.forms[0], case.field) if commands.forms else None
        if handed is None or handed.encode() != case.typed.encode():
            found.append(f"{case.name}: handed on {handed!a}, {answer!r}")
    assert found == []
    assert len(HALVES) == 1


@pytest.mark.parametrize("language", [Language.JA])
def test_both_screens_show_what_will_be_kept_before_anybody_says_yes(
    at_form: StationScreens, commands: RecordingCommands
) -> None:
    found = []
    for case in TYPED:
        if case.stored is None:
            continue
        at_form.show_view(sittings.filling(EVERYTHING))
        enter(at_form, case, paste)
        form = replace(commands.forms[-1], individual_number=EVERYTHING.form.individual_number)
        staff, _, applicant = on_screens(at_form, replace(EVERYTHING, form=form)).partition(
            "\napplicant:\n"
        )
        found += [f"{case.name}: staff" for _ in range(case.read not in staff)]
        public = f"{case.read[:3]}-{case.read[3:]}" if case.field == "postal_code" else case.read
        hidden = case.field in NOT_FOR_APPLICANTS
        found += [f"{case.name}: applicant" for _ in range(not hidden and public not in applicant)]
    assert found == []


def at_number(screens: StationScreens, case: Case) -> None:
    by_hand = case.field == "individual_number"
    points = (P.HAND_WRITTEN,) if by_hand else ()
    screens.show_view(samples.view(phases.SignedOut()))
    screens.show_view(sittings.receiving(sittings.asked(*points, form=ApplicantForm())))
    QApplication.processEvents()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("language", [Language.JA, Language.EN])
def test_each_number_is_handed_on_exactly_or_refused_beside_its_field(
    at_form: StationScreens, commands: RecordingCommands, language: Language, way: str
) -> None:
    found, hands = [], Hands(at_form.staff)
    for case in NUMBERS:
        at_number(at_form, case)
        commands.noted.clear()
        one = at_form.staff.pages.receiving.numbering.fields[case.field]
        one.widget.setFocus()
        WAYS[way](hands, case.typed)
        told = one.answer.text()
        hands.press("Enter")
        answer = one.answer.text() if units(case.typed) <= MOST_UNITS else told
        handed = getattr(commands.noted[-1], case.field) if commands.noted else ""
        if case.stored is not None and handed.encode() != case.typed.encode():
            found.append(f"{case.name}: handed on {handed!a}, {answer!r}")
        if case.stored is None and case.typed and answer != expected_answer(case, language):
            found.append(f"{case.name}: {answer!r}")
    assert found == []


@pytest.fixture
def table(qtbot: QtBot) -> Iterator[Table]:
    made = lay()
    yield made
    made.screens.close()
    QApplication.processEvents()


def test_a_refused_number_does_not_leave_the_reception(table: Table) -> None:
    table.press("Enter", "C")
    numbering, found, by_hand = table.screens.staff.pages.receiving.numbering, [], False
    for case in NUMBERS:
        if case.stored is not None:
            continue
        if by_hand is not (case.field == "individual_number"):
            by_hand = not by_hand
            table.screens.staff.setFocus()
            table.name(P.HAND_WRITTEN)
        one = numbering.fields[case.field]
        one.widget.setFocus()
        table.press("Ctrl+A", "Delete")
        table.hands.write(case.typed)
        told = one.answer.text()
        table.press("Ctrl+Enter")
        answer = one.answer.text() if units(case.typed) <= MOST_UNITS else told
        if not table.at(phases.Receiving) or answer != expected_answer(case, Language.JA):
            found.append(f"{case.name}: {answer!r}")
    assert found == []
