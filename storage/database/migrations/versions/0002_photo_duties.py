"""Duties of the day: what is still to be done about a record that is sealed already."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MAC = sa.LargeBinary(32)
IDENTITY = sa.String(36)


def upgrade() -> None:
    """Make the table; records of the first release have no duties."""
    op.create_table(
        "duties",
        sa.Column("id", IDENTITY, sa.ForeignKey("records.id"), primary_key=True),
        sa.Column("shift", IDENTITY, sa.ForeignKey("shifts.id"), nullable=False, index=True),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("row_mac", MAC, nullable=False),
    )
