"""The steps of a piece of work, and which one this is."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.style import font
from ui.theme import StaffType, Theme

_DISC_PX = 26
_GAP_PX = 10


class Steps(QWidget):
    """A line of numbered discs with words: done ones ticked, the present one filled."""

    def __init__(self, theme: Theme, names: Sequence[str]) -> None:
        super().__init__()
        self._theme = theme
        self._names = tuple(names)
        self._present = 0
        self.setAccessibleName(self._names[0])
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(34))

    def show_step(self, present: int) -> None:
        """Mark this step, counted from 0, as the present one."""
        if present != self._present:
            self._present = present
            self.setAccessibleName(self._names[present])
            self.update()

    def minimumSizeHint(self) -> QSize:
        """Return the room the discs and the names beside them need, whichever step it is."""
        most = sum(self._widths())
        if self._short:
            disc = self._theme.px(_DISC_PX)
            most = disc * (len(self._names) - 1) + max(self._whole_widths())
        return QSize(round(most) + 16 * len(self._names), self.height())

    @property
    def _short(self) -> bool:
        """Tell whether only the present step is named: large type leaves no room for all."""
        return self._theme.text_scale > 1

    def _widths(self) -> list[float]:
        whole = self._whole_widths()
        if not self._short:
            return whole
        disc = float(self._theme.px(_DISC_PX))
        return [width if at == self._present else disc for at, width in enumerate(whole)]

    def _whole_widths(self) -> list[float]:
        bold = font(self._theme, StaffType.BODY, bold=True)
        self.setFont(bold)
        metrics = self.fontMetrics()
        disc = self._theme.px(_DISC_PX)
        return [disc + _GAP_PX + metrics.horizontalAdvance(name) for name in self._names]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw discs, names and the lines between them."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            widths = self._widths()
            gap = (self.width() - sum(widths)) / max(1, len(widths) - 1)
            gap = min(gap, self._theme.px(96))
            x = 0.0
            for at, width in enumerate(widths):
                self._paint_step(painter, at, x, width)
                x += width
                if at + 1 < len(widths):
                    done = at < self._present
                    colours = self._theme.colours
                    painter.setPen(QPen(QColor(colours.ok if done else colours.line), 3))
                    middle = self.height() / 2
                    painter.drawLine(QPointF(x + 12, middle), QPointF(x + gap - 12, middle))
                x += gap

    def _paint_step(self, painter: QPainter, at: int, x: float, width: float) -> None:
        colours = self._theme.colours
        side = self._theme.px(_DISC_PX)
        disc = QRectF(x + 1, (self.height() - side) / 2 + 1, side - 2, side - 2)
        done, here = at < self._present, at == self._present
        fill = colours.ok if done else colours.key if here else colours.paper
        painter.setPen(QPen(QColor(fill if done or here else colours.sub), 2))
        painter.setBrush(QColor(fill))
        painter.drawEllipse(disc)
        painter.setFont(font(self._theme, StaffType.NOTE, bold=True))
        painter.setPen(QColor(colours.on_key if done or here else colours.sub))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, "✓" if done else str(at + 1))
        if self._short and not here:
            return
        painter.setFont(font(self._theme, StaffType.BODY, bold=here))
        painter.setPen(QColor(colours.ink if here else colours.sub))
        words = QRectF(x + side + _GAP_PX, 0, width - side - _GAP_PX + 2, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._names[at])
