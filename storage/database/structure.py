"""The database's structure held against the models: a flipped bit in a definition is damage."""

from collections.abc import Iterable
from typing import Any, TypeGuard

from sqlalchemy import (
    Column,
    Connection,
    Constraint,
    Integer,
    PrimaryKeyConstraint,
    UniqueConstraint,
)
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.exc import DBAPIError

from storage.database.models import Base
from storage.errors import DamagedDatabaseError

_SQLITE = dialect()
_OF_ALEMBIC = "alembic_version"
_THINGS = "SELECT type, name, tbl_name FROM sqlite_schema"
_COLUMNS = "SELECT name, type, \"notnull\", pk > 0 FROM pragma_table_info('{}')"
_INDEXES = """
    SELECT list."unique", group_concat(info.name) FROM pragma_index_list('{}') AS list,
    pragma_index_info(list.name) AS info GROUP BY list.name
"""


_FOREIGN_KEYS = 'SELECT "from", "table", "to" FROM pragma_foreign_key_list(\'{}\')'


def check_structure(connection: Connection) -> None:
    """Raise `DamagedDatabaseError` unless tables, columns, indexes and keys are the models'.

    Whether rows and indexes agree is SQLite's own check (`storage.database.engine`).
    """
    try:
        things = {tuple(row) for row in connection.exec_driver_sql(_THINGS)}
        if things != _THINGS_EXPECTED:  # also a trigger that somebody added
            raise DamagedDatabaseError("structure")
        found = {name: _found(connection, name) for name in _EXPECTED}
    except (DBAPIError, UnicodeDecodeError) as error:
        raise DamagedDatabaseError(f"structure: {type(error).__name__}") from error
    if found != _EXPECTED:
        raise DamagedDatabaseError("structure")


def _found(connection: Connection, table: str) -> object:
    columns = connection.exec_driver_sql(_COLUMNS.format(table)).all()
    indexes = connection.exec_driver_sql(_INDEXES.format(table)).all()
    keys = connection.exec_driver_sql(_FOREIGN_KEYS.format(table)).all()
    return (
        {(name, kind, bool(needed), bool(key)) for name, kind, needed, key in columns},
        {(bool(unique), frozenset(str(names).split(","))) for unique, names in indexes},
        {(own, other, theirs) for own, other, theirs in keys},
    )


def _expected() -> dict[str, object]:
    known: dict[str, object] = {}
    for table in Base.metadata.sorted_tables:
        columns = {
            (one.name, one.type.compile(_SQLITE), not one.nullable, one.primary_key)
            for one in table.columns
        }
        indexes = {(bool(one.unique), _named(one.columns)) for one in table.indexes}
        made = [key for key in table.constraints if _has_index(key)]
        indexes |= {(True, _named(key.columns)) for key in made}
        keys = {
            (key.parent.name, key.column.table.name, key.column.name) for key in table.foreign_keys
        }
        known[table.name] = (columns, indexes, keys)
    return known


def _named(columns: Iterable[Column[Any]]) -> frozenset[str]:
    return frozenset(column.name for column in columns)


def _is_number(key: PrimaryKeyConstraint) -> bool:
    """Tell whether the key is SQLite's own row number, which has no index of its own."""
    return all(isinstance(column.type, Integer) for column in key.columns)


def _expected_things() -> set[tuple[str, str, str]]:
    """Return every definition by kind, name and table; SQLite numbers the indexes it makes."""
    things = {("table", _OF_ALEMBIC, _OF_ALEMBIC)}
    things.add(("index", f"sqlite_autoindex_{_OF_ALEMBIC}_1", _OF_ALEMBIC))
    for table in Base.metadata.sorted_tables:
        made = [key for key in table.constraints if _has_index(key)]
        names = [f"sqlite_autoindex_{table.name}_{n}" for n in range(1, len(made) + 1)]
        names += [str(one.name) for one in table.indexes]
        things |= {("table", table.name, table.name)}
        things |= {("index", name, table.name) for name in names}
    return things


def _has_index(key: Constraint) -> TypeGuard[PrimaryKeyConstraint | UniqueConstraint]:
    if isinstance(key, PrimaryKeyConstraint):
        return not _is_number(key)
    return isinstance(key, UniqueConstraint)


_EXPECTED = _expected()
_THINGS_EXPECTED = _expected_things()
