"""Sign-in: who works here today."""

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from kiosk.workflow.phases import SignedOut
from kiosk.workflow.snapshots import StationView
from ui.staff.page import Desk, Page, middle_column
from ui.widgets.card import card, label
from ui.widgets.key_button import Action
from ui.widgets.paragraph import Paragraph
from ui.widgets.remark import Remark


class SignInPage(Page):
    """Name and password; the password is gone as soon as it was used."""

    def __init__(self, desk: Desk, hint: str = "") -> None:
        """Show ``hint`` under the fields: how to enter in a training."""
        words = desk.texts
        super().__init__(
            desk, primary=Action("Enter", words["sign_in.enter"], self._enter, ("Ctrl+Enter",))
        )
        frame, column = card(padding=32, spacing=16)
        column.addWidget(label(words["sign_in.title"], "display"))
        column.addWidget(Paragraph(words["sign_in.explain"], role="body"))
        self.staff_id, self.password = QLineEdit(), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(16)
        for row, (key, edit) in enumerate(
            (("field.staff_id", self.staff_id), ("field.password", self.password))
        ):
            name = label(words[key], "strong")
            name.setBuddy(edit)
            edit.setAccessibleName(words[key])
            grid.addWidget(name, row, 0)
            grid.addWidget(edit, row, 1)
        column.addLayout(grid)
        self._kept = Remark(desk.theme, keeps_place=False)
        column.addWidget(self._kept)
        if hint:
            column.addWidget(Paragraph(hint, role="note"))
        middle_column(self, frame, width=560)

    def show_view(self, view: StationView) -> None:
        """Turn the wheel while the password is checked; begin again when it was refused."""
        super().show_view(view)
        busy = isinstance(view.phase, SignedOut) and view.phase.busy
        was_busy = self.bar.primary is not None and self.bar.primary.busy
        kept = isinstance(view.phase, SignedOut) and view.phase.kept
        self._kept.say(self.desk.texts["sign_in.kept"] if kept else "")
        self.bar.set_busy(busy)
        self.staff_id.setReadOnly(busy)
        self.password.setReadOnly(busy)
        if was_busy and not busy and self.isVisible():
            self.password.setFocus()

    def begin(self) -> None:
        """Begin with empty fields."""
        self.wipe()
        self.bar.set_busy(False)  # whoever came in last was let in while the wheel turned
        super().begin()

    def wipe(self) -> None:
        """Empty both fields, their undo histories too."""
        self.staff_id.setText("")
        self.password.setText("")

    def first_focus(self) -> QWidget:
        """Return the name's field."""
        return self.staff_id

    def press(self, key: str) -> bool:
        """Go from the name to the password with Enter, then sign in."""
        at_the_name = self.window().focusWidget() is self.staff_id
        if key == "Enter" and at_the_name and not self.password.text():
            self.password.setFocus()
            return True
        return super().press(key)

    def _enter(self) -> None:
        name, password = self.staff_id.text().strip(), self.password.text()
        if not name:
            self.staff_id.setFocus()
            return
        if not password:
            self.password.setFocus()
            return
        self.password.setText("")  # also forgets what could be undone
        self.desk.commands.sign_in(name, password)
