"""The office's book of a station: beside the vault, opened by whoever is signed in."""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from kiosk.domain.ids import StaffId
from kiosk.domain.staff import Role
from kiosk.errors import KioskError
from kiosk.officeports import Change, EntryRef, Kept, OfficeLine, OfficeView, PictureStore
from storage.crypto.digests import AuditHead
from storage.crypto.keys import wipe
from storage.database.engine import Store
from storage.errors import GeneralNeededError, TamperedError
from storage.files import disk_errors, make_folder
from storage.office.accepting import end_of_whole
from storage.office.book import SealedBook
from storage.office.bookbackup import back_up_book, backup_folder
from storage.office.bookkeys import BookKeys
from storage.office.chain import START
from storage.office.codec import Codec
from storage.office.errors import OfficeMissingError
from storage.office.kinds import PICTURE, office_codec
from storage.office.mooring import note_accepted, note_end, read_end, write_end
from storage.office.pictures import SealedPictures
from storage.office.recoverykey import keep_recovery_key
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
        self._pictures = SealedPictures(
            book=self,
            folder=parts.layout.office,
            keys=self._keys,
            names=lambda: self._opened().names(PICTURE),
            clock=parts.clock,
        )

    @property
    def pictures(self) -> PictureStore:
        """Return who keeps the pictures that lines of this book name."""
        return self._pictures

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

    def accept_older(self, lines: int) -> None:
        """Have a whole book that falls short of its noted end count again; 総括責任者 only.

        ``lines`` is how many it has. Both ends are kept in the trail.
        """
        unlocked = self._parts.door.trusted()
        if unlocked.member.role is not Role.GENERAL:
            raise GeneralNeededError("not 総括責任者")
        self.close()
        path = self._parts.layout.office / BOOK
        with self._parts.store.unit() as session:
            if not has_office_key(session):
                raise OfficeMissingError("never begun")
            key = open_office_key(session, self._parts.profile, unlocked)
        try:
            end = end_of_whole(path, key, self._parts.clock, lines=lines)
        finally:
            wipe(key)
        with self._parts.store.unit() as session:
            note_accepted(session, unlocked, self._parts.journal, end)

    def back_up(self, place: Path) -> None:
        """Leave the proved book in the second place; a station without a book has nothing there.

        A damaged book is not copied over a good one: `TamperedError` and the like say so.
        """
        if not self.begun():
            return
        self._opened()
        self._keep_recovery_key()
        self.close()
        back_up_book(self._parts.layout.office, backup_folder(place, self._parts.profile.station))

    def _keep_recovery_key(self) -> None:
        unlocked, profile = self._parts.door.unlocked, self._parts.profile
        with self._parts.store.unit() as session:
            key = open_office_key(session, profile, unlocked)
        try:
            keep_recovery_key(
                self._parts.layout.office,
                key,
                station=profile.station,
                recipients=tuple(one.age_recipient for one in profile.recipients),
            )
        finally:
            wipe(key)

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
            self._pictures.sweep_quietly()
            with contextlib.suppress(KioskError):  # the next opening or backup tries again
                self._keep_recovery_key()
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

    def ends(self, _keys: BookKeys) -> tuple[AuditHead, ...]:
        """Return the end that the station's own database has."""
        with self._parts.store.unit() as session:
            return (read_end(session, self._parts.door.unlocked),)

    def save(self, _keys: BookKeys, end: AuditHead) -> None:
        """Note the end there."""
        with self._parts.store.unit() as session:
            note_end(session, self._parts.door.unlocked, self._parts.journal, end)
