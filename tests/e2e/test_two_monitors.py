"""The station as staff see it: `kiosk run` on two monitors, driven by a keyboard alone."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.texts import Language, catalogue
from kiosk.training.people import training_form
from kiosk.training.station import LEAD, PASSWORD, SECOND
from storage.crypto.identities import new_age_identity
from storage.layout import is_station
from tests.e2e.played_day import ROOT
from tests.support.xscreen import HALL, LAPTOP, XScreen, missing_tools, two_monitors

WORDS = catalogue(Language.JA)
STAFF, APPLICANT = WORDS["app.name"], WORDS["app.applicant"]
SIT_PATIENCE_S = 120.0


@pytest.fixture
def screen() -> Iterator[XScreen]:
    if missing := missing_tools():
        pytest.skip(f"two_monitors: {', '.join(missing)} not installed")
    with two_monitors() as screen:
        yield screen


@contextmanager
def running(screen: XScreen, *arguments: str) -> Iterator[None]:
    """Run `kiosk run` on the screen."""
    program = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "run", *arguments],
        cwd=ROOT,
        env=screen.environment(),
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        program.terminate()
        program.wait(timeout=20)


@pytest.fixture
def station(screen: XScreen, tmp_path: Path) -> Iterator[Path]:
    """Run a training station; return its log."""
    with running(screen, "--training", "--data", str(tmp_path)):
        yield tmp_path / "training" / "logs" / "kiosk.jsonl"


def wait_until(holds: Callable[[], bool], patience_s: float = 90.0) -> None:
    tick = threading.Event()
    for _ in range(int(patience_s / 0.1)):
        if holds():
            return
        tick.wait(0.1)
    raise AssertionError("it did not come to that")


def logged(log: Path, words: str) -> Callable[[], bool]:
    return lambda: log.exists() and words in log.read_text(encoding="utf-8")


def test_a_sitting_by_keyboard_alone_with_the_applicant_on_the_second_monitor(
    screen: XScreen, station: Path
) -> None:
    wait_until(lambda: screen.geometry(APPLICANT) is not None)
    assert screen.geometry(APPLICANT) == (LAPTOP[0], 0, *HALL)
    left, top, width, height = screen.geometry(STAFF) or (0, 0, 0, 0)
    assert left + width <= LAPTOP[0]
    assert top + height <= LAPTOP[1]

    screen.focus(STAFF)
    screen.type(LEAD)
    screen.press("Return")
    screen.type(PASSWORD)
    screen.press("Return")
    wait_until(logged(station, "phase Opening after CameHome"))
    screen.press("2")  # the second member is on duty too
    screen.press("Return")
    wait_until(logged(station, "phase CheckingLight after LightCheckBegan"))
    screen.press("Escape")  # later
    wait_until(logged(station, "phase Ready after LightCheckLeft"))
    screen.press("F9")  # without a ticket
    wait_until(logged(station, "phase Receiving after SittingBegan"))
    form = training_form(4)  # the one whose fields a plain keyboard can type
    screen.press("c")  # the purpose of use was read aloud and accepted
    screen.press("i")
    for _ in range(2):
        type_line(screen, form.form_id)
    wait_until(logged(station, "phase Posing after IntakeDone"))
    wait_until(logged(station, "phase Reviewing after PhotoTaken"), SIT_PATIENCE_S)
    screen.press("y")  # every question for one's own eyes: no problem
    screen.press("Return")
    wait_until(logged(station, "phase Filling after PhotoApproved"))

    for text in ("KENSHU MARIA", "ケンシュウ"):
        type_line(screen, text)
    screen.press("Return")  # nothing that cannot be typed
    type_line(screen, form.birth_date)
    screen.press("2")
    for _ in range(2):
        screen.press("Return")  # 郵便番号 is left out
    type_line(screen, "SHIMONOSEKI 1-2")
    screen.press("ctrl+Return")
    wait_until(logged(station, "phase Confirming after FormCompleted"))
    screen.press("a")  # read aloud and answered
    wait_until(logged(station, "phase Confirming after ApplicantConfirmed"))
    screen.press("Return")
    wait_until(logged(station, "phase Receipted after RecordStored"))

    screen.press("F10")
    wait_until(logged(station, "phase ConfirmingClose after CloseAsked"))
    type_line(screen, SECOND)
    type_line(screen, PASSWORD)
    wait_until(logged(station, "phase DayClosed after DayWasFiled"))
    assert "KENSHU MARIA" not in station.read_text(encoding="utf-8")


def test_a_first_start_sets_a_station_up_by_keyboard_and_opens_it(
    screen: XScreen, tmp_path: Path
) -> None:
    set_up_window = WORDS["setup.title"]
    with running(screen, "--data", str(tmp_path), "--camera", "sitter:"):
        wait_until(lambda: screen.geometry(set_up_window) is not None)
        screen.focus(set_up_window)
        screen.press("Return")
        type_line(screen, "KENSHU3")
        screen.press("2")  # visits: no line
        screen.press("Return")
        screen.press("Return")
        for words in ("lead", "KENSHU LEAD"):
            type_line(screen, words)
        screen.press("2")
        screen.press("Return")
        for words in (PASSWORD, PASSWORD):
            type_line(screen, words)
        screen.press("ctrl+Return")
        type_line(screen, "KENSHU CITY")
        type_line(screen, new_age_identity()[0])
        screen.press("ctrl+Return")
        screen.press("Return")

        wait_until(lambda: screen.geometry(APPLICANT) is not None)
        assert is_station(tmp_path)
        screen.focus(STAFF)
        type_line(screen, "lead")
        type_line(screen, PASSWORD)
        wait_until(logged(tmp_path / "logs" / "kiosk.jsonl", "phase Opening after CameHome"))


def type_line(screen: XScreen, words: str) -> None:
    screen.type(words)
    screen.press("Return")
