"""A ZIP that is written while it is read: one entry in memory, nothing on the disk."""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:  # typeshed's name for what has bytes; collections.abc has it from 3.12 on
    from _typeshed import ReadableBuffer

SUMS = "SHA256SUMS"
_PRIVATE_FILE = 0o100600 << 16  # what unzip sets: readable by its owner only


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the archive and the SHA-256 of its content."""

    name: str
    content: bytes
    sha256: str

    @classmethod
    def of(cls, name: str, content: bytes) -> Self:
        """Return the entry, hashed."""
        return cls(name, content, hashlib.sha256(content).hexdigest())


def zip_chunks(entries: Iterable[Entry], when: datetime) -> Iterator[bytes]:
    """Give the archive in pieces, ``SHA256SUMS`` of all entries last.

    Entries are stored, not deflated, each with its sizes in front, so that a reader can follow the
    stream without jumping. ``when`` is the entries' wall time.
    """
    tail = _Tail()
    sums: list[str] = []
    with zipfile.ZipFile(tail, "w", zipfile.ZIP_STORED) as archive:
        for entry in entries:
            archive.writestr(_header(entry.name, when), entry.content)
            sums.append(f"{entry.sha256}  {entry.name}\n")
            yield tail.drain()
        archive.writestr(_header(SUMS, when), "".join(sums).encode("utf-8"))
    yield tail.drain()


def _header(name: str, when: datetime) -> zipfile.ZipInfo:
    header = zipfile.ZipInfo(name, when.timetuple()[:6])
    header.external_attr = _PRIVATE_FILE
    header.create_system = 3  # Unix, whatever this runs on: the same bytes everywhere
    return header


class _Tail(io.RawIOBase):
    """The part of the archive that was not yet handed on; `zipfile` may jump within it.

    It keeps what it is given, by where it begins: `zipfile` writes a header anew once it knows the
    sum, and nothing else. A photo is so copied once, when it is handed on.
    """

    def __init__(self) -> None:
        super().__init__()
        self._handed_on = 0
        self._at = 0
        self._pieces: dict[int, bytes] = {}

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence != io.SEEK_SET or offset < self._handed_on:
            raise io.UnsupportedOperation("only within the entry being written")
        self._at = offset
        return offset

    def write(self, content: "ReadableBuffer") -> int:
        piece = bytes(content)  # no copy when it is bytes already
        there = self._pieces.get(self._at)
        if there is not None and len(there) != len(piece):
            raise io.UnsupportedOperation("another header")
        if piece:
            self._pieces[self._at] = piece
        self._at += len(piece)
        return len(piece)

    def drain(self) -> bytes:
        """Return what was not handed on yet and forget it."""
        content = b"".join(self._pieces.values())
        self._pieces.clear()
        self._handed_on += len(content)
        return content
