"""The archive that is written while it is read, as unzip and our reader find it."""

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime

import pytest

from storage.batches.zipreader import EntryHead, ZipReader
from storage.batches.zipstream import SUMS, Entry, zip_chunks

WHEN = datetime(2026, 11, 3, 9, 30, 4)  # noqa: DTZ001 - a ZIP has no zone
ENTRIES = (
    Entry.of("README_ja.txt", b"read me"),
    Entry.of("photos/SK01-0001.jpg", bytes(range(256)) * 40),
    Entry.of("empty.csv", b""),
    Entry.of("photos/SK01-0002.jpg", b"PK\x01\x02PK\x03\x04"),
)


class Kept:
    """Every entry by name, as the reader gave it."""

    def __init__(self) -> None:
        self.entries: dict[str, bytearray] = {}
        self.closed: list[str] = []

    def begin(self, head: EntryHead) -> "Sink":
        self.entries[head.name] = bytearray()
        return Sink(self, head.name)


class Sink:
    def __init__(self, kept: Kept, name: str) -> None:
        self._kept, self._name = kept, name

    def write(self, content: bytes | memoryview, /) -> None:
        self._kept.entries[self._name] += content

    def close(self) -> None:
        self._kept.closed.append(self._name)


def test_any_unzip_opens_it() -> None:
    with zipfile.ZipFile(io.BytesIO(b"".join(zip_chunks(ENTRIES, WHEN)))) as archive:
        assert archive.testzip() is None
        assert [one.filename for one in archive.infolist()] == [one.name for one in ENTRIES] + [
            SUMS
        ]
        for one in ENTRIES:
            assert archive.read(one.name) == one.content
        assert all(one.date_time == WHEN.timetuple()[:6] for one in archive.infolist())
        assert not any(one.flag_bits for one in archive.infolist())


def test_each_entry_is_handed_on_before_the_next_is_asked_for() -> None:
    asked: list[str] = []

    def entries() -> Iterator[Entry]:
        for one in ENTRIES:
            asked.append(one.name)
            yield one

    chunks = zip_chunks(entries(), WHEN)
    for count, one in enumerate(ENTRIES, start=1):
        assert next(chunks).endswith(one.content)
        assert len(asked) == count


@pytest.mark.parametrize("size", [1, 7, 29, 30, 31, 33, 1000, 1_000_000])
def test_it_does_not_matter_in_which_pieces_it_comes(size: int) -> None:
    archive, kept = b"".join(zip_chunks(ENTRIES, WHEN)), Kept()
    reader = ZipReader(kept.begin)
    for at in range(0, len(archive), size):
        reader.write(archive[at : at + size])
    reader.finish()
    assert kept.closed == [one.name for one in ENTRIES] + [SUMS]
    assert all(kept.entries[one.name] == one.content for one in ENTRIES)
