"""The verdict page by keyboard and mouse: answers, reasons, exemption, lines, what is lacking."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from kiosk.domain.finding import Check
from kiosk.domain.review import (
    LONGEST_WORDS,
    ExemptionChannel,
    ExemptionKind,
    OverrideReason,
    PhotoReview,
    Question,
)
from kiosk.domain.shot import HeadLines
from kiosk.workflow import phases
from kiosk.workflow.phases import Phase
from tests.fakes.commands import RecordingCommands
from tests.ui import samples, seen
from tests.ui.reviewing import BAD, GOOD, cut_anew, drag, mouse, press, said, show
from ui.hands import Hands
from ui.screens import StationScreens


def test_a_good_photo_is_taken_with_two_keys(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, replace(GOOD, agreed=True))
    hands.approve()
    assert commands.asked == ["approve"]
    assert commands.reviews == [PhotoReview(answers=samples.WELL, agreed=True)]


def test_without_answers_a_photo_is_not_taken_and_the_first_question_is_pointed_out(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    page = show(screens, GOOD)
    press(hands, "1 Enter")
    rows = page.card.deciding.questions
    assert commands.asked == []
    assert "目で見る項目に答えていません" in page.notice.words()
    assert page.notice.isVisible()
    assert [row.lacking for row in rows.values()] == [False, True, True]
    assert screens.staff.focusWidget() is rows[Question.USUAL_FACE]
    press(hands, "2 3")
    assert not any(row.lacking for row in rows.values())
    assert not page.notice.isVisible()
    hands.press("Enter")
    assert commands.asked == ["approve"]


def test_what_is_lacking_stays_told_when_the_camera_says_something(
    screens: StationScreens, hands: Hands
) -> None:
    page = show(screens, GOOD)
    hands.press("Enter")
    screens.show_view(samples.view(GOOD, camera=samples.LIVE_CAMERA))
    assert page.notice.isVisible()


def test_a_question_turns_from_open_to_fine_to_problem_to_open(
    screens: StationScreens, hands: Hands
) -> None:
    page = show(screens, GOOD)
    row = page.card.deciding.questions[Question.UNCOVERED]
    words = [row.state_words()]
    for _ in range(3):
        hands.press("1")
        words.append(row.state_words())
    assert words == ["未確認", "問題なし", "問題あり", "未確認"]


def test_a_problem_seen_by_a_person_needs_a_reason_as_a_failed_check_does(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    page = show(screens, GOOD)
    press(hands, "Y 2 Enter")
    assert commands.asked == []
    assert "理由がありません" in page.notice.words()
    assert page.card.deciding.reason.lacking
    press(hands, "O 2 Enter")
    assert commands.reviews[0].answer(Question.USUAL_FACE) is False
    assert commands.reviews[0].override is not None


@pytest.mark.parametrize(("key", "reason"), list(zip("1234", OverrideReason, strict=False)))
def test_one_key_gives_a_reason(
    screens: StationScreens, hands: Hands, commands: RecordingCommands,
    key: str, reason: OverrideReason,
) -> None:  # fmt: skip
    show(screens, BAD)
    press(hands, f"Y F4 {key} Enter")
    override = commands.reviews[0].override
    assert override is not None
    assert (override.reason, override.words) == (reason, "")


def test_the_hands_of_a_played_day_take_a_bad_photo_with_the_first_reason(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, BAD)
    hands.override_and_approve()
    assert commands.asked == ["approve"]
    assert commands.reviews[0].answers == samples.WELL
    override = commands.reviews[0].override
    assert override is not None
    assert override.reason is OverrideReason.MEASURED_WRONG


def test_another_reason_is_told_in_words_typed_with_an_ime(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    page = show(screens, BAD)
    press(hands, "Y O 5 Enter")
    assert page.card.reasons.isVisible()
    assert screens.staff.focusWidget() is page.card.reasons.words
    assert commands.asked == []
    hands.write("車いすの背もたれ")
    for letter in "ROXLGY1":  # letters and digits are words here
        hands.press(letter)
    hands.press("Enter")
    assert commands.asked == []
    hands.press("Enter")
    override = commands.reviews[0].override
    assert override is not None
    assert override.reason is OverrideReason.OTHER
    assert override.words == "車いすの背もたれroxlgy1"


def test_words_that_are_too_long_are_refused_and_kept(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    page = show(screens, BAD)
    press(hands, "Y O 5")
    hands.write("あ" * (LONGEST_WORDS + 1))
    hands.press("Enter")
    assert "200文字" in said(page)
    assert len(page.card.reasons.words.text()) == LONGEST_WORDS + 1
    hands.press("Esc")
    hands.press("Enter")
    assert commands.reviews == []


def test_a_reason_can_be_taken_back(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    page = show(screens, BAD)
    press(hands, "Y O 1 O 0 Enter")
    assert commands.asked == []
    assert page.review.override is None


def test_an_exemption_is_filled_in_by_keys_and_stands_in_for_a_reason(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, BAD)
    press(hands, "Y X 2 Enter 1 Enter")
    hands.write("けがのため眼帯")
    press(hands, "Enter Enter Enter")
    assert commands.asked == []
    hands.press("Enter")
    exemption = commands.reviews[0].exemption
    assert exemption is not None
    assert exemption.kind is ExemptionKind.MEDICAL_WEAR
    assert exemption.channel is ExemptionChannel.PHONE
    assert (exemption.words, exemption.who) == ("けがのため眼帯", samples.LEAD.display_name)
    assert exemption.when == "本日中"


def test_an_exemption_with_gaps_says_where_and_esc_drops_it(
    screens: StationScreens, hands: Hands
) -> None:
    page = show(screens, BAD)
    press(hands, "X 2 Ctrl+Enter")
    fields = page.card.exempting.form.fields
    assert fields["exemption_words"].answer.text().startswith("×")
    assert not fields["exemption_who"].answer.text().startswith("×")
    assert screens.staff.focusWidget() is fields["exemption_channel"].widget
    hands.press("Esc")
    assert page.review.exemption is None
    assert page.card.list.isVisible()


def test_an_exemption_is_opened_again_as_it_stands_and_can_be_taken_back(
    screens: StationScreens, hands: Hands
) -> None:
    page = show(screens, BAD)
    press(hands, "X 1 Enter 3 Enter")
    hands.write("信仰")
    press(hands, "Ctrl+Enter X")
    assert page.card.exempting.form.fields["exemption_words"].text == "信仰"
    hands.press("F9")
    assert page.review.exemption is None


def test_a_file_that_breaks_the_rules_leaves_only_another_photo(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    page = show(screens, phases.Reviewing(18, samples.FILE_SHOT))
    assert "申請の決まりに合わない" in said(page)
    press(hands, "Y O 1 X G L 1")
    assert commands.asked == []
    assert page.review == PhotoReview()
    hands.press("Enter")
    assert commands.asked == ["retake"]
    assert "この写真でよいですか" not in seen.said(screens.applicant)


def test_bad_findings_come_first_and_what_passed_is_one_line_until_it_is_unfolded(
    screens: StationScreens, hands: Hands
) -> None:
    page = show(screens, BAD)
    checks = [finding.check for finding in page.card.list.bad]
    assert checks == [Check.BACKGROUND, Check.LIGHTING, Check.GLARE]
    words = said(page)
    assert "背景に影があります。椅子を壁から離してください。" in words
    assert "16項目 問題なし" in words
    assert "ピント" not in words
    hands.press("P")
    assert "ピント" in said(page)
    hands.press("P")
    assert "ピント" not in said(page)


def test_arrows_and_mouse_choose_whose_place_is_framed(
    screens: StationScreens, hands: Hands
) -> None:
    page = show(screens, BAD)
    before = page.photo.grab().toImage()
    hands.press("Down")
    assert page.card.list.chosen is page.card.list.bad[1]
    after = page.photo.grab().toImage()
    assert before != after
    row = page.card.list.rows[2]
    QApplication.sendEvent(row, mouse(QMouseEvent.Type.MouseButtonPress, QPointF(30, 10)))
    assert page.card.list.chosen is page.card.list.bad[2]
    press(hands, "Down Down")
    assert page.card.list.chosen is page.card.list.bad[2]


def test_while_the_photo_is_cut_keys_and_mouse_rest(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    page = show(screens, replace(GOOD, busy=True))
    press(hands, "Y 1 O X L G R Enter Esc F8")
    drag(page, samples.LINES.chin, -0.1)
    for row in page.card.deciding.questions.values():
        row.click()
    assert commands.asked == []
    assert page.review == PhotoReview()
    assert page.bar.primary is not None
    assert page.bar.primary.busy


def test_a_photo_cut_anew_keeps_what_was_decided_but_asks_the_applicant_again(
    screens: StationScreens, hands: Hands
) -> None:
    page = show(screens, replace(BAD, agreed=True))
    press(hands, "Y O 1")
    before = page.review
    show(screens, replace(BAD, busy=True))
    show(screens, phases.Reviewing(18, cut_anew()))
    assert page.review == before
    assert page.photo.lines == HeadLines(crown=0.1, chin=0.8)
    assert page.card.deciding.agreed.state_words() == "切り直し後はまだ"


@pytest.mark.parametrize(
    "between",
    [phases.Posing(18), phases.Ready(), phases.SignedOut(), phases.Filling(18, None, None)],
)
def test_another_photo_begins_without_the_answers_of_the_last(
    screens: StationScreens, hands: Hands, between: Phase
) -> None:
    page = show(screens, BAD)
    press(hands, "Y O 5")
    hands.write("背もたれ")
    hands.press("Enter")
    screens.show_view(samples.view(between))
    assert not page.card.reasons.words.isUndoAvailable()
    assert page.card.reasons.words.text() == ""
    show(screens, BAD)
    assert page.review == PhotoReview()
    rows = page.card.deciding.questions.values()
    assert {row.state_words() for row in rows} == {"未確認"}


def test_who_goes_back_from_the_form_finds_everything_as_it_was(
    screens: StationScreens, hands: Hands
) -> None:
    page = show(screens, BAD)
    press(hands, "Y O 3")
    before = page.review
    show(screens, phases.Filling(18, samples.BAD_SHOT, before))
    show(screens, BAD)
    assert page.review == before
    assert page.card.deciding.reason.state_words() == "会場の事情"


@pytest.mark.parametrize(
    ("key", "yes", "wish"), [("Esc", "7", "leave_sitting"), ("F8", "Y", "waive_photo")]
)
def test_what_deletes_the_photo_asks_first(
    screens: StationScreens, hands: Hands, commands: RecordingCommands,
    key: str, yes: str, wish: str,
) -> None:  # fmt: skip
    page = show(screens, GOOD)
    press(hands, f"{key} Enter")
    assert commands.asked == []
    hands.press("Esc")
    assert not page.bar.asking
    press(hands, f"{key} {yes}")
    assert commands.asked == [wish]


def test_rows_are_pressed_with_the_mouse_as_with_keys(
    screens: StationScreens, commands: RecordingCommands
) -> None:
    page = show(screens, BAD)
    for row in page.card.deciding.questions.values():
        row.click()
    assert page.review.answers == samples.WELL
    page.card.deciding.agreed.click()
    assert commands.asked == ["agree"]
    page.card.deciding.reason.click()
    assert page.card.reasons.isVisible()


def test_the_applicant_answers_with_a_finger(
    screens: StationScreens, commands: RecordingCommands
) -> None:
    show(screens, GOOD)
    page = screens.applicant.review
    for button, wish in ((page.yes, "agree"), (page.again, "retake")):
        assert button.height() >= 96
        button.click()
        assert commands.asked.pop() == wish
    assert page.photo.has_photo
    screens.show_view(samples.view(replace(GOOD, agreed=True)))
    assert not page.yes.isVisible()
    assert "ありがとう" in seen.said(page)
    screens.show_view(samples.view(replace(GOOD, busy=True)))
    page.again.click()
    assert commands.asked == []


def test_the_applicants_window_forgets_the_photo_with_the_question(
    screens: StationScreens,
) -> None:
    show(screens, GOOD)
    screens.show_view(samples.view(phases.Filling(18, samples.shot(), samples.review())))
    assert not screens.applicant.review.photo.has_photo


def test_the_frame_on_the_photo_is_where_the_finding_is(screens: StationScreens) -> None:
    page = show(screens, BAD)
    image, area = page.photo.grab().toImage(), page.photo.photo_area()
    region = page.card.list.bad[0].regions[0]
    corner = QPoint(
        round(area.left() + region.right * area.width()),
        round(area.top() + (region.top + region.bottom) / 2 * area.height()),
    )
    near = [image.pixelColor(corner + QPoint(dx, 0)).name() for dx in range(-4, 5)]
    assert page.desk.theme.colours.bad in near
    show(screens, GOOD)
    plain = page.photo.grab().toImage()
    near = [plain.pixelColor(corner + QPoint(dx, 0)).name() for dx in range(-4, 5)]
    assert page.desk.theme.colours.bad not in near
