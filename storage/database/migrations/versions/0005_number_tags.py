"""Number tags: whether the same 申請書ID came before, without keeping it readable."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the tag beside each record; rows that are there stay without one.

    An empty column is not under a row's MAC, so the rows need no new ones.
    """
    op.add_column("records", sa.Column("number_tag", sa.LargeBinary(32)))
    op.create_index("ix_records_number_tag", "records", ["number_tag"])
