"""The lines most of the console's tests begin with, and how they are shown and typed at."""

from PySide6.QtWidgets import QApplication

from kiosk.queueports import PrinterState
from kiosk.workflow import phases
from kiosk.workflow.queue.view import QueueView
from tests.ui import samples
from tests.ui.staff import line
from ui.hands import Hands
from ui.screens import StationScreens
from ui.staff.console.page import ConsolePage

FREE = line.queue(*line.SIX)
CALLED = line.queue(*line.SIX[1:], in_service=(line.called(line.A26),))
SERVED = line.queue(*line.SIX, in_service=(line.A25_SERVED,), own=line.A25_SERVED)
PAPERLESS = line.queue(*line.SIX, papers=(line.A31_WITHOUT,), printer=PrinterState.PAPER_OUT)


def show(screens: StationScreens, queue: QueueView, **changes: object) -> ConsolePage:
    """Show a line between two people."""
    screens.show_view(samples.view(phases.Ready(), queue=queue, **changes))
    QApplication.processEvents()
    page = screens.staff.page
    assert isinstance(page, ConsolePage)
    return page


def press(hands: Hands, keys: str) -> None:
    """Press these keys, written with spaces between them."""
    for key in keys.split():
        hands.press(key)
