"""The database's structure held against the models: a flipped bit in a definition is damage."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, Connection, Integer, PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.exc import DBAPIError

from storage.database.models import Base
from storage.errors import DamagedDatabaseError

_SQLITE = dialect()
_OF_ALEMBIC = "alembic_version"
_TABLES = (
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY 1"
)
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
        found = {name: _found(connection, name) for name in _names(connection)}
    except (DBAPIError, UnicodeDecodeError) as error:
        raise DamagedDatabaseError(f"structure: {type(error).__name__}") from error
    found.pop(_OF_ALEMBIC, None)
    if found != _EXPECTED:
        raise DamagedDatabaseError("structure")


def _names(connection: Connection) -> list[str]:
    return [str(name) for name in connection.exec_driver_sql(_TABLES).scalars()]


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
        for key in table.constraints:
            is_rowid = isinstance(key, PrimaryKeyConstraint) and _is_number(key)
            if isinstance(key, UniqueConstraint | PrimaryKeyConstraint) and not is_rowid:
                indexes.add((True, _named(key.columns)))
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


_EXPECTED = _expected()
