"""A copy or a deletion on its way: how far it is, and how it is given up."""

from PySide6.QtWidgets import QProgressBar

from kiosk.vaultports import Progress
from ui.staff.desks.work import Work
from ui.staff.page import Desk
from ui.widgets.paragraph import Paragraph

_PERCENT = 100


class DoingWork(Work):
    """Shows the progress; Esc asks whether to give it up."""

    def __init__(self, desk: Desk) -> None:
        words = desk.texts
        super().__init__(
            desk, title=words["desk.doing.title"], explain="", primary=words["desk.doing.do"]
        )
        self.returns_to: Work | None = None
        self.cancelling = False
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._words = Paragraph(role="head", line_height=1.4)
        self._hint = Paragraph(words["desk.doing.explain"], role="body", line_height=1.4)
        for widget in (self._bar, self._words, self._hint):
            self.column.addWidget(widget)

    def act(self) -> None:
        """Do nothing: it is being done."""

    def show_progress(self, progress: Progress) -> None:
        """Show how far it is."""
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)
        share = _PERCENT * progress.done // progress.total if progress.total else 0
        words = self.desk.texts
        self._words.setText(words.say("desk.doing.share", share=share) if progress.total else "")

    def say_cancelling(self) -> None:
        """Say that it will be given up."""
        self.cancelling = True
        self._hint.setText(self.desk.texts["desk.doing.cancelling"])

    def forget(self) -> None:
        """Be ready for the next one."""
        self.cancelling = False
        self._hint.setText(self.desk.texts["desk.doing.explain"])

    def wipe(self) -> None:
        """Be ready for the next one."""
        self.forget()
        self.returns_to = None
