"""A sealed record of today is found, opened, changed and sealed anew, by real keys alone."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.audit import AuditKind
from kiosk.domain.custody import SecondPerson
from kiosk.domain.intake import Procedure, SaidBy, TriagePoint
from kiosk.workflow import phases
from storage.errors import StorageFaultError
from tests.ui import samples, sittings
from tests.ui.seen import said
from tests.ui.staff.table import Table, lay

SECOND = replace(
    samples.FORM, form_id="99990000000000000000025", name="研修 次郎", kana="ケンシュウ ジロウ"
)
KANA, OTHER_KANA = samples.FORM.kana, "ケンシュウ ハナヨ"


@pytest.fixture
def table(qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Table]:
    made = lay(getattr(request, "param", Procedure.VENUE))
    yield made
    made.screens.close()
    QApplication.processEvents()


def serve(table: Table, form: ApplicantForm = samples.FORM, *points: TriagePoint) -> None:
    table.press("Enter", "C")
    table.name(*points)
    table.scan(form.form_id)
    table.press("Enter")
    table.shoot()
    table.press("Y", "Enter")
    table.type_form(form)
    table.press("Ctrl+Enter", "A", "Enter")
    assert table.at(phases.Receipted)


def retype(table: Table, field: str, text: str) -> None:
    table.screens.staff.pages.filling.form.fields[field].widget.setFocus()
    table.hands.press("Ctrl+A")
    table.hands.write(text)


def seen(table: Table) -> str:
    """Return what stands on the staff's screen, fields too."""
    staff = table.screens.staff
    typed = [one.text() for one in staff.findChildren(QLineEdit) if one.isVisible()]
    return "\n".join([said(staff), *typed])


def kinds(table: Table) -> list[AuditKind]:
    return [one.kind for one in table.bench.station.trail]


def subjects(table: Table, kind: AuditKind) -> list[str]:
    return [one.subject for one in table.bench.station.trail if one.kind is kind]


def versions(table: Table) -> list[int]:
    (day,) = table.bench.station.days.values()
    return [day.versions[one.id] for one in day.records]


def test_a_reading_that_was_typed_wrongly_is_corrected_with_the_applicants_new_yes(
    table: Table,
) -> None:
    serve(table)
    photo = table.records[0].photo
    table.press("U")
    assert table.at(phases.ListingRecords)
    table.press("Enter")
    assert table.at(phases.Filling)
    assert "SK01-0001" in seen(table)
    retype(table, "kana", OTHER_KANA)
    assert "◆" in table.screens.staff.pages.filling.form.fields["kana"].answer.text()
    assert "◆" not in table.screens.staff.pages.filling.form.fields["name"].answer.text()
    table.press("Ctrl+Enter", "1")
    assert table.at(phases.Confirming)
    words = said(table.screens.staff)
    assert "訂正した項目：フリガナ" in words
    assert "写真はそのまま" in words
    table.press("Enter")
    assert versions(table) == [1]  # nobody has said yes to it
    table.touch()
    table.press("Enter")
    assert table.at(phases.ListingRecords)
    assert "SK01-0001 を訂正しました" in said(table.screens.staff)
    assert "訂正 1回" in said(table.screens.staff)
    stored = table.stored
    assert stored.applicant.kana == OTHER_KANA
    assert stored.confirmed is not None
    assert stored.confirmed.said is SaidBy.SCREEN
    assert table.records[0].photo is photo
    assert versions(table) == [2]
    (reason,), (field,) = (
        subjects(table, kind) for kind in (AuditKind.CORRECT_RECORD, AuditKind.CHANGE_FIELD)
    )
    assert reason.endswith(".2.misread")
    assert field.endswith(".2.kana")
    assert OTHER_KANA not in field
    table.press("Esc")
    assert table.at(phases.Ready)


def test_names_are_seen_only_once_asked_for_and_who_looked_is_noted(table: Table) -> None:
    serve(table)
    table.press("U")
    assert samples.FORM.name not in seen(table)
    assert AuditKind.SHOW_NAMES not in kinds(table)
    table.press("F2")
    assert samples.FORM.name in seen(table)
    assert kinds(table).count(AuditKind.SHOW_NAMES) == 1
    table.press("F2", "Esc", "U")
    assert kinds(table).count(AuditKind.SHOW_NAMES) == 1
    assert samples.FORM.name not in seen(table)


def test_letters_find_a_record_and_enter_opens_it(table: Table) -> None:
    serve(table)
    serve(table, SECOND)
    table.press("U")
    page = table.screens.staff.pages.records
    table.hands.write("けんしゅう じ")
    assert "1件" in said(table.screens.staff)
    table.press("Enter")
    assert table.screens.staff.pages.filling.form.form().name == SECOND.name
    table.press("Esc")
    assert table.at(phases.ListingRecords)
    assert page.field.text() == ""
    table.hands.write("0001")
    table.press("Enter")
    assert table.screens.staff.pages.filling.form.form().name == samples.FORM.name


def test_the_newest_is_first_and_the_arrows_choose(table: Table) -> None:
    serve(table)
    serve(table, SECOND)
    table.press("U", "Down", "Enter")
    assert table.screens.staff.pages.filling.form.form().name == samples.FORM.name
    table.press("Esc", "Enter")
    assert table.screens.staff.pages.filling.form.form().name == SECOND.name


def test_a_name_nobody_has_finds_nothing_and_enter_opens_nothing(table: Table) -> None:
    serve(table)
    table.press("U")
    table.hands.write("けんしゅう たろう")
    assert "該当する受付はありません" in said(table.screens.staff)
    table.press("Enter")
    assert table.at(phases.ListingRecords)
    assert AuditKind.OPEN_RECORD not in kinds(table)


