"""A database changed by somebody: every change of content is noticed before it can do harm.

Noticed means: opening, log-in, the audit's proof, the list of duties or the closing refuses. A
change that leaves every row and every definition as it was changes nothing and counts as harmless.
"""

import random
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator

from kiosk.errors import KioskError
from tests.faults.dayscenes import busy_day
from tests.faults.dump import logical_dump
from tests.faults.tally import Tally
from tests.faults.world import (
    LEAD,
    LEAVING,
    SECOND,
    SECOND_PASSWORD,
    Scene,
    World,
    new_world,
)
from tests.storage.people import ALONE, DAY, LEAD_PASSWORD, STAFF_PASSWORD
from tests.storage.port_suite import ignore

_PAGE = 4096
_CHANGED = STAFF_PASSWORD + " another"
_MEMBERS = ((SECOND, SECOND_PASSWORD), (LEAVING, _CHANGED))


def damage_database(least: int, *, seconds: float = 1e9) -> Tally:
    """Return what became of at least ``least`` damaged databases; unnoticed ones are wrong."""
    tally, until, seed = Tally(), time.monotonic() + seconds, 0
    while tally.tried < least and time.monotonic() < until and not tally.is_hopeless():
        scene = Scene(name="database", prepare=_lived_in, act=_nothing, promise=_none)
        with new_world(scene, seed=seed) as world:
            bench = _Bench(world, tally, until)
            bench.run_rows()
            bench.run_bytes(least - tally.tried)
        seed += 1
    return tally


class _Bench:
    """A day with duties and a history, as a database that is damaged and opened."""

    def __init__(self, world: World, tally: Tally, until: float) -> None:
        self._world = world
        self._tally = tally
        self._until = until
        self._content = world.database.read_bytes()
        self._dump = logical_dump(world.database, whole=True)
        self.noticed: Counter[str] = Counter()

    def run_rows(self) -> None:
        """Exchange, copy, swap, remove and put back whole rows and columns."""
        for name, change in row_changes(self._world):
            if self._tally.is_hopeless():
                return
            self._world.database.write_bytes(self._content)
            if change(self._world):
                self._judge(name)

    def run_bytes(self, wanted: int) -> None:
        """Flip bits, exchange bytes, exchange and empty pages."""
        chance = random.Random(self._world.seed)
        for _ in range(max(0, wanted)):
            if time.monotonic() > self._until or self._tally.is_hopeless():
                return
            content = bytearray(self._content)
            name = _spoil(content, chance)
            self._world.database.write_bytes(content)
            self._judge(name)

    def _judge(self, name: str) -> None:
        self._tally.tried += 1
        try:
            if logical_dump(self._world.database, whole=True) == self._dump:
                self._tally.harmless += 1
                return
        except (sqlite3.Error, OverflowError, UnicodeDecodeError):
            pass  # SQLite itself finds it, or so it seems: the station must say so too
        try:
            self._use(everybody=name.startswith("staff"))
        except KioskError as error:
            self.noticed[type(error).__name__] += 1
        except Exception as error:  # noqa: BLE001 - a bug instead of a sentence
            self._tally.wrong.append(f"{name}: bug {type(error).__name__} {error}"[:300])
        else:
            self._tally.wrong.append(f"{name}: not noticed")
        self._world.restore()

    def _use(self, *, everybody: bool) -> None:
        """Do with the station everything that a day brings; with ``everybody``, all log in."""
        station = self._world.open()
        try:
            for who, password in _MEMBERS if everybody else ():
                station.sign_in(who, password)
            station.sign_in(LEAD, LEAD_PASSWORD)
            if callable(verify := getattr(station, "verify_audit", None)):
                verify()
            station.duties(DAY)
            station.close_day(DAY, ALONE, ignore)
        finally:
            station.close()


