"""Whose a monitor is."""

from pathlib import Path

import pytest

from ui.monitor_memory import MEMORY_FILE, MonitorMemory, Remembered
from ui.monitors import Monitor, SecondScreen, Share, recognised, share_out

HALL = Monitor(device="DEL/P2419H/7X", socket="HDMI-1")
SIGN = Monitor(device="NEC/E328/01", socket="DP-2")
BARE = Monitor(device="", socket="VGA-1")


def moved(monitor: Monitor, socket: str) -> Monitor:
    return Monitor(device=monitor.device, socket=socket)


def test_one_other_monitor_is_the_applicants_unless_staff_chose_otherwise() -> None:
    assert share_out([HALL]) == Share(applicant=HALL)
    assert share_out([HALL], second=SecondScreen.BOARD) == Share(board=HALL)


@pytest.mark.parametrize("second", SecondScreen)
def test_with_three_monitors_each_window_has_its_own(second: SecondScreen) -> None:
    share = share_out([HALL, SIGN], second=second)
    assert {share.applicant, share.board} == {HALL, SIGN}


def test_without_another_monitor_both_stay_on_the_laptop() -> None:
    assert share_out([]) == Share()


@pytest.mark.parametrize("others", [[HALL, SIGN], [SIGN, HALL]])
def test_each_gets_the_monitor_it_had_in_whatever_order_they_are_found(
    others: list[Monitor],
) -> None:
    share = share_out(others, applicant=SIGN.identity, board=HALL.identity)
    assert share == Share(applicant=SIGN, board=HALL)


def test_a_monitor_in_another_socket_is_recognised_by_what_it_says_of_itself() -> None:
    swapped = [moved(HALL, "DP-2"), moved(SIGN, "HDMI-1")]
    share = share_out(swapped, applicant=SIGN.identity, board=HALL.identity)
    assert share == Share(applicant=swapped[1], board=swapped[0])


def test_two_monitors_that_say_the_same_are_told_apart_by_their_sockets() -> None:
    twins = [moved(HALL, "HDMI-1"), moved(HALL, "HDMI-2")]
    assert recognised(twins[1].identity, twins) == twins[1]
    assert recognised(moved(HALL, "DP-9").identity, twins) is None


def test_a_monitor_that_says_nothing_is_known_by_its_socket_alone() -> None:
    assert recognised(BARE.identity, [BARE, HALL]) == BARE
    assert recognised(BARE.identity, [moved(BARE, "VGA-2"), HALL]) is None


def known_share(*others: Monitor) -> Share:
    return share_out(others, applicant=HALL.identity, board=SIGN.identity)


def test_nobody_takes_the_others_monitor_while_ones_own_is_unplugged() -> None:
    assert known_share(HALL) == Share(applicant=HALL)
    assert known_share(SIGN) == Share(board=SIGN)


def test_a_new_monitor_replaces_one_that_is_gone() -> None:
    assert known_share(HALL, BARE) == Share(applicant=HALL, board=BARE)


def test_what_was_whose_is_remembered_across_restarts(tmp_path: Path) -> None:
    memory = MonitorMemory(tmp_path)
    memory.keep(applicant=HALL.identity, board="")
    memory.keep(applicant="", board=SIGN.identity)
    assert MonitorMemory(tmp_path).now == Remembered(applicant=HALL.identity, board=SIGN.identity)


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b'{"board": 3}' * 2000])
def test_a_damaged_memory_is_no_memory(tmp_path: Path, content: bytes) -> None:
    (tmp_path / MEMORY_FILE).write_bytes(content)
    assert MonitorMemory(tmp_path).now == Remembered()


def test_a_memory_that_cannot_be_written_does_not_stop_the_station(tmp_path: Path) -> None:
    (tmp_path / MEMORY_FILE).mkdir()
    memory = MonitorMemory(tmp_path)
    memory.keep(applicant="", board=SIGN.identity)
    assert memory.now.board == SIGN.identity
