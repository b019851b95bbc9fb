"""One board that is painted again and again; prints its figures as JSON."""

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.workflow.queue.view import CallShown
from tests.ui.board.boards import NOW, apply, board_window, call, calling, idle
from ui.app import make_app
from ui.board.deck import built_in_slides, playlist, read_decks

ROUNDS = 60
APART = timedelta(seconds=90)  # further than a call stays bright, so that the board changes wholly


class Floor(QWidget):
    """What Qt alone needs for the largest part of a board."""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Fill the screen and draw a number."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor("#0017c1"))
            made = self.font()
            made.setPixelSize(360)
            painter.setFont(made)
            painter.drawText(100, 500, "A-025")


def main() -> None:
    """Measure and print."""
    make_app()
    slides = playlist(read_decks(built_in_slides()))
    floor, board = Floor(), board_window(*slides)
    for window in (floor, board):
        window.resize(1920, 1080)
        window.show()
        QApplication.processEvents()
    later = [NOW + at * APART for at in range(ROUNDS)]
    line = calling()
    calls = [
        _taken_ms(partial(board.show_view, replace(line, at=now, calls=(_called(at, now),))))
        for at, now in enumerate(later)
    ]
    beats = [_taken_ms(partial(board.pass_time, later[-1])) for _ in range(ROUNDS)]
    board.show_view(replace(idle(), at=later[-1]))
    turns = [later[-1] + at * APART for at in range(3, 2 * len(slides) + 3)]
    shown = [_taken_ms(partial(board.pass_time, now)) for now in turns]
    first, again = shown[: len(slides)], shown[len(slides) :]
    figures = {
        "call_p50_ms": statistics.median(calls),
        "call_p95_ms": statistics.quantiles(calls, n=20)[-1],
        "beat_p95_ms": statistics.quantiles(beats, n=20)[-1],
        "slide_first_ms": max(first),
        "slide_again_ms": max(again),
        "floor_ms": statistics.median(_taken_ms(floor.update) for _ in range(ROUNDS)),
    }
    board.close_for_good()
    print(json.dumps(figures))


def _called(at: int, now: datetime) -> CallShown:
    return replace(call(apply(at + 1), "2", 0), at=now)


def _taken_ms(work: Callable[[], object]) -> float:
    """Return how long it takes until what was asked for is painted."""
    start = time.perf_counter()
    work()
    QApplication.processEvents()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
