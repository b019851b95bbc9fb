"""The form of a plain case: order of keys, answers, errors, and that nothing of it stays."""

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from kiosk.domain.applicant import FORM_FIELDS, ApplicantForm
from kiosk.errors import DiskFullError, FieldError
from kiosk.ports import CameraState, CameraStatus
from kiosk.texts import Language, catalogue
from kiosk.workflow import phases
from kiosk.workflow.phases import Phase
from tests.fakes.commands import RecordingCommands
from tests.ui import samples, sittings
from ui.hands import PLAIN_FIELDS, Hands
from ui.screens import StationScreens

FILLING = phases.Filling(18, samples.shot(), samples.review())
CONFIRMING = samples.confirming()
SEALING = samples.sealing()
SCANNED = sittings.asked()
REVIEWING = phases.Reviewing(18, samples.shot())


@pytest.fixture
def form_page(screens: StationScreens) -> StationScreens:
    screens.show_view(samples.view(FILLING, case=SCANNED))
    QApplication.processEvents()
    return screens


def typed(screens: StationScreens) -> ApplicantForm:
    return screens.staff.pages.filling.form.form()


def same(one: ApplicantForm, other: ApplicantForm) -> bool:
    """Compare what is typed without a repr: a failing assert must not print a person either."""
    fields = set(FORM_FIELDS) - {"form_id", "number_again"}
    return all(getattr(one, field) == getattr(other, field) for field in fields)


