"""The line of a station: its doors, its rules and its board, by the settings."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path

from kiosk.background import WorkerBackground
from kiosk.domain.scan import scan_reader
from kiosk.domain.ticket import PaperKind, PublicLanguage, Service
from kiosk.ports import Clock, CodeSeen, Deliver, ScannerState
from kiosk.queueports import Announcer, OrderMemory, TicketBook
from kiosk.settings import Settings
from kiosk.texts import Catalogue
from kiosk.wiring.tickets import ticket_printer
from kiosk.workflow.stage import QueueDoors, QueueFacts
from ui.board.deck import Carousel, built_in_slides, playlist, read_decks
from ui.board.painting import BoardLook
from ui.board.window import BoardWindow
from ui.board.wording import board_words
from ui.scanner.keyboard import KeyboardScanner
from ui.scanner.serial import SerialScanner

PAPER_MARGIN_S = 60.0  # a ticket under way is given up within this when the station ends


class ScanDoor:
    """Brings what any scanner reads to the session, on the main thread, once there is one."""

    def __init__(self, deliver: Deliver) -> None:
        self._deliver = deliver
        self._take: CodeSeen | None = None

    def lead_to(self, take: CodeSeen) -> None:
        """Have codes go there from now on."""
        self._take = take

    def post(self, text: str) -> None:
        """Take what was read; from any thread."""
        self._deliver(partial(self._tell, text))

    def _tell(self, text: str) -> None:
        if self._take is not None:
            self._take(text)


def queue_facts(settings: Settings) -> QueueFacts:
    """Return how the venue runs its line, in the core's words; without a printer people write."""
    paper = PaperKind(settings.tickets.paper)
    if paper is PaperKind.PRINTED and not settings.tickets.printer:
        paper = PaperKind.HAND_WRITTEN
    return QueueFacts(
        rules=settings.queue.rules,
        paper=paper,
        self_service=settings.queue.self_service,
        services=tuple(Service(letter) for letter in settings.queue.services),
        sound=settings.board.enabled and settings.board.sound,
    )


def open_queue(
    settings: Settings,
    stack: ExitStack,
    deliver: Deliver,
    clock: Clock,
    *,
    book: TicketBook,
    announcer: Announcer,
    order: OrderMemory,
    board: Callable[[], bool | None],
    scanner: Callable[[], ScannerState],
) -> QueueDoors | None:
    """Return what the line works with; ``stack`` closes it. None where the venue has no line."""
    if not settings.queue.enabled:
        return None
    papers = stack.enter_context(WorkerBackground("tickets", deliver, patience_s=PAPER_MARGIN_S))
    printer = ticket_printer(settings.tickets, clock)
    stack.callback(printer.close)  # first: whoever waits for a refill waits no longer
    stack.callback(announcer.be_silent)
    return QueueDoors(
        book=book,
        printer=printer,
        announcer=announcer,
        papers=papers,
        order=order,
        board=board,
        scanner=scanner,
    )


def make_board(settings: Settings, texts: Catalogue, *, training: bool) -> BoardWindow | None:
    """Return the call board, None where there is none."""
    if not (settings.queue.enabled and settings.board.enabled):
        return None
    folder = Path(settings.board.slides) if settings.board.slides else built_in_slides()
    slides = playlist(read_decks(folder))
    turn = timedelta(seconds=settings.board.slide_s)
    words = board_words(PublicLanguage(settings.board.second_language))
    return BoardWindow(texts, BoardLook(words=words, training=training), Carousel(slides, turn))


class Scanners:
    """Scanners other than the camera; they are made once the session is, and it asks for them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._serial: SerialScanner | None = None

    def state(self) -> ScannerState:
        """Return how the one on a serial port is; one that types has no state."""
        return self._serial.state if self._serial is not None else ScannerState.NONE

    def start(self, stack: ExitStack, seen: CodeSeen) -> None:
        """Have them read from now on, until ``stack`` closes."""
        scanner, read = self._settings.scanner, scan_reader(self._settings.sitting.form_pattern)
        keyboard = KeyboardScanner(seen, scanner.prefix, read)
        keyboard.start()
        stack.callback(keyboard.stop)
        if scanner.serial:
            serial = self._serial = SerialScanner(seen, scanner.serial, read=read)
            serial.start()
            stack.callback(serial.stop)
