"""A ticket book on a database file of its own, without a station around it; it can lose power."""

import contextlib
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

from sqlalchemy.orm import Session

from kiosk.ports import Clock
from storage.database.engine import Store
from storage.database.models import Base, ShiftRow
from storage.tickets.book import Book
from tests.storage.sharedbook import GivenKeys

KEYS = GivenKeys(bytearray(b"\x11" * 32), bytearray(b"\x22" * 32), "kenshu")


class PowerCutError(Exception):
    """The machine went off before the transaction was on the disk."""


def make_database(path: Path, clock: Clock, *days: date) -> None:
    """Make the tables, and the days open."""
    store = Store(path)
    with store.connection() as connection:
        Base.metadata.create_all(connection)
    with store.unit() as session:
        for day in days:
            session.add(
                ShiftRow(
                    id=str(uuid4()),
                    business_date=day.isoformat(),
                    state="open",
                    opened_at=clock.now(),
                    records=0,
                    row_mac=bytes(32),  # of the vault's key, which the line does not have
                )
            )
    store.close()


class TableBook:
    """The book in ``book``; after `cut` it is the one that the files alone give."""

    def __init__(self, folder: Path, template: Path, clock: Clock) -> None:
        self._folder, self._clock = folder, clock
        self._dies = False
        folder.mkdir()
        shutil.copy(template, folder / "0.db")
        self._boot = 0
        self._store = Store(folder / "0.db")
        self.book = Book(self, KEYS, KEYS.database, clock)

    @contextlib.contextmanager
    def unit(self) -> Iterator[Session]:
        """Give the store's own unit; the power may go when it is about to be committed."""
        with self._store.unit() as session:
            yield session
            session.flush()
            if self._dies:
                self._keep_files()
                raise PowerCutError

    def cut(self) -> None:
        """Lose power now and start again."""
        self._keep_files()
        self._restart()

    def die_before_the_commit(self) -> None:
        """Lose power when the next transaction has written everything but its end."""
        self._dies = True

    def start_again(self) -> None:
        """Go on from the files as they were when the power went."""
        self._dies = False
        self._restart()

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def _keep_files(self) -> None:
        for end in ("", "-wal"):
            source = self._folder / f"{self._boot}.db{end}"
            if source.exists():
                shutil.copy(source, self._folder / f"{self._boot + 1}.db{end}")

    def _restart(self) -> None:
        self._store.close()
        self._boot += 1
        self._store = Store(self._folder / f"{self._boot}.db")
