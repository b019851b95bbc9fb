"""A fault that the disk reports beside the writing is never lost."""

import os
from pathlib import Path

import pytest

from storage.custody.flushing import SteadyFile
from storage.files import new_file

PIECE = bytes(1 << 20)


def test_everything_is_written_in_order(tmp_path: Path) -> None:
    with SteadyFile(new_file(tmp_path / "a")) as file:
        for number in range(40):
            file.write(bytes([number]) * len(PIECE))
    content = (tmp_path / "a").read_bytes()
    assert content[:: len(PIECE)] == bytes(range(40))
    assert len(content) == 40 * len(PIECE)


def test_a_sync_that_fails_on_the_side_is_raised(tmp_path: Path) -> None:
    """A pipe takes the bytes and cannot be synced: what a broken disk says, from the system."""
    reading, writing = os.pipe()
    with pytest.raises(OSError, match="Invalid argument"):
        _write_to(writing, reading)
    os.close(reading)


def _write_to(descriptor: int, reading: int) -> None:
    with SteadyFile(descriptor) as file:
        for _ in range(17 * 256):
            file.write(PIECE[:4096])
            os.read(reading, 4096)
