"""The receiver's window: choose, look, open, read out the code; by keyboard or mouse."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kiosk.domain.delivery import BatchLook, Reception
from kiosk.errors import CancelledError, KioskError
from kiosk.ports import Background
from kiosk.texts import Catalogue
from ui.placing import LEAST_STAFF_PX
from ui.receiver.choosing import ChoosingPage
from ui.receiver.door import Chooser, Errand, History, OpenRequest, ReceiverDoor
from ui.receiver.finding import FindingPage
from ui.receiver.ledger_page import LedgerPage
from ui.receiver.looking import LookingPage
from ui.receiver.page import ReceiverPage
from ui.receiver.result import ResultPage
from ui.receiver.working import WorkingPage
from ui.theme import STANDARD, Theme
from ui.widgets.focus_ring import FocusRing
from ui.widgets.key_button import key_name

T = TypeVar("T")


class ReceiverWindow(QWidget):
    """Asks the door on the background and shows what it answers; one errand at a time."""

    closed = Signal()
    """The window was closed; nothing is being worked on any more."""

    def __init__(
        self,
        texts: Catalogue,
        door: ReceiverDoor,
        chooser: Chooser,
        background: Background,
        *,
        theme: Theme = STANDARD,
    ) -> None:
        super().__init__()
        self.setObjectName("receiver")
        self.setWindowTitle(texts["receiver.title"])
        self.setMinimumSize(*LEAST_STAFF_PX)
        self.setAcceptDrops(True)
        self._door, self._chooser, self._background = door, chooser, background
        self._errand: Errand | None = None
        self._look: BatchLook | None = None
        self._training = False
        self._closing = False
        self.choosing = ChoosingPage(
            theme, texts, door.profiles(), self._ask_for, self._look_at_batch
        )
        self.finding = FindingPage(theme, texts, self._batch_chosen, self._to_choosing)
        self.looking = LookingPage(theme, texts, self._open, self._trust, self._to_choosing)
        self.working = WorkingPage(theme, texts, self._give_up)
        self.result = ResultPage(theme, texts, self._next_batch, self._show_ledger)
        self.ledger = LedgerPage(theme, texts, self._leave_ledger, self._turn_ledger)
        self._stack = QStackedWidget()
        for page in (
            self.choosing,
            self.finding,
            self.looking,
            self.working,
            self.result,
            self.ledger,
        ):
            self._stack.addWidget(page)
        self._before_ledger: ReceiverPage = self.choosing
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self._stack)
        self._ring = FocusRing(self, theme)
        self.choosing.begin()

    @property
    def page(self) -> ReceiverPage:
        """Return the page that is seen."""
        page = self._stack.currentWidget()
        if not isinstance(page, ReceiverPage):
            raise TypeError(type(page).__name__)
        return page

    def take(self, place: Path) -> None:
        """Look for batches in what was chosen or dropped."""
        if self.page is self.choosing:
            job = partial(self._door.batches_in, place)
            self._run(job, self._found)

    def _ask_for(self, what: str) -> None:
        if what == "ledger":
            self._show_ledger()
            return
        ask = {
            "batch": self._chooser.batch,
            "stick": self._chooser.stick,
            "identity": self._chooser.identity,
            "out": self._chooser.out,
        }[what]
        path = ask()
        if path is None:
            return
        if what in {"batch", "stick"}:
            self.take(path)
        else:
            self.choosing.choose(what, path)

    def _found(self, found: tuple[Path, ...]) -> None:
        if len(found) == 1:
            self._batch_chosen(found[0])
            return
        self.finding.show_batches(found)
        self._turn_to(self.finding)

    def _batch_chosen(self, path: Path) -> None:
        self._turn_to(self.choosing)
        self.choosing.choose("batch", path)

    def _look_at_batch(self) -> None:
        if not self.choosing.complete:
            return
        errand = self._begin()
        file = self.choosing.chosen["batch"]
        self._run(partial(self._door.look, file, errand.report), self._looked)

    def _looked(self, look: BatchLook) -> None:
        self._look = look
        self.looking.show_look(look)
        self._turn_to(self.looking)

    def _trust(self) -> None:
        if self._look is not None:
            self._run(partial(self._door.trust, self._look), self._trusted)

    def _trusted(self, _nothing: None) -> None:
        self._look_at_batch()

    def _open(self, gap_words: str) -> None:
        chosen = self.choosing.chosen
        request = OpenRequest(
            file=chosen["batch"],
            identity=chosen["identity"],
            out=chosen["out"],
            profile=self.choosing.profile.value,
            gap_words=gap_words,
        )
        errand = self._begin()
        self._run(partial(self._door.open, request, errand.report), self._opened)

    def _opened(self, reception: Reception) -> None:
        self.choosing.forget_batch()
        self.result.show_reception(reception)
        self._turn_to(self.result)

    def _next_batch(self) -> None:
        self.result.forget()
        self._to_choosing()

    def _to_choosing(self) -> None:
        self._turn_to(self.choosing)

    def _show_ledger(self) -> None:
        if self.page is not self.ledger:
            self._before_ledger = self.page
        self._run(partial(self._door.history, training=self._training), self._history_came)

    def _history_came(self, history: History) -> None:
        self.ledger.show_history(history, training=self._training)
        self._turn_to(self.ledger)

    def _turn_ledger(self) -> None:
        self._training = not self._training
        self._show_ledger()

    def _leave_ledger(self) -> None:
        self._turn_to(self._before_ledger)

    def _begin(self) -> Errand:
        """Show the page of a long piece of work and return the errand to report to."""
        self._errand = Errand()
        self._before_work = self.page
        self.working.watch(self._errand)
        self._turn_to(self.working)
        return self._errand

    def _give_up(self) -> None:
        if self._errand is not None:
            self._errand.give_up()

    def _run(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        """Have the job done away from the screen; its error is told where the person was."""
        self._background.run(job, partial(self._answered, done))

    def _answered(self, done: Callable[[T], None], answer: T | KioskError) -> None:
        worked = self._errand is not None
        self._errand = None
        self.working.rest()
        if self._closing:
            self._end()
            return
        if not isinstance(answer, KioskError):
            done(answer)
            return
        if worked:
            self._turn_to(self._before_work)
        self.page.show_error(None if isinstance(answer, CancelledError) else answer)

    def _turn_to(self, page: ReceiverPage) -> None:
        if page is not self.looking:
            page.show_error(None)
        self._stack.setCurrentWidget(page)
        page.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key stands for on this page."""
        if event.isAutoRepeat() or not self.page.press(key_name(event)):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let files and folders in where a batch is chosen."""
        if self.page is self.choosing and _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped as if it had been chosen."""
        if (place := _dropped(event)) is not None:
            event.acceptProposedAction()
            self.take(place)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give up what is being worked on, and close when it has ended."""
        if self._errand is None:
            event.accept()
            self._end()
            return
        event.ignore()
        self._closing = True
        self._give_up()

    @Slot()
    def _end(self) -> None:
        self.result.forget()
        self.hide()
        self.closed.emit()


def _dropped(event: QDropEvent) -> Path | None:
    places = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return places[0] if len(places) == 1 else None
