"""What the applicant sees of a hint: words, line, sign; never colour alone."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.domain.finding import Hint
from kiosk.texts import Language, catalogue
from kiosk.workflow.phases import Developing, Posing, Shooting
from tests.fakes.commands import RecordingCommands
from tests.ui import samples
from tests.ui.seen import grey, of_colour, said
from ui.hands import Hands
from ui.imaging import FramePictures
from ui.mirror import Mirror
from ui.oval import Look, look_of, oval_of, paint_oval
from ui.pictograms import Pictogram, paint_pictogram, pictogram_area, pictogram_of
from ui.screens import StationScreens
from ui.signs import way_of
from ui.theme import CONTRAST, STANDARD, Palette, Theme
from ui.viewport import cover

JA = catalogue(Language.JA)
SIGNLESS = {Hint.NO_CAMERA, Hint.NO_FACE, Hint.HOLD_STILL, Hint.TAKING}
FOR_STAFF = (Hint.LIGHT_FROM_SIDE, Hint.TOO_DARK, Hint.TOO_BRIGHT)


def oval_picture(look: Look, hold: float = 0.0) -> QImage:
    image = QImage(960, 540, QImage.Format.Format_RGB32)
    image.fill(QColor("#808080"))
    view = cover((1920, 1080), (960, 540), mirrored=True)
    with QPainter(image) as painter:
        paint_oval(painter, view, oval_of(samples.face()), Palette(), look=look, hold=hold)
    return image


def pictogram_picture(pictogram: Pictogram, palette: Palette = STANDARD.colours) -> QImage:
    image = QImage(120, 120, QImage.Format.Format_RGB32)
    image.fill(QColor("#e8e8e8"))
    with QPainter(image) as painter:
        paint_pictogram(painter, QRectF(0, 0, 120, 120), pictogram, palette)
    return image


def different(one: QImage, other: QImage) -> int:
    return int((np.abs(grey(one) - grey(other)) > 60).sum())


@pytest.mark.parametrize("hint", Hint)
def test_every_hint_that_asks_for_something_has_an_arrow_or_a_pictogram(hint: Hint) -> None:
    signs = [way_of(hint, 8.0), pictogram_of(hint)]
    assert (signs.count(None) == 1) is (hint not in SIGNLESS), signs


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(Look, 2)))
def test_looks_of_the_oval_differ_without_their_colour(one: Look, other: Look) -> None:
    assert different(oval_picture(one), oval_picture(other)) > 300


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(Pictogram, 2)))
def test_pictograms_differ_without_their_colour(one: Pictogram, other: Pictogram) -> None:
    assert different(pictogram_picture(one), pictogram_picture(other)) > 250


@pytest.mark.parametrize("pictogram", Pictogram)
def test_pictograms_stand_out_in_every_look(pictogram: Pictogram) -> None:
    for palette in (STANDARD.colours, CONTRAST.colours):
        levels = grey(pictogram_picture(pictogram, palette))
        assert (levels > 250).sum() > 2000
        assert (levels < 90).sum() > 700


def test_what_is_to_come_off_is_crossed_out_in_red() -> None:
    crossed = {one for one in Pictogram if of_colour(pictogram_picture(one), "#ce0000").any()}
    assert crossed == {Pictogram.NO_MASK, Pictogram.NO_SUNGLASSES, Pictogram.NO_HAT}


@pytest.mark.parametrize("size", [(1366, 768), (640, 480), (480, 640)])
def test_a_pictogram_stands_beside_the_head_and_inside_the_picture(size: tuple[int, int]) -> None:
    picture = QRectF(0, 0, *size)
    area = pictogram_area(picture)
    assert picture.contains(area)
    assert area.left() > picture.center().x()


@pytest.mark.parametrize("motion", [True, False])
def test_with_reduced_motion_the_arrow_stands_still(qtbot: QtBot, *, motion: bool) -> None:
    mirror = Mirror(Theme(motion=motion), FramePictures(), ground="#ffffff")
    qtbot.addWidget(mirror)
    mirror.resize(640, 480)
    mirror.show()
    pictures = []
    for at_ns in (0, 350_000_000):
        frame = replace(samples.frame(), captured_at_ns=at_ns)
        mirror.show_frame(frame, samples.live(Hint.MOVE_LEFT, 0.0))
        pictures.append(mirror.grab().toImage())
    assert (pictures[0] != pictures[1]) is motion


def test_hints_for_staff_calm_the_applicant_and_tell_staff_what_to_do(
    screens: StationScreens,
) -> None:
    screens.show_view(samples.view(Posing(1)))
    for seq, hint in enumerate(FOR_STAFF):
        screens.show_frame(samples.frame(1 + 4 * seq), samples.live(hint, 0.0))
        assert "スタッフが明かりを整えます" in said(screens.applicant)
        assert JA[f"staff_hint.{hint.value}"] in said(screens.staff)
        assert look_of(hint) is Look.WAIT


def test_f8_goes_on_without_a_photo(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(samples.view(Posing(1)))
    hands.press("F8")
    assert commands.asked == ["waive_photo"]


@pytest.mark.parametrize("phase", [Shooting(1), Developing(1)])
def test_while_the_photo_is_taken_staff_can_ask_for_nothing(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, phase: Shooting | Developing
) -> None:
    screens.show_view(samples.view(phase))
    for key in ("Enter", "M", "A", "F8", "Esc", "V"):
        hands.press(key)
    assert commands.asked == []
    primary = screens.staff.page.bar.primary
    assert primary is not None
    assert primary.busy
    assert "撮影中" in primary.accessibleName()
    screens.show_view(samples.view(Posing(1)))
    assert "撮影する" in primary.accessibleName()


def test_the_mirror_stays_while_the_shutter_is_open_and_ends_in_a_white_field(
    screens: StationScreens,
) -> None:
    screens.show_view(samples.view(Posing(1)))
    QApplication.processEvents()
    screens.show_frame(samples.frame(), samples.live(Hint.HOLD_STILL, 0.98))
    screens.show_view(samples.view(Shooting(1)))
    assert JA["hint.taking"] in said(screens.applicant)
    screens.show_frame(samples.frame(2), samples.live(Hint.MOVE_LEFT, 0.0))
    assert JA["hint.taking"] in said(screens.applicant)
    pictures = [screens.applicant.posing.mirror.has_picture]
    screens.show_view(samples.view(Developing(1)))
    pictures.append(screens.applicant.posing.mirror.has_picture)
    assert pictures == [True, False]
    assert "撮影しました" in said(screens.applicant)
    image = screens.applicant.grab().toImage()
    assert (grey(image) > 250).mean() > 0.9
    screens.show_view(samples.view(Posing(1)))
    assert JA["hint.taking"] not in said(screens.applicant)
