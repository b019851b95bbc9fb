"""`kiosk run` and `kiosk setup`: from a data folder to a station on the screen."""

import os
import sys
from pathlib import Path

from kiosk.clock import SystemClock
from kiosk.domain.dates import JST
from kiosk.settings import read_answers, write_settings
from storage.setup import create_station

DAYS_FOLDER = "training-days"


def has_screen() -> bool:
    """Tell whether a window can be shown; the offscreen platform shows none."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform.startswith(("offscreen", "minimal")):
        return False
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("WAYLAND_DISPLAY")) or _x_server_answers(
        os.environ.get("DISPLAY", "")
    )


def _x_server_answers(display: str) -> bool:
    """Tell whether there is an X server; of one on another machine that is taken for granted."""
    if not display.startswith(":"):
        return bool(display)
    number = display[1:].partition(".")[0]
    return Path(f"/tmp/.X11-unix/X{number}").exists()  # noqa: S108 - where X servers listen


def show_nowhere_without_a_screen() -> None:
    """Have Qt draw into memory where it would end the program for want of a screen."""
    if not has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


def training_day_folder(folder: Path) -> Path:
    """Return a folder of its own for a training day played now."""
    stamp = f"{SystemClock().now().astimezone(JST):%Y%m%d-%H%M%S}"
    return folder / DAYS_FOLDER / stamp


def set_up(folder: Path, answers_file: Path) -> str:
    """Leave a station as the answers say and return its name."""
    answers, settings = read_answers(answers_file)
    create_station(folder, answers, SystemClock())
    write_settings(folder, settings)
    return answers.station
