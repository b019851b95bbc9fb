"""What the station is for, and its printer tried out."""

import pytest

from kiosk.domain.station import VenuePlan
from kiosk.queueports import PrinterState
from kiosk.texts import Language, catalogue
from tests.ui.seen import said
from tests.ui.setup.standins import PRINTER, Make, Maker, Trial, go_to_printer
from ui.hands import Hands

pytestmark = pytest.mark.gui


def test_a_visit_has_no_line_and_no_printer(make: Make, maker: Maker) -> None:
    window = make()
    hands = Hands(window)
    hands.press("Enter")
    hands.write("SHIMO01")
    for keys in ("Enter", "2", "Enter"):
        hands.press(keys)
    hands.write(PRINTER)
    hands.press("Enter")
    assert window.page is window.staff
    assert window.venue() == VenuePlan()
    assert maker.venues == []


def test_a_printer_that_is_none_is_told_beside_its_field(make: Make) -> None:
    window = make()
    hands = Hands(window)
    hands.press("Enter")
    hands.write("SHIMO01")
    for keys in ("Enter", "1", "Enter"):
        hands.press(keys)
    hands.write("bluetooth")
    hands.press("Enter")
    assert window.page is window.station
    assert "tcp:・usb:・spool:・os:・file:" in said(window)


@pytest.mark.parametrize("state", PrinterState)
def test_the_printer_is_tried_out_once_at_a_time_and_its_answer_is_a_sentence(
    make: Make, trial: Trial, state: PrinterState
) -> None:
    window = make()
    hands = Hands(window)
    go_to_printer(hands, PRINTER)
    hands.press("F8")
    hands.press("F8")
    assert trial.asked == [PRINTER]
    assert "印刷しています" in said(window)
    trial.end(state)
    assert window.station.told.text() == catalogue(Language.JA)[f"setup.tried.{state.value}"]
    hands.press("F8")
    assert len(trial.asked) == 2
    trial.end(PrinterState.READY)
    hands.press("Enter")  # whatever it said, the set-up goes on
    assert window.page is window.staff


@pytest.mark.parametrize("printer", ["", "bluetooth"])
def test_a_printer_that_is_none_is_not_tried_out(make: Make, trial: Trial, printer: str) -> None:
    window = make()
    hands = Hands(window)
    go_to_printer(hands, printer)
    hands.press("F8")
    assert trial.asked == []
    hint = "手書き" if not printer else "tcp:・usb:・spool:・os:・file:"
    assert hint in said(window)
    assert window.page is window.station
