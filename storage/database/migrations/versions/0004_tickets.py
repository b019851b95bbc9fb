"""Tickets: the line and everything that happened in it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

MAC = sa.LargeBinary(32)
IDENTITY = sa.String(32)
DAY = sa.String(10)
WORD = sa.String(16)
TIME = sa.String(32)


def upgrade() -> None:
    """Add the tables of the line; they begin empty.

    A station that is there already is marked: its next log-in makes the queue key, once.
    """
    if op.get_bind().execute(sa.text("SELECT count(*) FROM settings")).scalar():
        op.execute("PRAGMA user_version = 1")
    op.create_table(
        "tickets",
        sa.Column("id", IDENTITY, primary_key=True),
        sa.Column("business_date", DAY, nullable=False),
        sa.Column("service", sa.String(1), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("needs", sa.String(60), nullable=False),
        sa.Column("priority", sa.Boolean(), nullable=False),
        sa.Column("appointment_at", TIME),
        sa.Column("origin", sa.String(8), nullable=False),
        sa.Column("paper", WORD, nullable=False),
        sa.Column("reserved_at", TIME, nullable=False),
        sa.Column("queued_at", TIME, nullable=False),
        sa.Column("issued_at", TIME),
        sa.Column("stage", WORD, nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("standing", WORD, nullable=False),
        sa.Column("why", sa.String(24)),
        sa.Column("place", sa.String(40)),
        sa.Column("since", TIME),
        sa.Column("returns_at", TIME),
        sa.Column("calls_left", sa.Integer()),
        sa.Column("attempt", sa.Integer()),
        sa.Column("row_mac", MAC, nullable=False),
        sa.UniqueConstraint("business_date", "service", "number"),
    )
    op.create_table(
        "ticket_events",
        sa.Column("business_date", DAY, primary_key=True),
        sa.Column("n", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("ticket", IDENTITY, sa.ForeignKey("tickets.id"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("service", sa.String(1), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("stage", WORD, nullable=False),
        sa.Column("act", WORD, nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("by", IDENTITY, nullable=False),
        sa.Column("desks", sa.Integer(), nullable=False),
        sa.Column("staff", sa.Integer(), nullable=False),
        sa.Column("intent", IDENTITY, unique=True),
        sa.Column("row_mac", MAC, nullable=False),
        sa.UniqueConstraint("ticket", "version"),
    )
