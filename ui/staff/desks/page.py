"""What the pages of all desks have: a list with what it says, works instead of it, and Esc."""

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from kiosk.texts import Catalogue
from kiosk.vaultports import Progress
from kiosk.workflow import desks
from kiosk.workflow.phases import AtDesk
from kiosk.workflow.snapshots import StationView
from ui.staff.desks.doing import DoingWork
from ui.staff.desks.picking import DialogPicker, Picker
from ui.staff.desks.work import Work
from ui.staff.page import Desk, Page
from ui.widgets.chosen_list import ChosenList
from ui.widgets.key_button import Action

_AROUND_PX = 24


class DeskPage(Page):
    """One desk: an overview, and one work at a time in its place; Esc goes back one step."""

    def __init__(self, desk: Desk, quiet: tuple[Action, ...] = ()) -> None:
        words = desk.texts
        super().__init__(
            desk,
            primary=Action("Enter", words["desk.do"], self._do, ("Ctrl+Enter",)),
            quiet=(Action("Esc", words["desk.back"], self._back), *quiet),
        )
        self.picker: Picker = DialogPicker()
        self.busy = False
        self.shown: desks.Desk | None = None
        self._quiet_keys = tuple(one.key for one in quiet)
        self._doing = DoingWork(desk)
        self._works: list[Work] = []
        self.overview = QWidget()
        self._work: Work | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self.desk.theme
        self._column = QVBoxLayout(self.body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self.overview)
        self.add_work(self._doing)
        self.keep_notice_in_sight()  # above the bar; the cards end higher while it is there
        if theme.text_scale > 1:
            focus_changes(self)

    @property
    def texts(self) -> Catalogue:
        """Return the page's words."""
        return self.desk.texts

    @property
    def work(self) -> Work | None:
        """Return the work that is open; None for the overview."""
        return self._work

    def add_work(self, work: Work) -> None:
        """Give the desk something that can be done at it."""
        self._works.append(work)
        self._column.insertWidget(1, work)
        work.hide()

    def fill_overview(self, inside: QWidget) -> None:
        """Give the desk what is seen first."""
        column = QVBoxLayout(self.overview)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(inside)

    # --- what a desk tells of itself ----------------------------------------------------------

    def show_desk(self, desk: desks.Desk) -> None:
        """Show what is new at the desk."""
        raise NotImplementedError

    def primary_words(self) -> str:
        """Return what Enter does in the overview."""
        raise NotImplementedError

    def primary_ready(self) -> bool:
        """Tell whether Enter can do it now."""
        return True

    def do_primary(self) -> None:
        """Do it."""
        raise NotImplementedError

    def offered(self) -> frozenset[str]:
        """Return the keys of the overview that stand for something now."""
        return frozenset(self._quiet_keys)

    def lists(self) -> ChosenList | None:
        """Return the list that the arrows choose in."""
        return None

    # --- the page -----------------------------------------------------------------------------

    def show_view(self, view: StationView) -> None:
        """Show the desk as it is now; what is typed stays when something went wrong."""
        super().show_view(view)
        phase = view.phase
        if not isinstance(phase, AtDesk):
            return
        was_busy, self.busy = self.busy, phase.busy
        came = self.shown is None
        if phase.desk is not self.shown:
            self.shown = phase.desk
            self.show_desk(phase.desk)
        if self._work is not None:
            self._work.make_room(for_notice=view.notice is not None)
        self._show_progress(phase.progress if phase.busy else None)
        if self.busy != was_busy:
            self.bar.withdraw_question()
            for work in self._works:
                work.rest(busy=self.busy)
            self.settle()
            self._focus()
        elif not self.busy:
            self.settle()
            if came:
                self._focus()

    def begin(self) -> None:
        """Begin with the overview."""
        self.open_work(None)
        super().begin()

    def wipe(self) -> None:
        """Forget what was typed and shown."""
        self.picker.withdraw()
        self.busy, self.shown = False, None
        for work in self._works:
            work.forget()
            work.rest(busy=False)

    def first_focus(self) -> QWidget:
        """Return the first field of the work, or the list; the wheel while the desk works."""
        if self.busy:
            return super().first_focus()
        if self._work is not None:
            return self._work.first_focus() or super().first_focus()
        rows = self.lists()
        return rows if rows is not None and rows.name else super().first_focus()

    def press(self, key: str) -> bool:
        """Choose with the arrows; the open work has its keys first."""
        if self.bar.asking:
            return self.bar.press(key)
        if self.busy:
            return self._press_busy(key)
        work = self._work
        if work is not None and work.press(key):  # which may have ended it
            if isinstance(rows := work.first_focus(), ChosenList):
                self.keep_row_in_sight(rows)
            return True
        if key in {"Up", "Down"} and self._work is None and (rows := self.lists()) is not None:
            rows.choose_next(-1 if key == "Up" else 1)
            self.keep_row_in_sight(rows)
            return True
        if self._work is not None and key in self._quiet_keys:
            return True  # not offered here: one thing at a time
        return super().press(key)

    def open_work(self, work: Work | None) -> None:
        """Open a work in place of the overview, or the overview again."""
        before = self._work
        self.picker.withdraw()
        for one in self._works:
            if one is not work:
                one.wipe()
        self._switch(work)
        if self._scroll is not None:
            self._scroll.verticalScrollBar().setValue(0)
        if work is not None and before is not work:
            work.begin()
        self.settle()
        self._focus()

    def settle(self) -> None:
        """Have the bar offer what can be done now."""
        primary = self.bar.primary
        if primary is None or self.bar.asking:
            return
        work = self._work
        self.bar.set_busy(self.busy)
        primary.set_words(work.primary if work is not None else self.primary_words())
        primary.setEnabled(work.ready() if work is not None else self.primary_ready())
        offered = self.offered() if work is None else frozenset[str]()
        for key in self._quiet_keys:
            self.bar.show_action(key, shown=key in offered)
            self.bar.button(key).setEnabled(key in offered and not self.busy)

    def _focus(self) -> None:
        if self.isVisible():
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _do(self) -> None:
        if self.busy:
            return
        if self._work is not None:
            if self._work.ready():
                self._work.act()
        elif self.primary_ready():
            self.do_primary()

    def _back(self) -> None:
        if self.busy:
            return
        if self._work is not None:
            self.open_work(None)
        else:
            self.desk.commands.go_home()

    def _press_busy(self, key: str) -> bool:
        """While the desk works, Esc asks whether to give it up; nothing else does anything."""
        words = self.desk.texts
        if key == "Esc" and self._work is self._doing and not self._doing.cancelling:
            self.bar.ask(words["desk.ask_cancel"], words["desk.yes_cancel"], self._cancel)
        return True

    def _cancel(self) -> None:
        self._doing.say_cancelling()
        self.desk.commands.cancel()

    def _show_progress(self, progress: Progress | None) -> None:
        """Show a long work in place of what asked for it, and that again when it is over."""
        if progress is not None:
            if self._work is not self._doing:
                self._doing.returns_to = self._work
                self._switch(self._doing)
            self._doing.show_progress(progress)
        elif self._work is self._doing and not self.busy:
            self._switch(self._doing.returns_to)
            self._doing.wipe()

    def _switch(self, work: Work | None) -> None:
        """Show another work; what is typed in the one before stays."""
        self._work = work
        seen = work or self.overview
        for one in (self.overview, *self._works):
            one.setVisible(one is seen)
            self._column.setStretchFactor(one, 1 if one is seen else 0)

    def keep_row_in_sight(self, rows: ChosenList) -> None:
        """Have large type scroll with the chosen row of a list."""
        if self._scroll is not None and (row := rows.row) is not None and row.isVisible():
            self._scroll.ensureWidgetVisible(row, 0, self.desk.theme.px(_AROUND_PX))

    @Slot(QObject, QObject)
    def _keep_in_sight(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._scroll is None or now is None or not self.body.isAncestorOf(now):
            return
        if isinstance(now, ChosenList):
            self.keep_row_in_sight(now)
        else:
            self._scroll.ensureWidgetVisible(now, 0, _AROUND_PX)


def focus_changes(page: DeskPage) -> None:
    """Have large type scroll with the focus."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.focusChanged.connect(page._keep_in_sight)  # noqa: SLF001 - its own module
