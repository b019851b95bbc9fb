"""What every page of the office has: an overview, forms in its place, one primary action."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.domain.finding import Verdict
from kiosk.workflow.contract.snapshot import OfficeSnapshot
from ui.office.desk import OfficeDesk
from ui.office.table import ChosenTable
from ui.office.work import OfficeWork
from ui.theme import LARGE_TYPE
from ui.widgets.action_bar import ActionBar
from ui.widgets.key_button import Action
from ui.widgets.notice import NoticeBar
from ui.widgets.remark import Remark
from ui.widgets.scroll_body import KeylessScrollBody, ScrollBody

W = TypeVar("W", bound=OfficeWork)
_PAGES = {"PgDown": 1, "PgUp": -1}
MOST_BESIDE = 6
"""In very large type so many quiet actions have room beside the primary one, in three rows."""
_TURNS = {"Space": 1, "Shift+Space": -1}


class OfficePage(QWidget):
    """Shows snapshots; a form that is open stays open, with what was typed, until its own end."""

    def __init__(self, desk: OfficeDesk, quiet: tuple[Action, ...]) -> None:
        super().__init__()
        self.desk, self.texts, self.theme = desk, desk.texts, desk.theme
        self.snapshot: OfficeSnapshot = desk.session.snapshot
        self._work: OfficeWork | None = None
        self._works: list[OfficeWork] = []
        self._quiet_keys = tuple(action.key for action in quiet)
        primary = Action("Enter", "", self._do, ("Ctrl+Enter",))
        back = Action("Esc", desk.texts["bureau.back"], self._back)
        many = len(quiet) > MOST_BESIDE and desk.theme.text_scale > LARGE_TYPE
        self.bar = ActionBar(desk.theme, desk.texts, primary, (*quiet, back), stacked=many)
        self.notice = NoticeBar(desk.theme, desk.texts)
        kept = self.notice.sizePolicy()
        kept.setRetainSizeWhenHidden(False)
        self.notice.setSizePolicy(kept)
        self.said = Remark(desk.theme, keeps_place=False)
        self.overview = QWidget()
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.overview)
        self.body = KeylessScrollBody(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self.body, 1)
        layout.addWidget(self.notice)
        layout.addWidget(self.said)
        layout.addWidget(self.bar)

    def set_heading(self, heading: QWidget) -> None:
        """Show ``heading`` above the overview, and above a form that is open."""
        self._column.insertWidget(0, heading)

    def show_snapshot(self, snapshot: OfficeSnapshot) -> None:
        """Show the book as it is now, and how the last command ended."""
        ended = snapshot.run != self.snapshot.run
        self.snapshot = snapshot
        self.show_office(snapshot)
        if self.isVisible():
            self.notice.show_error(snapshot.notice)
            self._say_done(snapshot)
            if ended and self._work is not None:
                self._work_ended(self._work, snapshot)
        self.settle()

    def let_go(self) -> None:
        """Let go of what is held besides the book: the window forgets the page."""

    def show_office(self, snapshot: OfficeSnapshot) -> None:
        """Fill the overview; each page its own."""
        raise NotImplementedError

    def begin(self) -> None:
        """Become the page that is seen; an open form is as it was left."""
        self.bar.withdraw_question()
        self.notice.show_error(None)
        self.said.say("", Verdict.PASS)
        self.settle()
        self.focus_first()

    def choose(self, name: str) -> None:
        """Choose an entry that another page points to."""

    def first_focus(self) -> QWidget:
        """Return what has the keyboard while no form is open."""
        return self

    def rows(self) -> ChosenTable | None:
        """Return the list of the overview; the arrows choose in it wherever the keyboard is."""
        return None

    def details(self) -> ScrollBody | None:
        """Return what Space turns over: the facts of what is chosen, where they scroll alone."""
        return None

    def repeats(self, key: str) -> bool:
        """Tell whether the key goes on while it is held down; most act once."""
        return self._work is None and key in {"Up", "Down", "PgUp", "PgDown"}

    def primary_words(self) -> str:
        """Return what Enter does on the overview."""
        return ""

    def primary_ready(self) -> bool:
        """Tell whether Enter does anything now."""
        return False

    def do_primary(self) -> None:
        """Do it."""

    def offered(self) -> frozenset[str]:
        """Return the keys of what can be done now."""
        return frozenset(self._quiet_keys)

    @property
    def work(self) -> OfficeWork | None:
        """Return the form that is open."""
        return self._work

    def add_work(self, work: W) -> W:
        """Return a form that can be opened in place of the overview; made when it is first needed.

        A form has up to twenty fields: all of them at once would keep the window waiting.
        """
        work.hide()
        work.changed.connect(self.settle)
        work.accepted.connect(self._do)
        self._works.append(work)
        self._column.addWidget(work)
        return work

    def open_work(self, work: OfficeWork | None) -> None:
        """Open a form in place of the overview, or the overview again."""
        self._work = work
        for one in (self.overview, *self._works):
            one.setVisible(one is (work or self.overview))
        self.body.verticalScrollBar().setValue(0)
        self.settle()
        self.focus_first()

    def press(self, key: str) -> bool:
        """Do what the key stands for here; a form has its keys first."""
        if self.bar.asking:
            return self.bar.press(key)
        if self.snapshot.busy:
            return True
        if self._work is not None:
            if self._work.press(key):
                self.settle()
                return True
            if key in self._quiet_keys:
                return True  # not offered here: one thing at a time
        rows = self.rows()
        large = self.theme.text_scale > LARGE_TYPE and key in _PAGES
        if self._work is None and rows is not None and not large and rows.press(key):
            return True
        details = self.details() if self._work is None else None
        if details is not None and key in _TURNS:
            details.page(_TURNS[key])
            return True
        if key in _PAGES:
            own = self._work.body if self._work is not None else None
            (own or self.body).page(_PAGES[key])
            return True
        return self.bar.press(key)

    def keep_in_sight(self, widget: QWidget) -> None:
        """Scroll to what has the keyboard."""
        own = self._work.body if self._work is not None else None
        for body in (self.body, own):
            inside = body.widget() if body is not None else None
            if body is not None and inside is not None and inside.isAncestorOf(widget):
                body.ensureWidgetVisible(widget, 0, self.theme.px(64))

    def settle(self) -> None:
        """Have the bar offer what can be done now."""
        primary = self.bar.primary
        if primary is None or self.bar.asking:
            return
        work, busy = self._work, self.snapshot.busy
        primary.set_words(work.primary if work is not None else self.primary_words())
        primary.set_busy(busy)
        primary.setEnabled(busy or (work.ready() if work is not None else self.primary_ready()))
        offered = self.offered() if work is None else frozenset[str]()
        for key in self._quiet_keys:
            self.bar.show_action(key, shown=key in offered)
            self.bar.button(key).setEnabled(key in offered and not busy)
        self.bar.show_action("Esc", shown=work is not None or self.leads_back())
        typing = work is not None and work.typing
        plain = work is None and self.theme.text_scale <= 1 and self.details() is not None
        note = "bureau.form.note" if typing else "bureau.list.note" if plain else ""
        self.bar.set_note(self.texts[note] if note else "")

    def focus_first(self) -> None:
        """Give the keyboard to the form's first field, or to the overview's list."""
        if self.isVisible():
            first = self._work.first_focus() if self._work is not None else self.first_focus()
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _work_ended(self, work: OfficeWork, snapshot: OfficeSnapshot) -> None:
        if work.waiting:
            work.waiting = False
            if snapshot.notice is None:
                work.forget()
                self.open_work(None)
            else:
                work.refused(snapshot)
                if work.newer.isVisible():  # the form itself says more of it
                    self.notice.show_error(None)

    def _say_done(self, snapshot: OfficeSnapshot) -> None:
        done = snapshot.done
        words = ""
        if done is not None:
            words = self.texts.say(f"bureau.did.{done.did.value}", id=done.id, count=done.count)
        self.said.say(words, Verdict.PASS)

    def _do(self) -> None:
        if self.snapshot.busy or self.bar.asking:
            return
        if self._work is not None:
            self._act(self._work)
            self.settle()
        elif self.primary_ready():
            self.do_primary()

    def _act(self, work: OfficeWork) -> None:
        """Have the form do its action; its answer may come before `act` returns."""
        if work.ready():
            work.waiting = True
            if not work.act():
                work.waiting = False

    def _back(self) -> None:
        if self.unsaved():
            self.ask_to_drop(lambda: None)
        elif self._work is not None:
            self._drop()
        elif self.leads_back():
            self.go_back()

    def leads_back(self) -> bool:
        """Tell whether Esc leads from the overview to another page."""
        return False

    def go_back(self) -> None:
        """Turn to the page from which this one was opened."""

    def unsaved(self) -> bool:
        """Tell whether a form is open in which something was typed."""
        return self._work is not None and self._work.edited()

    def ask_to_drop(self, then: Callable[[], object]) -> None:
        """Ask whether what was typed may be dropped; do ``then`` after a yes."""
        words = self.texts

        def drop() -> None:
            self._drop()
            then()

        self.bar.ask(words["bureau.ask_drop"], words["bureau.yes_drop"], drop)

    def _drop(self) -> None:
        over = self._work.over if self._work is not None else None
        if self._work is not None:
            self._work.forget()
        self.notice.show_error(None)
        self.open_work(over)
