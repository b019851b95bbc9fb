"""Morning, lock and evening through real windows and real keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kiosk.domain.custody import AloneReason, SecondPerson
from kiosk.domain.draft import DraftStep
from kiosk.texts import Language, catalogue
from kiosk.workflow import phases
from kiosk.workflow.desks import StaffDesk
from kiosk.workflow.phases import Phase
from tests.fakes.commands import RecordingCommands
from tests.ui import mornings, samples, sittings
from tests.ui.seen import said
from tests.ui.test_bridge import TurnedClock
from ui.hands import Hands
from ui.screens import StationScreens
from ui.touch import EVERY_NS, TouchWatch
from ui.widgets.photo import PhotoView

ASKED = phases.ConfirmingClose(41, 0, (mornings.CITY, mornings.OFFICE))
QUIET: list[Phase] = [
    phases.SignedOut(),
    phases.SignedOut(kept=True),
    phases.Opening(mornings.UNOPENED),
    phases.Resuming(mornings.DRAFT),
    phases.AtDesk(StaffDesk(members=mornings.MEMBERS)),
    ASKED,
]


def test_the_lead_sees_date_people_and_recipients(screens: StationScreens) -> None:
    screens.show_view(mornings.opening(mornings.UNOPENED))
    words = said(screens.staff)
    for part in ("まだ始まっていません", "令和8年11月28日（土）", "市民課", "確認済み"):
        assert part in words


def test_people_are_ticked_by_number_and_whoever_is_signed_in_is_there(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(mornings.opening(mornings.UNOPENED))
    for key in ("2", "4", "4", "9", "Enter"):
        hands.press(key)
    assert commands.people == [(samples.LEAD.id, mornings.STAFF.id)]


def test_who_is_no_lead_reads_whom_to_call(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(mornings.opening(mornings.UNOPENED, staff=mornings.STAFF))
    assert "研修 太郎、研修 幸子 を呼んでください" in said(screens.staff)
    hands.press("Enter")
    assert commands.asked == []


def test_every_freeze_says_what_to_do(screens: StationScreens) -> None:
    screens.show_view(mornings.opening(mornings.FROZEN))
    words = said(screens.staff)
    for part in (
        "総括責任者を呼んで",
        "812 MB",
        "期限が切れて",
        "確認コード",
        "遅れています",
        "F4",
    ):
        assert part in words


def test_the_chip_of_a_freeze_says_what_to_do_and_is_there_only_then(
    screens: StationScreens,
) -> None:
    screens.show_view(samples.view(phases.Ready(), outlook=mornings.OPEN))
    chip = screens.staff.header.freeze_chip
    assert not chip.isVisible()
    screens.show_view(samples.view(phases.Ready(), outlook=mornings.FROZEN))
    assert chip.isVisible()
    chip.click()
    assert "812 MB" in said(screens.staff._panel)


def test_further_steps_stand_beside_the_first(screens: StationScreens) -> None:
    screens.show_view(mornings.opening(mornings.BUSY_WEEK))
    QApplication.processEvents()
    words = said(screens.staff)
    assert "控えがまだありません" in words
    assert "受領コードを待っています" in words
    assert "11/28 14:30 から消去できます" in words


# --- going on with what was interrupted -------------------------------------------------------


def test_a_kept_sitting_is_told_at_the_log_in_without_a_name(screens: StationScreens) -> None:
    screens.show_view(samples.view(phases.SignedOut(kept=True)))
    assert "途中の受付が1件" in said(screens.staff)
    screens.show_view(samples.view(phases.SignedOut()))
    assert "途中の受付" not in said(screens.staff)


def test_after_the_lock_the_log_in_begins_with_the_name_again(screens: StationScreens) -> None:
    # The page was last seen while the password was checked; a refusal alone asks for it again.
    screens.show_view(samples.view(phases.SignedOut()))
    screens.show_view(samples.view(phases.SignedOut(busy=True)))
    screens.show_view(mornings.opening(mornings.UNOPENED))
    screens.show_view(samples.view(phases.SignedOut(kept=True)))
    QApplication.processEvents()
    assert screens.staff.focusWidget() is screens.staff.pages.sign_in.staff_id
    screens.show_view(samples.view(phases.SignedOut(busy=True)))
    screens.show_view(samples.view(phases.SignedOut()))
    assert screens.staff.focusWidget() is screens.staff.pages.sign_in.password


def test_a_draft_shows_how_far_it_is_and_nothing_of_the_person(screens: StationScreens) -> None:
    screens.show_view(samples.view(phases.Resuming(mornings.DRAFT)))
    words = said(screens.staff)
    assert "6／6項目" in words
    assert "18人目" in words
    assert "花子" not in words
    assert not any(one.has_photo for one in screens.staff.findChildren(PhotoView))


@pytest.mark.parametrize("step", DraftStep)
def test_a_draft_says_at_which_step_it_was(screens: StationScreens, step: DraftStep) -> None:
    screens.show_view(samples.view(phases.Resuming(replace(mornings.DRAFT, step=step))))
    assert catalogue(Language.JA)[f"resuming.step.{step.value}"] in said(screens.staff)


def test_a_draft_is_dropped_only_after_one_more_question(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(samples.view(phases.Resuming(mornings.DRAFT)))
    hands.press("X")
    assert commands.asked == []
    hands.press("Esc")
    hands.press("X")
    hands.press("Y")
    assert commands.asked == ["drop_draft"]


def test_the_form_is_typed_back_as_it_was(screens: StationScreens) -> None:
    draft = mornings.DRAFT
    screens.show_view(samples.view(phases.Resuming(draft)))
    filling = phases.Filling(draft.sitting, draft.shot, draft.review)
    screens.show_view(samples.view(filling, case=samples.CASE))
    assert screens.staff.pages.filling.form.form() == samples.FORM


def test_a_photo_to_be_reviewed_again_keeps_the_form_behind_it(screens: StationScreens) -> None:
    assert mornings.DRAFT.shot is not None
    screens.show_view(samples.view(phases.Resuming(mornings.DRAFT)))
    reviewing = phases.Reviewing(18, mornings.DRAFT.shot)
    screens.show_view(samples.view(reviewing, case=samples.CASE))
    filling = phases.Filling(18, mornings.DRAFT.shot, samples.review())
    screens.show_view(samples.view(filling, case=samples.CASE))
    assert screens.staff.pages.filling.form.form() == samples.FORM


def test_what_is_typed_is_noted_for_the_lock(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(sittings.filling(sittings.asked()))
    hands.fill(samples.FORM)
    assert commands.noted[-1] == samples.FORM


@pytest.mark.parametrize("phase", QUIET, ids=lambda one: type(one).__name__)
def test_after_the_lock_no_screen_shows_anything_of_the_applicant(
    screens: StationScreens, hands: Hands, phase: Phase
) -> None:
    screens.show_view(samples.view(phases.Filling(18, samples.shot(), samples.review())))
    hands.fill(samples.FORM)
    screens.show_view(samples.view(phase))
    QApplication.processEvents()
    for window in (screens.staff, screens.applicant):
        assert not any(one.has_photo for one in window.findChildren(PhotoView))
        edits = [one.text() for one in window.findChildren(QLineEdit)]
        assert not any("花子" in words or "9999" in words for words in [*edits, said(window)])
    assert "準備中" in said(screens.applicant)


# --- the touch that keeps the station open ----------------------------------------------------


def test_keys_and_mouse_are_told_and_at_most_once_a_second(
    screens: StationScreens, hands: Hands, qtbot: QtBot
) -> None:
    clock, touches = TurnedClock(), list[int]()
    watch = TouchWatch(lambda: touches.append(clock.ns), clock)
    watch.start()
    try:
        screens.show_view(samples.view(phases.Ready()))
        QApplication.processEvents()
        assert touches == []
        hands.press("F9")
        hands.press("F9")
        assert len(touches) == 1
        clock.ns += EVERY_NS
        qtbot.mouseMove(screens.staff, QPoint(5, 5))
        qtbot.mousePress(screens.staff, Qt.MouseButton.LeftButton, pos=QPoint(9, 9))
        assert len(touches) == 2
        clock.ns += EVERY_NS
        screens.show_view(samples.view(phases.SignedOut()))
        hands.write("kenshu")
        assert len(touches) == 3
    finally:
        watch.stop()
    clock.ns += EVERY_NS
    hands.press("F9")
    assert len(touches) == 3


# --- closing ----------------------------------------------------------------------------------


def test_the_words_of_the_keys_are_there_to_be_read_aloud(screens: StationScreens) -> None:
    screens.show_view(samples.view(ASKED))
    QApplication.processEvents()
    assert mornings.CITY.words in said(screens.staff)
    assert mornings.OFFICE.words in said(screens.staff)


def test_the_second_person_types_name_and_password(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(samples.view(ASKED))
    hands.press("Enter")
    assert commands.asked == []
    hands.sign_in("kenshu2", "correct horse battery staple")
    second = SecondPerson(staff_id="kenshu2", password="correct horse battery staple")
    assert commands.consents == [second]
    password = screens.staff.pages.confirm_close.password
    assert password.text() == ""
    assert not password.isUndoAvailable()


def test_closing_alone_needs_a_reason_and_a_second_press(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(samples.view(ASKED))
    screens.staff.pages.confirm_close.alone.setFocus()
    hands.press("2")
    hands.press("Enter")
    assert commands.consents == []
    hands.press("Esc")
    hands.press("Enter")
    hands.press("Y")
    assert commands.consents == [AloneReason.PARTNER_CALLED_AWAY]


def test_a_typed_name_takes_the_reason_back(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(samples.view(ASKED))
    page = screens.staff.pages.confirm_close
    page.alone.setFocus()
    hands.press("1")
    page.second_id.setFocus()
    hands.sign_in("kenshu2", "correct horse")
    assert commands.consents == [SecondPerson(staff_id="kenshu2", password="correct horse")]


def test_who_was_not_believed_finds_empty_fields(screens: StationScreens, hands: Hands) -> None:
    screens.show_view(samples.view(ASKED))
    hands.write("kenshu2")
    screens.show_view(samples.scenes()["closing"])
    screens.show_view(samples.scenes()["confirming-refused"])
    assert screens.staff.pages.confirm_close.second_id.text() == ""
    assert screens.staff.focusWidget() is screens.staff.pages.confirm_close.second_id


def test_giving_up_a_closing_is_asked_once(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(samples.scenes()["closing"])
    assert "48 %" in said(screens.staff)
    hands.press("Esc")
    assert commands.asked == []
    hands.press("Y")
    assert commands.asked == ["cancel"]
    screens.show_view(samples.scenes()["closing-cancelling"])
    assert "安全なところで止めています" in said(screens.staff)
    hands.press("Esc")
    hands.press("Y")
    assert commands.asked == ["cancel"]


def test_a_closed_day_names_its_batch_its_report_and_what_comes_next(
    screens: StationScreens,
) -> None:
    screens.show_view(samples.scenes()["closed-filed"])
    words = said(screens.staff)
    for part in (samples.BATCH.age.name, "nippo-SHIMO01.pdf", "F4 で媒体に写して"):
        assert part in words


def test_the_page_that_is_seen_has_the_keyboard(screens: StationScreens) -> None:
    for name in mornings.scenes():
        screens.show_view(samples.scenes()[name])
        QApplication.processEvents()
        focused = screens.staff.focusWidget()
        assert isinstance(focused, QWidget), name
        assert screens.staff.page.isAncestorOf(focused), name
