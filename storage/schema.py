"""The database's structure, brought to this release's by Alembic without an ini file."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage.errors import DamagedDatabaseError, NewerSchemaError

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(connection: Connection, *, fresh: bool = False) -> None:
    """Leave the newest structure; raise `NewerSchemaError` when a newer release was here.

    The caller's transaction holds all of it: a failed upgrade changes nothing. Only a ``fresh``
    database may be empty: an empty one where a station should be is a lost one.
    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    scripts = ScriptDirectory.from_config(config)
    found = MigrationContext.configure(connection).get_current_revision()
    if found == scripts.get_current_head():
        return
    if found is None and not fresh:
        raise DamagedDatabaseError("no schema")
    if found is not None and found not in {script.revision for script in scripts.walk_revisions()}:
        raise NewerSchemaError(f"schema {found}")
    command.upgrade(config, "head")
