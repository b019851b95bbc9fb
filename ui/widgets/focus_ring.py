"""The ring around whatever has the keyboard: yellow outside a dark line, never hidden."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from ui.theme import BUTTON_RADIUS_PX, FOCUS_LINE_PX, FOCUS_RING_PX, Theme

_REACH = FOCUS_LINE_PX + FOCUS_RING_PX
_MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
}


class FocusRing(QWidget):
    """Lies over a window and follows its focus widget; the mouse goes through it."""

    def __init__(self, window: QWidget, theme: Theme, *, below: QWidget | None = None) -> None:
        """Stay under ``below``, a panel that may lie over everything."""
        super().__init__(window)
        self._below = below
        self._over = window
        self._theme = theme
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_changed)

    @property
    def target(self) -> QWidget | None:
        """Return the widget the ring is around."""
        return self._target

    @Slot("QWidget*", "QWidget*")
    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in filter(isValid, self._watched):
            widget.removeEventFilter(self)
        self._watched = []
        self._target = new if new is not None and self._over.isAncestorOf(new) else None
        above = self._target
        while above is not None and above is not self._over:
            above.installEventFilter(self)
            self._watched.append(above)
            above = above.parentWidget()
        self._follow()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow the widget when it, or what it lies in, moves."""
        if event.type() in _MOVES:
            self._follow()
        return False

    def _follow(self) -> None:
        target = self._target
        if target is None or not isValid(target) or not target.isVisible():
            self.hide()
            return
        corner = target.mapTo(self._over, QPoint(0, 0))
        seen = QRect(corner, target.size()).intersected(self._scrolled_to(target))
        self.setGeometry(seen.adjusted(-_REACH, -_REACH, _REACH, _REACH))
        if self._below is not None and self._below.isVisible():
            self.stackUnder(self._below)
        else:
            self.raise_()
        self.show()

    def _scrolled_to(self, target: QWidget) -> QRect:
        """Return what the scroll areas around the widget leave of the window."""
        left = self._over.rect()
        above = target.parentWidget()
        while above is not None and above is not self._over:
            if isinstance(above, QScrollArea):
                port = above.viewport()
                left &= QRect(port.mapTo(self._over, QPoint(0, 0)), port.size())
            above = above.parentWidget()
        return left

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line and the ring outside it."""
        colours = self._theme.colours
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            rings = (
                (FOCUS_RING_PX / 2, FOCUS_RING_PX, colours.focus),
                (FOCUS_RING_PX + FOCUS_LINE_PX / 2, FOCUS_LINE_PX, colours.focus_line),
            )
            for inset, width, colour in rings:
                painter.setPen(QPen(QColor(colour), width))
                area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
                radius = BUTTON_RADIUS_PX + _REACH - inset
                painter.drawRoundedRect(area, radius, radius)
