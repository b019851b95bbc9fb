"""The board on real monitors that are unplugged and plugged in again (Xvfb, RandR)."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from PIL import ImageGrab

from kiosk.texts import Language, catalogue
from tests.e2e.played_day import ROOT
from tests.support.board_on_monitors import STAFF_COLOUR
from tests.support.xscreen import HALL, LAPTOP, XScreen, missing_tools, monitors
from ui.theme import STANDARD

WORDS = catalogue(Language.JA)
BOARD, PREVIEW = WORDS["board.title"], WORDS["board.preview"]
SIGN = (1280, 720)
HALL_AT = (LAPTOP[0], 0, *HALL)
SIGN_AT = (LAPTOP[0] + HALL[0], 0, *SIGN)


@pytest.fixture
def screen() -> Iterator[XScreen]:
    if missing := missing_tools():
        pytest.skip(f"monitors: {', '.join(missing)} not installed")
    with monitors(LAPTOP=LAPTOP, HALL=HALL, SIGN=SIGN) as screen:
        yield screen


@contextmanager
def windows(screen: XScreen, folder: Path, *arguments: str) -> Iterator[None]:
    """Show a station's three windows on the screen."""
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.support.board_on_monitors", str(folder), *arguments],
        cwd=ROOT,
        env=screen.environment(),
    )
    try:
        yield
    finally:
        program.terminate()
        program.wait(timeout=20)


def wait_until(holds: Callable[[], bool], patience_s: float = 20.0) -> None:
    tick = threading.Event()
    for _ in range(int(patience_s / 0.1)):
        if holds():
            return
        tick.wait(0.1)
    raise AssertionError("it did not come to that")


def share(screen: XScreen, area: tuple[int, int, int, int], colour: str) -> float:
    """Return which share of an area of the real screen has this colour."""
    left, top, width, height = area
    whole = np.asarray(ImageGrab.grab(xdisplay=screen.display).convert("RGB"))
    seen = whole[top : top + height, left : left + width]
    wanted = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return float(np.all(seen == wanted, axis=2).mean())


def staff_is_whole(screen: XScreen) -> bool:
    return share(screen, (0, 0, *LAPTOP), STAFF_COLOUR) == 1.0


def test_a_board_whose_monitor_is_unplugged_waits_behind_staff_and_comes_back(
    screen: XScreen, tmp_path: Path
) -> None:
    with windows(screen, tmp_path, "applicant"):
        wait_until(lambda: screen.geometry(BOARD) == SIGN_AT)
        assert screen.geometry("applicant") == HALL_AT
        wait_until(lambda: share(screen, SIGN_AT, STANDARD.colours.key) > 0.3)
        assert staff_is_whole(screen)

        screen.unplug("SIGN")
        wait_until(lambda: screen.geometry(PREVIEW) is not None)
        left, top, width, height = screen.geometry(PREVIEW) or (0, 0, 0, 0)
        assert left + width <= LAPTOP[0]
        assert top + height <= LAPTOP[1]
        assert staff_is_whole(screen)
        assert screen.geometry("applicant") == HALL_AT

        screen.plug("SIGN", SIGN_AT)
        wait_until(lambda: screen.geometry(BOARD) == SIGN_AT)
        wait_until(lambda: share(screen, SIGN_AT, STANDARD.colours.key) > 0.3)
        assert staff_is_whole(screen)


def test_the_applicants_monitor_may_go_without_touching_the_board(
    screen: XScreen, tmp_path: Path
) -> None:
    with windows(screen, tmp_path, "applicant"):
        wait_until(lambda: screen.geometry(BOARD) == SIGN_AT)
        screen.unplug("HALL")
        wait_until(lambda: (screen.geometry("applicant") or HALL_AT)[0] < LAPTOP[0])
        assert screen.geometry(BOARD) == SIGN_AT


def test_with_two_monitors_staff_choose_whose_the_second_is(
    screen: XScreen, tmp_path: Path
) -> None:
    screen.unplug("SIGN")
    with windows(screen, tmp_path / "a", "board"):
        wait_until(lambda: screen.geometry(BOARD) == HALL_AT)
    with windows(screen, tmp_path / "b", "applicant"):
        wait_until(lambda: screen.geometry("applicant") == HALL_AT)
        wait_until(lambda: screen.geometry(PREVIEW) is not None)


def test_the_next_day_each_window_is_on_its_monitor_again(screen: XScreen, tmp_path: Path) -> None:
    with windows(screen, tmp_path, "applicant"):
        wait_until(lambda: screen.geometry(BOARD) == SIGN_AT)
    for name in ("HALL", "SIGN"):
        screen.unplug(name)
    screen.plug("SIGN", SIGN_AT)  # found first now
    screen.plug("HALL", HALL_AT)
    with windows(screen, tmp_path, "applicant"):
        wait_until(lambda: screen.geometry(BOARD) == SIGN_AT)
        assert screen.geometry("applicant") == HALL_AT


def test_a_board_that_is_told_nothing_more_says_so_on_its_monitor(
    screen: XScreen, tmp_path: Path
) -> None:
    with windows(screen, tmp_path, "applicant", "2"):
        wait_until(lambda: share(screen, SIGN_AT, STANDARD.colours.key) > 0.3)
        wait_until(lambda: share(screen, SIGN_AT, STANDARD.colours.bad_pale) > 0.6)
        assert share(screen, SIGN_AT, STANDARD.colours.key) == 0.0
