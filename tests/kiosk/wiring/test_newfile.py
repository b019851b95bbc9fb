"""Several files are there together or not at all."""

from pathlib import Path

import pytest

from kiosk.errors import KioskError, OutputExistsError
from kiosk.wiring.newfile import write_all_new


def test_all_files_are_left_in_a_folder_that_is_made(tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    files = write_all_new([(out / "one.pdf", b"1"), (out / "two.xlsx", b"2")])
    assert [path.read_bytes() for path in files] == [b"1", b"2"]


def test_one_that_is_there_already_keeps_all_of_them_from_being_written(tmp_path: Path) -> None:
    there = tmp_path / "two.xlsx"
    there.write_bytes(b"sent")
    with pytest.raises(OutputExistsError):
        write_all_new([(tmp_path / "one.pdf", b"1"), (there, b"2")])
    assert [path.name for path in tmp_path.iterdir()] == ["two.xlsx"]
    assert there.read_bytes() == b"sent"


def test_a_disk_that_refuses_the_second_file_keeps_none_of_the_first(tmp_path: Path) -> None:
    refused = tmp_path / "two.xlsx"
    refused.symlink_to(tmp_path / "stick" / "gone")  # not there, and cannot be made
    with pytest.raises(KioskError):
        write_all_new([(tmp_path / "one.pdf", b"1"), (refused, b"2")])
    assert [path.name for path in tmp_path.iterdir()] == ["two.xlsx"]


def test_a_name_that_no_disk_takes_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(KioskError):
        write_all_new([(tmp_path / ("x" * 300), b"1")])
