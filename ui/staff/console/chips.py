"""The line's chips in the head of the window: how many wait, printer, call board."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from kiosk.queueports import PrinterState
from kiosk.texts import Catalogue
from kiosk.workflow.queue.view import Patience, QueueView
from ui.widgets.chip import MARKS, Chip

PRINTER_STATES = {
    PrinterState.READY: "ok",
    PrinterState.PAPER_LOW: "warn",
    PrinterState.PAPER_OUT: "bad",
    PrinterState.COVER_OPEN: "bad",
    PrinterState.OFFLINE: "bad",
    PrinterState.UNKNOWN: "warn",
    PrinterState.NONE: "ok",
}
_BOARD_STATES = {"seen": "ok", "unseen": "bad"}
_BY_MARK_ALONE = {PrinterState.OFFLINE, PrinterState.UNKNOWN}
_MOST_SHOWN = 999


class QueueChips(QObject):
    """Seen while somebody is signed in where there is a line; a click says what to do."""

    def __init__(self, texts: Catalogue, explain: Callable[[str], None]) -> None:
        super().__init__()
        self._explain = explain
        self.waiting = CountChip(texts)
        self.printer = Chip(
            {one.value: (state, _printer(one, texts)) for one, state in PRINTER_STATES.items()},
            {one.value: texts[f"printer.{one.value}.do"] for one in PrinterState},
        )
        self.board = Chip(
            {
                name: (state, f"{MARKS[state]} {texts['board_chip.seen.word']}")
                for name, state in _BOARD_STATES.items()
            },
            {name: texts[f"board_chip.{name}.do"] for name in _BOARD_STATES},
        )
        self.waiting.clicked.connect(self._waiting_clicked)
        self.printer.clicked.connect(self._printer_clicked)
        self.board.clicked.connect(self._board_clicked)
        for chip in self.every():
            chip.hide()

    def every(self) -> tuple[Chip, ...]:
        """Return the chips from the left."""
        return self.waiting, self.printer, self.board

    def show_queue(self, queue: QueueView, *, signed_in: bool) -> None:
        """Show how the line and its devices are."""
        seen = queue.enabled and signed_in
        red = any(one.patience is Patience.RED for one in queue.waiting)
        self.waiting.show_count(len(queue.waiting), long=red)
        self.printer.show_state(queue.printer.value)
        self.board.show_state("seen" if queue.board else "unseen")
        self.waiting.setVisible(seen)
        self.printer.setVisible(seen and queue.printer is not PrinterState.NONE)
        self.board.setVisible(seen and queue.board is not None)

    @Slot()
    def _waiting_clicked(self) -> None:
        self._explain(self.waiting.explanation())

    @Slot()
    def _printer_clicked(self) -> None:
        self._explain(self.printer.explanation())

    @Slot()
    def _board_clicked(self) -> None:
        self._explain(self.board.explanation())


class CountChip(Chip):
    """How many wait; marked once somebody has waited very long."""

    def __init__(self, texts: Catalogue) -> None:
        self._texts = texts
        does = texts["waiting_chip.do"]
        widest = f"{MARKS['warn']} {texts.say('chip.waiting', count=_MOST_SHOWN)}"
        super().__init__(
            {"ok": ("ok", widest), "warn": ("warn", widest)}, dict.fromkeys(("ok", "warn"), does)
        )

    def show_count(self, count: int, *, long: bool) -> None:
        """Show this many."""
        self.show_state("warn" if long else "ok")
        words = self._texts.say("chip.waiting", count=count)
        self.setText(f"{MARKS['warn']} {words}" if long else words)


def _printer(one: PrinterState, texts: Catalogue) -> str:
    """Return mark and word; what is only lost or silent is told by the mark."""
    word = PrinterState.READY if one in _BY_MARK_ALONE else one
    return f"{MARKS[PRINTER_STATES[one]]} {texts[f'printer.{word.value}.word']}"
