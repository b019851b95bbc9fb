"""A long piece of work with an honest bar and a cancel that leaves nothing behind."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QProgressBar, QWidget

from kiosk.texts import Catalogue
from ui.receiver.door import Errand
from ui.receiver.page import ReceiverPage
from ui.theme import Theme
from ui.widgets.key_button import Action
from ui.widgets.paragraph import Paragraph

_TICK_MS = 50
_STEPS = 1000
_MEGABYTE = 1_000_000


class WorkingPage(ReceiverPage):
    """Looks into the errand's box now and then; a worker may report as often as it likes."""

    def __init__(self, theme: Theme, texts: Catalogue, give_up: Callable[[], None]) -> None:
        quiet = (Action("Esc", texts["receiver.work.cancel"], give_up),)
        super().__init__(theme, texts, "work", None, quiet)
        self._errand: Errand | None = None
        self.progress_bar = QProgressBar()
        self.progress_bar.setRange(0, _STEPS)
        self.progress_bar.setTextVisible(False)
        self.words = Paragraph(role="field")
        self.column.addWidget(self.progress_bar)
        self.column.addWidget(self.words)
        self.finish()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    def first_focus(self) -> QWidget:
        """Return the one thing that can be done."""
        return self.bar.button("Esc")

    def watch(self, errand: Errand) -> None:
        """Begin to show how far it is."""
        self._errand = errand
        self.progress_bar.setValue(0)
        self.words.setText("")
        self._timer.start()

    def rest(self) -> None:
        """Look no longer."""
        self._timer.stop()
        self._errand = None

    @Slot()
    def _tick(self) -> None:
        progress = None if self._errand is None else self._errand.progress.take()
        if progress is None or not progress.total:
            return
        share = progress.done / progress.total
        self.progress_bar.setValue(int(share * _STEPS))
        words = self.texts.say(
            "receiver.work.done",
            percent=int(share * 100),
            done=f"{progress.done / _MEGABYTE:.0f}",
            total=f"{progress.total / _MEGABYTE:.0f}",
        )
        self.words.setText(words)
        self.progress_bar.setAccessibleName(words)
