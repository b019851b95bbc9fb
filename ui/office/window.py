"""The office's window: sign in, then pages that show one snapshot of the book."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from kiosk.errors import KioskError
from kiosk.ports import Background
from kiosk.texts import Catalogue
from kiosk.workflow.contract.gate import Gate
from kiosk.workflow.contract.session import Office, OfficeSession
from kiosk.workflow.contract.snapshot import OfficeSnapshot
from ui.office.desk import Chooser, OfficeDesk, PageSpec
from ui.office.header import OfficeHeader
from ui.office.page import OfficePage
from ui.office.pages import PAGES
from ui.office.signin import SignInPage
from ui.placing import LEAST_STAFF_PX
from ui.theme import STANDARD, Theme
from ui.widgets.focus_ring import FocusRing
from ui.widgets.key_button import key_name

LOCK = "F12"
IDLE_MS = 10 * 60_000
"""Own: the office is behind a door, its people think longer than at the desk (3 minutes there)."""


class OfficeWindow(QWidget):
    """One errand at a time; a form that is open outlives a turn to another page, not a lock."""

    closed = Signal()

    def __init__(
        self,
        texts: Catalogue,
        gate: Gate,
        chooser: Chooser,
        background: Background,
        *,
        theme: Theme = STANDARD,
        pages: Sequence[PageSpec] = PAGES,
    ) -> None:
        super().__init__()
        self.setObjectName("office")
        self.setWindowTitle(texts["bureau.title"])
        self.setMinimumSize(*LEAST_STAFF_PX)
        self._texts, self._gate, self._chooser = texts, gate, chooser
        self._background, self._theme, self._specs = background, theme, tuple(pages)
        self._opening = False
        self.session: OfficeSession | None = None
        self.pages: dict[str, OfficePage] = {}
        self.sign_in = SignInPage(theme, texts, gate.kind, self._open)
        self.header = OfficeHeader(theme, texts, self._specs, self.turn_to)
        self.header.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.sign_in)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self._stack, 1)
        self._ring = FocusRing(self, theme)
        self._idle = QTimer(self)
        self._idle.setInterval(IDLE_MS)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.lock)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._keep_in_sight)
        self.sign_in.begin()

    @property
    def page(self) -> OfficePage | None:
        """Return the page that is seen; None before somebody signed in."""
        page = self._stack.currentWidget()
        return page if isinstance(page, OfficePage) else None

    def turn_to(self, name: str) -> None:
        """Show the page of this name."""
        if self.session is None or (self.page is not None and self.page.bar.asking):
            return
        page = self._page_named(name)
        self._stack.setCurrentWidget(page)
        self.header.show_page(self._spec(name).under or name)
        page.show_snapshot(page.desk.session.snapshot)
        page.begin()

    def open_entry(self, name: str, entry: str) -> None:
        """Show the page of this name with an entry chosen."""
        if name in {spec.name for spec in self._specs}:
            self.turn_to(name)
            self._page_named(name).choose(entry)

    @Slot()
    def lock(self) -> None:
        """Forget the book and everything of it on the screen, until somebody signs in again."""
        if self.session is None or self.session.snapshot.busy:
            self._idle.start()
            return
        self._background.run(self._gate.shut, lambda _nothing: None)
        self._forget()
        self._stack.setCurrentWidget(self.sign_in)
        self.sign_in.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key stands for: a page's key, else the key of a page."""
        key = key_name(event)
        self._touch()
        page = self.page
        if event.isAutoRepeat() and not (page is not None and page.repeats(key)):
            super().keyPressEvent(event)
        elif page is None:
            if not self.sign_in.press(key):
                super().keyPressEvent(event)
        elif key == LOCK:
            if not page.bar.asking and not self._ask_for_edits(self.lock):
                self.lock()
        elif (name := self._page_of(key)) is not None and not page.bar.asking:
            self.turn_to(name)
        elif not page.press(key):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of everything; the book is shut by whoever opened the window."""
        if self._ask_for_edits(self.close):
            event.ignore()
            return
        event.accept()
        self._idle.stop()
        self._forget()
        self.hide()
        self.closed.emit()

    def _ask_for_edits(self, then: Callable[[], object]) -> bool:
        """Ask where something typed would be lost; tell whether somebody has to answer first."""
        for name, page in self.pages.items():
            if page.unsaved():
                self.turn_to(name)
                page.ask_to_drop(then)
                return True
        return False

    def _open(self, name: str, word: str) -> None:
        if self._opening:
            return
        self._opening = True
        self.sign_in.show_error(None)
        self.sign_in.show_busy(busy=True)
        self._background.run(partial(self._gate.open, name, word), self._opened)

    def _opened(self, answer: Office | KioskError) -> None:
        self._opening = False
        self.sign_in.show_busy(busy=False)
        if isinstance(answer, KioskError):
            self.sign_in.show_error(answer)
            return
        self.sign_in.form.wipe()
        session = self.session = OfficeSession(answer, self._background)
        self.header.show_who(answer.by, answer.where)
        self.header.show()
        self.turn_to(self._specs[0].name)
        session.attend(self._show)
        session.read()
        self._touch()

    def _page_named(self, name: str) -> OfficePage:
        """Return the page, made the first time that it is looked at."""
        if name not in self.pages and self.session is not None:
            desk = OfficeDesk(
                session=self.session,
                texts=self._texts,
                theme=self._theme,
                chooser=self._chooser,
                open_entry=self.open_entry,
            )
            self.pages[name] = self._spec(name).make(desk)
            self._stack.addWidget(self.pages[name])
        return self.pages[name]

    def _spec(self, name: str) -> PageSpec:
        return next(one for one in self._specs if one.name == name)

    def _show(self, snapshot: OfficeSnapshot) -> None:
        days = snapshot.figures
        made_up = bool(days) and all(day.training for day in days)
        self.header.show_training(training=self._gate.training or made_up)
        for page in self.pages.values():
            page.show_snapshot(snapshot)

    def _forget(self) -> None:
        self._idle.stop()
        self.session = None
        self.header.hide()
        for page in self.pages.values():
            page.let_go()
            self._stack.removeWidget(page)
            page.setParent(None)
            page.deleteLater()
        self.pages = {}

    def _page_of(self, key: str) -> str | None:
        keyed = (spec for spec in self._specs if not spec.under)
        return next((spec.name for spec in keyed if spec.key == key), None)

    def _touch(self) -> None:
        if self.session is not None:
            self._idle.start()

    @Slot(QWidget, QWidget)
    def _keep_in_sight(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.page is not None and self.isAncestorOf(now):
            self.page.keep_in_sight(now)
