"""Headquarters' books on the disk, and hands that reach into them behind the program's back."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from storage.office.codec import Codec
from storage.office.headquarters import HeadquartersOffice, create_office, open_office
from tests.storage.office_suite import BY, event, figures, person
from tests.storage.people import CHEAP, TestClock

PASSPHRASE = "けんしゅう 本部の 長い 合言葉"


@dataclass
class Shelf:
    """A folder with a book in it."""

    folder: Path
    clock: TestClock

    @property
    def database(self) -> Path:
        return self.folder / "book.db"

    @property
    def end(self) -> Path:
        return self.folder / "book.end"

    def open(self, passphrase: str = PASSPHRASE, codec: Codec | None = None) -> HeadquartersOffice:
        return open_office(self.folder, passphrase, self.clock, codec=codec)

    @contextmanager
    def opened(self, codec: Codec | None = None) -> Iterator[HeadquartersOffice]:
        office = self.open(codec=codec)
        try:
            yield office
        finally:
            office.close()

    def alter(self, *statements: str) -> None:
        connection = sqlite3.connect(self.database)
        with connection:
            for statement in statements:
                connection.execute(statement)
        connection.close()

    def files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.folder.iterdir()}

    def put_back(self, files: dict[str, bytes]) -> None:
        for path in self.folder.iterdir():
            path.unlink()
        for name, content in files.items():
            (self.folder / name).write_bytes(content)


def new_shelf(root: Path) -> Shelf:
    """Return a shelf with an empty book."""
    shelf = Shelf(root / "office", TestClock())
    create_office(shelf.folder, PASSPHRASE, argon2=CHEAP)
    return shelf


def furnished(root: Path) -> Shelf:
    """Return a shelf with six lines: an event in two versions, another, a person, two days."""
    shelf = new_shelf(root)
    with shelf.opened() as office:
        office.put(event(1), by=BY, expected_version=0)
        office.put(event(1, remarks="変更"), by=BY, expected_version=1)
        office.put(event(2), by=BY, expected_version=0)
        office.put(person(), by=BY, expected_version=0)
        office.put(figures(), by=BY, expected_version=0)
        office.put(event(3), by=BY, expected_version=0)
    return shelf
