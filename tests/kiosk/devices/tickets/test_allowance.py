"""Whose time a ticket takes: the printer's, or that of the person who fetches paper."""

import pytest

from kiosk.devices.tickets.allowance import Allowance
from kiosk.queueports import PrinterState
from tests.fakes.timepiece import Timepiece

STANDSTILL = [PrinterState.PAPER_OUT, PrinterState.COVER_OPEN]
RUNNING = [state for state in PrinterState if state not in STANDSTILL]


@pytest.mark.parametrize("state", STANDSTILL)
def test_the_deadline_stands_still_while_staff_put_paper_in(state: PrinterState) -> None:
    clock = Timepiece()
    allowance = Allowance(clock, deadline_s=15.0, patience_s=600.0)
    clock.wait(14.0)
    assert allowance.spend(PrinterState.READY)
    clock.wait(599.0)
    assert allowance.spend(state)
    clock.wait(0.5)
    assert allowance.spend(PrinterState.READY)
    clock.wait(1.0)
    assert not allowance.spend(PrinterState.READY)


@pytest.mark.parametrize("state", STANDSTILL)
def test_nobody_waits_for_paper_for_ever(state: PrinterState) -> None:
    clock = Timepiece()
    allowance = Allowance(clock, deadline_s=15.0, patience_s=600.0)
    clock.wait(600.0)
    assert not allowance.spend(state)


@pytest.mark.parametrize("state", RUNNING)
def test_every_other_state_uses_the_deadline_up(state: PrinterState) -> None:
    clock = Timepiece()
    allowance = Allowance(clock, deadline_s=15.0)
    clock.wait(14.9)
    assert allowance.spend(state)
    clock.wait(0.1)
    assert not allowance.spend(state)
