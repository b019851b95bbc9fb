"""The database's structure: looked at in every start, brought up to date when it is not."""

from sqlalchemy import Connection, inspect, text

from storage.database.structure import check_structure
from storage.errors import DamagedDatabaseError, NewerSchemaError

HEAD = "0006"
"""The newest migration; `storage.database.upgrading` knows all of them."""
_VERSION_TABLE = "alembic_version"


def upgrade(connection: Connection, *, fresh: bool = False) -> None:
    """Leave the newest structure; raise `NewerSchemaError` when a newer release was here.

    The caller's transaction holds all of it: a failed upgrade changes nothing. Only a ``fresh``
    database may be empty: an empty one where a station should be is a lost one.
    """
    found = _found(connection)
    if found == HEAD:
        check_structure(connection)
        return
    if found is None and not fresh:
        raise DamagedDatabaseError("no schema")
    # Alembic takes 0.2 s to import, which every other start is spared.
    from storage.database.upgrading import bring_up_to_date, known_revisions  # noqa: PLC0415

    if found is not None and found not in known_revisions():
        raise NewerSchemaError(f"schema {found}")
    bring_up_to_date(connection)
    check_structure(connection)


def _found(connection: Connection) -> str | None:
    try:
        if not inspect(connection).has_table(_VERSION_TABLE):
            return None
    except UnicodeDecodeError as error:
        raise DamagedDatabaseError("structure") from error
    found = connection.execute(text(f"SELECT version_num FROM {_VERSION_TABLE}")).scalar()  # noqa: S608 - a constant
    return None if found is None else str(found)
