"""Words in a box: as large as asked, smaller when they must be, never cut off."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption

from ui.theme import FAMILIES

_SHRINK = 0.94
_LEAST_PX = 1


def type_of(size_px: float, *, bold: bool = False) -> QFont:
    """Return the house's type for paper: unhinted, so that it is the same on every device."""
    made = QFont(list(FAMILIES))
    made.setPixelSize(max(_LEAST_PX, round(size_px)))
    made.setBold(bold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def draw_words(
    painter: QPainter,
    box: QRectF,
    text: str,
    size_px: float,
    *,
    bold: bool = False,
    one_line: bool = False,
    leading: float = 1.0,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> float:
    """Draw the words in the middle of the box's height; return the size that fitted.

    ``leading`` is the distance of lines in heights of the type.
    """
    option = QTextOption(align)
    wrap = QTextOption.WrapMode
    option.setWrapMode(wrap.ManualWrap if one_line else wrap.WrapAtWordBoundaryOrAnywhere)
    option.setUseDesignMetrics(True)
    while True:
        font = type_of(size_px, bold=bold)
        layout, height = _set(QTextLayout(text.replace("\n", "\u2028"), font), option, box, leading)
        widest = max(
            (layout.lineAt(n).naturalTextWidth() for n in range(layout.lineCount())), default=0.0
        )
        if (height <= box.height() and widest <= box.width()) or size_px <= _LEAST_PX:
            break
        size_px *= _SHRINK
    layout.draw(painter, QPointF(box.left(), box.top() + max(0.0, box.height() - height) / 2))
    return size_px


def _set(
    layout: QTextLayout, option: QTextOption, box: QRectF, leading: float
) -> tuple[QTextLayout, float]:
    layout.setTextOption(option)
    top = height = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(box.width())
        line.setPosition(QPointF(0.0, top))
        height = top + line.height()
        top += line.height() * leading
    layout.endLayout()
    return layout, height
