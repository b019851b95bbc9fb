"""Everybody can work here: names for screen readers, all by keyboard, words that stand out.

Scenes are those of the picture tests, so that a new page is looked at as soon as it has one.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kiosk.texts import Language
from kiosk.workflow import phases
from tests.fakes.commands import RecordingCommands
from tests.ui import every_scene, samples
from tests.ui.conftest import make_screens, plain_app
from ui.hands import Hands
from ui.screens import StationScreens
from ui.theme import CONTRAST, STANDARD, Theme, contrast

pytestmark = pytest.mark.gui
MOST_STOPS = 120
EDGE = 2
FEW = 8
TAB = Qt.FocusPolicy.TabFocus.value


@pytest.fixture
def dressed(qtbot: QtBot, qapp: QApplication, theme: Theme) -> Iterator[StationScreens]:
    made = make_screens(RecordingCommands(), Language.JA, theme=theme)
    yield made
    made.close()
    QApplication.processEvents()
    plain_app()


def shown(screens: StationScreens) -> Iterator[str]:
    """Show one scene after the other."""
    for name, scene in every_scene.staff_scenes().items():
        every_scene.reach(screens, scene, settling=2)
        yield name


def stops(window: QWidget) -> list[QWidget]:
    """Return what can have the keyboard in the window now."""
    return [
        one
        for one in window.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.focusPolicy().value & TAB
        and one.focusProxy() is None
    ]


def spoken(widget: QWidget) -> str:
    """Return what a screen reader calls the widget."""
    told = QAccessible.queryAccessibleInterface(widget)
    return told.text(QAccessible.Text.Name).strip() if told is not None else ""


def nameless(window: QWidget) -> list[str]:
    """Return what has the keyboard or can be pressed, and no name."""
    pressed = [one for one in window.findChildren(QAbstractButton) if one.isVisible()]
    found = {one for one in (*stops(window), *pressed) if not spoken(one)}
    return sorted(f"{type(one).__name__} {one.objectName()}" for one in found)


def reached(window: QWidget) -> set[QWidget]:
    """Return what Tab comes by."""
    hands, seen = Hands(window), set[QWidget]()
    for _ in range(MOST_STOPS):
        hands.press("Tab")
        at = window.focusWidget()
        if at is None or at in seen:
            break
        seen.add(at)
    return seen


def test_a_nameless_button_is_found(screens: StationScreens) -> None:
    bare = QLineEdit(screens.staff)
    bare.show()
    assert "QLineEdit " in nameless(screens.staff)
    bare.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    assert bare not in reached(screens.staff)


# --- contrast ---------------------------------------------------------------------------------


def pixels(window: QWidget) -> npt.NDArray[np.uint32]:
    """Return the window's colours as 0xrrggbb."""
    made = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(made.constBits(), np.uint32).reshape(made.height(), -1)
    return rows[:, : made.width()] & np.uint32(0xFFFFFF)


def ground_of(widget: QWidget, picture: npt.NDArray[np.uint32]) -> str:
    """Return the colour that most of the widget's place has."""
    colours, counts = np.unique(place_of(widget, picture), return_counts=True)
    return f"#{int(colours[np.argmax(counts)]):06x}"


def place_of(widget: QWidget, picture: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """Return the pixels of what is seen of the widget, without its border."""
    seen = widget.visibleRegion().boundingRect().adjusted(EDGE, EDGE, -EDGE, -EDGE)
    corner = widget.mapTo(widget.window(), seen.topLeft())
    return picture[
        corner.y() : corner.y() + max(1, seen.height()),
        corner.x() : corner.x() + max(1, seen.width()),
    ]


def ink_of(widget: QWidget) -> str:
    """Return the colour that the widget's words are written in."""
    return widget.palette().color(widget.foregroundRole()).name()


def faint(window: QWidget, least: float) -> list[str]:
    """Return the words that do not stand out from what is painted behind them."""
    picture, found = pixels(window), []
    for one in window.findChildren(QWidget):
        if one.visibleRegion().isEmpty() or not one.isVisible():
            continue
        ground = ground_of(one, picture)
        if isinstance(one, QLabel) and one.text():
            ink, words = ink_of(one), one.text()
        elif isinstance(one, QAbstractButton) and one.isEnabled():  # many paint their words
            ink, words = painted_on(one, picture, ground), spoken(one)
        else:
            continue
        if contrast(ink, ground) < least:
            found.append(f"{words[:24]!r}: {ink} on {ground} {contrast(ink, ground):.2f}")
    return found


def painted_on(widget: QWidget, picture: npt.NDArray[np.uint32], ground: str) -> str:
    """Return the colour in the widget's place that stands out most, but for single pixels."""
    colours, counts = np.unique(place_of(widget, picture), return_counts=True)
    inks = [f"#{int(one):06x}" for one, many in zip(colours, counts, strict=True) if many > FEW]
    return max(inks, key=lambda one: contrast(one, ground), default=ground)


@pytest.mark.parametrize(
    ("theme", "least"), [(STANDARD, 4.5), (CONTRAST, 7.0)], ids=["standard", "contrast"]
)
def test_every_page_is_for_everybody(dressed: StationScreens, least: float) -> None:
    """One walk for all of it: showing the pages takes most of the time."""
    found: list[str] = []
    for name in shown(dressed):
        for window in (dressed.staff, dressed.applicant):
            where = f"{name} {window.objectName()}"
            found += [f"{where}: {one} has no name" for one in nameless(window)]
            found += [f"{where}: {one}" for one in faint(window, least)]
        missed = set(stops(dressed.staff)) - reached(dressed.staff)
        found += [f"{name}: Tab misses {type(one).__name__} {spoken(one)}" for one in missed]
    assert found == []


def test_faint_words_are_found(screens: StationScreens) -> None:
    screens.show_view(samples.view(phases.Ready()))
    made = QLabel("薄い", screens.staff)
    made.setStyleSheet("color: #aaaaaa; background: #ffffff")
    made.resize(200, 40)
    made.show()
    QApplication.processEvents()
    assert any("薄い" in one for one in faint(screens.staff, 4.5))
    assert QColor(ink_of(made)) == QColor("#aaaaaa")
