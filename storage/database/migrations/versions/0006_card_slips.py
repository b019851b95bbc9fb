"""Card slips: whose card is with the city's officer, and whether it came back."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

MAC = sa.LargeBinary(32)
IDENTITY = sa.String(36)


def upgrade() -> None:
    """Make the table; days of earlier releases have no slips."""
    op.create_table(
        "card_slips",
        sa.Column("id", IDENTITY, primary_key=True),
        sa.Column("shift", IDENTITY, sa.ForeignKey("shifts.id"), nullable=False, index=True),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("row_mac", MAC, nullable=False),
    )
