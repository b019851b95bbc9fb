"""A station's three windows on real monitors, for `tests.e2e.test_board_monitors`.

``python -m tests.support.board_on_monitors FOLDER SECOND [BEATS]``: so many beats are told,
without it beats for ever. It runs until it is ended.
"""

import sys
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from kiosk.texts import Language, catalogue
from tests.ui.board.boards import NOW, board_window, calling
from ui.app import make_app
from ui.board.place import BoardPlace, StationWindows
from ui.monitor_memory import MonitorMemory
from ui.monitors import SecondScreen

BEAT_MS = 1000
STAFF_COLOUR = "#197a4b"


def main(folder: str, second: str, beats: str = "") -> None:
    """Show the windows until nobody listens any more."""
    app = make_app()
    staff, applicant = QWidget(), QWidget()
    staff.setWindowTitle("staff")
    staff.setStyleSheet(f"background: {STAFF_COLOUR}")
    applicant.setWindowTitle("applicant")
    Path(folder).mkdir(exist_ok=True)
    board = board_window()
    board.show_view(calling())
    place = BoardPlace(
        StationWindows(staff=staff, applicant=applicant, board=board),
        catalogue(Language.JA),
        MonitorMemory(Path(folder), SecondScreen(second)),
    )
    left = [int(beats) if beats else sys.maxsize]
    timer = QTimer()

    def beat() -> None:
        left[0] -= 1
        if left[0] >= 0:
            board.pass_time(NOW + timedelta(seconds=1))

    timer.timeout.connect(beat)
    timer.start(BEAT_MS)
    place.follow()
    app.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
