"""The lighting check: one instruction at a time, where it is, and by keyboard alone."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from kiosk.domain.finding import Verdict
from kiosk.domain.frame import Frame
from kiosk.guidance.lighting import ALL_RIGHT, LEFT_PART, RIGHT_PART, LightFinding
from kiosk.texts import Language, catalogue
from kiosk.workflow.events import LightStep
from kiosk.workflow.lightcheck import FRAMES
from kiosk.workflow.phases import CheckingLight, Ready
from kiosk.workflow.snapshots import StationView
from tests.fakes.commands import RecordingCommands
from tests.ui import room, samples
from tests.ui.seen import of_colour, said
from tests.ui.test_painting import coloured
from ui.hands import Hands
from ui.screens import StationScreens
from ui.theme import Palette

WALL, SITTER = LightStep.WALL, LightStep.SITTER
WORDS = catalogue(Language.JA)
BUSY = samples.view(CheckingLight(WALL, busy=True))
KEYS = [
    (room.checking(WALL), "Enter", ["measure_light"]),
    (room.checking(WALL), "N", ["next_light_step"]),
    (room.checking(WALL), "Esc", ["leave_light_check"]),
    (room.checking(WALL), "R", []),
    (room.checking(WALL, room.UNEVEN), "Enter", ["measure_light"]),
    (room.checking(WALL, room.UNEVEN), "R", ["measure_light"]),
    (room.checking(WALL, room.UNEVEN), "N", ["next_light_step"]),
    (room.checking(WALL, room.YELLOW), "Enter", ["next_light_step"]),
    (room.checking(WALL, ALL_RIGHT), "Enter", ["next_light_step"]),
    (room.checking(WALL, ALL_RIGHT), "R", ["measure_light"]),
    (room.checking(SITTER, room.SHADOW), "Enter", ["next_light_step"]),
    (room.checking(SITTER, room.SHADOW), "Esc", ["leave_light_check"]),
    *((BUSY, key, []) for key in ("Enter", "R", "N", "Esc")),
]


@pytest.mark.parametrize(("view", "key", "wishes"), KEYS)
def test_a_key_does_what_this_moment_of_the_check_asks_for(
    screens: StationScreens, hands: Hands, commands: RecordingCommands,
    view: StationView, key: str, wishes: list[str],
) -> None:  # fmt: skip
    screens.show_view(view)
    hands.press(key)
    assert commands.asked == wishes


def test_each_step_says_first_whom_the_camera_is_to_see(screens: StationScreens) -> None:
    screens.show_view(room.checking(WALL))
    assert "椅子を空けて、壁だけを写してください。" in said(screens.staff)
    screens.show_view(room.checking(SITTER))
    assert "係員が椅子に座り" in said(screens.staff)


def test_findings_are_read_in_order_as_instructions_with_value_and_limit(
    screens: StationScreens,
) -> None:
    screens.show_view(room.checking(WALL, room.UNEVEN, room.PATTERN, room.YELLOW))
    QApplication.processEvents()
    words = said(screens.staff)
    places = [
        words.index(WORDS[f"light.{one.advice.value}.do"])
        for one in (room.UNEVEN, room.PATTERN, room.YELLOW)
    ]
    assert places == sorted(places)
    assert "17.1 %（限度 12.0 %）" in words
    assert "13.2 LAB b" in words
    assert "不合格" in words
    assert "要確認" in words


def test_what_has_no_room_is_counted_and_not_cut_off(screens: StationScreens) -> None:
    screens.show_view(room.checking(WALL, *room.EVERYTHING))
    QApplication.processEvents()
    words = said(screens.staff)
    shown = sum(WORDS[f"light.{one.advice.value}.do"] in words for one in room.EVERYTHING)
    assert 1 < shown < len(room.EVERYTHING)
    assert f"ほか{len(room.EVERYTHING) - shown}件" in words


def shown_picture(screens: StationScreens, frame: Frame) -> QImage:
    QApplication.processEvents()
    screens.show_frame(frame, None)
    QApplication.processEvents()
    return screens.staff.pages.light.picture.grab().toImage()


def test_staff_see_the_room_as_it_is_and_not_in_a_mirror(screens: StationScreens) -> None:
    screens.show_view(room.checking(WALL))
    frame = Frame(seq=1, captured_at_ns=1, pixels=coloured())  # blue left, red right
    image = shown_picture(screens, frame)
    middle = image.height() // 3
    assert image.pixelColor(image.width() // 5, middle) == QColor("#0000ff")
    assert image.pixelColor(image.width() * 4 // 5, middle) == QColor("#ff0000")


@pytest.mark.parametrize(("part", "side"), [(LEFT_PART, 0), (RIGHT_PART, 1)])
@pytest.mark.parametrize("verdict", [Verdict.FAIL, Verdict.WARN])
def test_the_raster_lies_on_the_finding_s_side_in_the_verdict_s_colour(
    screens: StationScreens, part: object, side: int, verdict: Verdict
) -> None:
    assert isinstance(part, type(LEFT_PART))
    finding = LightFinding(advice=room.UNEVEN.advice, verdict=verdict, region=part)
    screens.show_view(room.checking(WALL, finding))
    image = shown_picture(screens, samples.frame())
    colour = Palette().bad if verdict is Verdict.FAIL else Palette().warn
    painted, edge = of_colour(image, colour), image.width() // 2
    halves = [painted[:, : edge - 6].sum(), painted[:, edge + 6 :].sum()]
    assert halves[side] > 1000
    assert halves[1 - side] == 0


def test_the_ring_fills_with_the_frames_that_are_being_gathered(screens: StationScreens) -> None:
    screens.show_view(room.checking(WALL))
    screens.show_view(BUSY)
    QApplication.processEvents()
    assert "動かさないで" in said(screens.staff)
    shares = []
    for seq in range(1, FRAMES + 1):
        screens.show_frame(samples.frame(1 + seq % 2), None)
        shares.append(screens.staff.pages.light._findings._ring._share)
    assert shares == [pytest.approx(seq / FRAMES) for seq in range(1, FRAMES + 1)]
    assert "計算しています" in said(screens.staff)
    screens.show_view(room.checking(WALL, room.UNEVEN))
    screens.show_view(BUSY)
    assert screens.staff.pages.light._findings._ring._share == 0


def test_a_camera_that_cannot_be_locked_is_told_quietly(screens: StationScreens) -> None:
    screens.show_view(room.checking(WALL))
    assert "固定できません" not in said(screens.staff)
    screens.show_view(room.checking(WALL, camera=room.STUBBORN))
    assert "カメラの自動調整は固定できません（この機種）" in said(screens.staff)


def test_a_picture_that_no_longer_comes_is_taken_away(screens: StationScreens) -> None:
    screens.show_view(room.checking(WALL))
    shown_picture(screens, samples.frame())
    pictures = [screens.staff.pages.light.picture.has_picture]
    screens.show_view(room.checking(WALL, camera=room.LOST))
    pictures.append(screens.staff.pages.light.picture.has_picture)
    assert pictures == [True, False]
    assert "USBケーブル" in said(screens.staff)


def test_the_member_of_staff_on_the_chair_is_not_kept_on_the_page(screens: StationScreens) -> None:
    screens.show_view(room.checking(SITTER))
    shown_picture(screens, samples.frame())
    screens.show_view(samples.view(Ready()))
    assert not screens.staff.pages.light.picture.has_picture


def test_the_applicant_sees_nothing_of_it(screens: StationScreens) -> None:
    screens.show_view(room.checking(SITTER, room.SHADOW))
    screens.show_frame(samples.frame(), None)
    assert "ようこそ" in said(screens.applicant)
    assert "影" not in said(screens.applicant)
    assert not screens.applicant.posing.mirror.has_picture


def test_a_notice_lies_over_the_foot_of_the_picture(screens: StationScreens) -> None:
    screens.show_view(room.checking(WALL, notice=samples.disk_full()))
    QApplication.processEvents()
    page = screens.staff.pages.light
    corner = page.notice.mapTo(page.picture, QPoint(0, page.notice.height()))
    assert page.notice.isVisible()
    assert 0 < corner.y() <= page.picture.height()
