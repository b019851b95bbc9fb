"""What every page of the staff window has: a body, a place for notices, the action bar."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain.frame import Frame
from kiosk.texts import Catalogue
from kiosk.workflow.commands import StationCommands
from kiosk.workflow.snapshots import LiveView, StationView
from ui.imaging import FramePictures
from ui.theme import LARGE_TYPE, Theme
from ui.widgets.action_bar import ActionBar
from ui.widgets.key_button import Action
from ui.widgets.notice import NoticeBar
from ui.widgets.pick_panel import Way
from ui.widgets.scroll_body import KeylessScrollBody

MOST_COLUMN_PX = 1280  # what large type leaves of a window 1366 px wide
_PAGES = {"PgUp": -1, "PgDown": 1}
_LINES = {"Up": -1, "Down": 1}


Pick = Callable[[str, str, Sequence[Way]], None]
"""Offers ways on over the page: title, a sentence about them, each with its words."""


def _no_panel(_title: str, _about: str, _ways: Sequence[Way]) -> None:
    """Stand in where there is no window around the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the pages of one window share."""

    commands: StationCommands
    texts: Catalogue
    theme: Theme
    pictures: FramePictures
    today: Callable[[], date]
    now: Callable[[], datetime]
    pick: Pick = _no_panel


class Page(QWidget):
    """One page per phase; a function of the view."""

    def __init__(
        self, desk: Desk, *, primary: Action | None = None, quiet: tuple[Action, ...] = ()
    ) -> None:
        super().__init__()
        self.desk = desk
        self.actions_here = (*quiet, *((primary,) if primary else ()))
        self.notice = NoticeBar(desk.theme, desk.texts)
        self.bar = ActionBar(desk.theme, desk.texts, primary, quiet)
        self.body = QWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(12)
        self._scroll = KeylessScrollBody(self.body) if desk.theme.text_scale > 1 else None
        layout.addWidget(self._scroll or self.body, 1)
        layout.addWidget(self.bar)

    def keep_notice_in_sight(self) -> None:
        """Show the notice below the body, which large type may have scrolled."""
        kept = self.notice.sizePolicy()
        kept.setRetainSizeWhenHidden(False)
        self.notice.setSizePolicy(kept)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(1, self.notice)

    def keep_in_sight(self, widget: QWidget) -> None:
        """Scroll to the widget where large type may have it outside the window."""
        if self._scroll is not None:
            self._scroll.ensureWidgetVisible(widget)

    def show_view(self, view: StationView) -> None:
        """Show the view's words; pages add what is their own."""
        self.notice.show_error(view.notice)

    def show_frame(self, frame: Frame, live: LiveView | None) -> None:
        """Show a frame; most pages have no mirror."""

    def begin(self) -> None:
        """Become the page that is seen."""
        self.bar.withdraw_question()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def wipe(self) -> None:
        """Forget whatever is personal on this page."""

    def first_focus(self) -> QWidget:
        """Return the widget that has the keyboard first."""
        return self.bar.primary or self

    def press(self, key: str) -> bool:
        """Do what the key stands for here; tell whether it stands for anything."""
        if self._scroll is not None and key in _PAGES:
            self._scroll.page(_PAGES[key])
            return True
        if self._scroll is not None and key in _LINES:
            self._scroll.line(_LINES[key])
            return True
        return self.bar.press(key)

    def repeats(self, _key: str) -> bool:
        """Tell whether the key goes on while it is held down; most act once."""
        return False

    def more_keys(self) -> tuple[tuple[str, str], ...]:
        """Return keys without a button, for the page of keys: key, words."""
        return ()


def middle_column(page: Page, *widgets: QWidget, width: int) -> None:
    """Fill the body with one column in the middle, a place for the notice below it."""
    width = min(page.desk.theme.px(width), MOST_COLUMN_PX)
    column = QVBoxLayout(page.body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    column.addStretch(1)
    for widget in widgets:
        widget.setFixedWidth(width)
        column.addLayout(_centred(widget))
    column.addStretch(1)
    if page.desk.theme.text_scale > 1:
        page.keep_notice_in_sight()
        return
    page.notice.setFixedWidth(max(width, min(page.desk.theme.px(640), MOST_COLUMN_PX)))
    page.notice.setMinimumHeight(page.desk.theme.px(112))
    column.addLayout(_centred(page.notice))


def two_columns(page: Page, left: QWidget, right: QWidget, *, right_px: int) -> None:
    """Fill the body with two cards, in very large type one above the other."""
    large = page.desk.theme.text_scale > LARGE_TYPE
    row = QVBoxLayout(page.body) if large else QHBoxLayout(page.body)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(16)
    row.addWidget(left, 1)
    row.addWidget(right)
    if not large:
        right.setFixedWidth(right_px)
    page.keep_notice_in_sight()


def _centred(widget: QWidget) -> QHBoxLayout:
    """Return a row with the widget in its middle; an alignment would lose its height for width."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget)
    row.addStretch(1)
    return row
