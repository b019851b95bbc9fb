"""What the tests of the verdict page share: states, keys, and a mouse on the photo's lines."""

from dataclasses import replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

from kiosk.domain.shot import HeadLines, Shot
from kiosk.workflow import phases
from kiosk.workflow.phases import Phase
from tests.ui import samples
from ui.hands import Hands
from ui.screens import StationScreens
from ui.staff.reviewing import ReviewPage

GOOD = phases.Reviewing(18, samples.shot())
BAD = phases.Reviewing(18, samples.BAD_SHOT)


def show(screens: StationScreens, phase: Phase) -> ReviewPage:
    screens.show_view(samples.view(phase))
    QApplication.processEvents()
    return screens.staff.pages.review


def press(hands: Hands, keys: str) -> None:
    for key in keys.split():
        hands.press(key)


def said(page: ReviewPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def mouse(kind: QMouseEvent.Type, place: QPointF) -> QMouseEvent:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    return QMouseEvent(kind, place, place, left, left, none)


def drag(page: ReviewPage, share: float, by: float) -> None:
    area = page.photo.photo_area()
    start = QPointF(area.center().x(), area.top() + share * area.height())
    end = start + QPointF(0, by * area.height())
    for kind, place in (
        (QMouseEvent.Type.MouseButtonPress, start),
        (QMouseEvent.Type.MouseMove, end),
        (QMouseEvent.Type.MouseButtonRelease, end),
    ):
        QApplication.sendEvent(page.photo, mouse(kind, place))


def cut_anew() -> Shot:
    return replace(samples.BAD_SHOT, lines=HeadLines(crown=0.1, chin=0.8), by_hand=True)
