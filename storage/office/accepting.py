"""A book that is whole but older than known: looked at before somebody answers for it."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from kiosk.ports import Clock
from storage.crypto.digests import AuditHead
from storage.database.engine import Store
from storage.office.book import SealedBook
from storage.office.bookkeys import BookKeys
from storage.office.chain import START
from storage.office.errors import OfficeLinesError
from storage.office.kinds import office_codec
from storage.office.mooring import Loose


def end_of_whole(path: Path, key: bytearray, clock: Clock, *, lines: int) -> AuditHead:
    """Return where a book without fault ends; raise what is wrong with it, line by line.

    One that is gone has no line, and is begun anew by the next use.
    `OfficeLinesError` unless it has as many lines as whoever accepts it says.
    """

    @contextlib.contextmanager
    def opened() -> Iterator[BookKeys]:
        keys = BookKeys(key)
        try:
            yield keys
        finally:
            keys.wipe()

    end = START
    if path.is_file():
        book = SealedBook(
            store=Store(path), keys=opened, mooring=Loose(), clock=clock, codec=office_codec()
        )
        try:
            end = book.end()
        finally:
            book.close()
    if end.n != lines:
        raise OfficeLinesError("other", line=str(end.n))
    return end
