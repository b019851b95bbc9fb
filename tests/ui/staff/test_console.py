"""The console by keys alone: a line is run, nothing happens twice, nothing to the wrong person."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.domain.ticket import (
    CancelReason,
    Finished,
    NoShow,
    Outcome,
    PaperKind,
    ParkReason,
    Stage,
)
from kiosk.queue import acts
from kiosk.queue.errors import TicketMovedError
from kiosk.texts import Language
from kiosk.workflow import phases
from kiosk.workflow.queue.view import QueueView
from tests.fakes.commands import RecordingCommands
from tests.ui.conftest import make_screens
from tests.ui.staff import line
from tests.ui.staff.lines import CALLED, FREE, PAPERLESS, SERVED, press, show
from tests.ui.staff.played import PlayedLine
from ui.hands import Hands
from ui.screens import StationScreens

pytestmark = pytest.mark.gui
HOUR_MS = 3_600_000


@pytest.fixture
def played(qtbot: QtBot, qapp: QApplication) -> Iterator[PlayedLine]:
    made = PlayedLine()
    made.screens = make_screens(made, Language.JA)
    made.show()
    yield made
    made.screens.close()
    QApplication.processEvents()


@pytest.fixture
def slow_fingers(qapp: QApplication) -> Iterator[QApplication]:
    usual = qapp.doubleClickInterval()
    qapp.setDoubleClickInterval(HOUR_MS)
    yield qapp
    qapp.setDoubleClickInterval(usual)


def test_ten_people_are_served_by_keys_alone(played: PlayedLine) -> None:
    assert played.screens is not None
    hands = Hands(played.screens.staff)
    keys = 0

    def type_keys(words: str) -> None:
        nonlocal keys
        keys += len(words.split())
        press(hands, words)

    type_keys("G A G A G P W B G 3 C G A G A G A G D G E G A")
    assert len(played.tickets) == 10
    assert str(played.open_at(1)[0].number) == "B-501"  # the wheelchair's head start
    for _ in range(5):
        type_keys("Space Space Space")
        assert isinstance(played.phase, phases.Posing)
        played.seal()
    type_keys("Space R R N")  # nobody came
    type_keys("Space H 1")  # fetching papers
    for _ in range(2):
        type_keys("Space Space Space Space")  # neither certificate nor question needs a photo
    type_keys("Space Space Space")
    played.seal()
    type_keys("Down C Space Space")  # who went for papers is back
    played.seal()
    ended = {str(one.number): one.standing for one in played.of(Finished, NoShow)}
    assert len(ended) == 10
    assert sum(isinstance(one, NoShow) for one in ended.values()) == 1
    outcomes = [one.outcome for one in ended.values() if isinstance(one, Finished)]
    assert outcomes.count(Outcome.APPLIED) == 7
    assert {Outcome.HANDED_OVER, Outcome.ANSWERED} <= set(outcomes)
    assert keys <= 60, f"{keys} keys for ten people"


@pytest.mark.parametrize(
    ("queue", "wish", "given"),
    [
        (FREE, "call_next", ()),
        (CALLED, "order_ticket", (acts.Arrive("1"),)),
        (line.queue(in_service=(line.arrived(line.A26),)), "take_in", ()),
        (
            line.queue(in_service=(line.arrived(line.E901),)),
            "order_ticket",
            (acts.Serve(Stage.RECEPTION, "1"),),
        ),
        (SERVED, "take_in", ()),
    ],
    ids=["next", "come", "begin", "ask", "on"],
)
@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_one_key_does_what_comes_next(
    screens: StationScreens, hands: Hands, commands: RecordingCommands,
    queue: QueueView, wish: str, given: tuple[acts.Act, ...], key: str,
) -> None:  # fmt: skip
    show(screens, queue)
    hands.press(key)
    assert commands.asked == [wish]
    assert set(given) <= set(commands.in_line[0])


def test_with_nobody_there_the_key_does_nothing(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, line.queue())
    press(hands, "Space Enter C R N H X T F P B J")
    assert commands.asked == []


def test_two_taps_before_the_answer_are_one_wish(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, FREE)
    press(hands, "Space")
    show(screens, FREE)  # the clock ticked
    press(hands, "Space")
    assert commands.asked == ["call_next", "call_next"]
    assert commands.in_line[0] == commands.in_line[1]


def test_the_next_call_is_another_wish(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, FREE)
    hands.press("Space")
    show(screens, CALLED)
    show(screens, FREE)  # put back into the line, as it was
    hands.press("Space")
    assert commands.in_line[0] != commands.in_line[1]


def test_a_wish_that_was_refused_can_be_made_again(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, FREE)
    hands.press("Space")
    show(screens, FREE, notice=TicketMovedError("invented"))
    hands.press("Space")
    assert commands.in_line[0] != commands.in_line[1]


def test_a_double_tap_does_not_also_say_that_somebody_came(
    screens: StationScreens, commands: RecordingCommands, qtbot: QtBot, slow_fingers: QApplication
) -> None:
    page = show(screens, FREE)
    window = screens.staff.windowHandle()
    qtbot.keyClick(window, Qt.Key.Key_Space)  # through the window system, as fingers do
    show(screens, CALLED)
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert page.bar.primary is not None
    page.bar.primary.click()
    assert commands.asked == ["call_next"]
    slow_fingers.setDoubleClickInterval(0)
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert commands.asked == ["call_next", "order_ticket"]


ACTS: list[tuple[str, QueueView, str, acts.Act]] = [
    ("call", FREE, "Down C", acts.Call("1")),
    ("recall", CALLED, "R", acts.Call("1")),
    ("absent", CALLED, "N", acts.Miss()),
    ("back", CALLED, "B", acts.Return()),
    ("priority", FREE, "Down P", acts.Prioritise(priority=True)),
    ("no-priority", FREE, "P", acts.Prioritise(priority=False)),
    (
        "park",
        CALLED,
        "H 3",
        acts.Park(ParkReason.FAMILY, line.NOW + FREE.rules.park_time, FREE.rules.park_calls),
    ),
    ("withdrawn", FREE, "X 1", acts.Cancel(CancelReason.WITHDREW)),
    ("moved", SERVED, "T 3", acts.Transfer(Stage.CONFIRM)),
    ("ended", SERVED, "F 1", acts.Finish(Outcome.ON_PAPER)),
    ("by-hand", PAPERLESS, "J 3", acts.ConfirmPaper(PaperKind.HAND_WRITTEN)),
    ("it-came", PAPERLESS, "J 2", acts.ConfirmPaper()),
]


@pytest.mark.parametrize(("_name", "queue", "keys", "act"), ACTS, ids=[one[0] for one in ACTS])
def test_every_act_is_one_key_and_a_reason_one_more(
    screens: StationScreens, hands: Hands, commands: RecordingCommands,
    _name: str, queue: QueueView, keys: str, act: acts.Act,
) -> None:  # fmt: skip
    show(screens, queue)
    press(hands, keys)
    assert commands.asked == ["order_ticket"]
    assert commands.in_line[0][1] == act


@pytest.mark.parametrize(("queue", "wish"), [(PAPERLESS, "retry_paper"), (FREE, "reprint_ticket")])
def test_paper_is_printed_again_only_after_a_second_key(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, queue: QueueView, wish: str
) -> None:
    show(screens, queue)
    hands.press("J")
    assert commands.asked == []
    hands.press("1")
    assert commands.asked == [wish]


def test_esc_takes_a_question_back(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, FREE)
    press(hands, "X Esc 1")
    assert commands.asked == []


def test_a_question_is_withdrawn_once_it_no_longer_fits(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    page = show(screens, CALLED)
    press(hands, "T")
    asked = page.asking.ticket
    show(screens, FREE)  # another station put it back into the line
    press(hands, "1")
    assert asked is not None
    assert page.asking.ticket is None
    assert commands.asked == []


def test_a_question_goes_on_about_the_ticket_as_it_is_now(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, FREE)
    press(hands, "X")
    newer = replace(line.A26, version=line.A26.version + 1)
    other = line.ticket(99, came=80, priority=True)
    show(screens, line.queue(other, newer, *line.SIX[1:]))  # somebody else is first now
    press(hands, "1")
    assert commands.in_line[0][0] == newer


def test_the_choice_stays_with_its_ticket_when_the_line_changes(
    screens: StationScreens, hands: Hands
) -> None:
    page = show(screens, FREE)
    press(hands, "Down Down")
    assert page.chosen == line.B503
    show(screens, line.queue(line.B503, *line.SIX[:2]))
    assert page.chosen == line.B503
    assert page.card.buttons["C"].isVisible()
    hands.press("Esc")
    show(screens, line.queue(line.A27, line.B503))
    assert page.chosen == line.A27


def test_who_was_called_here_is_chosen_at_once(screens: StationScreens, hands: Hands) -> None:
    page = show(screens, FREE)
    press(hands, "Down Down")
    show(screens, CALLED)
    assert page.chosen is not None
    assert page.chosen.id == line.A26.id