def test_enter_goes_through_the_fields_in_order_and_the_last_one_accepts(
    form_page: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    form = form_page.staff.pages.filling.form
    assert form.stops == (*PLAIN_FIELDS, "wishes")
    for field in form.stops:
        assert form_page.staff.focusWidget() is form.fields[field].widget
        assert commands.asked == []
        if field == "sex":
            hands.press("2")
        elif field != "wishes":
            hands.write(getattr(samples.FORM, field))
        hands.press("Enter")
    assert commands.asked == ["complete_form"]
    assert same(commands.forms[0], samples.FORM)


def test_shift_enter_goes_back(form_page: StationScreens, hands: Hands) -> None:
    hands.press("Enter")
    hands.press("Shift+Enter")
    fields = form_page.staff.pages.filling.form.fields
    assert form_page.staff.focusWidget() is fields["name"].widget


def test_ctrl_enter_accepts_from_any_field(
    form_page: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    hands.fill(samples.FORM)
    form_page.staff.pages.filling.form.fields["name"].widget.setFocus()
    hands.press("Ctrl+Enter")
    assert commands.asked == ["complete_form"]


def test_letters_typed_into_a_field_are_no_commands(
    form_page: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    form_page.staff.pages.filling.form.fields["name"].widget.setFocus()
    for letter in "RMA":
        hands.press(letter)
    assert commands.asked == []
    assert typed(form_page).name == "rma"


def test_a_form_with_gaps_is_not_accepted_and_says_where_they_are(
    form_page: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    hands.write(samples.FORM.name)
    hands.press("Ctrl+Enter")
    form = form_page.staff.pages.filling.form
    assert commands.asked == []
    assert form_page.staff.focusWidget() is form.fields["kana"].widget
    assert form.fields["kana"].answer.text().startswith("×")
    assert not form.fields["name"].answer.text().startswith("×")
    assert not form.fields["phone"].answer.text().startswith("×")


def test_an_ime_commit_is_kept_whole_however_long_it_is(
    form_page: StationScreens, hands: Hands
) -> None:
    name = "𠮷田　" + "髙" * 300
    hands.write(name)
    assert typed(form_page).name == name


def test_while_an_ime_composes_nothing_is_judged(form_page: StationScreens) -> None:
    field = form_page.staff.pages.filling.form.fields["birth_date"]
    before = field.answer.text()
    QCoreApplication.sendEvent(field.widget, QInputMethodEvent("しもの", []))
    assert field.text == ""
    assert field.answer.text() == before


@pytest.mark.parametrize(
    ("field", "words", "answer"),
    [
        ("postal_code", "750-8521", "○ 下関市南部町"),
        ("postal_code", "100-0001", "△ 下関市の郵便番号ではありません"),
        ("birth_date", "S25.3.4", "○ 昭和25年3月4日（1950年3月4日）　76歳"),
        ("birth_date", "2001-02-03", "○ 平成13年2月3日（2001年2月3日）　25歳"),
        ("kana", "けんしゅう はなこ", "○ ケンシュウ ハナコ"),
    ],
)
def test_a_field_answers_how_it_was_understood(
    form_page: StationScreens, hands: Hands, field: str, words: str, answer: str
) -> None:
    one = form_page.staff.pages.filling.form.fields[field]
    one.widget.setFocus()
    hands.write(words)
    assert one.answer.text() == answer


@pytest.mark.parametrize(
    ("field", "words"),
    [("phone", "123"), ("birth_date", "S70.1.1"), ("kana", "山田"), ("birth_date", "2999-1-1")],
)
def test_a_slip_is_told_in_words_only_when_the_field_is_left(
    form_page: StationScreens, hands: Hands, field: str, words: str
) -> None:
    one = form_page.staff.pages.filling.form.fields[field]
    one.widget.setFocus()
    hands.write(words)
    assert not one.answer.text().startswith("×")
    hands.press("Enter")
    assert one.answer.text().startswith("× ")


def test_errors_of_the_station_are_shown_beside_their_field(form_page: StationScreens) -> None:
    error = FieldError("address", "too_long")
    form_page.show_view(samples.view(FILLING, field_errors=(error,)))
    form = form_page.staff.pages.filling.form
    assert form.fields["address"].answer.text() == "× 長すぎます。"
    assert form_page.staff.focusWidget() is form.fields["address"].widget


@pytest.mark.parametrize(("key", "value"), [("1", "male"), ("2", "female")])
def test_one_key_chooses_the_sex(
    form_page: StationScreens, hands: Hands, key: str, value: str
) -> None:
    form_page.staff.pages.filling.form.fields["sex"].widget.setFocus()
    hands.press(key)
    assert typed(form_page).sex == value


def test_the_form_survives_a_store_that_fails_and_a_camera_that_goes(
    form_page: StationScreens, hands: Hands
) -> None:
    hands.fill(samples.FORM)
    lost = CameraStatus(state=CameraState.LOST)
    form_page.show_view(samples.view(SEALING, case=SCANNED))
    form_page.show_view(samples.view(SEALING, case=SCANNED, camera=lost))
    form_page.show_view(samples.view(CONFIRMING, case=SCANNED))
    form_page.show_view(sittings.filling(SCANNED, camera=lost, notice=DiskFullError()))
    assert same(typed(form_page), samples.FORM)
    notice = form_page.staff.pages.filling.notice
    assert notice.isVisible()
    for sentence in ("ディスクの空きがありません", "保存済みの申請は安全です", "空きを作り"):
        assert sentence in notice.words()


def test_another_photo_of_the_same_person_keeps_the_form(
    form_page: StationScreens, hands: Hands
) -> None:
    hands.fill(samples.FORM)
    for phase in (CONFIRMING, FILLING, REVIEWING, phases.Posing(18), REVIEWING, FILLING):
        form_page.show_view(samples.view(phase, case=SCANNED))
    assert same(typed(form_page), samples.FORM)


@pytest.mark.parametrize(
    "phase", [phases.Ready(), phases.SignedOut(), phases.Receipted(18, samples.RECEIPT)]
)
def test_nothing_typed_is_left_after_the_sitting(
    form_page: StationScreens, hands: Hands, phase: Phase
) -> None:
    hands.fill(samples.FORM)
    form_page.staff.pages.filling.form.fields["kana"].widget.setFocus()
    hands.write("アア")
    form_page.show_view(samples.view(phase))
    assert same(typed(form_page), ApplicantForm())
    for edit in form_page.staff.pages.filling.findChildren(QLineEdit):
        assert not edit.isUndoAvailable()
        assert not edit.isRedoAvailable()
        edit.undo()
        assert edit.text() == ""
    words = " ".join(
        one.answer.text() for one in form_page.staff.pages.filling.form.fields.values()
    )
    assert "ケンシュウ" not in words
    assert "0000" not in words


def test_locking_keeps_what_is_typed_and_asks_nothing(
    form_page: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    hands.write("研修")
    hands.press("F12")
    assert commands.asked == ["lock"]


def test_the_photo_sheet_is_asked_for_once_and_its_fate_is_told(screens: StationScreens) -> None:
    scenes, page = samples.scenes(), screens.staff.pages.filling

    def said() -> str:
        return " ".join(one.text() for one in page.photo.findChildren(QLabel))

    words = catalogue(Language.JA)
    screens.show_view(scenes["filling-printing"])
    assert words["sheet.printing"] in said()
    assert not page.bar.button("Ctrl+P").isEnabled()
    screens.show_view(scenes["filling-printed"])
    assert words.say("sheet.sent", photos=4) in said()
    assert words.say("sheet.told_replaced", count=1) in said()
    screens.show_view(scenes["filling"])
    assert words["sheet.printing"] not in said()
