"""Staff read what became of the 受付票, and one key prints it again from wherever they are."""

import pytest

from kiosk.domain.slip import SlipState
from kiosk.workflow import phases
from kiosk.workflow.phases import Phase
from tests.fakes.commands import RecordingCommands
from tests.kiosk.devices.tickets.faces import SLIP
from tests.ui import samples
from tests.ui.seen import said
from tests.ui.staff import line
from ui.hands import Hands
from ui.screens import StationScreens

RECEIPTED = phases.Receipted(1, samples.RECEIPT)
NUMBER = str(SLIP.number)


@pytest.mark.parametrize("queue", [line.queue(), None])
def test_staff_read_what_became_of_the_slip(screens: StationScreens, queue: object) -> None:
    more = {"queue": queue} if queue is not None else {}
    for state, words in (
        (SlipState.PRINTING, "受付票を印刷しています"),
        (SlipState.PRINTED, "受付票を渡してください"),
        (SlipState.FAILED, f"{NUMBER} の受付票が出ていません"),
    ):
        screens.show_view(samples.view(RECEIPTED, slip=state, slip_paper=SLIP, **more))
        assert words in said(screens.staff)
    screens.show_view(samples.view(RECEIPTED, slip=SlipState.NONE, slip_paper=SLIP, **more))
    assert "受付票" not in said(screens.staff)


def test_a_slip_that_failed_stays_told_in_the_line_until_somebody_sits_down(
    screens: StationScreens,
) -> None:
    ready = samples.view(phases.Ready(), slip=SlipState.FAILED, slip_paper=SLIP, queue=line.queue())
    screens.show_view(ready)
    assert NUMBER in said(screens.staff)
    screens.show_view(samples.view(phases.Ready(), queue=line.queue()))
    assert NUMBER not in said(screens.staff)


@pytest.mark.parametrize(
    "phase", [RECEIPTED, phases.Ready(), phases.Receiving(2), phases.Posing(2)]
)
def test_one_key_prints_it_again_from_wherever_staff_are(
    phase: Phase, screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(samples.view(phase, slip=SlipState.FAILED, slip_paper=SLIP))
    hands.press("Ctrl+P")
    assert commands.asked == ["print_slip_again"]


def test_on_the_form_the_key_is_that_of_the_photo_sheet(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    filling = phases.Filling(2, samples.shot(), samples.review())
    screens.show_view(samples.view(filling, slip=SlipState.FAILED, slip_paper=SLIP))
    hands.press("Ctrl+P")
    assert "print_slip_again" not in commands.asked


def test_the_page_of_keys_names_it_while_there_is_a_slip(
    screens: StationScreens, hands: Hands
) -> None:
    for paper, told in ((SLIP, True), (None, False)):
        screens.show_view(samples.view(RECEIPTED, slip_paper=paper))
        hands.press("F1")
        assert ("受付票をもう一度" in said(screens.staff)) is told
        hands.press("Esc")
