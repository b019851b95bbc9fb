"""The doctor is shown sick machines."""

from pathlib import Path

import pytest

from kiosk.doctor.finding import State
from kiosk.doctor.machine import (
    ENOUGH_FREE_BYTES,
    ask_lsblk,
    check_data_folder,
    check_disk_encryption,
    check_disk_space,
    check_font,
)

PLAIN = '{"blockdevices": [{"name": "sda2", "type": "part", "children": [{"type": "disk"}]}]}'
LUKS = '{"blockdevices": [{"name": "root", "type": "lvm", "children": [{"type": "crypt"}]}]}'


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (LUKS, State.OK),
        (PLAIN, State.WARN),
        ('{"blockdevices": []}', State.UNKNOWN),
        ("{}", State.UNKNOWN),
        (None, State.UNKNOWN),
    ],
)
def test_disk_encryption_is_never_guessed(answer: str | None, state: State) -> None:
    assert check_disk_encryption(answer).state is state


def test_asking_about_a_folder_that_does_not_exist_yet_asks_about_its_disk(tmp_path: Path) -> None:
    assert ask_lsblk(tmp_path / "not" / "yet") == ask_lsblk(tmp_path)


def test_a_data_folder_that_is_a_file_cannot_be_written_to(tmp_path: Path) -> None:
    assert check_data_folder(tmp_path).state is State.OK
    assert check_data_folder(Path("/proc/1/kiosk")).state is State.BAD


def test_looking_leaves_nothing_behind(tmp_path: Path) -> None:
    check_data_folder(tmp_path / "later")
    assert not list(tmp_path.iterdir())


def test_a_nearly_full_disk_is_worth_a_look(tmp_path: Path) -> None:
    assert check_disk_space(tmp_path, ENOUGH_FREE_BYTES).state is State.OK
    finding = check_disk_space(tmp_path, 1_900_000_000)
    assert (finding.state, finding.params) == (State.WARN, {"free_gb": "1.9"})


def test_a_missing_typeface_is_worth_a_look() -> None:
    assert check_font([]).state is State.WARN