def test_an_empty_day_says_so(table: Table) -> None:
    table.press("U")
    assert "まだありません" in said(table.screens.staff)
    table.press("Enter", "F2")
    assert table.at(phases.ListingRecords)
    assert AuditKind.SHOW_NAMES not in kinds(table)


def test_nothing_changed_is_told_in_words_and_asks_no_reason(table: Table) -> None:
    serve(table)
    table.press("U", "Enter")
    retype(table, "birth_date", "1950-3-4")  # the same day, written otherwise
    table.press("Ctrl+Enter")
    assert table.at(phases.Filling)
    assert "変わった項目がありません" in said(table.screens.staff)
    assert "訂正の理由" not in said(table.screens.staff)
    table.press("Esc")
    assert table.at(phases.ListingRecords)
    assert versions(table) == [1]


def test_leaving_asks_only_when_something_was_changed_and_keeps_the_record(table: Table) -> None:
    serve(table)
    table.press("U", "Enter", "Esc")
    assert table.at(phases.ListingRecords)
    table.press("Enter")
    retype(table, "kana", OTHER_KANA)
    table.press("Esc")
    assert table.at(phases.Filling)
    table.press("Esc")
    assert table.screens.staff.pages.filling.form.form().kana == OTHER_KANA
    table.press("Esc", "Y")
    assert table.at(phases.ListingRecords)
    assert table.stored.applicant.kana == KANA
    assert OTHER_KANA not in seen(table)
    table.press("Enter")
    assert table.screens.staff.pages.filling.form.form().kana == KANA
    retype(table, "kana", OTHER_KANA)
    table.press("Ctrl+Enter", "2", "Esc", "Y")
    assert table.at(phases.ListingRecords)
    assert versions(table) == [1]


def test_what_the_applicant_wants_otherwise_is_changed_again_before_sealing(table: Table) -> None:
    serve(table)
    table.press("U", "Enter")
    retype(table, "kana", "ケンシュウ")
    table.press("Ctrl+Enter", "2", "F6")
    assert table.at(phases.Filling)
    retype(table, "kana", OTHER_KANA)
    table.press("Ctrl+Enter", "3")
    table.touch()
    table.press("Enter")
    assert table.stored.applicant.kana == OTHER_KANA
    assert versions(table) == [2]
    assert subjects(table, AuditKind.CORRECT_RECORD)[0].endswith("papers_differ")


@pytest.mark.parametrize("table", [Procedure.VISIT], indirect=True)
def test_what_only_staff_noted_asks_the_applicant_nothing(table: Table) -> None:
    serve(table, sittings.AT_HOME, TriagePoint.OLD_CARD)
    before = table.stored.confirmed
    table.press("U", "Enter")
    retype(table, "officer", "研修 四郎")
    table.press("Ctrl+Enter", "1")
    assert table.at(phases.Confirming)
    assert "前の「はい」のまま" in said(table.screens.staff)
    assert sittings.AT_HOME.name not in said(table.screens.applicant)
    table.press("Enter")
    assert table.at(phases.ListingRecords)
    assert table.stored.visit is not None
    assert table.stored.visit.officer == "研修 四郎"
    assert table.stored.confirmed == before


def test_a_form_read_by_the_scanner_corrects_the_number(table: Table) -> None:
    serve(table)
    table.press("U", "Enter")
    table.scan(SECOND.form_id)
    QApplication.processEvents()
    assert "◆ 訂正" in said(table.screens.staff)
    table.press("Ctrl+Enter")
    assert "申請書ID" in said(table.screens.staff)
    table.press("1")
    table.touch()
    table.press("Enter")
    assert table.stored.applicant.form_id == SECOND.form_id


def test_a_store_that_fails_keeps_the_record_and_sealing_is_tried_again(table: Table) -> None:
    serve(table)
    table.press("U", "Enter")
    retype(table, "kana", OTHER_KANA)
    table.press("Ctrl+Enter", "1")
    table.touch()
    table.bench.station.fail_next = StorageFaultError("no store")
    table.press("Enter")
    assert table.at(phases.Confirming)
    assert table.screens.staff.pages.confirming.notice.isVisible()
    assert table.stored.applicant.kana == KANA
    table.press("Enter")
    assert table.stored.applicant.kana == OTHER_KANA
    assert versions(table) == [2]


def test_the_lock_forgets_what_was_opened_and_the_record_stays(table: Table) -> None:
    serve(table)
    table.press("U", "F2", "Enter")
    retype(table, "kana", OTHER_KANA)
    table.press("F12")
    assert table.at(phases.SignedOut)
    every = seen(table) + said(table.screens.applicant)
    assert samples.FORM.name not in every
    form = table.screens.staff.pages.filling.form
    assert not form.has_words()
    assert form.changed_fields() == ()  # nor what it was compared with
    table.bench.sign_in()
    QApplication.processEvents()
    assert table.at(phases.Ready)
    assert table.stored.applicant.kana == KANA


def test_the_next_sitting_has_its_steps_and_nothing_is_marked(table: Table) -> None:
    serve(table)
    table.press("U", "Enter")
    retype(table, "kana", OTHER_KANA)
    table.press("Esc", "Y", "Esc")
    serve(table, SECOND)
    assert table.records[1].applicant.name == SECOND.name
    assert versions(table) == [1, 1]


def test_a_closed_day_says_why_nothing_is_corrected_and_what_to_do(table: Table) -> None:
    serve(table)
    table.press("F10")
    table.bench.session.confirm_close(SecondPerson(staff_id="staff", password="open sesame"))
    QApplication.processEvents()
    assert table.at(phases.DayClosed)
    table.press("U")
    assert table.at(phases.DayClosed)
    assert "前回の受付番号" in said(table.screens.staff)
    assert AuditKind.LIST_RECORDS not in kinds(table)
