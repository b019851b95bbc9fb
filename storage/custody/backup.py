"""A closed day's sealed rows in a second place: written, read back from the disk, then named.

The file is a database with the station's own tables, so that `kiosk recover` reads both alike. It
holds settings, the day, its records and duties, and the audit trail: never slots, staff, secrets.
"""

import hashlib
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, Table, create_engine, event, insert, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from kiosk.domain.audit import AuditKind
from kiosk.domain.custody import DayStage
from storage.audit.journal import AuditEvent
from storage.crypto.digests import Digest
from storage.custody.errors import BackupPlaceError, BackupReadBackError, DayNotClosedError
from storage.database.engine import translated
from storage.database.models import Base, DutyRow, MacRow, RecordRow, SettingRow, ShiftRow
from storage.errors import DamagedDatabaseError, TamperedError
from storage.files import PRIVATE, disk_errors, forget_cached, make_folder, sync_folder
from storage.parts import Parts
from storage.people.door import Unlocked

SUFFIX = ".backup.db"
_PIECE_BYTES = 1 << 20
_MACED: tuple[type[MacRow], ...] = (SettingRow, ShiftRow, RecordRow, DutyRow)
_TABLES: tuple[Table, ...] = tuple(
    Base.metadata.tables[name] for name in ("settings", "shifts", "records", "duties", "audit")
)
_CLOSED = frozenset({DayStage.KEY_SHREDDED.value, DayStage.CONFIRMED.value})


class Backups:
    """The second place of a station."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    @property
    def folder(self) -> Path:
        """Return where backups are kept."""
        return self._parts.backups or self._parts.layout.backups

    def back_up(self, business_date: date) -> None:
        """Leave a verified copy of the closed day; one that is there already is made anew."""
        unlocked = self._parts.door.lead()
        with self._parts.store.unit() as session:
            shift = self._parts.days.existing(session, business_date)
        if shift.state not in _CLOSED:
            raise DayNotClosedError(shift.state, day=business_date.isoformat())
        name = f"{self._parts.profile.station}-{business_date:%Y%m%d}-{shift.batch_seq:04d}{SUFFIX}"
        self._make_place()
        part = self.folder / f".{name}.part"
        try:
            with disk_errors():
                part.unlink(missing_ok=True)
                part.touch(PRIVATE)
            with self._parts.store.unit() as session:
                _fill(part, session, shift.id)
                with disk_errors():
                    digest = _settled(part)
                _check(part, session, shift.id, unlocked)
            with disk_errors():
                part.replace(self.folder / name)
                sync_folder(self.folder)
        finally:
            for left_over in (part, *self.folder.glob(f"{part.name}-*")):
                left_over.unlink(missing_ok=True)
        self._note(unlocked, shift.id, name, digest)

    def _make_place(self) -> None:
        # A named place that is gone is not made: it would be a folder on this same disk.
        try:
            if self._parts.backups is None:
                make_folder(self.folder)
            there = self.folder.is_dir()
        except OSError as error:
            raise BackupPlaceError(type(error).__name__, folder=str(self.folder)) from error
        if not there:
            raise BackupPlaceError("no folder", folder=str(self.folder))

    def _note(self, unlocked: Unlocked, shift_id: str, name: str, digest: Digest) -> None:
        done = AuditEvent(
            kind=AuditKind.BACK_UP, actor=unlocked.member.id, shift=shift_id, subject=name
        )
        with self._parts.store.unit() as session:
            shift = unlocked.macs.checked(session.get_one(ShiftRow, shift_id))
            shift.backup_file, shift.backup_sha256 = name, digest.sha256
            unlocked.macs.stamp(shift)
            self._parts.journal.append(session, unlocked.keys.audit, done)


def _fill(path: Path, session: Session, shift_id: str) -> None:
    with translated(), _opened(path) as connection:
        Base.metadata.create_all(connection, tables=_TABLES)
        for table in _TABLES:
            for row in session.execute(_of_day(table, shift_id)).mappings():
                connection.execute(insert(table), [dict(row)])
        connection.commit()


def _check(path: Path, session: Session, shift_id: str, unlocked: Unlocked) -> None:
    """Raise `BackupReadBackError` unless the file holds the day, row by row, each MAC fitting."""
    try:
        with translated(), _opened(path) as connection:
            if connection.exec_driver_sql("PRAGMA quick_check(1)").scalars().all() != ["ok"]:
                raise BackupReadBackError("quick_check")
            for table in _TABLES:
                asked = _of_day(table, shift_id)
                if _sums(connection, asked) != _sums(session, asked):
                    raise BackupReadBackError(f"other rows of {table.name}")
            with Session(connection) as kept:
                for model in _MACED:
                    for row in kept.scalars(select(model).execution_options(yield_per=1)):
                        unlocked.macs.checked(row)
                        kept.expunge(row)
    except (TamperedError, DamagedDatabaseError) as error:
        raise BackupReadBackError(str(error)) from error


def _of_day(table: Table, shift_id: str) -> Select[Any]:
    asked = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=1)
    if table.name == ShiftRow.__tablename__:
        return asked.where(table.c.id == shift_id)
    if table.name in {RecordRow.__tablename__, DutyRow.__tablename__}:
        return asked.where(table.c.shift == shift_id)
    return asked


def _sums(source: Session | Connection, asked: Select[Any]) -> list[bytes]:
    """Return the hash of each row, so that one row at a time is in memory."""
    return [_sum(row) for row in source.execute(asked)]


def _sum(row: Sequence[object]) -> bytes:
    total = hashlib.sha256()
    for value in row:
        content = value if isinstance(value, bytes) else repr(value).encode()
        total.update(len(content).to_bytes(8, "big"))
        total.update(content)
    return total.digest()


def _opened(path: Path) -> Connection:
    engine = create_engine(f"sqlite+pysqlite:///{path}", poolclass=NullPool, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    return engine.connect()


def _prepare(connection: Any, _record: object) -> None:
    # A new file that is thrown away unless it reads back: no journal beside it, synced by us.
    for pragma in ("journal_mode=MEMORY", "synchronous=OFF", "trusted_schema=OFF"):
        connection.execute(f"PRAGMA {pragma}").close()


def _settled(path: Path) -> Digest:
    """Have the file on the disk and return what is read from there."""
    total, length = hashlib.sha256(), 0
    with path.open("r+b", buffering=0) as file:
        os.fsync(file.fileno())
        forget_cached(file.fileno())
        while content := file.read(_PIECE_BYTES):
            total.update(content)
            length += len(content)
    return Digest(length=length, sha256=total.hexdigest())
