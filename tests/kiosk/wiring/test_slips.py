"""By what a station prints its slips, as its settings say."""

from contextlib import ExitStack
from pathlib import Path

from kiosk.background import InlineBackground
from kiosk.clock import SystemClock
from kiosk.queueports import PrinterState, TicketPrinter
from kiosk.settings import PrintSettings, Settings, TicketSettings
from kiosk.wiring.slips import slip_doors
from kiosk.workflow.stage import QueueDoors, SlipDoors
from tests.fakes.announcer import WrittenAnnouncer
from tests.fakes.ordermemory import MemoryOrder
from tests.fakes.ticket_book import MemoryTicketBook
from tests.fakes.ticket_printer import MemoryTicketPrinter
from tests.kiosk.devices.tickets.faces import SLIP
from tests.kiosk.workflow.bench import Clock

PRINTING, PAPERS = InlineBackground(), InlineBackground()


def line_with(printer: TicketPrinter) -> QueueDoors:
    return QueueDoors(
        book=MemoryTicketBook(Clock()),
        printer=printer,
        announcer=WrittenAnnouncer(),
        papers=PAPERS,
        order=MemoryOrder(),
    )


def doors(settings: Settings, stack: ExitStack, queue: QueueDoors | None) -> SlipDoors | None:
    return slip_doors(settings, stack, SystemClock(), queue=queue, printing=PRINTING)


def test_the_lines_own_printer_prints_the_slips_too() -> None:
    printer = MemoryTicketPrinter()
    settings = Settings(tickets=TicketSettings(printer="tcp:192.0.2.7"))
    with ExitStack() as stack:
        made = doors(settings, stack, line_with(printer))
    assert made is not None
    assert made.printer is printer
    assert made.background is PAPERS


def test_a_visit_with_a_ticket_printer_has_one_of_its_own(tmp_path: Path) -> None:
    settings = Settings(tickets=TicketSettings(printer=f"file:{tmp_path}"))
    with ExitStack() as stack:
        made = doors(settings, stack, None)
        assert made is not None
        made.printer.print_slip(SLIP, "slip")
        assert made.background is PRINTING
    assert [path.name for path in tmp_path.iterdir()] == ["ticket-0001.png"]


def test_a_named_printer_of_the_machine_stands_in_and_starts_nothing_before_it_is_needed() -> None:
    settings = Settings(print=PrintSettings(printer="研修用プリンター"))
    queue = line_with(MemoryTicketPrinter(says=PrinterState.NONE))
    with ExitStack() as stack:
        made = doors(settings, stack, queue)
        assert made is not None
        assert made.printer is not queue.printer
        assert made.background is PRINTING


def test_without_any_named_printer_the_number_is_only_on_the_screen() -> None:
    with ExitStack() as stack:
        assert doors(Settings(), stack, None) is None
        assert doors(Settings(), stack, line_with(MemoryTicketPrinter())) is None
