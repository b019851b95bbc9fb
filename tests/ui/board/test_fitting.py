"""Words made to fit."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from ui.board.fitting import fitted
from ui.theme import STANDARD

pytestmark = pytest.mark.usefixtures("qapp")


@settings(max_examples=150)
@given(
    text=st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=60),
    width=st.floats(120, 3000),
    height=st.floats(10, 900),
    bold=st.booleans(),
)
def test_any_words_fit_their_place(text: str, width: float, height: float, bold: bool) -> None:
    made = fitted(STANDARD, text, QRectF(0, 0, width, height), bold=bold)
    smallest = made.pixelSize() == 6
    assert smallest or QFontMetricsF(made).horizontalAdvance(text) <= width
    assert made.pixelSize() <= max(6, height)
