"""The office's book of a station: beside the vault, opened by whoever is signed in."""

import contextlib
from collections.abc import Iterator, Sequence

from kiosk.domain.ids import StaffId
from kiosk.officeports import Change, EntryRef, Kept, OfficeLine, OfficeView
from storage.crypto.digests import AuditHead
from storage.crypto.keys import wipe
from storage.database.engine import Store
from storage.errors import TamperedError
from storage.files import disk_errors, make_folder
from storage.office.book import SealedBook
from storage.office.bookkeys import BookKeys
from storage.office.chain import START
from storage.office.codec import Codec
from storage.office.errors import OfficeMissingError
from storage.office.kinds import office_codec
from storage.office.mooring import read_end, write_end
from storage.parts import Parts
from storage.people.officekey import has_office_key, make_office_key, open_office_key

BOOK = "book.db"


class StationOffice:
    """Implements `kiosk.officeports.OfficeBook`; `NotSignedInError` while the vault is locked.

    The book is opened and proved by the first use after the start, the keys by each use.
    """

    def __init__(self, parts: Parts, codec: Codec | None = None) -> None:
        self._parts = parts
        self._codec = codec
        self._book: SealedBook | None = None

    def begun(self) -> bool:
        """Tell whether there ever was a book here; asking does not begin one."""
        with self._parts.store.unit() as session:
            return has_office_key(session) or (self._parts.layout.office / BOOK).exists()

    def read(self, *kinds: type) -> OfficeView:
        """Return everything as it is now, or only the entries of these types."""
        return self._opened().read(*kinds)

    def put(self, entry: object, *, by: StaffId, expected_version: int) -> Kept[object]:
        """Write the next version."""
        self._parts.door.trusted()
        return self._opened().put(entry, by=by, expected_version=expected_version)

    def put_all(self, changes: Sequence[Change], *, by: StaffId) -> tuple[Kept[object], ...]:
        """Write all of them or none."""
        self._parts.door.trusted()
        return self._opened().put_all(changes, by=by)

    def forget(self, ref: EntryRef, *, by: StaffId, expected_version: int) -> None:
        """Destroy the content of all its versions."""
        self._parts.door.trusted()
        self._opened().forget(ref, by=by, expected_version=expected_version)

    def history(self, ref: EntryRef) -> tuple[OfficeLine, ...]:
        """Return every line about the entry, oldest first."""
        return self._opened().history(ref)

    def number_key(self) -> bytes:
        """Return the key of the hashes of 申請書ID in this book's cases."""
        return self._opened().number_key()

    def close(self) -> None:
        """Let go of the file; harmless when that is done. The next use opens it again."""
        book, self._book = self._book, None
        if book is not None:
            book.close()

    def _opened(self) -> SealedBook:
        if self._book is None:
            path = self._parts.layout.office / BOOK
            known = self._begin(there=path.exists())
            if known.n and not path.is_file():
                raise OfficeMissingError("no book file")
            with disk_errors():
                make_folder(path.parent)
            self._book = SealedBook(
                store=Store(path),
                keys=self._keys,
                mooring=self,
                clock=self._parts.clock,
                codec=self._codec or office_codec(),
            )
        return self._book

    def _begin(self, *, there: bool) -> AuditHead:
        """Return the end that was noted; a first use makes the key, both in one transaction."""
        unlocked = self._parts.door.unlocked
        with self._parts.store.unit() as session:
            if not has_office_key(session):
                if there:
                    raise TamperedError("office key gone")
                make_office_key(session, self._parts.profile, unlocked)
                write_end(session, unlocked, START)
                return START
            return read_end(session, unlocked)

    @contextlib.contextmanager
    def _keys(self) -> Iterator[BookKeys]:
        unlocked = self._parts.door.unlocked
        with self._parts.store.unit() as session:
            key = open_office_key(session, self._parts.profile, unlocked)
        keys = BookKeys(key)
        wipe(key)
        try:
            yield keys
        finally:
            keys.wipe()

    def load(self, _keys: BookKeys) -> AuditHead:
        """Return the end that the station's own database has."""
        with self._parts.store.unit() as session:
            return read_end(session, self._parts.door.unlocked)

    def save(self, _keys: BookKeys, end: AuditHead) -> None:
        """Note the end there."""
        with self._parts.store.unit() as session:
            write_end(session, self._parts.door.unlocked, end)
