"""Boards for tests, closed again."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.board import boards
from tests.ui.conftest import plain_app
from ui.board.window import BoardWindow

MakeBoard = Callable[..., BoardWindow]


@pytest.fixture
def make_board(qapp: QApplication) -> Iterator[MakeBoard]:
    """Return a maker of boards of a size that are shown."""
    plain_app()
    made: list[BoardWindow] = []

    def make(*args: object, size: tuple[int, int] = (1280, 720), **look: object) -> BoardWindow:
        board = boards.board_window(*args, **look)  # type: ignore[arg-type]
        board.resize(*size)
        board.show()
        made.append(board)
        return board

    yield make
    for board in made:
        board.close_for_good()
        board.deleteLater()
    QApplication.processEvents()
