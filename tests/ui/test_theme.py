"""Words can be read: contrast of every pair, in every look."""

import pytest

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