def _spoil(content: bytearray, chance: random.Random) -> str:
    pages = len(content) // _PAGE
    match chance.randrange(8):
        case 0:
            at = chance.randrange(len(content))
            content[at] = (content[at] + chance.randrange(1, 256)) % 256
            return f"byte {at}"
        case 1:
            one, two = chance.sample(range(pages), 2)
            first, second = (
                slice(one * _PAGE, (one + 1) * _PAGE),
                slice(two * _PAGE, (two + 1) * _PAGE),
            )
            content[first], content[second] = content[second], content[first]
            return f"pages {one} and {two} exchanged"
        case 2:
            one = chance.randrange(pages)
            content[one * _PAGE : (one + 1) * _PAGE] = bytes(_PAGE)
            return f"page {one} emptied"
        case _:
            bit = chance.randrange(len(content) * 8)
            content[bit // 8] ^= 1 << bit % 8
            return f"bit {bit % 8} of byte {bit // 8}"


Change = Callable[[World], bool]


def row_changes(world: World) -> Iterator[tuple[str, Change]]:
    """Give each change of rows with its name; a change returns whether it changed anything."""
    connection = sqlite3.connect(world.database)
    names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'alembic%'"
    tables = [str(name) for (name,) in connection.execute(names)]
    for table in tables:
        described = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
        columns = [str(row[1]) for row in described]
        rows = [int(row[0]) for row in connection.execute(f'SELECT rowid FROM "{table}"')]
        for row in rows:
            yield f"{table}: row {row} removed", _sql(f'DELETE FROM "{table}" WHERE rowid = {row}')
        for one, two in zip(rows, rows[1:] + rows[:1], strict=True):
            if one == two:
                continue
            for column in columns:
                yield f"{table}.{column}: {one} from {two}", _copy(table, column, one, two)
                yield f"{table}.{column}: {one} and {two} swapped", _swap(table, column, one, two)
        old = world.root / "older.db"
        if old.exists():
            for row in rows:
                yield f"{table}: older row {row} put back", _older(table, row)
    connection.close()


def _sql(*statements: str) -> Change:
    def change(world: World) -> bool:
        connection = sqlite3.connect(world.database)
        try:
            with connection:
                changed = sum(connection.execute(one).rowcount for one in statements)
        except sqlite3.IntegrityError:
            changed = 0  # SQLite does not let it happen
        finally:
            connection.close()
        return changed > 0

    return change


def _copy(table: str, column: str, to: int, source: int) -> Change:
    value = f'(SELECT "{column}" FROM "{table}" WHERE rowid = {source})'
    return _sql(f'UPDATE "{table}" SET "{column}" = {value} WHERE rowid = {to}')


def _swap(table: str, column: str, one: int, two: int) -> Change:
    def change(world: World) -> bool:
        connection = sqlite3.connect(world.database)
        asked = f'SELECT "{column}" FROM "{table}" WHERE rowid = ?'
        write = f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?'
        try:
            (first,), (second,) = (
                connection.execute(asked, (row,)).fetchone() for row in (one, two)
            )
            with connection:
                connection.execute(write, (second, one))
                connection.execute(write, (first, two))
        except sqlite3.IntegrityError:
            return False
        finally:
            connection.close()
        return bool(first != second)

    return change


def _older(table: str, row: int) -> Change:
    def change(world: World) -> bool:
        connection = sqlite3.connect(world.database)
        try:
            connection.execute("ATTACH ? AS older", (str(world.root / "older.db"),))
            asked = f'SELECT * FROM older."{table}" WHERE rowid = {row}'
            with connection:
                found = connection.execute(asked).fetchall()
                same = connection.execute(
                    f'SELECT * FROM main."{table}" WHERE rowid = {row}'
                ).fetchall()
                if not found or found == same:
                    return False
                marks = ", ".join("?" * len(found[0]))
                connection.execute(f'DELETE FROM "{table}" WHERE rowid = {row}')
                connection.execute(
                    f'INSERT INTO "{table}" (rowid, {_names(connection, table)}) '
                    f"VALUES ({row}, {marks})",
                    found[0],
                )
        except sqlite3.DatabaseError:
            return False
        finally:
            connection.close()
        return True

    return change


def _names(connection: sqlite3.Connection, table: str) -> str:
    described = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    return ", ".join(f'"{row[1]}"' for row in described)


def _lived_in(world: World) -> None:
    """Leave a day with records and duties, and an older copy of the database beside it."""
    busy_day(world)
    (world.root / "older.db").write_bytes(world.database.read_bytes())
    with world.at_work() as station:
        station.complete_duty(DAY, world.record(3).id)
        station.put(world.record(4))
        if callable(change := getattr(station, "change_password", None)):
            station.sign_in("staff1", STAFF_PASSWORD)
            change(STAFF_PASSWORD, _CHANGED)


def _nothing(*_arguments: object) -> None:
    """Do nothing: this scene is not broken off."""


def _none(*_arguments: object) -> list[str]:
    return []
