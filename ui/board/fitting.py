"""Words as large as their place allows: on the board nothing is cut off, it is made smaller."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from ui.style import font
from ui.theme import Theme

_MEASURED_PX = 100  # widths grow evenly with the size; at 100 px hinting does not matter


@dataclass(frozen=True, slots=True)
class Ink:
    """How words are drawn."""

    painter: QPainter
    theme: Theme

    def words(
        self,
        text: str,
        area: QRectF,
        colour: str,
        *,
        bold: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        most: float = 1.0,
        most_px: float = math.inf,
    ) -> None:
        """Draw ``text`` in one line of ``area``.

        It is ``most`` of the area's height high, less when it is wider than the area.
        """
        made = fitted(self.theme, text, area, bold=bold, most=min(most, most_px / area.height()))
        metrics = QFontMetricsF(made)
        width = metrics.horizontalAdvance(text)
        free = area.width() - width
        left = area.left()
        if align & Qt.AlignmentFlag.AlignHCenter:
            left += free / 2
        elif align & Qt.AlignmentFlag.AlignRight:
            left += free
        # Capitals and 漢字 stand optically centred when 0.36 em lie above the middle.
        baseline = area.center().y() + made.pixelSize() * 0.36
        self.painter.setFont(made)
        self.painter.setPen(QColor(colour))
        self.painter.drawText(QPointF(left, baseline), text)


def fitted(
    theme: Theme, text: str, area: QRectF, *, bold: bool = False, most: float = 1.0
) -> QFont:
    """Return the type in which ``text`` fits in the area's width and in ``most`` of its height."""
    plain = _plain(theme, _MEASURED_PX, bold=bold)
    width = max(1.0, QFontMetricsF(plain).horizontalAdvance(text))
    size = min(area.height() * most, _MEASURED_PX * area.width() / width)
    made = _plain(theme, size, bold=bold)
    while made.pixelSize() > _SMALLEST_PX and _too_wide(made, text, area):
        made.setPixelSize(made.pixelSize() - 1)  # hinting: now and then a pixel too wide
    return made


def even_px(
    theme: Theme, texts: Sequence[str], area: QRectF, *, bold: bool = False, most: float = 1.0
) -> float:
    """Return the size in which all of ``texts`` fit, so that a column is of one size."""
    sizes = (fitted(theme, text, area, bold=bold, most=most).pixelSize() for text in texts)
    return min(sizes, default=math.inf)


_SMALLEST_PX = 6


def _too_wide(made: QFont, text: str, area: QRectF) -> bool:
    return QFontMetricsF(made).horizontalAdvance(text) > area.width()


def _plain(theme: Theme, size_px: float, *, bold: bool) -> QFont:
    """Return type of this very size: the board fills its screen, a text scale has no room left."""
    made = font(theme, _MEASURED_PX, bold=bold)
    made.setPixelSize(max(_SMALLEST_PX, int(size_px)))
    return made
