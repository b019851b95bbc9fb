"""Writers and readers that fail: pyrage forgets some of it, we must not."""

import errno
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyrage
import pytest
from pyrage import x25519

from kiosk.errors import DiskFullError
from storage import files
from storage.batches.errors import BatchTamperedError
from storage.crypto.age import decrypt_stream, encrypt_stream, new_identity
from storage.errors import StorageFaultError

RECIPIENT, IDENTITIES, _ = new_identity()


class FillingDisk(io.RawIOBase):
    """Takes half of each write at a time, and says that it is full at the ``full_at``-th write."""

    def __init__(self, full_at: int, *, code: int = errno.ENOSPC) -> None:
        super().__init__()
        self.full_at = full_at
        self.code = code
        self.writes = 0
        self.taken = 0

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self.writes += 1
        if self.writes == self.full_at:
            raise OSError(self.code, "no more")
        taken = (len(content) + 1) // 2
        self.taken += taken
        return taken


def encrypt_to(disk: FillingDisk, plain: bytes) -> int:
    """Return the length of the age file."""
    return encrypt_stream([plain], disk, [RECIPIENT]).length


@pytest.mark.parametrize("size", [0, 1, 100, 65_536, 65_537, 200_000])
def test_a_disk_that_fills_at_any_point_is_never_taken_for_success(size: int) -> None:
    endless = FillingDisk(0)
    assert encrypt_to(endless, bytes(size)) == endless.taken
    for full_at in range(1, endless.writes - 3):  # the header's length, and its writes, vary a bit
        with pytest.raises(DiskFullError):
            encrypt_to(FillingDisk(full_at), bytes(size))


def test_pyrage_alone_does_take_it_for_success() -> None:
    """WORKAROUND's end: when this fails, `_CheckedWriter` may go."""

    class Plain:
        def write(self, _content: bytes | bytearray, /) -> object:
            raise OSError(errno.ENOSPC, "no more")

        def flush(self) -> None:
            """Nothing."""

    pyrage.encrypt_io(io.BytesIO(b"x"), Plain(), [x25519.Identity.generate().to_public()])


def test_another_fault_of_the_disk_is_no_full_disk() -> None:
    with pytest.raises(StorageFaultError):
        encrypt_to(FillingDisk(1, code=errno.EIO), b"x")


class OwnError(Exception):
    """What a source of chunks raised."""


def test_the_error_of_the_source_comes_out_as_it_was() -> None:
    def chunks() -> Iterator[bytes]:
        yield b"x" * 100_000
        raise OwnError

    with pytest.raises(OwnError):
        encrypt_stream(chunks(), io.BytesIO(), [RECIPIENT])


def test_the_error_of_the_sink_comes_out_as_it_was() -> None:
    target = io.BytesIO()
    encrypt_stream([b"x" * 200_000], target, [RECIPIENT])
    target.seek(0)

    class Sink:
        def write(self, _content: bytes | bytearray, /) -> object:
            raise OwnError

    with pytest.raises(OwnError):
        decrypt_stream(target, Sink(), IDENTITIES)


def test_what_was_encrypted_decrypts_and_counts_the_same() -> None:
    target, plain = io.BytesIO(), io.BytesIO()
    chunks = [os.urandom(size) for size in (0, 1, 70_000, 3)]
    written = encrypt_stream(chunks, target, [RECIPIENT])
    target.seek(0)
    assert decrypt_stream(target, plain, IDENTITIES) == written
    assert plain.getvalue() == b"".join(chunks)


@pytest.mark.parametrize("size", [1, 65_536, 200_000])
def test_bytes_behind_the_end_or_missing_there_are_refused(size: int) -> None:
    target = io.BytesIO()
    encrypt_stream([bytes(size)], target, [RECIPIENT])
    for damaged in (target.getvalue() + b"x", target.getvalue()[:-1], target.getvalue()[:-65_600]):
        with pytest.raises(BatchTamperedError):
            decrypt_stream(io.BytesIO(damaged), io.BytesIO(), IDENTITIES)


def test_a_new_file_is_there_in_full_or_not_at_all(tmp_path: Path) -> None:
    files.create(tmp_path / "a", b"one")
    with pytest.raises(FileExistsError):
        files.create(tmp_path / "a", b"two")
    assert (tmp_path / "a").read_bytes() == b"one"


def test_replacing_leaves_no_left_overs(tmp_path: Path) -> None:
    files.replace(tmp_path / "a", b"one")
    files.replace(tmp_path / "a", b"two")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"two")]


def test_shredding_overwrites_the_bytes_where_they_lie(tmp_path: Path) -> None:
    path, other_name = tmp_path / "key", tmp_path / "same blocks"
    path.write_bytes(b"secret" * 10)
    os.link(path, other_name)
    files.shred(path)
    assert not path.exists()
    assert len(other_name.read_bytes()) == 60
    assert b"secret" not in other_name.read_bytes()
    files.shred(path)


@pytest.mark.parametrize(
    ("code", "expected"),
    [(errno.ENOSPC, DiskFullError), (errno.EDQUOT, DiskFullError), (errno.EIO, StorageFaultError)],
)
def test_what_the_system_says_of_a_disk_has_words(
    code: int, expected: Callable[..., Exception]
) -> None:
    with pytest.raises(expected), files.disk_errors():  # type: ignore[call-overload]
        raise OSError(code, "said")
