"""Every state of the desks in every language, also in large type on the smallest window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.texts import Language
from kiosk.workflow.phases import Ready
from tests.ui import desks, samples
from tests.ui.largetype import large, misfits
from ui.hands import Hands
from ui.screens import StationScreens
from ui.staff.desks.page import DeskPage
from ui.theme import TEXT_SCALES

__all__ = ["large"]
TYPED = "*"
TURNS = 8  # a list that gets a scroll bar breaks its lines anew, and then has another height


def show(screens: StationScreens, name: str) -> None:
    """Show a scene as somebody comes to it: with keys, and words that begin with a star."""
    view, keys = desks.scenes()[name]
    screens.show_view(samples.view(Ready()))
    screens.show_view(view)
    QApplication.processEvents()
    hands = Hands(screens.staff)
    for key in keys:
        if key.startswith(TYPED):
            hands.write(key.removeprefix(TYPED))
        else:
            hands.press(key)
    for _ in range(TURNS):
        QApplication.processEvents()


@pytest.mark.parametrize("scale", [min(TEXT_SCALES), max(TEXT_SCALES)])
@pytest.mark.parametrize("language", Language)
def test_nothing_is_cut_off_and_no_window_grows(
    large: StationScreens, language: Language, scale: float
) -> None:
    found = []
    for name in desks.scenes():
        show(large, name)
        found += misfits(large, name, f"{language.value}-{scale:.1f}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("scale", [min(TEXT_SCALES), max(TEXT_SCALES)])
@pytest.mark.parametrize("language", [Language.JA])
def test_the_arrows_choose_also_where_large_type_scrolls(large: StationScreens) -> None:
    show(large, "staff-removed")
    page = large.staff.page
    assert isinstance(page, DeskPage)
    people = page.lists()
    assert people is not None
    first = people.name
    Hands(large.staff).press("Down")
    assert people.name != first
    Hands(large.staff).press("Up")
    assert people.name == first


@pytest.mark.parametrize("scale", [1.0])
@pytest.mark.parametrize("language", [Language.JA])
def test_the_primary_action_stays_at_its_place_in_every_state(large: StationScreens) -> None:
    places = {}
    for name in desks.scenes():
        show(large, name)
        button = large.staff.page.bar.primary
        assert button is not None
        corner = button.mapTo(large.staff, button.rect().bottomRight())
        places[name] = (corner.x(), corner.y(), button.height())
    assert len(set(places.values())) == 1, places


@pytest.mark.parametrize("scale", [1.0])
@pytest.mark.parametrize("language", [Language.JA])
def test_everything_that_can_have_the_focus_is_reached_with_tab(large: StationScreens) -> None:
    for name in desks.scenes():
        show(large, name)
        wanted = {
            one
            for one in large.staff.findChildren(QWidget)
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible() and one.isEnabled()
        }
        reached: set[QWidget | None] = set()
        for _ in range(40):
            reached.add(QApplication.focusWidget())
            large.staff.focusNextChild()
        assert wanted
        assert not wanted - reached, name
