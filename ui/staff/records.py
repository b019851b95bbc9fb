"""本日の受付: the day's sealed records, of which one is found and opened to be corrected."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kiosk.domain.finding import Verdict
from kiosk.domain.record import RecordLine
from kiosk.queue.search import LONGEST_QUERY
from kiosk.workflow.phases import ListingRecords
from kiosk.workflow.recordsearch import find
from kiosk.workflow.snapshots import StationView
from ui.correction_words import record_row
from ui.staff.page import Desk, Page
from ui.widgets.card import card, label
from ui.widgets.chosen_list import ChosenList
from ui.widgets.key_button import Action
from ui.widgets.paragraph import Paragraph
from ui.widgets.remark import Remark

MOST_ROWS = 60
"""More rows are not read but searched; drawing them would take longer than a key may."""
_NAMES_KEY = "F2"
_STEPS = {"Up": -1, "Down": 1, "PgUp": -10, "PgDown": 10}
_LEAST_LIST_PX = 200
_CLEAR_PX = 6  # of the ring around the field


class RecordsPage(Page):
    """The newest first; letters go to the search field, names are seen once asked for."""

    def __init__(self, desk: Desk) -> None:
        words, commands = desk.texts, desk.commands
        super().__init__(
            desk,
            primary=Action("Enter", words["correcting.open"], self._open),
            quiet=(
                Action("Esc", words["correcting.back"], commands.leave_records),
                Action(_NAMES_KEY, words["correcting.names"], commands.show_record_names),
            ),
        )
        self._phase: ListingRecords | None = None
        self._told = Remark(desk.theme, keeps_place=False)
        self._count = label(role="strong")
        self._more = Paragraph(role="body", line_height=1.4)
        self._none = Paragraph(role="head", line_height=1.4)
        self.field = QLineEdit()
        self.field.setMaxLength(LONGEST_QUERY)
        self.field.setAccessibleName(words["correcting.search"])
        self.field.textChanged.connect(self._show_rows)
        self.list = ChosenList(desk.theme, words, chosen=_nothing)
        self._lay_out()
        for key in ("Enter", "Esc", _NAMES_KEY):  # the mouse leaves the keyboard with the field
            self.bar.button(key).setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _lay_out(self) -> None:
        words, theme = self.desk.texts, self.desk.theme
        frame, column = card(padding=16, spacing=8)
        head = QHBoxLayout()
        head.setSpacing(24)
        head.addWidget(label(words["correcting.title"], "title"))
        head.addWidget(self._count)
        head.addStretch(1)
        search = QHBoxLayout()
        search.setSpacing(12)
        name = label(words["correcting.search"], "strong")
        name.setBuddy(self.field)
        search.addWidget(name)
        search.addWidget(self.field, 1)
        column.addLayout(head)
        column.addSpacing(theme.px(_CLEAR_PX))
        column.addLayout(search)
        column.addWidget(Paragraph(words["correcting.hint"], role="note", line_height=1.4))
        self.list.setMinimumHeight(theme.px(_LEAST_LIST_PX))
        for widget in (self._none, self._more):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addStretch()
        body = QVBoxLayout(self.body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(12)
        body.addWidget(self._told)
        body.addWidget(frame, 1)
        self.keep_notice_in_sight()

    def show_view(self, view: StationView) -> None:
        """Show the records as they are now; the chosen one stays chosen."""
        super().show_view(view)
        if not isinstance(view.phase, ListingRecords):
            return
        before, self._phase = self._phase, view.phase
        self.bar.button(_NAMES_KEY).setEnabled(bool(view.phase.lines) and not view.phase.names)
        if before == view.phase:  # a page is told every second
            return
        self._show_rows()
        done, words = view.phase.corrected, self.desk.texts
        self._told.say(words.say("correcting.done", number=done) if done else "", Verdict.PASS)
        if before is None and done is not None:
            named = (str(one.record_id) for one in view.phase.lines if one.number == done)
            self.list.choose(next(named, ""))

    def wipe(self) -> None:
        """Forget names, numbers and what was looked for."""
        self._phase = None
        self.field.setText("")  # unlike clear(), this also forgets what could be undone
        self.list.show_rows(())
        self._told.say("")
        self._count.setText("")

    def first_focus(self) -> QWidget:
        """Return the search field."""
        return self.field

    def press(self, key: str) -> bool:
        """Choose with the arrows."""
        if key in _STEPS and not self.bar.asking:
            self.list.choose_next(_STEPS[key])
            if (row := self.list.row) is not None:
                self.keep_in_sight(row)
            return True
        return super().press(key)

    def repeats(self, key: str) -> bool:
        """Let the arrows run."""
        return key in _STEPS

    def more_keys(self) -> tuple[tuple[str, str], ...]:
        """Return the arrows."""
        return (("↑ · ↓ · PgUp · PgDown", self.desk.texts["correcting.choose"]),)

    def _show_rows(self) -> None:
        phase, words = self._phase, self.desk.texts
        if phase is None:
            return
        found = find(phase.lines, self.field.text(), today=self.desk.today())[::-1]
        shown, every = found[:MOST_ROWS], len(phase.lines)
        self.list.show_rows(tuple(record_row(one, words, names=phase.names) for one in shown))
        self.list.setVisible(bool(shown))
        self._count.setText(_count_words(self.desk, found, every))
        self._none.setText("" if shown else words[_none_key(every)])
        self._none.setVisible(not shown)
        more = words.say("correcting.first", shown=len(shown), count=len(found))
        self._more.setText(more)
        self._more.setVisible(len(found) > len(shown))
        if self.bar.primary is not None:
            self.bar.primary.setEnabled(bool(shown))

    def _open(self) -> None:
        lines = self._phase.lines if self._phase is not None else ()
        for line in lines:
            if str(line.record_id) == self.list.name:
                self.desk.commands.open_record(line.record_id)
                return


def _count_words(desk: Desk, found: tuple[RecordLine, ...], every: int) -> str:
    if len(found) == every:
        return desk.texts.say("correcting.count", count=every) if every else ""
    return desk.texts.say("correcting.found", count=len(found), all=every)


def _none_key(every: int) -> str:
    return "correcting.none" if every else "correcting.empty"


def _nothing() -> None:
    """Choosing a row does nothing yet; Enter opens it."""
