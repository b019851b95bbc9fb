"""The day's list of what is to be done about sealed records: who phones, and what to say."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from kiosk.domain.duty import PhotoDuty
from kiosk.domain.ids import RecordId
from kiosk.workflow.phases import TendingDuties
from kiosk.workflow.snapshots import StationView
from ui.staff.page import Desk, Page
from ui.widgets.card import card, label
from ui.widgets.duty_list import DutyList
from ui.widgets.key_button import Action
from ui.widgets.paragraph import Paragraph

_TOP = Qt.AlignmentFlag.AlignTop


class DutiesPage(Page):
    """One row per duty in the order of receipts; below it, how the chosen one is done."""

    def __init__(self, desk: Desk) -> None:
        words = desk.texts
        super().__init__(
            desk,
            primary=Action("Enter", words["duties.done"], self._ask_done),
            quiet=(Action("Esc", words["duties.back"], desk.commands.leave_duties),),
        )
        self._duties: tuple[PhotoDuty, ...] = ()
        self._list = DutyList(desk.theme, words, chosen=self._explain)
        self._none = Paragraph(words["duties.none"], role="head", align=_TOP)
        self._count = label(role="strong")
        self._how = Paragraph(role="strong", line_height=1.5)
        self._say = Paragraph(role="body", line_height=1.5)
        self._lay_out()
        self._list.hide()

    def _lay_out(self) -> None:
        words, theme = self.desk.texts, self.desk.theme
        frame, column = card(padding=16, spacing=8)
        column.addWidget(label(words["duties.title"], "title"))
        column.addWidget(self._count)
        column.addWidget(self._none)
        column.addWidget(self._list, 1)
        column.addStretch()
        self._help, lines = card(padding=16, spacing=4)
        lines.addWidget(self._how)
        lines.addWidget(self._say)
        self._help.setMinimumHeight(theme.px(112))
        self._list.setMinimumHeight(theme.px(96))
        body = QVBoxLayout(self.body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(12)
        body.addWidget(frame, 1)
        body.addWidget(self._help)
        body.addWidget(self.notice)

    def show_view(self, view: StationView) -> None:
        """Show the duties as they are now; the chosen one stays chosen."""
        super().show_view(view)
        if not isinstance(view.phase, TendingDuties):
            return
        self._duties = view.phase.duties
        open_ones = sum(one.done is None for one in self._duties)
        words = self.desk.texts
        self._count.setText(words.say("duties.count", open=open_ones, all=len(self._duties)))
        self._count.setVisible(bool(self._duties))
        self._none.setVisible(not self._duties)
        appeared = self._list.isHidden() and bool(self._duties)
        for widget in (self._list, self._help):
            widget.setVisible(bool(self._duties))
        if appeared:  # the arrows choose in it
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._list.show_duties(self._duties)
        self._explain()

    def wipe(self) -> None:
        """Forget the numbers and reasons."""
        self._duties = ()
        self._list.show_duties(())
        self._list.hide()
        self._explain()

    def press(self, key: str) -> bool:
        """Choose with the arrows, unless the bar asks something."""
        if key in {"Up", "Down"} and not self.bar.asking:
            self._list.choose_next(-1 if key == "Up" else 1)
            return True
        return super().press(key)

    def more_keys(self) -> tuple[tuple[str, str], ...]:
        """Return the arrows."""
        return (("↑ · ↓", self.desk.texts["duties.choose"]),)

    def _explain(self) -> None:
        """Say how the chosen duty is done."""
        duty, words = self._list.duty, self.desk.texts
        channel = duty.exemption.channel.value if duty else ""
        self._how.setText(words[f"duties.how.{channel}"] if duty else "")
        said = words.say(f"duties.say.{channel}", reason=duty.exemption.words) if duty else ""
        self._say.setText(said)
        if self.bar.primary is not None:
            self.bar.primary.setEnabled(duty is not None and duty.done is None)

    def _ask_done(self) -> None:
        duty, words = self._list.duty, self.desk.texts
        if duty is None or duty.done is not None:
            return
        question = words.say("duties.ask_done", number=duty.number)
        self.bar.ask(question, words["duties.yes_done"], lambda: self._done(duty.record_id))

    def _done(self, record_id: RecordId) -> None:
        self.desk.commands.complete_duty(record_id)
