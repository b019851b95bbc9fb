"""Words that may run over several lines, with the line height the design asks for."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.theme import LINE_HEIGHT

_Asked = tuple[str, int, str]
_MOST_COUNTED = 32
_EVEN_PX = 4  # how exactly the narrowest width is looked for


class Paragraph(QLabel):
    """A label with `LINE_HEIGHT` (QLabel has about 1.0) and lines of even length."""

    def __init__(
        self,
        text: str = "",
        *,
        role: str = "body",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        line_height: float = LINE_HEIGHT,
    ) -> None:
        super().__init__(text)
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(align)
        self._line_height = line_height
        self._counted: dict[_Asked, int] = {}
        self._laid: tuple[_Asked, list[QTextLayout]] = (("", -1, ""), [])
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def lines_at(self, width: int) -> int:
        """Return how many lines the words need at this width; layouts ask again and again."""
        asked = (self.text(), width, self.font().key())
        if asked not in self._counted:
            if len(self._counted) > _MOST_COUNTED:
                self._counted.clear()
            self._counted[asked] = sum(
                self._break(part, width).lineCount() for part in self.text().split("\n")
            )
        return self._counted[asked]

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        self.ensurePolished()
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right()
        return math.ceil(self.lines_at(inner) * self._line()) + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        """Return one line's size for every part, unbroken."""
        self.ensurePolished()
        parts = self.text().split("\n")
        widest = max(self.fontMetrics().horizontalAdvance(part) for part in parts)
        return QSize(widest + 2, math.ceil(len(parts) * self._line()))

    def minimumSizeHint(self) -> QSize:
        """Return the narrowest useful size: a few characters wide."""
        self.ensurePolished()
        return QSize(min(self.sizeHint().width(), 8 * self.fontMetrics().height()), 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines, as even as their number allows."""
        area = QRectF(self.contentsRect())
        line = self._line()
        parts = self._laid_out(int(area.width()))
        count = sum(part.lineCount() for part in parts)
        above = self.alignment() & Qt.AlignmentFlag.AlignTop
        y = area.top() + (0.0 if above else max(0.0, (area.height() - count * line) / 2))
        centred = self.alignment() & Qt.AlignmentFlag.AlignHCenter
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            for laid in (part.lineAt(at) for part in parts for at in range(part.lineCount())):
                free = area.width() - laid.naturalTextWidth()
                x = area.left() + (free / 2 if centred else 0.0)
                laid.setPosition(QPointF(0, 0))
                laid.draw(painter, QPointF(x, y + (line - laid.height()) / 2))
                y += line

    def _laid_out(self, width: int) -> list[QTextLayout]:
        """Return the layouts of all parts; the last ones are kept until words or width change."""
        asked = (self.text(), width, self.font().key())
        if self._laid[0] != asked:
            self._laid = (asked, [self._even(part, width) for part in asked[0].split("\n")])
        return self._laid[1]

    def _line(self) -> float:
        pixels = self.font().pixelSize()
        return self._line_height * (pixels if pixels > 0 else self.fontMetrics().height())

    def _break(self, text: str, width: int) -> QTextLayout:
        layout = QTextLayout(text, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
        layout.endLayout()
        return layout

    def _even(self, text: str, width: int) -> QTextLayout:
        """Return the narrowest layout that needs no more lines than the full width does."""
        best = self._break(text, width)
        centred = bool(self.alignment() & Qt.AlignmentFlag.AlignHCenter)
        if best.lineCount() <= 1 or not centred:
            return best
        low, high = width // 2, width
        while high - low > _EVEN_PX:
            middle = (low + high) // 2
            tried = self._break(text, middle)
            if tried.lineCount() > best.lineCount():
                low = middle
            else:
                high, best = middle, tried
        return best
