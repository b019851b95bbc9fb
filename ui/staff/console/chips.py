"""The line's chips in the head of the window: how many wait, printer, call board."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from kiosk.domain.ticket import PublicLanguage
from kiosk.ports import ScannerState
from kiosk.queueports import PrinterState
from kiosk.texts import Catalogue
from kiosk.workflow.queue.view import Patience, QueueView, SoundState
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
SCANNER_STATES = {
    ScannerState.NONE: "ok",
    ScannerState.READY: "ok",
    ScannerState.MISSING: "bad",
}
SOUND_STATES = {
    SoundState.NONE: "ok",
    SoundState.SPOKEN: "ok",
    SoundState.CHIME: "warn",
    SoundState.SILENT: "bad",
}
_BOARD_STATES = {"seen": "ok", "unseen": "bad"}
_BY_MARK_ALONE = {PrinterState.OFFLINE, PrinterState.UNKNOWN}
_MOST_SHOWN = 999


class QueueChips(QObject):
    """Seen while somebody is signed in where there is a line; a click says what to do.

    A click on how many wait has the next of them shown.
    """

    def __init__(
        self, texts: Catalogue, explain: Callable[[str], None], show_next: Callable[[], None]
    ) -> None:
        super().__init__()
        self._explain, self._show_next = explain, show_next
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
        self.scanner = Chip(
            {
                one.value: (state, f"{MARKS[state]} {texts['scanner_chip.word']}")
                for one, state in SCANNER_STATES.items()
            },
            {one.value: texts[f"scanner_chip.{one.value}.do"] for one in ScannerState},
        )
        self.sound = SoundChip(texts)
        self.scanner.clicked.connect(self._scanner_clicked)
        self.sound.clicked.connect(self._sound_clicked)
        self.waiting.clicked.connect(self._waiting_clicked)
        self.printer.clicked.connect(self._printer_clicked)
        self.board.clicked.connect(self._board_clicked)
        for chip in self.every():
            chip.hide()

    def every(self) -> tuple[Chip, ...]:
        """Return the chips from the left."""
        return self.waiting, self.printer, self.scanner, self.board, self.sound

    def show_queue(self, queue: QueueView, *, signed_in: bool) -> None:
        """Show how the line and its devices are."""
        seen = queue.enabled and signed_in
        red = any(one.patience is Patience.RED for one in queue.waiting)
        self.waiting.show_count(len(queue.waiting), long=red)
        self.printer.show_state(queue.printer.value)
        self.board.show_state("seen" if queue.board else "unseen")
        self.scanner.show_state(queue.scanner.value)
        self.sound.show_sound(queue.sound, queue.unspoken)
        self.scanner.setVisible(seen and queue.scanner is not ScannerState.NONE)
        self.sound.setVisible(seen and queue.sound is not SoundState.NONE)
        self.waiting.setVisible(seen)
        self.printer.setVisible(seen and queue.printer is not PrinterState.NONE)
        self.board.setVisible(seen and queue.board is not None)

    @Slot()
    def _waiting_clicked(self) -> None:
        self._show_next()

    @Slot()
    def _printer_clicked(self) -> None:
        self._explain(self.printer.explanation())

    @Slot()
    def _scanner_clicked(self) -> None:
        self._explain(self.scanner.explanation())

    @Slot()
    def _sound_clicked(self) -> None:
        self._explain(self.sound.explanation())

    @Slot()
    def _board_clicked(self) -> None:
        self._explain(self.board.explanation())


class SoundChip(Chip):
    """What is heard of a call; a click tells as well which languages nobody speaks."""

    def __init__(self, texts: Catalogue) -> None:
        self._texts = texts
        self._unspoken: tuple[PublicLanguage, ...] = ()
        super().__init__(
            {
                one.value: (state, f"{MARKS[state]} {texts['sound_chip.word']}")
                for one, state in SOUND_STATES.items()
            },
            {one.value: texts[f"sound_chip.{one.value}.do"] for one in SoundState},
        )

    def show_sound(self, sound: SoundState, unspoken: tuple[PublicLanguage, ...]) -> None:
        """Show this."""
        self._unspoken = unspoken
        self.show_state(sound.value)

    def explanation(self) -> str:
        """Return what to do, and which languages are not spoken."""
        texts = self._texts
        if not self._unspoken:
            return super().explanation()
        names = texts["console.between"].join(
            texts[f"console.language.{one.value}"] for one in self._unspoken
        )
        return f"{super().explanation()}\n{texts.say('sound_chip.unspoken', languages=names)}"


class CountChip(Chip):
    """How many wait; marked once somebody has waited very long."""

    def __init__(self, texts: Catalogue) -> None:
        self._texts = texts
        widest = f"{MARKS['warn']} {texts.say('chip.waiting', count=_MOST_SHOWN)}"
        super().__init__({"ok": ("ok", widest), "warn": ("warn", widest)}, {})

    def show_count(self, count: int, *, long: bool) -> None:
        """Show this many."""
        self.show_state("warn" if long else "ok")
        words = self._texts.say("chip.waiting", count=count)
        self.setText(f"{MARKS['warn']} {words}" if long else words)


def _printer(one: PrinterState, texts: Catalogue) -> str:
    """Return mark and word; what is only lost or silent is told by the mark."""
    word = PrinterState.READY if one in _BY_MARK_ALONE else one
    return f"{MARKS[PRINTER_STATES[one]]} {texts[f'printer.{word.value}.word']}"
