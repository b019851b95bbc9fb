"""Every kind of person from the table to the record, by real keys alone."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.application import Delivery, DocumentKind, Relation, Route
from kiosk.domain.audit import AuditKind
from kiosk.domain.intake import LeaveReason, Procedure, SaidBy, TriagePoint
from kiosk.workflow import phases
from tests.ui import samples, sittings
from tests.ui.staff.table import Table, lay

P = TriagePoint
MOST_KEYS = 6
"""Deliberate keys of a plain case besides typing (requirements A10)."""


@pytest.fixture
def table(qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Table]:
    made = lay(getattr(request, "param", Procedure.VENUE))
    yield made
    made.screens.close()
    QApplication.processEvents()


def receive(table: Table, *points: TriagePoint) -> None:
    table.press("Enter")
    table.touch()
    table.name(*points)
    if P.HAND_WRITTEN not in points:
        table.scan()
    table.press("Enter")


def photograph(table: Table) -> None:
    table.shoot()
    table.press("Y", "Enter")


def complete(table: Table, form: ApplicantForm) -> None:
    table.type_form(form)
    table.press("Ctrl+Enter")
    assert table.at(phases.Confirming)
    table.touch()
    table.press("Enter")
    assert table.at(phases.Receipted)


def test_a_plain_case_takes_six_keys_besides_typing_and_no_mouse(table: Table) -> None:
    receive(table)
    photograph(table)
    complete(table, samples.FORM)
    assert len(table.keys) <= MOST_KEYS
    stored = table.stored
    assert stored.applicant.name == samples.FORM.name
    assert stored.applicant.form_id == samples.FORM.form_id
    assert stored.consent is not None
    assert stored.consent.said is SaidBy.SCREEN
    assert stored.confirmed is not None
    assert stored.confirmed.said is SaidBy.SCREEN
    table.press("Enter")
    assert table.at(phases.Receiving)


def test_who_cannot_touch_the_screen_answers_aloud(table: Table) -> None:
    table.press("Enter", "C")
    table.scan()
    table.press("Enter")
    photograph(table)
    table.type_form(samples.FORM)
    table.press("Ctrl+Enter", "A", "Enter")
    stored = table.stored
    assert stored.consent is not None
    assert stored.confirmed is not None
    assert (stored.consent.said, stored.confirmed.said) == (SaidBy.ALOUD, SaidBy.ALOUD)


def test_a_number_that_is_typed_is_typed_twice(table: Table) -> None:
    table.press("Enter", "C", "I")
    table.hands.write(samples.FORM.form_id)
    table.hands.press("Enter")
    table.hands.write(samples.FORM.form_id[:-1] + "8")
    table.hands.press("Enter")
    number = table.screens.staff.pages.receiving.numbering.fields["number_again"]
    assert number.answer.text().startswith("×")
    assert table.at(phases.Receiving)
    table.hands.press("Ctrl+A")
    table.hands.write(samples.FORM.form_id)
    table.hands.press("Enter")
    assert table.at(phases.Posing)


def test_digits_typed_into_a_number_name_no_points(table: Table) -> None:
    table.press("Enter", "I")
    for digit in "1234567890":
        table.hands.press(digit)
    case = table.bench.session.view().case
    assert case.intake.points == frozenset()
    assert case.form.form_id == "1234567890"


def test_a_form_that_is_read_after_typing_began_needs_no_second_typing(table: Table) -> None:
    table.press("Enter", "C", "I")
    table.hands.write("123")
    table.scan()
    table.press("3", "Enter")
    assert table.at(phases.Posing)
    assert table.bench.view.case.intake.points == frozenset({P.FOREIGN})


def test_a_child_comes_with_a_parent_and_gets_no_signature_certificate(table: Table) -> None:
    receive(table, P.MINOR)
    photograph(table)
    complete(table, sittings.CHILD.form)
    stored = table.stored
    assert stored.representative is not None
    assert stored.representative.relation is Relation.PARENT
    assert not stored.wishes.signature_certificate


def test_an_infant_has_no_photo(table: Table) -> None:
    receive(table, P.UNDER_ONE)
    complete(table, replace(sittings.REPRESENTED, birth_date="2026-05-04"))
    assert table.records[0].photo is None
    assert table.stored.applicant.birth_date.day == date(2026, 5, 4)


def test_a_foreign_resident_keeps_three_names_and_needs_no_reading(table: Table) -> None:
    receive(table, P.FOREIGN)
    photograph(table)
    complete(table, sittings.FOREIGN)
    person = table.stored.applicant
    assert (person.name, person.kanji_name, person.common_name, person.kana) == (
        sittings.FOREIGN.name,
        sittings.FOREIGN.kanji_name,
        sittings.FOREIGN.common_name,
        None,
    )
    assert person.glyph_note == sittings.FOREIGN.glyph_note
    assert not table.stored.wishes.signature_certificate
    assert table.stored.wishes.braille


def test_a_form_without_an_id_takes_the_individual_number_once_it_was_typed_twice(
    table: Table,
) -> None:
    receive(table, P.HAND_WRITTEN)
    assert table.at(phases.Receiving)
    for _ in range(2):
        table.hands.write("123456789018")
        table.hands.press("Enter")
    photograph(table)
    complete(table, replace(samples.FORM, paper_reason="申請書をなくした（研修）"))
    stored = table.stored
    assert stored.route is Route.PAPER
    assert stored.applicant.form_id is None
    assert stored.applicant.individual_number == "123456789018"
    assert stored.paper_reason == "申請書をなくした（研修）"


@pytest.mark.parametrize("table", [Procedure.VISIT], indirect=True)
def test_a_visit_names_papers_officer_and_delivery(table: Table) -> None:
    receive(table, P.OLD_CARD)
    photograph(table)
    complete(table, sittings.AT_HOME)
    stored = table.stored
    assert stored.visit is not None
    assert stored.visit.documents == (DocumentKind.DRIVER_LICENCE, DocumentKind.ELIGIBILITY)
    assert stored.visit.officer == sittings.AT_HOME.officer
    assert stored.visit.pin_letter
    assert stored.visit.old_card
    assert stored.wishes.delivery is Delivery.RESTRICTED_MAIL


STOPS = [
    ((P.URGENT,), LeaveReason.TO_CITY_HALL),
    ((P.MINOR, P.NO_REPRESENTATIVE), LeaveReason.NO_REPRESENTATIVE),
    ((P.WARD, P.NO_REPRESENTATIVE), LeaveReason.NO_REPRESENTATIVE),
    ((P.CHANGED,), LeaveReason.PAPERS_MISSING),
]


@pytest.mark.parametrize(("points", "reason"), STOPS)
def test_who_cannot_apply_here_is_sent_on_early_with_the_reason(
    table: Table, points: tuple[TriagePoint, ...], reason: LeaveReason
) -> None:
    table.press("Enter")
    table.name(*points)
    primary = table.screens.staff.pages.receiving.bar.primary
    assert primary is not None
    assert "終了" in primary.accessibleName()
    table.press("Enter")
    assert table.at(phases.Ready)
    assert left(table) == [reason]
    assert table.records == []


def left(table: Table) -> list[LeaveReason]:
    kept = table.bench.station.trail
    return [LeaveReason(one.subject) for one in kept if one.kind is AuditKind.LEAVE_SITTING]


@pytest.mark.parametrize(("key", "reason"), list(enumerate(LeaveReason, start=1)))
def test_every_reason_to_leave_has_a_key(table: Table, key: int, reason: LeaveReason) -> None:
    table.press("Enter", "Esc", str(key))
    assert table.at(phases.Ready)
    assert left(table) == [reason]


def test_leaving_is_possible_at_every_step_and_esc_or_enter_stays(table: Table) -> None:
    def to_camera() -> None:
        table.touch()
        table.scan()
        table.press("Enter")

    def to_confirmation() -> None:
        table.type_form(samples.FORM)
        table.press("Ctrl+Enter")

    steps: tuple[Callable[[], None], ...] = (
        lambda: table.press("Enter"),
        to_camera,
        table.shoot,
        lambda: table.press("Y", "Enter"),
        to_confirmation,
    )
    for step in steps:
        step()
        phase = table.bench.view.phase
        for stay in ("Esc", "Space"):  # the keyboard stands on staying
            table.press("Esc", stay)
            assert table.bench.view.phase == phase
    table.press("Esc", "6")
    assert left(table) == [LeaveReason.CHANGED_MIND]


def test_something_wrong_is_mended_from_the_confirmation(table: Table) -> None:
    receive(table)
    photograph(table)
    table.type_form(samples.FORM)
    table.press("Ctrl+Enter", "F6")
    assert table.at(phases.Filling)
    table.screens.staff.pages.filling.form.fields["phone"].widget.setFocus()
    table.hands.write("083-000-0000")
    table.press("Ctrl+Enter")
    table.touch()
    table.press("Enter")
    assert table.stored.applicant.phone == "083-000-0000"


def test_nothing_is_sealed_before_the_applicant_said_yes(table: Table) -> None:
    receive(table)
    photograph(table)
    table.type_form(samples.FORM)
    table.press("Ctrl+Enter", "Enter")
    assert table.at(phases.Confirming)
    assert table.records == []
    assert table.screens.staff.pages.confirming.notice.isVisible()


def test_a_sitting_that_was_locked_goes_on_with_what_was_typed(table: Table) -> None:
    receive(table)
    photograph(table)
    table.type_form(samples.FORM)
    table.press("F12")
    assert table.at(phases.SignedOut)
    assert not table.screens.staff.pages.filling.form.has_words()
    table.bench.sign_in()
    table.press("Enter")
    assert table.at(phases.Filling)
    table.press("Ctrl+Enter")
    table.touch()
    table.press("Enter")
    assert table.stored.applicant.name == samples.FORM.name
