"""The line of a station: its doors, its rules and its board, by the settings."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path

from kiosk.background import WorkerBackground
from kiosk.domain.scan import scan_reader
from kiosk.domain.ticket import PaperKind, Service
from kiosk.ports import Clock, CodeSeen, Deliver
from kiosk.queueports import Announcer, TicketBook
from kiosk.settings import Settings
from kiosk.texts import Catalogue
from kiosk.wiring.tickets import ticket_printer
from kiosk.workflow.stage import QueueDoors, QueueFacts
from ui.board.deck import Carousel, built_in_slides, playlist, read_decks
from ui.board.painting import BoardLook
from ui.board.window import BoardWindow
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
    )


def open_queue(
    settings: Settings,
    stack: ExitStack,
    deliver: Deliver,
    clock: Clock,
    *,
    book: TicketBook,
    announcer: Announcer,
    board: Callable[[], bool | None],
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
        board=board,
    )


def make_board(settings: Settings, texts: Catalogue, *, training: bool) -> BoardWindow | None:
    """Return the call board, None where there is none."""
    if not (settings.queue.enabled and settings.board.enabled):
        return None
    folder = Path(settings.board.slides) if settings.board.slides else built_in_slides()
    slides = playlist(read_decks(folder))
    turn = timedelta(seconds=settings.board.slide_s)
    return BoardWindow(texts, BoardLook(training=training), Carousel(slides, turn))


def start_scanners(settings: Settings, stack: ExitStack, seen: CodeSeen) -> None:
    """Have scanners other than the camera read from now on, until ``stack`` closes."""
    read = scan_reader(settings.sitting.form_pattern)
    keyboard = KeyboardScanner(seen, settings.scanner.prefix, read)
    keyboard.start()
    stack.callback(keyboard.stop)
    if settings.scanner.serial:
        serial = SerialScanner(seen, settings.scanner.serial, read=read)
        serial.start()
        stack.callback(serial.stop)
