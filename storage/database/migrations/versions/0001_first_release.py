"""The tables of the first release."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

MAC = sa.LargeBinary(32)
TIME = sa.String(32)
IDENTITY = sa.String(36)
SHA256 = sa.String(64)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "settings",
        sa.Column("key", sa.String(40), primary_key=True),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("row_mac", MAC, nullable=False),
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("display_name", sa.String(60), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("argon2", sa.String(40), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("private_key", sa.LargeBinary(), nullable=False),
        sa.Column("vault_key", sa.LargeBinary(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("row_mac", MAC, nullable=False),
    )
    _days_and_records()
    op.create_table(
        "audit",
        sa.Column("n", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("actor", sa.String(32), nullable=False),
        sa.Column("shift", IDENTITY, nullable=False, index=True),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("keyed_by", sa.String(8), nullable=False),
        sa.Column("previous", MAC, nullable=False),
        sa.Column("head", MAC, nullable=False),
        sa.Column("mac", MAC, nullable=False),
    )


def _days_and_records() -> None:
    op.create_table(
        "shifts",
        sa.Column("id", IDENTITY, primary_key=True),
        sa.Column("business_date", sa.String(10), nullable=False, unique=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("opened_at", TIME, nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("sealed_at", TIME),
        sa.Column("batch_seq", sa.Integer(), unique=True),
        sa.Column("batch_name", sa.String(60)),
        sa.Column("batch_sha256", SHA256),
        sa.Column("envelope_sha256", SHA256),
        sa.Column("receipt_code_sha256", SHA256),
        sa.Column("row_mac", MAC, nullable=False),
    )
    op.create_table(
        "records",
        sa.Column("id", IDENTITY, primary_key=True),
        sa.Column("shift", IDENTITY, sa.ForeignKey("shifts.id"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("stored_at", TIME, nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("dek", sa.LargeBinary(), nullable=False),
        sa.Column("dek_age", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("row_mac", MAC, nullable=False),
        sa.UniqueConstraint("shift", "number"),
    )
