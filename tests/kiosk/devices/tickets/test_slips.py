"""A 受付票 by the same process and printer as the tickets, none of which ever waits for it."""

import json
import threading
from dataclasses import astuple
from pathlib import Path

import pytest
from PIL import ImageChops

from kiosk.background import InlineBackground
from kiosk.clock import SystemClock
from kiosk.devices.tickets.child import ChildTicketPrinter
from kiosk.devices.tickets.folder import picture_of
from kiosk.devices.tickets.picture import draw_ticket
from kiosk.devices.tickets.slippicture import draw_slip
from kiosk.domain.slip import SlipState
from kiosk.domain.ticket import PrintTrouble
from kiosk.queueports import PrinterState
from kiosk.training.people import training_form
from kiosk.workflow.stage import SlipDoors
from tests.fakes.escpos_printer import EscposPrinter as Emulator
from tests.kiosk.devices.tickets.children import child
from tests.kiosk.devices.tickets.desk import became, printing
from tests.kiosk.devices.tickets.faces import SLIP, face
from tests.kiosk.devices.tickets.test_child import printer_of, station, wait_for
from tests.kiosk.workflow.bench import Bench

HARMLESS_DOTS = 60  # what `escpos.harmless` may blacken


def test_the_slip_that_was_drawn_is_the_one_on_the_paper() -> None:
    with Emulator() as emulator, station(emulator) as printer:
        printer.print_slip(SLIP, "slip")
        (paper,) = emulator.papers
    drawn = picture_of(draw_slip(SLIP, 80)).convert("L")
    assert paper.picture.size == drawn.size
    difference = ImageChops.difference(paper.picture.convert("L"), drawn)
    assert difference.histogram()[255] <= HARMLESS_DOTS
    assert paper.codes == ()  # nothing that a machine reads


def test_the_narrow_roll_gets_the_narrow_slip() -> None:
    with Emulator() as emulator, station(emulator, "--width", "58") as printer:
        printer.print_slip(SLIP, "slip")
        assert emulator.papers[0].picture.height == draw_slip(SLIP, 58).height_dots


def test_a_slip_that_meets_an_empty_roll_fails_at_once_and_the_next_ticket_comes() -> None:
    with Emulator(dots_left=0) as emulator, station(emulator) as printer:
        assert wait_for(printer, PrinterState.PAPER_OUT)
        assert became(lambda: printer.print_slip(SLIP, "slip")) is PrintTrouble.PAPER_OUT
        with printing(lambda: printer.print_ticket(face(1), "ticket")) as outcomes:
            assert wait_for(printer, PrinterState.PAPER_OUT)
            emulator.refill()
        assert outcomes == [None]
        assert [paper.codes for paper in emulator.papers] == [(face(1).code,)]


def test_the_process_itself_refuses_a_slip_that_would_wait() -> None:
    # The station's word on the printer is up to two seconds old: the process asks once more.
    with Emulator() as emulator, station(emulator) as printer:
        printer.print_slip(SLIP, "first")
        emulator.set(cover_open=True)
        with printing(lambda: printer.print_slip(SLIP, "slip")) as outcomes:
            tick = threading.Event()
            _ = any(outcomes or tick.wait(0.05) for _ in range(200))  # ten seconds at most
            emulator.set(cover_open=False)  # one that waits is printed now
        assert outcomes == [PrintTrouble.COVER_OPEN]
        assert wait_for(printer, PrinterState.READY)
        printer.print_slip(SLIP, "again")
        assert [paper.picture.height for paper in emulator.papers] == [
            draw_slip(SLIP, 80).height_dots
        ] * 2


def test_tickets_before_and_after_a_slip_come_whole() -> None:
    with Emulator() as emulator, station(emulator) as printer:
        printer.print_ticket(face(1), "one")
        printer.print_slip(SLIP, "slip")
        printer.print_ticket(face(2), "two")
        heights = [paper.picture.height for paper in emulator.papers]
    drawn = (draw_ticket(face(1), 80), draw_slip(SLIP, 80), draw_ticket(face(2), 80))
    assert heights == [picture.height_dots for picture in drawn]


# --- nothing personal ------------------------------------------------------------------------


def recording(noted: Path) -> tuple[str, ...]:
    """Return a child that writes down all that comes through its pipe, and prints nothing."""
    return child(
        f"""
with open({str(noted)!r}, 'ab') as noted:
    for line in sys.stdin.buffer:
        noted.write(line)
        noted.flush()
        job = json.loads(line)['job']
        say(job=job, became='sending')
        say(job=job, became='printed')
"""
    )


def heard_of(person: int, noted: Path) -> bytes:
    """Return what a whole sitting of the person sends to the printing process."""
    with printer_of(recording(noted)) as printer:
        bench = Bench(slips=SlipDoors(printer=printer, background=InlineBackground()))
        bench.sign_in()
        bench.serve(person)
        assert bench.view.slip is SlipState.PRINTED
    return noted.read_bytes()


def betrayed(heard: bytes, person: int) -> list[str]:
    """Return the words of the person's form that stand in what was heard."""
    said = heard.decode("ascii") + json.dumps(json.loads(heard), ensure_ascii=False)
    form = training_form(person)
    parts = [part for word in astuple(form) for part in (word, *word.split())]
    return [part for part in parts if len(part) > 2 and part in said]


@pytest.mark.parametrize("person", [1, 2])
def test_no_word_of_the_person_goes_to_the_printing_process(person: int, tmp_path: Path) -> None:
    heard = heard_of(person, tmp_path / "noted")
    assert heard
    assert betrayed(heard, person) == []


def test_two_persons_with_one_number_get_the_same_paper(tmp_path: Path) -> None:
    # What goes through the pipe is all that the printer can learn: it is the same for both.
    assert heard_of(1, tmp_path / "one") == heard_of(2, tmp_path / "two")


def test_a_name_on_a_slip_would_be_noticed(tmp_path: Path) -> None:
    form = training_form(1)
    planted = heard_of(1, tmp_path / "noted").replace(
        b'"venue": "', b'"venue": "' + json.dumps(form.name).strip('"').encode()
    )
    assert betrayed(planted, 1)


def test_a_process_that_never_starts_is_told_and_nobody_waits(tmp_path: Path) -> None:
    absent = ChildTicketPrinter((str(tmp_path / "absent"),), SystemClock(), silence_s=0.5)
    with absent:
        assert became(lambda: absent.print_slip(SLIP, "slip")) is PrintTrouble.OFFLINE
