"""When the applicant's screen gives tickets, and when the chair is somebody's."""

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.domain.ticket import PublicLanguage
from kiosk.publictexts import words
from kiosk.workflow import phases
from kiosk.workflow.phases import Phase
from kiosk.workflow.queue.view import QueueView
from tests.fakes.commands import RecordingCommands
from tests.ui import samples
from ui.applicant.sentence import Sentence
from ui.screens import StationScreens

OPEN = QueueView(enabled=True, accepting=True)
CLOSED = QueueView(enabled=True, accepting=False)


def begin(screens: StationScreens) -> None:
    """Choose a language as somebody in front of the screen."""
    screens.applicant.issue.step.buttons[0].click()
    QApplication.processEvents()


@pytest.mark.parametrize("phase", [phases.Ready(), phases.SignedOut()])
def test_a_free_chair_gives_tickets_while_they_are_given(
    screens: StationScreens, phase: Phase
) -> None:
    screens.show_view(samples.view(phase, queue=OPEN))
    assert screens.applicant.page is screens.applicant.issue
    screens.show_view(samples.view(phase, queue=CLOSED))
    assert screens.applicant.page is not screens.applicant.issue


@pytest.mark.parametrize(
    "phase",
    [phases.Shooting(1), phases.Filling(1, samples.shot(), samples.review())],
)
def test_a_taken_chair_gives_no_tickets(screens: StationScreens, phase: Phase) -> None:
    screens.show_view(samples.view(phase, queue=OPEN))
    assert screens.applicant.page is not screens.applicant.issue


def test_a_sitting_that_begins_ends_what_somebody_had_chosen(screens: StationScreens) -> None:
    screens.show_view(samples.view(phases.Ready(), queue=OPEN))
    begin(screens)
    screens.show_view(samples.view(phases.Shooting(1), queue=OPEN))
    screens.show_view(samples.view(phases.Ready(), queue=OPEN))
    assert not screens.applicant.issue.engaged


def test_somebody_who_has_begun_is_told_that_the_line_has_closed(screens: StationScreens) -> None:
    screens.show_view(samples.view(phases.Ready(), queue=OPEN))
    begin(screens)
    screens.show_view(samples.view(phases.Ready(), queue=CLOSED))
    page = screens.applicant.issue
    japanese = words(PublicLanguage.JA)
    assert japanese["issue.closed"] in [one.words for one in page.findChildren(Sentence)]
    assert page.isVisible()
    page.start_again()
    screens.show_view(samples.view(phases.Ready(), queue=CLOSED))
    assert not page.isVisible()
    assert screens.applicant.welcome.isVisible()


def test_no_button_has_the_keys_when_the_page_comes(
    screens: StationScreens, commands: RecordingCommands
) -> None:
    screens.show_view(samples.view(phases.Ready(), queue=OPEN))
    QApplication.processEvents()
    assert screens.applicant.focusWidget() not in screens.applicant.issue.step.buttons
    assert commands.in_line == []
