"""The receiver's window by keyboard alone: choose, look, open, read out the code."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.background import InlineBackground, WorkerBackground
from kiosk.errors import CancelledError, UnreadableFileError
from kiosk.texts import Language, catalogue
from kiosk.vaultports import Progress, Report
from tests.ui.clipping import clipped
from tests.ui.conftest import plain_app
from tests.ui.receiver import acts
from tests.ui.receiver.acts import Person, PlayedDoor
from tests.ui.seen import said
from ui.app import make_app
from ui.hands import Hands
from ui.receiver.deliverer import Deliverer
from ui.receiver.page import ReceiverPage
from ui.receiver.window import ReceiverWindow
from ui.theme import STANDARD, TEXT_SCALES

Make = Callable[..., ReceiverWindow]
SPELLED = "ABCD  EFGH  IJKL  MN22"


@pytest.fixture
def door() -> PlayedDoor:
    return PlayedDoor()


@pytest.fixture
def person() -> Person:
    return Person()


@pytest.fixture
def make(qtbot: QtBot, qapp: QApplication, door: PlayedDoor, person: Person) -> Iterator[Make]:
    windows: list[ReceiverWindow] = []

    def one(
        language: Language = Language.JA, scale: float = 1.0, background: object = None
    ) -> ReceiverWindow:
        theme = STANDARD.with_text_scale(scale)
        make_app(theme)
        made = ReceiverWindow(
            catalogue(language),
            door,
            person,
            background or InlineBackground(),  # type: ignore[arg-type]
            theme=theme,
        )
        made.resize(1366, 768)
        made.show()
        made.activateWindow()
        QApplication.processEvents()
        windows.append(made)
        return made

    yield one
    for window in windows:
        window.deleteLater()
    QApplication.processEvents()
    plain_app()


def at(window: ReceiverWindow, page: ReceiverPage) -> bool:
    return window.page is page


def choose_all(hands: Hands) -> None:
    for key in ("F2", "F3", "F4"):
        hands.press(key)


def go_to_look(window: ReceiverWindow) -> Hands:
    hands = Hands(window)
    choose_all(hands)
    hands.press("Enter")
    QApplication.processEvents()
    return hands


def test_a_batch_is_received_by_keyboard_alone(make: Make, door: PlayedDoor) -> None:
    window = make()
    hands = go_to_look(window)
    assert at(window, window.looking)
    for words in ("SK01", "2026-11-03", "132", "lead1・staff1", acts.WORDS):
        assert words in said(window)
    hands.press("Enter")
    assert at(window, window.result)
    assert window.result.code.text() == SPELLED
    (asked,) = door.opened
    assert (asked.profile, asked.gap_words, asked.out) == ("folder", "", Path("received"))
    hands.press("Enter")
    assert at(window, window.choosing)
    assert SPELLED not in said(window)
    assert window.result.code.text() == ""
    assert set(window.choosing.chosen) == {"identity", "out"}


def test_enter_presses_the_row_that_has_the_keyboard(make: Make) -> None:
    window = make()
    hands = Hands(window)
    for _ in range(3):
        hands.press("Enter")
    assert window.choosing.complete
    hands.press("Enter")
    assert at(window, window.looking)


def test_nothing_goes_on_before_all_is_chosen(make: Make, person: Person) -> None:
    person.key = None
    window = make()
    hands = Hands(window)
    choose_all(hands)
    hands.press("Ctrl+Enter")
    assert at(window, window.choosing)
    assert window.focusWidget() is window.choosing.rows["identity"]


def test_the_form_is_chosen_by_digit(make: Make, door: PlayedDoor) -> None:
    window = make()
    hands = Hands(window)
    choose_all(hands)
    window.choosing.profile.setFocus()
    hands.press("3")
    hands.press("Ctrl+Enter")
    hands.press("Enter")
    assert door.opened[0].profile == "per-person"


def test_a_stick_with_several_batches_lists_them(make: Make, door: PlayedDoor) -> None:
    door.found = tuple(Path("stick") / f"KB-SK01-2026110{n}-000{n}.zip.age" for n in (1, 2, 3))
    window = make()
    hands = Hands(window)
    hands.press("F5")
    assert at(window, window.finding)
    hands.press("2")
    assert at(window, window.choosing)
    assert window.choosing.chosen["batch"] == door.found[1]
    hands.press("F5")
    hands.press("Enter")
    assert window.choosing.chosen["batch"] == door.found[2]


def drop(window: ReceiverWindow, place: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(place))])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    held = Qt.KeyboardModifier.NoModifier
    window.event(QDropEvent(QPointF(9, 9), action, mime, button, held))


def test_a_file_that_is_dropped_is_chosen(make: Make) -> None:
    window = make()
    drop(window, Path("/stick"))
    assert window.choosing.chosen["batch"] == acts.GOOD.file
    go_to_look(window)
    window.choosing.forget_batch()
    drop(window, Path("/stick"))
    assert "batch" not in window.choosing.chosen


def test_what_is_no_batch_is_said_where_it_was_chosen(make: Make, door: PlayedDoor) -> None:
    door.trouble = UnreadableFileError(file="stick")
    window = make()
    Hands(window).press("F2")
    assert at(window, window.choosing)
    assert "stick" in window.choosing.notice.words()


def test_an_unknown_key_is_added_only_after_its_words_were_compared(
    make: Make, door: PlayedDoor
) -> None:
    door.answer = acts.STRANGER
    window = make()
    hands = go_to_look(window)
    assert acts.WORDS in said(window)
    assert "相手が呼び出された" in said(window)
    hands.press("Enter")
    assert door.trusted == []
    hands.press("Esc")
    assert door.trusted == []
    hands.press("Enter")
    hands.press("Y")
    assert door.trusted == [acts.WORDS]
    assert window.looking.kind == ""
    assert door.opened == []


def test_a_gap_is_skipped_only_with_a_reason(make: Make, door: PlayedDoor) -> None:
    door.answer = acts.GAP
    window = make()
    hands = go_to_look(window)
    assert "5–6" in window.looking.notice.words()
    hands.press("Enter")
    assert door.opened == []
    hands.write("研修 媒体を紛失")
    hands.press("Enter")
    assert [one.gap_words for one in door.opened] == ["研修 媒体を紛失"]


def test_a_fork_is_not_opened_at_all(make: Make, door: PlayedDoor) -> None:
    door.answer = acts.FORK
    window = make()
    hands = go_to_look(window)
    assert "7" in window.looking.notice.words()
    hands.press("Enter")
    assert at(window, window.choosing)
    assert door.opened == []


def test_the_code_of_a_batch_with_problems_is_held_back(make: Make, door: PlayedDoor) -> None:
    door.reception = acts.BAD
    window = make()
    hands = go_to_look(window)
    hands.press("Enter")
    assert "SK01-0003" in said(window)
    assert SPELLED not in said(window)
    hands.press("F7")
    assert SPELLED not in said(window)
    hands.press("Y")
    assert SPELLED in said(window)


def test_what_fails_while_opening_is_told_beside_the_batch(make: Make, door: PlayedDoor) -> None:
    door.reception = UnreadableFileError(file="city.txt")
    window = make()
    hands = go_to_look(window)
    hands.press("Enter")
    assert at(window, window.looking)
    assert "city.txt" in window.looking.notice.words()


def test_the_ledger_is_shown_and_left_again(make: Make) -> None:
    window = make()
    hands = Hands(window)
    hands.press("F6")
    assert at(window, window.ledger)
    assert "5–6" in said(window)
    assert acts.NAME in said(window)
    hands.press("F8")
    assert acts.NAME not in said(window)
    hands.press("Esc")
    assert at(window, window.choosing)


class Held:
    """Work that goes on until it is told to end, as a long decryption does."""

    def __init__(self) -> None:
        self.begun, self.go_on = threading.Event(), threading.Event()
        self.cancelled = False

    def __call__(self, report: Report) -> None:
        try:
            for done in range(1, 1000):
                report(Progress(done * 1_000_000, 1_000_000_000))
                self.begun.set()
                self.go_on.wait(0.01)
        except CancelledError:
            self.cancelled = True
            raise


@pytest.fixture
def at_work(make: Make, door: PlayedDoor) -> Iterator[tuple[ReceiverWindow, Held]]:
    held = Held()
    deliverer = Deliverer()
    with WorkerBackground("receiving", deliverer.deliver) as background:
        window = make(background=background)
        hands = Hands(window)
        for key, what in (("F2", "batch"), ("F3", "identity"), ("F4", "out")):
            hands.press(key)
            wait_until(lambda what=what: what in window.choosing.chosen)  # type: ignore[misc]
        door.meanwhile = held
        hands.press("Enter")
        yield window, held
        held.go_on.set()
    QApplication.processEvents()


def wait_until(true: Callable[[], bool]) -> None:
    for _ in range(1000):
        if true():
            return
        QApplication.processEvents()
        threading.Event().wait(0.005)
    raise AssertionError("not in time")


def test_the_bar_moves_while_the_window_answers_and_cancel_is_safe(
    at_work: tuple[ReceiverWindow, Held], door: PlayedDoor
) -> None:
    window, held = at_work
    assert at(window, window.working)
    wait_until(lambda: window.working.progress_bar.value() > 0)
    assert "MB" in said(window)
    Hands(window).press("Esc")
    wait_until(lambda: at(window, window.choosing))
    assert held.cancelled
    assert door.opened == []
    assert window.choosing.notice.words() == ""


def test_a_window_closed_at_work_closes_when_the_work_has_ended(
    at_work: tuple[ReceiverWindow, Held], qtbot: QtBot
) -> None:
    window, held = at_work
    with qtbot.waitSignal(window.closed):
        window.close()
    assert held.cancelled


SCENES = (
    "choose",
    "chosen",
    "find",
    "look",
    "stranger",
    "gap",
    "fork",
    "work",
    "well",
    "bad",
    "ledger",
)


def show(window: ReceiverWindow, door: PlayedDoor, scene: str) -> None:
    looks = {"stranger": acts.STRANGER, "gap": acts.GAP, "fork": acts.FORK}
    door.answer = looks.get(scene, acts.GOOD)
    door.reception = acts.BAD if scene == "bad" else acts.WELL
    hands = Hands(window)
    if scene == "find":
        door.found = tuple(Path("stick") / f"KB-SK01-2026110{n}-000{n}.zip.age" for n in range(5))
        hands.press("F5")
    elif scene == "ledger":
        hands.press("F6")
    elif scene != "choose":
        choose_all(hands)
        if scene != "chosen":
            hands.press("Ctrl+Enter")
        if scene in {"well", "bad"}:
            hands.press("Enter")
        if scene == "work":
            errand = window._begin()
            errand.report(Progress(123_000_000, 480_000_000))
            window.working._tick()
    QApplication.processEvents()


@pytest.mark.parametrize("scale", [TEXT_SCALES[0], TEXT_SCALES[-1]])
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("scene", SCENES)
def test_no_words_are_cut_off(
    make: Make, door: PlayedDoor, language: Language, scale: float, scene: str
) -> None:
    window = make(language, scale)
    show(window, door, scene)
    folder = os.environ.get("KIOSK_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        window.grab().save(str(Path(folder) / f"receiver-{scene}-{language.value}-{scale:.1f}.png"))
    assert clipped(window) == []
    assert (window.width(), window.height()) == (1366, 768)
