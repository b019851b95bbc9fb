"""A big answer in two languages, for a finger or the mouse."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.theme import Theme

_SIDE_PX = 24
_GAP_PX = 6


class AnswerButton(QPushButton):
    """Two lines: the answer, and the same in the second language."""

    def __init__(self, theme: Theme, words: tuple[str, str], *, primary: bool = False) -> None:
        super().__init__()
        self._theme, self._words = theme, words
        self._fonts = (self.font(), self.font())
        self._primary = primary
        self.setProperty("kind", "primary" if primary else "quiet")
        self.setAccessibleName(" ".join(words))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # touched, never typed at
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def set_fonts(self, first: QFont, second: QFont) -> None:
        """Give both lines their type."""
        self._fonts = (first, second)
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Return the room both lines need."""
        metrics = [QFontMetrics(one) for one in self._fonts]
        widths = [one.horizontalAdvance(w) for one, w in zip(metrics, self._words, strict=True)]
        return QSize(
            max(widths) + 2 * _SIDE_PX, sum(one.height() for one in metrics) + _GAP_PX + 16
        )

    def sizeHint(self) -> QSize:
        """Return the same."""
        return self.minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button and both lines in its middle."""
        super().paintEvent(event)
        colours = self._theme.colours
        colour = colours.on_key if self._primary else colours.key
        heights = [QFontMetrics(one).height() for one in self._fonts]
        top = (self.height() - sum(heights) - _GAP_PX) / 2
        with QPainter(self) as painter:
            painter.setPen(QColor(colour if self.isEnabled() else colours.sub))
            for font, words, height in zip(self._fonts, self._words, heights, strict=True):
                painter.setFont(font)
                line = QRectF(0, top, self.width(), height)
                painter.drawText(line, Qt.AlignmentFlag.AlignCenter, words)
                top += height + _GAP_PX
