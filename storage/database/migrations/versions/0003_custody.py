"""Custody: two people, copies, receipt, deletion, interrupted sittings; columns may be empty."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

MAC = sa.LargeBinary(32)
IDENTITY = sa.String(36)
NAME = sa.String(32)
TIME = sa.String(32)


def upgrade() -> None:
    """Add what the days need from now on; the MACs of earlier rows still fit."""
    for column in (
        sa.Column("opened_by", NAME),
        sa.Column("people", sa.String()),
        sa.Column("closing_by", NAME),
        sa.Column("closing_witness", NAME),
        sa.Column("alone", sa.String(24)),
        sa.Column("without_photo", sa.Integer()),
        sa.Column("audit_n", sa.Integer()),
        sa.Column("audit_head", sa.LargeBinary(32)),
        sa.Column("backup_file", sa.String(80)),
        sa.Column("backup_sha256", sa.String(64)),
        sa.Column("confirmed_at", TIME),
        sa.Column("confirmed_by", NAME),
        sa.Column("proof", sa.String(16)),
        sa.Column("deleting_at", TIME),
        sa.Column("deleted_at", TIME),
        sa.Column("deleted_by", NAME),
        sa.Column("deletion_witness", NAME),
        sa.Column("certificate", sa.String()),
    ):
        op.add_column("shifts", column)
    op.create_table(
        "copies",
        sa.Column("id", IDENTITY, primary_key=True),
        sa.Column("shift", IDENTITY, sa.ForeignKey("shifts.id"), nullable=False, index=True),
        sa.Column("medium", sa.String(80), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("made_by", NAME, nullable=False),
        sa.Column("row_mac", MAC, nullable=False),
    )
    op.create_table(
        "drafts",
        sa.Column("id", IDENTITY, primary_key=True),
        sa.Column("shift", IDENTITY, sa.ForeignKey("shifts.id"), nullable=False, index=True),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("kept_at", TIME, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("row_mac", MAC, nullable=False),
    )
