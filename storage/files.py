"""Files that are there in full or not at all, and files that are destroyed in place."""

import contextlib
import errno
import os
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path

from kiosk.errors import DiskFullError
from storage.errors import StorageFaultError

# EFBIG is how a size limit on the process shows; for the person at the station it is a full disk.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would turn line ends
_PIECE_BYTES = 1 << 20
PRIVATE = 0o600
PRIVATE_FOLDER = 0o700


@contextlib.contextmanager
def disk_errors() -> Iterator[None]:
    """Turn what the operating system says of a disk into an error with words."""
    try:
        yield
    except OSError as error:
        raise disk_error(error) from error


def disk_error(error: OSError) -> DiskFullError | StorageFaultError:
    """Return the error a person can act on."""
    name = errno.errorcode.get(error.errno or 0, "unknown")
    return DiskFullError(name) if error.errno in _FULL else StorageFaultError(name)


def write_all(descriptor: int, content: bytes | bytearray | memoryview) -> None:
    """Write every byte; a short write is continued until the system says why it stops."""
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left) :]


def create(path: Path, content: bytes | bytearray) -> None:
    """Leave a new private file that survives a power cut; an existing one is an error."""
    descriptor = new_file(path)
    try:
        try:
            write_all(descriptor, content)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def new_file(path: Path) -> int:
    """Return the descriptor of a new private file that is to be written."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, PRIVATE)


def replace(path: Path, content: bytes) -> None:
    """Leave either the old or the new content, never a mixture; not for keys (see `shred`)."""
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)  # of an attempt that was cut short
    create(part, content)
    try:
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def shred(path: Path) -> None:
    """Overwrite the file's bytes where they lie, then remove it; harmless when it is gone.

    In place, because a replaced or renamed file leaves its old blocks readable (measured, ADR of
    the design: none is left on ext4 after this, while SQLite and rename leave one).
    """
    with contextlib.suppress(FileNotFoundError):
        descriptor = os.open(path, os.O_WRONLY | _BINARY)
        try:
            left = os.fstat(descriptor).st_size
            while left > 0:
                piece = secrets.token_bytes(min(left, _PIECE_BYTES))
                write_all(descriptor, piece)
                left -= len(piece)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        path.unlink()
        sync_folder(path.parent)


def forget_cached(descriptor: int) -> None:
    """Have the next read of a synced file come from the disk where the system can do that."""
    if sys.platform == "linux":
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


def make_folder(folder: Path) -> None:
    """Leave a private folder whose name survives a power cut; one that is there is kept."""
    missing = [one for one in folder.parents if not one.exists()]
    for one in (*reversed(missing), folder):
        one.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        sync_folder(one.parent)  # also when it was there: a kill may have come before this line


def sync_folder(folder: Path) -> None:
    """Make names in the folder survive a power cut; Windows does so by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
