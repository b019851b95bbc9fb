"""The ledger as a file: lines are only ever added, each on the disk before anybody is told.

Beside it lies ``….head`` with the number and hash of the last line, so that lines cut off the end
are noticed. A last line that the power cut in two was never promised to anybody: it is put aside.
"""

import hashlib
import os
from pathlib import Path

from kiosk.domain.ledger import LedgerLine
from storage.crypto.canonical import spell_json
from storage.files import PRIVATE, disk_errors, replace, sync_folder, write_all
from storage.receiving.errors import LedgerDamagedError
from storage.receiving.ledgerline import (
    FIRST_PREVIOUS,
    LONGEST_LINE_BYTES,
    hash_of,
    parse_line,
    spell_line,
)

TORN_SUFFIX = ".torn"
HEAD_SUFFIX = ".head"
_LONGEST_HEAD_BYTES = 200
# Not followed where the system can refuse it: the ledger is a file of its own, never a link.
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


class LedgerFile:
    """An append-only file of lines; to be used under the ledger's lock."""

    def __init__(self, path: Path) -> None:
        """Read and check every line; raise `LedgerDamagedError` at the first that is not right."""
        self._path = path
        self._head = path.with_name(path.name + HEAD_SUFFIX)
        self._previous = FIRST_PREVIOUS
        self._lines: list[LedgerLine] = []
        with disk_errors():
            is_new = not path.exists()
            self._descriptor = os.open(path, _FLAGS, PRIVATE)
        try:
            if is_new:
                with disk_errors():
                    sync_folder(path.parent)
            self._read()
        except BaseException:
            os.close(self._descriptor)
            raise

    @property
    def lines(self) -> tuple[LedgerLine, ...]:
        """Return every line, oldest first."""
        return tuple(self._lines)

    def append(self, line: LedgerLine) -> None:
        """Have the line on the disk; it must carry `next_place`."""
        content = spell_line(line)
        if len(content) > LONGEST_LINE_BYTES:
            raise ValueError("ledger line too long")
        with disk_errors():
            end = os.lseek(self._descriptor, 0, os.SEEK_END)
            try:
                write_all(self._descriptor, content + b"\n")
                os.fsync(self._descriptor)
            except OSError:
                os.ftruncate(self._descriptor, end)
                raise
        self._take(line, content)
        with disk_errors():
            self._write_head()

    def next_place(self) -> tuple[int, str]:
        """Return the number and the ``previous`` of the line to come."""
        return len(self._lines) + 1, self._previous

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._descriptor)

    def _read(self) -> None:
        with disk_errors():
            content = self._content()
        whole, feed, torn = content.rpartition(b"\n")
        pieces = whole.split(b"\n") if feed else []
        for number, piece in enumerate(pieces, start=1):
            line = parse_line(piece) if len(piece) <= LONGEST_LINE_BYTES else None
            if line is None or (line.n, line.previous) != self.next_place():
                raise self._damaged(number)
            self._take(line, piece)
        known = self._known_head()
        if not self._fits(known):
            raise self._damaged(len(self._lines) + 1)
        with disk_errors():
            if torn:
                self._put_aside(torn, len(content) - len(torn))
            if known != self._spelled_head():
                self._write_head()

    def _content(self) -> bytes:
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        pieces = []
        while piece := os.read(self._descriptor, 1 << 20):
            pieces.append(piece)
        return b"".join(pieces)

    def _fits(self, known: bytes) -> bool:
        """Tell whether the head names the last line, or the one before: its write came next."""
        if known == self._spelled_head():
            return True
        if not self._lines:
            return known == b""
        before = self._lines[-1]
        return known == (_head(before.n - 1, before.previous) if before.n > 1 else b"")

    def _take(self, line: LedgerLine, content: bytes) -> None:
        self._lines.append(line)
        self._previous = hash_of(content)

    def _spelled_head(self) -> bytes:
        return _head(len(self._lines), self._previous) if self._lines else b""

    def _known_head(self) -> bytes:
        with disk_errors():
            try:
                with self._head.open("rb") as file:
                    return file.read(_LONGEST_HEAD_BYTES)
            except FileNotFoundError:
                return b""

    def _write_head(self) -> None:
        if self._lines:
            replace(self._head, self._spelled_head())

    def _put_aside(self, torn: bytes, end: int) -> None:
        """Keep what is left of the torn line for a person to look at, and end the file before."""
        name = f"{self._path.name}.{hashlib.sha256(torn).hexdigest()[:8]}{TORN_SUFFIX}"
        replace(self._path.with_name(name), torn)
        os.ftruncate(self._descriptor, end)
        os.fsync(self._descriptor)

    def _damaged(self, number: int) -> LedgerDamagedError:
        return LedgerDamagedError("ledger line", file=self._path.name, line=str(number))


def _head(n: int, sha256: str) -> bytes:
    return spell_json({"n": n, "sha256": sha256})
