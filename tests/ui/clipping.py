"""Finds words that do not fit where they stand."""

import itertools

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget

from ui.camera_picture import CameraPicture
from ui.widgets.duty_list import DutyList
from ui.widgets.key_button import KeyButton
from ui.widgets.paragraph import Paragraph
from ui.widgets.scroll_body import ScrollBody
from ui.widgets.steps import Steps

_PAINT_PX = 1  # half a pixel at either end


def clipped(window: QWidget) -> list[str]:
    """Return what is cut off in the window: the words and what is wrong with them."""
    found = []
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and (complaint := _complaint(widget)):
            found.append(f"{type(widget).__name__} {_words(widget)!r}: {complaint}")
        if widget.isVisible() and _outside(widget):
            found.append(f"{type(widget).__name__} {_words(widget)!r}: outside its parent")
    return found + _overlaps(window)


def _overlaps(window: QWidget) -> list[str]:
    """Return what lies on something else beside it."""
    places: dict[QWidget, list[QWidget]] = {}
    for widget in window.findChildren(QWidget):
        parent = widget.parentWidget()
        solid = isinstance(widget, QLabel | QLineEdit | QPushButton | QFrame)
        if (
            parent is not None
            and solid
            and widget.isVisible()
            and not isinstance(parent, CameraPicture)
        ):
            places.setdefault(parent, []).append(widget)
    return [
        f"{_words(one)!r} lies on {_words(other)!r}"
        for beside in places.values()
        for one, other in itertools.combinations(beside, 2)
        if one.geometry().intersects(other.geometry())
    ]


def _complaint(widget: QWidget) -> str:
    match widget:
        case Paragraph() if widget.text():
            needed = widget.heightForWidth(widget.width())
            return _short(widget.height(), needed, "high") or _longest_word(widget)
        case QLabel() if widget.text():
            metrics, area = QFontMetrics(widget.font()), widget.contentsRect()
            width = metrics.horizontalAdvance(widget.text())
            return _short(area.width(), width, "wide") or _short(
                area.height(), metrics.ascent(), "high"
            )
        case KeyButton() | Steps():
            return _short(widget.width(), widget.minimumSizeHint().width(), "wide")
        case QPushButton():
            width = QFontMetrics(widget.font()).horizontalAdvance(widget.text())
            return _short(widget.width(), width + 16, "wide")
        case DutyList() | ScrollBody():  # as long as the day, as high as large type: both scroll
            inside = widget.widget()
            return _short(widget.viewport().width(), inside.width() if inside else 0, "wide")
        case QScrollArea():
            inside = widget.widget()
            needed = inside.minimumSizeHint().height() if inside else 0
            return _short(widget.viewport().height(), needed, "high")
        case _:
            return ""


def _longest_word(paragraph: Paragraph) -> str:
    metrics = QFontMetrics(paragraph.font())
    if paragraph.wordWrap():
        return ""
    return _short(paragraph.width(), metrics.horizontalAdvance(paragraph.text()), "wide")


def _short(has: int, needs: int, how: str) -> str:
    return f"{has} px {how}, needs {needs}" if needs > has + _PAINT_PX else ""


def _outside(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    if parent is None or not isinstance(widget, QLabel | QPushButton) or not _words(widget):
        return False
    return not parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry())


def _words(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel) else widget.accessibleName()
