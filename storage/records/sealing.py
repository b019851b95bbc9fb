"""Rows of an open day, sealed: a record under a key of its own, its duty under the same key."""

import contextlib
from collections.abc import Iterator

from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import ObjectDeletedError

from storage.crypto.age import encrypt_small
from storage.crypto.envelope import Place, seal, unseal
from storage.crypto.keys import DEK_MAGIC, new_key, wipe
from storage.custody.days import Days
from storage.database.models import SCHEMA_VERSION, DutyRow, RecordRow
from storage.errors import ReadBackError, TamperedError
from storage.people.door import Door
from storage.profile import Profile

SealedRow = RecordRow | DutyRow


class Sealing:
    """Seals and opens; the day's key, or a recipient's, leads to every record's own key."""

    def __init__(self, profile: Profile, door: Door, days: Days) -> None:
        self._profile = profile
        self._door = door
        self._days = days

    @contextlib.contextmanager
    def new_key(self, row: RecordRow) -> Iterator[bytearray]:
        """Give the key of a new record, wrapped in ``row``; wiped after the block."""
        dek = new_key()
        try:
            row.dek = seal(self._days.key(row.shift), self._place(row, "dek"), dek)
            recipients = [one.age_recipient for one in self._profile.recipients]
            row.dek_age = encrypt_small(DEK_MAGIC + dek, recipients)
            yield dek
        finally:
            wipe(dek)

    @contextlib.contextmanager
    def key(self, row: RecordRow) -> Iterator[bytearray]:
        """Give the record's key; wiped after the block."""
        dek = unseal(self._days.key(row.shift), self._place(row, "dek"), row.dek)
        try:
            yield dek
        finally:
            wipe(dek)

    @contextlib.contextmanager
    def next_key(self, row: RecordRow) -> Iterator[bytearray]:
        """Give the record's key for a new version, which the row has from here on."""
        with self.key(row) as dek:
            row.row_version, row.schema_version = row.row_version + 1, SCHEMA_VERSION
            row.dek = seal(self._days.key(row.shift), self._place(row, "dek"), dek)
            yield dek

    def rewrap(self, row: RecordRow, old: bytearray, new: bytearray) -> None:
        """Have the day's new key lead to the record's own key; its MAC is the caller's."""
        place = self._place(row, "dek")
        dek = unseal(old, place, row.dek)
        row.dek = seal(new, place, dek)
        wipe(dek)

    def seal(self, dek: bytearray, row: SealedRow, plain: bytearray) -> None:
        """Fill the row and make its MAC fit."""
        row.sealed = seal(dek, self._place(row, "sealed"), plain)
        self._door.unlocked.macs.stamp(row)

    def open(self, dek: bytearray, row: SealedRow) -> bytearray:
        """Return what the row holds; the caller wipes it."""
        self._door.unlocked.macs.checked(row)
        return unseal(dek, self._place(row, "sealed"), row.sealed)

    def prove(self, session: Session, row: SealedRow, record: RecordRow, plain: bytearray) -> None:
        """Read the row back from the database; raise `ReadBackError` unless it holds ``plain``."""
        session.flush()
        session.expire(row)
        try:
            with self.key(record) as dek:
                stored = self.open(dek, row)
        except TamperedError as error:
            raise ReadBackError(str(error)) from error
        except ObjectDeletedError as error:
            raise ReadBackError("no row") from error
        same = stored == plain
        wipe(stored)
        if not same:
            raise ReadBackError("other bytes")

    def _place(self, row: SealedRow, column: str) -> Place:
        return Place(
            database=self._profile.database,
            station=self._profile.station,
            shift=row.shift,
            table=row.__tablename__,
            row=row.id,
            column=column,
            schema_version=row.schema_version,
            row_version=row.row_version,
        )
