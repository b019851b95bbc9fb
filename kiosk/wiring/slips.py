"""受付票: by the ticket printer where there is one, else on the machine's named printer."""

from contextlib import ExitStack

from kiosk.ports import Background, Clock
from kiosk.settings import Settings
from kiosk.wiring.tickets import ticket_printer
from kiosk.workflow.stage import QueueDoors, SlipDoors


def slip_doors(
    settings: Settings,
    stack: ExitStack,
    clock: Clock,
    *,
    queue: QueueDoors | None,
    printing: Background,
) -> SlipDoors | None:
    """Return what slips are printed with, None where nothing is: the number is on the screen.

    The machine's own choice of a printer (``[print] printer = ""``) gets none: it might be one in
    another room, or none at all, and every sitting would end with a failure.
    """
    if queue is not None and settings.tickets.printer:
        return SlipDoors(printer=queue.printer, background=queue.papers)
    named = f"os:{settings.print.printer}" if settings.print.printer else ""
    target = settings.tickets.printer or named
    if not target:
        return None
    tickets = settings.tickets.model_copy(update={"printer": target})
    printer = ticket_printer(tickets, clock, warm=False)
    stack.callback(printer.close)  # before ``printing``: whoever waits for paper waits no longer
    return SlipDoors(printer=printer, background=printing)
