"""Reading a batch's ZIP as a stream, strictly: only what `zipstream` writes is understood."""

import hashlib
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from storage.batches.errors import BatchTamperedError

# APPNOTE.TXT 4.3.7: local file header.
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_LOCAL_MAGIC = b"PK\x03\x04"
_CENTRAL_MAGICS = (b"PK\x01\x02", b"PK\x05\x06")  # the latter when there are no entries at all
_STORED = 0
_UTF8 = 0x800
_LONGEST_NAME = 200


class EntrySink(Protocol):
    """Takes one entry's bytes."""

    def write(self, content: bytes | memoryview, /) -> object:
        """Take the next bytes; they are gone afterwards."""
        ...

    def close(self) -> None:
        """Know that the entry is complete."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryHead:
    """What the archive says of an entry before its bytes."""

    name: str
    length: int


class ZipReader:
    """Follows the archive as it is written to; ``begin`` gives each entry its sink."""

    def __init__(self, begin: Callable[[EntryHead], EntrySink]) -> None:
        self._begin = begin
        self._pending = bytearray()
        self._sink: EntrySink | None = None
        self._left = 0
        self._ended = False
        self._hash = hashlib.sha256()
        self.length = 0

    @property
    def sha256(self) -> str:
        """Return the hash of everything so far."""
        return self._hash.hexdigest()

    def write(self, content: bytes | bytearray) -> int:
        """Take the next bytes of the archive."""
        self._hash.update(content)
        self.length += len(content)
        view = memoryview(content)
        while view and not self._ended:
            view = self._body(view) if self._sink is not None else self._heading(view)
        return len(content)

    def finish(self) -> None:
        """Raise `BatchTamperedError` unless the archive came to its end."""
        if not self._ended:
            raise BatchTamperedError("archive ends early", batch_part="zip")

    def _body(self, view: memoryview) -> memoryview:
        taken = view[: self._left]
        if self._sink is not None:
            self._sink.write(taken)
        self._left -= len(taken)
        self._end_entry_if_done()
        return view[len(taken) :]

    def _heading(self, view: memoryview) -> memoryview:
        view = self._fill(view, _LOCAL.size)
        if self._pending[:4] in _CENTRAL_MAGICS:
            self._ended = True
            return view[:0]
        if len(self._pending) < _LOCAL.size:
            return view[:0]
        fields = _LOCAL.unpack_from(self._pending)
        magic, _, flags, method, *_, packed, length, name_length, extra_length = fields
        if magic != _LOCAL_MAGIC or method != _STORED or packed != length or flags & ~_UTF8:
            raise BatchTamperedError("entry header", batch_part="zip")
        if not 0 < name_length <= _LONGEST_NAME or extra_length:
            raise BatchTamperedError("entry name", batch_part="zip")
        end = _LOCAL.size + name_length
        view = self._fill(view, end)
        if len(self._pending) < end:
            return view
        name = bytes(self._pending[_LOCAL.size :]).decode("utf-8", "replace")
        self._pending.clear()
        self._sink, self._left = self._begin(EntryHead(name=name, length=length)), length
        self._end_entry_if_done()
        return view

    def _fill(self, view: memoryview, length: int) -> memoryview:
        """Take of ``view`` what the pending bytes lack, and return the rest of it."""
        missing = max(0, length - len(self._pending))
        self._pending += view[:missing]
        return view[missing:]

    def _end_entry_if_done(self) -> None:
        if self._sink is not None and self._left == 0:
            self._sink.close()
            self._sink = None
