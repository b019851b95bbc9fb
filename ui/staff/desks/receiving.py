"""A code that somebody reads out: the receipt's, or a recipient's of the rehearsal."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.staff.desks.work import Work, heading
from ui.staff.page import Desk
from ui.widgets.code_edit import CodeEdit
from ui.widgets.paragraph import Paragraph


class CodeWork(Work):
    """One large field; Enter hands the code on, and it stays until it was believed."""

    def __init__(self, desk: Desk, words: str, *, accept: Callable[[str], None]) -> None:
        """Take the key of the texts in ``words``: ``desk.<words>.title`` and so on."""
        texts = desk.texts
        super().__init__(
            desk,
            title=texts[f"desk.{words}.title"],
            explain=texts[f"desk.{words}.explain"],
            primary=texts[f"desk.{words}.do"],
        )
        self._accept = accept
        self.edit = CodeEdit(desk.theme)
        self.edit.setAccessibleName(texts[f"desk.{words}.field"])
        self.column.addWidget(heading(texts[f"desk.{words}.field"]))
        self.column.addWidget(self.edit)
        self.column.addWidget(Paragraph(texts["desk.code.note"], role="note", line_height=1.4))

    def act(self) -> None:
        """Hand the code on; without one, ask for it."""
        if self.edit.code():
            self._accept(self.edit.code())
        else:
            self.edit.setFocus()

    def begin(self) -> None:
        """Begin with an empty field."""
        self.wipe()

    def wipe(self) -> None:
        """Empty the field, its undo history too."""
        self.edit.setText("")

    def rest(self, *, busy: bool) -> None:
        """Take no changes while the code is looked at."""
        self.edit.setReadOnly(busy)

    def first_focus(self) -> QWidget:
        """Return the field."""
        return self.edit
