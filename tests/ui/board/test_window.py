"""The board as those who wait see it."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from kiosk.domain.ticket import Need, PublicLanguage, Service, TicketNumber
from kiosk.publictexts import pseudo_words
from kiosk.workflow.queue.view import Patience, QueueView
from tests.ui.board.boards import NOW, apply, call, calling, closed, idle, reaches_edge
from tests.ui.board.conftest import MakeBoard
from tests.ui.seen import of_colour
from ui.board.deck import Slide, built_in_slides, playlist, read_decks
from ui.board.layout import places
from ui.board.painting import BoardLook
from ui.board.window import FLASH_BEATS, BoardWindow
from ui.board.wording import BoardWords
from ui.theme import STANDARD, Theme

SECOND = timedelta(seconds=1)
STILL = BoardLook(theme=Theme(motion=False))
SLIDES = playlist(read_decks(built_in_slides()))
SIZES = [(1920, 1080), (1280, 720), (3840, 2160), (1024, 768), (1080, 1920)]


def tallest_words(board: BoardWindow, colour: str) -> int:
    """Return how many rows without a gap the tallest words of the call have."""
    call_area = places(QRectF(board.rect())).call.toRect()
    rows = of_colour(board.grab(call_area).toImage(), colour).any(axis=1)
    ends = np.flatnonzero(np.diff(np.concatenate(([0], rows.astype(np.int8), [0]))))
    return int((ends[1::2] - ends[::2]).max())


def flashes(board: BoardWindow) -> bool:
    return board.state.flash


def bright(board: BoardWindow) -> bool:
    return board.state.face.bright


def shown(board: BoardWindow) -> Slide | None:
    return board.state.slide


def stale(board: BoardWindow) -> bool:
    return board.state.stale


@pytest.mark.parametrize(
    ("size", "share"),
    [
        ((1920, 1080), 1 / 4),
        ((1280, 720), 1 / 4),
        ((3840, 2160), 1 / 4),
        ((1024, 768), 1 / 5.5),  # here and upright the width limits it
        ((1080, 1920), 2 / 9),
    ],
)
def test_the_number_is_a_quarter_of_the_height(
    make_board: MakeBoard, size: tuple[int, int], share: float
) -> None:
    board = make_board(size=size, look=STILL)
    board.show_view(calling())
    ink = tallest_words(board, STANDARD.colours.on_key)
    assert ink >= min(size) * share


def test_a_call_flashes_once_stands_out_for_a_minute_and_then_is_calm(
    make_board: MakeBoard,
) -> None:
    board = make_board()
    board.show_view(calling(ago_s=0))
    assert flashes(board)
    for beat in range(1, FLASH_BEATS + 1):
        board.pass_time(NOW + beat * SECOND)
    assert not flashes(board)
    assert bright(board)
    board.pass_time(NOW + 59 * SECOND)
    assert bright(board)
    board.pass_time(NOW + 60 * SECOND)
    assert board.state.face.large
    assert not bright(board)
    assert not flashes(board)


def test_a_second_call_of_the_same_number_flashes_again(make_board: MakeBoard) -> None:
    board = make_board()
    board.show_view(calling())
    for beat in range(1, 4):
        board.pass_time(NOW + beat * SECOND)
    again = call(apply(25), "2", 0, calls=2)
    board.show_view(replace(calling(), calls=(again, *calling().calls[1:])))
    assert flashes(board)


def test_the_same_view_shown_again_does_not_flash(make_board: MakeBoard) -> None:
    board = make_board()
    board.show_view(calling())
    for beat in range(1, 4):
        board.pass_time(NOW + beat * SECOND)
    board.show_view(calling())
    assert not flashes(board)


def test_with_reduced_motion_nothing_flashes(make_board: MakeBoard) -> None:
    board = make_board(look=STILL)
    board.show_view(calling(ago_s=0))
    assert not flashes(board)
    assert bright(board)


def test_two_calls_within_a_minute_are_both_large(make_board: MakeBoard) -> None:
    board = make_board()
    both = (call(apply(26), "1", 2), call(apply(25), "2", 20))
    board.show_view(replace(calling(), calls=(*both, *calling().calls[1:])))
    assert board.state.face.large == both
    assert "A-026" in board.accessibleDescription()
    assert "A-025" in board.accessibleDescription()


def test_slides_take_turns_while_nobody_is_called_and_leave_at_once_for_a_call(
    make_board: MakeBoard,
) -> None:
    board = make_board(*SLIDES)
    board.show_view(idle())
    board.pass_time(NOW)
    assert shown(board) == SLIDES[0]
    board.pass_time(NOW + 15 * SECOND)
    assert shown(board) == SLIDES[1]
    board.show_view(replace(calling(), calls=(call(apply(27), "1", -15), *idle().calls)))
    assert shown(board) is None
    board.pass_time(NOW + 200 * SECOND)
    assert shown(board) == SLIDES[1]


def test_when_beats_stop_the_board_says_so_instead_of_numbers_and_recovers(
    make_board: MakeBoard, qtbot: QtBot
) -> None:
    board = make_board(look=STILL, stale_after_ms=60)
    board.show_view(calling())
    board.pass_time(NOW + SECOND)
    assert of_colour(board.grab().toImage(), STANDARD.colours.key).any()
    qtbot.waitUntil(lambda: stale(board))
    seen = board.grab().toImage()
    assert not of_colour(seen, STANDARD.colours.key).any()
    assert of_colour(seen, STANDARD.colours.bad_pale).mean() > 0.7
    assert "A-025" not in board.accessibleDescription()
    board.pass_time(NOW + 2 * SECOND)
    assert not stale(board)
    assert of_colour(board.grab().toImage(), STANDARD.colours.key).any()


def test_only_beats_move_the_sign_of_life(make_board: MakeBoard, qtbot: QtBot) -> None:
    board = make_board(look=STILL)
    board.show_view(calling())
    board.pass_time(NOW)
    first = board.grab().toImage()
    board.show_view(calling())
    assert board.grab().toImage() == first
    board.pass_time(NOW)
    assert board.grab().toImage() != first


def test_nothing_of_needs_priority_language_or_reasons_is_on_the_board(
    make_board: MakeBoard,
) -> None:
    def picture(view: QueueView) -> object:
        board = make_board(look=STILL)
        board.show_view(view)
        return board.grab().toImage()

    def marked(view: QueueView) -> QueueView:
        lines = tuple(
            replace(
                line,
                patience=Patience.FRESH,
                reason="queue.reason.priority",
                waited=timedelta(hours=2),
                ticket=replace(
                    line.ticket,
                    needs=frozenset(Need),
                    priority=True,
                    language=PublicLanguage.TL,
                    appointment_at=NOW,
                ),
            )
            for line in view.waiting
        )
        served = tuple(line.ticket for line in lines)
        return replace(view, waiting=lines, parked=served, papers=served, here="9", no_shows=7)

    assert picture(marked(calling())) == picture(calling())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", [calling(), idle(), closed(), QueueView()])
def test_stretched_words_stay_inside_their_places(
    make_board: MakeBoard, size: tuple[int, int], view: QueueView
) -> None:
    stretched = BoardWords(first=pseudo_words(), second=pseudo_words())
    board = make_board(size=size, look=BoardLook(words=stretched, training=True))
    numbers = (call(TicketNumber(Service.CERTIFICATE, 1025), "相談コーナー東側奥の机", 2),)
    board.show_view(replace(view, calls=(*numbers, *view.calls)) if view.calls else view)
    board.pass_time(NOW)
    assert not reaches_edge(board)


def test_before_the_first_view_and_after_the_last_ticket_the_board_has_words(
    make_board: MakeBoard,
) -> None:
    board = make_board()
    board.grab()
    board.show_view(closed())
    assert "終わりました" in board.accessibleDescription()


def test_nobody_closes_the_board_but_the_station(make_board: MakeBoard) -> None:
    board = make_board()
    assert not board.close()
    assert board.isVisible()
    board.close_for_good()
    assert not board.isVisible()
