"""The ticket printer: the station's side of it, and the process that prints."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

from kiosk.clock import SystemClock
from kiosk.devices.printing import own_command
from kiosk.devices.tickets.bitmap import WIDTH_DOTS, Bitmap
from kiosk.devices.tickets.child import ChildTicketPrinter
from kiosk.devices.tickets.escposprinter import Pause, Report
from kiosk.devices.tickets.null import NullTicketPrinter
from kiosk.devices.tickets.outlet import Outlet
from kiosk.devices.tickets.outlets import outlet_of
from kiosk.devices.tickets.picture import draw_ticket
from kiosk.devices.tickets.serving import Ears, Mouth, serve
from kiosk.devices.tickets.slippicture import draw_slip
from kiosk.devices.tickets.target import OsTarget, Target, parse_target
from kiosk.domain.sheet_errors import PrinterMissingError, PrinterRefusedError
from kiosk.domain.slip import ReceiptSlip
from kiosk.domain.ticket import PrintTrouble, PublicLanguage, Service, TicketNumber
from kiosk.errors import SettingsError
from kiosk.ports import Clock
from kiosk.queue.errors import TicketPaperError
from kiosk.queueports import PrinterState, TicketFace, TicketPrinter
from kiosk.settings import TicketSettings
from kiosk.wiring.launch import show_nowhere_without_a_screen

_SILENCE_MARGIN_S = 10.0  # beyond the deadline: connecting four times, and a slow machine's start


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """What the printing process is told about the paper and what stands on it."""

    width_mm: int = 80
    second: PublicLanguage | None = None
    deadline_s: float = 15.0


def roll_of(width_mm: int, second: str, deadline_s: float) -> Roll:
    """Return the roll as a command was told; the words are those of the settings."""
    if width_mm not in WIDTH_DOTS:
        raise SettingsError("width", key="tickets.width_mm")
    try:
        language = PublicLanguage(second) if second else None
    except ValueError:
        raise SettingsError("language", key="tickets.second_language") from None
    return Roll(width_mm=width_mm, second=language, deadline_s=deadline_s)


def ticket_printer(settings: TicketSettings, clock: Clock, *, warm: bool = True) -> TicketPrinter:
    """Return what the station prints tickets with; the process starts now, to be ``warm``."""
    if parse_target(settings.printer) is None:
        return NullTicketPrinter()
    words = ["--printer", settings.printer, "--width", str(settings.width_mm)]
    words += ["--second", settings.second_language, "--deadline", str(settings.deadline_s)]
    silence_s = settings.deadline_s + _SILENCE_MARGIN_S
    printer = ChildTicketPrinter(
        (*own_command(), "ticket", "serve", *words), clock, silence_s=silence_s
    )
    if warm:
        printer.start()
    return printer


def serve_tickets(printer: str, roll: Roll, *, torn: bool = False) -> None:
    """Print what standard input says until it ends; answers go to standard output.

    ``torn``: the process before this one ended inside a ticket.
    """
    ears, mouth = Ears(sys.stdin.buffer), Mouth(sys.stdout.buffer)
    outlet = _outlet(_named(printer), roll, mouth.report, ears.ended.wait, torn=torn)
    serve(ears, mouth, outlet, lambda paper: _drawn(paper, roll))


def _drawn(paper: TicketFace | ReceiptSlip, roll: Roll) -> Bitmap:
    if isinstance(paper, ReceiptSlip):
        return draw_slip(paper, roll.width_mm)
    return draw_ticket(paper, roll.width_mm, roll.second)


def try_out(printer: str, roll: Roll, service: Service, language: PublicLanguage) -> None:
    """Print one ticket marked 研修, whose code opens nothing."""
    face = TicketFace(
        number=TicketNumber(service, 0),
        service=service,
        language=language,
        at=SystemClock().now(),
        code="SK1.TEST",
        venue="",
        ahead=4,
        wait_minutes=(15, 25),
        training=True,
    )
    outlet = _outlet(_named(printer), roll, lambda _state: None, Event().wait)
    try:
        outlet.put(draw_ticket(face, roll.width_mm, roll.second), lambda: None)
    finally:
        outlet.close()


def state_now(printer: str) -> PrinterState:
    """Return what the printer says, having asked it once."""
    outlet = _outlet(_named(printer), Roll(), lambda _state: None, Event().wait)
    try:
        return outlet.look()
    finally:
        outlet.close()


def _named(printer: str) -> Target:
    target = parse_target(printer)
    if target is None:
        raise SettingsError("no printer", key="tickets.printer")
    return target


def _outlet(
    target: Target, roll: Roll, report: Report, pause: Pause, *, torn: bool = False
) -> Outlet:
    if isinstance(target, OsTarget):
        return _PictureOutlet(target.name)
    return outlet_of(
        target,
        SystemClock(),
        width_mm=roll.width_mm,
        deadline_s=roll.deadline_s,
        report=report,
        pause=pause,
        torn=torn,
    )


class _PictureOutlet:
    """A printer of the machine by Qt: what its queue took counts as printed."""

    def __init__(self, name: str) -> None:
        from ui.paper.output import make_paper_app

        show_nowhere_without_a_screen()
        self._app = make_paper_app()
        self._name = name

    def look(self) -> PrinterState:
        """Return that nobody knows, or that there is no such printer."""
        from ui.paper import ticket

        return PrinterState.OFFLINE if ticket.is_in_error(self._name) else PrinterState.UNKNOWN

    def put(self, picture: Bitmap, sending: Callable[[], None]) -> None:
        """Return once the queue has the ticket."""
        from ui.paper import ticket

        sending()
        try:
            ticket.print_dots(self._name, picture.width_dots, picture.ink)
        except PrinterMissingError:
            raise TicketPaperError(PrintTrouble.OFFLINE) from None
        except PrinterRefusedError:
            raise TicketPaperError(PrintTrouble.REFUSED) from None
        self._app.processEvents()

    def close(self) -> None:
        """Nothing is held."""
