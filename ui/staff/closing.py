"""The batch is being built and verified; it can be given up until the day is sealed."""

from PySide6.QtWidgets import QProgressBar

from kiosk.workflow.phases import Closing
from kiosk.workflow.snapshots import StationView
from ui.staff.page import Desk, Page, middle_column
from ui.widgets.card import card, label
from ui.widgets.key_button import Action
from ui.widgets.paragraph import Paragraph

_PERCENT = 100


def _wait() -> None:
    """Do nothing: the batch is being built."""


class ClosingPage(Page):
    """Honest progress in percent of the bytes; Esc asks once before it gives up."""

    def __init__(self, desk: Desk) -> None:
        words = desk.texts
        super().__init__(
            desk,
            primary=Action("Enter", words["closing.busy"], _wait),
            quiet=(Action("Esc", words["closing.cancel"], self._ask_cancel),),
        )
        frame, column = card(padding=32, spacing=16)
        column.addWidget(label(words["closing.title"], "display"))
        column.addWidget(Paragraph(words["closing.explain"], role="body"))
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._words = label(role="strong")
        column.addWidget(self._progress)
        column.addWidget(self._words)
        middle_column(self, frame, width=720)

    def begin(self) -> None:
        """Begin with the wheel turning."""
        super().begin()
        if self.bar.primary is not None:
            self.bar.primary.set_busy(True)

    def show_view(self, view: StationView) -> None:
        """Show how far the batch is."""
        super().show_view(view)
        phase, words = view.phase, self.desk.texts
        if not isinstance(phase, Closing):
            return
        done, total = phase.progress.done, phase.progress.total
        self._progress.setRange(0, _PERCENT if total else 0)
        percent = _PERCENT * done // total if total else 0
        self._progress.setValue(percent)
        if phase.cancelling:
            self.bar.withdraw_question()
            self._words.setText(words["closing.cancelling"])
        elif done:
            self._words.setText(words.say("closing.share", percent=percent))
        else:
            self._words.setText(words["closing.working"])
        self.bar.button("Esc").setEnabled(not phase.cancelling)

    def _ask_cancel(self) -> None:
        words, cancel = self.desk.texts, self.desk.commands.cancel
        self.bar.ask(words["closing.ask_cancel"], words["closing.yes_cancel"], cancel)
