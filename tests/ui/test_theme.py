"""Words can be read: contrast of every pair, in every look."""

import re

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from pytestqt.qtbot import QtBot

from kiosk.settings import ScreenSettings
from ui.app import theme_of
from ui.style import style_sheet
from ui.theme import (
    CONTRAST,
    SHAPE_PAIRS,
    STANDARD,
    TEXT_SCALES,
    WORD_PAIRS,
    StaffType,
    Theme,
    contrast,
)
from ui.widgets.key_button import KeyButton

LEAST = {"standard": 4.5, "contrast": 7.0}  # WCAG 2.2: 1.4.3 (AA) and 1.4.6 (AAA)


@pytest.mark.parametrize(("name", "theme"), [("standard", STANDARD), ("contrast", CONTRAST)])
@pytest.mark.parametrize("pair", WORD_PAIRS, ids="-on-".join)
def test_words_stand_out_from_their_ground(name: str, theme: Theme, pair: tuple[str, str]) -> None:
    ink, ground = (getattr(theme.colours, token) for token in pair)
    assert contrast(ink, ground) >= LEAST[name]


@pytest.mark.parametrize("theme", [STANDARD, CONTRAST])
@pytest.mark.parametrize("pair", SHAPE_PAIRS, ids="-on-".join)
def test_shapes_stand_out_from_their_ground(theme: Theme, pair: tuple[str, str]) -> None:
    ink, ground = (getattr(theme.colours, token) for token in pair)
    assert contrast(ink, ground) >= 3.0


def test_the_ratio_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scale", TEXT_SCALES)
def test_larger_text_is_the_same_look_with_larger_type(scale: float) -> None:
    theme = STANDARD.with_text_scale(scale)
    assert theme.colours == STANDARD.colours
    assert f"font-size: {round(StaffType.TITLE * scale)}px" in style_sheet(theme)


def test_only_the_three_scales_exist() -> None:
    with pytest.raises(ValueError, match="text scale"):
        STANDARD.with_text_scale(1.3)


def test_the_settings_choose_among_the_looks() -> None:
    assert theme_of(ScreenSettings()) == STANDARD
    chosen = theme_of(ScreenSettings(text_percent=150, high_contrast=True, reduced_motion=True))
    assert chosen == Theme(colours=CONTRAST.colours, text_scale=1.5, motion=False)


@pytest.mark.gui
@pytest.mark.parametrize("moves", [True, False])
def test_with_reduced_motion_the_busy_wheel_stands_still(qtbot: QtBot, *, moves: bool) -> None:
    button = KeyButton("封をする", "Enter", Theme(motion=moves), kind="primary")
    button.set_busy(True)
    timers = button.findChildren(QTimer)
    assert any(one.isActive() for one in timers) is moves
    button.set_busy(False)
    button.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_every_pair_of_a_page_is_named_among_the_pairs() -> None:
    """The style sheet writes no words in a token that no pair holds to the least contrast."""
    inks = {getattr(STANDARD.colours, ink): ink for ink, _ in WORD_PAIRS}
    written = set(re.findall(r"(?<![-\w])color: (#[0-9a-f]{6})", style_sheet(STANDARD)))
    assert written <= set(inks) | {"#1a1a1a"}
