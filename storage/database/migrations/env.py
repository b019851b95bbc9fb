"""Alembic's entry: runs on the connection that the schema room hands over, without an ini file."""

from alembic import context

from storage.database.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite cannot alter most things in place
    transactional_ddl=True,  # BEGIN is ours, so a failed step is rolled back as a whole
)
with context.begin_transaction():
    context.run_migrations()
