"""A book that is open: reads, writes and forgets; made, used and closed on one thread."""

import contextlib
from collections.abc import Sequence
from datetime import datetime

from kiosk.domain.ids import StaffId
from kiosk.errors import KioskError
from kiosk.officeports import (
    Change,
    EntryRef,
    Kept,
    OfficeAct,
    OfficeLine,
    OfficeView,
    UnknownEntry,
)
from kiosk.ports import Clock
from storage.crypto.digests import AuditHead
from storage.crypto.envelope import unseal
from storage.database.engine import Store
from storage.errors import TamperedError
from storage.office.bookkeys import BookKeys, KeySource
from storage.office.chain import Index, prove
from storage.office.codec import Codec, UnknownFormatError
from storage.office.draft import Draft, page_place
from storage.office.errors import OfficeAlteredError
from storage.office.mooring import Mooring
from storage.office.table import (
    Link,
    add,
    check_tables,
    create_tables,
    drop_pages,
    is_empty,
    links,
    links_of,
    page,
    pages,
)


class SealedBook:
    """Implements `kiosk.officeports.OfficeBook` on an open store, which it closes."""

    def __init__(
        self, *, store: Store, keys: KeySource, mooring: Mooring, clock: Clock, codec: Codec
    ) -> None:
        """Prove the whole book; an empty store gets its tables if nothing was ever noted."""
        self._store = store
        self._keys = keys
        self._mooring = mooring
        self._clock = clock
        self._codec = codec
        self._index: Index | None = None
        self._untied = False
        try:
            with keys() as opened:
                self._proved(opened)
        except BaseException:
            store.close()
            raise

    def read(self, *kinds: type) -> OfficeView:
        """Return everything as it is now, or only the entries of these types."""
        asked = self._codec.names(kinds)
        kept: list[Kept[object]] = []
        unknown: list[UnknownEntry] = []
        with self._keys() as keys:
            index = self._proved(keys)
            wanted = [
                link
                for link in index.newest.values()
                if link.act == OfficeAct.PUT and (not kinds or link.kind in asked)
            ]
            numbers = {link.n for link in wanted}
            with self._store.connection() as connection:
                found = {n: sealed for n, sealed in pages(connection) if n in numbers}
            for link in wanted:
                one = self._kept(keys, link, found.get(link.n))
                if isinstance(one, UnknownEntry):
                    unknown.append(one)
                else:
                    kept.append(one)
        head = index.end.head.hex()
        return OfficeView(kept=tuple(kept), unknown=tuple(unknown), lines=index.end.n, head=head)

    def put(self, entry: object, *, by: StaffId, expected_version: int) -> Kept[object]:
        """Write the next version."""
        (kept,) = self.put_all([Change(entry=entry, expected_version=expected_version)], by=by)
        return kept

    def put_all(self, changes: Sequence[Change], *, by: StaffId) -> tuple[Kept[object], ...]:
        """Write all of them or none."""
        at = self._clock.now()
        kept = list[Kept[object]]()
        with self._keys() as keys:
            draft = Draft(keys, self._proved(keys), at=at, by=by)
            for change in changes:
                ref = self._codec.ref(change.entry)
                content = self._codec.spell(change.entry)
                version = draft.put(ref, content, expected=change.expected_version)
                kept.append(Kept(ref=ref, version=version, at=at, by=by, entry=change.entry))
            self._write(keys, draft)
        return tuple(kept)

    def forget(self, ref: EntryRef, *, by: StaffId, expected_version: int) -> None:
        """Destroy the content of all its versions."""
        with self._keys() as keys:
            draft = Draft(keys, self._proved(keys), at=self._clock.now(), by=by)
            draft.forget(ref, expected=expected_version)
            self._write(keys, draft)
        self._store.fold()  # the log still had what was deleted

    def history(self, ref: EntryRef) -> tuple[OfficeLine, ...]:
        """Return every line about the entry, oldest first."""
        with self._keys() as keys:
            self._proved(keys)
            with self._store.connection() as connection:
                found = [
                    (link, page(connection, link.n))
                    for link in links_of(connection, ref.kind, ref.id)
                ]
            return tuple(self._line(keys, link, sealed) for link, sealed in found)

    def number_key(self) -> bytes:
        """Return the key of the hashes of 申請書ID in this book's cases."""
        with self._keys() as keys:
            return bytes(keys.numbers)

    def end(self) -> AuditHead:
        """Return where the proved book ends."""
        with self._keys() as keys:
            return self._proved(keys).end

    def names(self, kind: str) -> frozenset[str]:
        """Return how the entries of a kind are called; nothing of their content is opened."""
        with self._keys() as keys:
            newest = self._proved(keys).newest
        return frozenset(
            ref.id for ref, link in newest.items() if ref.kind == kind and link.act == OfficeAct.PUT
        )

    def close(self) -> None:
        """Let go of the file."""
        self._index = None
        self._store.close()

    def _proved(self, keys: BookKeys) -> Index:
        """Return what is in the book, which is proved once; nobody else can write to it."""
        if self._index is None:
            known = self._mooring.ends(keys)
            with self._store.connection() as connection:
                if not any(one.n for one in known) and is_empty(connection):
                    create_tables(connection)
                check_tables(connection)
                self._index = prove(keys, links(connection), pages(connection), known)
        return self._index

    def _write(self, keys: BookKeys, draft: Draft) -> None:
        """Have the lines on the disk, then note the end; whatever fails, the book is proved anew.

        An end that could not be noted is noted before the next line, which fails when that does.
        """
        index = draft.index
        if self._untied:
            self._tie(keys, index)
        self._index = None
        with self._store.connection() as connection:
            for line in draft.lines:
                add(connection, line.link, line.sealed)
            drop_pages(connection, draft.gone)
        for line in draft.lines:
            index.take(line.link)
        self._index = index
        self._untied = True
        with contextlib.suppress(KioskError):
            self._tie(keys, index)

    def _tie(self, keys: BookKeys, index: Index) -> None:
        self._mooring.save(keys, index.end)
        self._untied = False

    def _kept(self, keys: BookKeys, link: Link, sealed: object) -> Kept[object] | UnknownEntry:
        ref, at = EntryRef(kind=link.kind, id=link.entry), datetime.fromisoformat(link.at)
        by = StaffId(link.actor)
        try:
            entry = self._codec.read(ref, _opened(keys, link, sealed))
        except UnknownFormatError:
            return UnknownEntry(ref=ref, version=link.version, at=at, by=by)
        except OfficeAlteredError:
            raise
        except TamperedError as error:
            raise OfficeAlteredError("content", line=str(link.n)) from error
        return Kept(ref=ref, version=link.version, at=at, by=by, entry=entry)

    def _line(self, keys: BookKeys, link: Link, sealed: object) -> OfficeLine:
        kept = None if sealed is None else self._kept(keys, link, sealed)
        return OfficeLine(
            n=link.n,
            act=OfficeAct(link.act),
            version=link.version,
            at=datetime.fromisoformat(link.at),
            by=StaffId(link.actor),
            entry=kept.entry if isinstance(kept, Kept) else None,
        )


def _opened(keys: BookKeys, link: Link, sealed: object) -> bytearray:
    if not isinstance(sealed, bytes):
        raise OfficeAlteredError("page", line=str(link.n))
    return unseal(keys.pages, page_place(keys, link), sealed)
