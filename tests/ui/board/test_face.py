"""What the board makes of a line."""

from dataclasses import replace
from datetime import timedelta

from kiosk.workflow.queue.view import QueueView
from tests.ui.board.boards import NOW, apply, call, calling, closed, idle
from ui.board.face import board_face


def test_the_newest_call_is_large_and_the_ones_before_it_are_listed() -> None:
    face = board_face(calling(), NOW)
    assert [str(one.number) for one in face.large] == ["A-025"]
    assert [str(one.number) for one in face.past] == ["B-502", "A-024"]
    assert [str(number) for number in face.soon] == ["A-026", "B-503"]


def test_a_minute_after_the_last_call_it_is_calm_and_later_gone_from_the_large_place() -> None:
    assert board_face(calling(), NOW + timedelta(seconds=54)).bright
    calm = board_face(calling(), NOW + timedelta(seconds=55))
    assert calm.large
    assert not calm.bright
    gone = board_face(calling(), NOW + timedelta(seconds=115))
    assert gone.large == ()
    assert [str(one.number) for one in gone.past] == ["A-025", "B-502", "A-024"]


def test_no_more_than_three_calls_are_large_and_five_are_listed() -> None:
    calls = tuple(call(apply(30 - at), "1", 5 + at) for at in range(6))
    face = board_face(replace(calling(), calls=calls), NOW)
    assert face.large == calls[:3]
    assert face.past == calls[1:6]


def test_the_day_is_over_only_when_nobody_is_in_the_house() -> None:
    assert board_face(closed(), NOW).closed
    assert not board_face(replace(idle(), accepting=False), NOW).closed
    served = replace(closed(), in_service=(calling().waiting[0].ticket,))
    assert not board_face(served, NOW).closed
    assert board_face(QueueView(), NOW).closed


def test_a_clock_that_went_back_keeps_a_call_on_the_board() -> None:
    face = board_face(calling(), NOW - timedelta(hours=1))
    assert face.large
