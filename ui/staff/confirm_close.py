"""The day is closed by two: figures, the words of the keys, and the second person."""

from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from kiosk.domain.custody import AloneReason, RecipientMark, SecondPerson
from kiosk.workflow.phases import ConfirmingClose
from kiosk.workflow.snapshots import StationView
from ui.staff.gateline import GateLine
from ui.staff.page import Desk, Page, two_columns
from ui.widgets.card import card, label
from ui.widgets.choice import ChoiceField
from ui.widgets.key_button import Action
from ui.widgets.paragraph import Paragraph
from ui.widgets.remark import Remark
from ui.words import work_day_words

_SIDE_PX, _MOST_SIDE_PX = 560, 800


class ConfirmClosePage(Page):
    """Enter closes with the second person; alone only with a reason, and asked once more."""

    def __init__(self, desk: Desk) -> None:
        words = desk.texts
        super().__init__(
            desk,
            primary=Action("Enter", words["close.confirm"], self._close, ("Ctrl+Enter",)),
            quiet=(Action("Esc", words["close.decline"], desk.commands.decline_close),),
        )
        self._title = Paragraph(role="title", line_height=1.4)
        self._records = label(role="number")
        self._duties = Remark(desk.theme, keeps_place=False)
        self._gate = GateLine(desk.theme, words, desk.commands.open_gate)
        self._keys = QVBoxLayout()
        self._keys.setSpacing(4)
        self._shown: tuple[RecipientMark, ...] | None = None
        self.second_id, self.password = QLineEdit(), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        reasons = [(reason.value, words[f"close.alone.{reason.value}"]) for reason in AloneReason]
        self.alone = ChoiceField(desk.theme, reasons, columns=1)
        self.alone.setAccessibleName(words["close.alone"])
        self.alone.chosen.connect(self._chose_alone)
        for edit in (self.second_id, self.password):
            edit.textEdited.connect(self._typed)
        self._lay_out()

    def _lay_out(self) -> None:
        side_px = min(self.desk.theme.px(_SIDE_PX), _MOST_SIDE_PX)
        two_columns(self, self._figures(), self._agreement(), right_px=side_px)

    def _figures(self) -> QWidget:
        words = self.desk.texts
        frame, column = card(padding=24, spacing=8)
        column.addWidget(self._title)
        column.addWidget(self._records)
        column.addWidget(self._duties)
        column.addWidget(self._gate)
        column.addWidget(Paragraph(words["close.explain"], role="body", line_height=1.4))
        column.addSpacing(8)
        column.addWidget(Paragraph(words["close.recipients"], role="strong", line_height=1.4))
        column.addLayout(self._keys)
        column.addStretch(1)
        return frame

    def _agreement(self) -> QWidget:
        words = self.desk.texts
        frame, column = card(padding=24, spacing=8)
        column.addWidget(label(words["close.second"], "title"))
        column.addWidget(Paragraph(words["close.second_explain"], role="body", line_height=1.4))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        named = (("close.second_id", self.second_id), ("field.password", self.password))
        for at, (key, edit) in enumerate(named):
            name = label(words[key], "strong")
            name.setBuddy(edit)
            edit.setAccessibleName(words[key])
            grid.addWidget(name, at, 0)
            grid.addWidget(edit, at, 1)
        column.addLayout(grid)
        column.addSpacing(16)
        column.addWidget(Paragraph(words["close.alone"], role="strong", line_height=1.4))
        column.addWidget(self.alone)
        column.addStretch(1)
        return frame

    def show_view(self, view: StationView) -> None:
        """Show how many records go into the batch, what is not done, and for whom it is sealed."""
        super().show_view(view)
        if not isinstance(view.phase, ConfirmingClose):
            return
        words, phase = self.desk.texts, view.phase
        day = work_day_words(view.business_date, words)
        self._title.setText(words.say("close.of", day=day))
        self._records.setText(words.say("ready.count", count=phase.records))
        self._duties.say(words.say("duties.left", count=phase.duties) if phase.duties else "")
        self._gate.show_evening(view.gate)
        self._show_keys(phase.recipients)

    def begin(self) -> None:
        """Begin with empty fields."""
        self.wipe()
        super().begin()

    def wipe(self) -> None:
        """Forget name, password and reason."""
        self.second_id.setText("")
        self.password.setText("")
        self.alone.set_value("")

    def first_focus(self) -> QWidget:
        """Return the second person's name."""
        return self.second_id

    def press(self, key: str) -> bool:
        """Go from the name to the password with Enter, then close."""
        at_the_name = self.window().focusWidget() is self.second_id
        if key == "Enter" and at_the_name and self.second_id.text() and not self.bar.asking:
            self.password.setFocus()
            return True
        if not self.bar.asking and self._gate.press(key):
            return True
        return super().press(key)

    def more_keys(self) -> tuple[tuple[str, str], ...]:
        """Return the keys of the reasons, and the list's."""
        alone = ("Tab · 1–3", self.desk.texts["keys.choose_alone"])
        return (alone, *self._gate.more_keys())

    def _show_keys(self, recipients: tuple[RecipientMark, ...]) -> None:
        if recipients == self._shown:
            return
        self._shown = recipients
        while (item := self._keys.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for one in recipients:
            self._keys.addWidget(label(one.name, "strong"))
            self._keys.addWidget(Paragraph(one.words or one.fingerprint, role="head"))

    def _chose_alone(self) -> None:
        self.second_id.setText("")
        self.password.setText("")

    def _typed(self) -> None:
        self.alone.set_value("")
        self.keep_in_sight(self.password)  # large type may have it below the window's edge

    def _close(self) -> None:
        if self.alone.value:
            self._ask_alone(AloneReason(self.alone.value))
            return
        name, password = self.second_id.text().strip(), self.password.text()
        if not name or not password:
            (self.password if name else self.second_id).setFocus()
            return
        self.password.setText("")  # also forgets what could be undone
        self.desk.commands.confirm_close(SecondPerson(staff_id=name, password=password))

    def _ask_alone(self, reason: AloneReason) -> None:
        words, confirm = self.desk.texts, self.desk.commands.confirm_close
        self.bar.ask(words["close.ask_alone"], words["close.yes_alone"], lambda: confirm(reason))
