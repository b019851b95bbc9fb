"""The tables. Rows do not leave `storage`; no clear column holds anything of an applicant."""

from datetime import UTC, datetime
from typing import Annotated

from sqlalchemy import Dialect, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from storage.crypto.canonical import spell_time
from storage.errors import DamagedDatabaseError

SCHEMA_VERSION = 3
"""Bound into every sealed blob; grows when the meaning of sealed bytes changes.

1 was the first release: records of format 1. 2 had records of format 2 and drafts of format 1.
"""


class UtcTime(TypeDecorator[datetime]):
    """Aware times as ISO text in UTC, because SQLite would drop the zone."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        """Return the text that is stored."""
        return None if value is None else spell_time(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> datetime | None:
        """Return the time in UTC; only the text that would be stored for it is a time."""
        if value is None:
            return None
        try:
            moment = datetime.fromisoformat(value).astimezone(UTC)
        except (ValueError, TypeError, OverflowError) as error:
            raise DamagedDatabaseError("a time") from error
        # Python takes any letter for the T and a comma for the point; a row's MAC is over the time.
        if spell_time(moment) != value:
            raise DamagedDatabaseError("a time in other words")
        return moment


Identity = Annotated[str, mapped_column(String(36))]
Mac = Annotated[bytes, mapped_column(LargeBinary(32))]


class Base(DeclarativeBase):
    """Every table."""

    type_annotation_map = {datetime: UtcTime}  # noqa: RUF012 - SQLAlchemy's own protocol


class MacRow(Base):
    """A row that carries a MAC over its other columns (`storage.database.rowmac`)."""

    __abstract__ = True

    row_mac: Mapped[Mac]


class SettingRow(MacRow):
    """One fact of the station, as text."""

    __tablename__ = "settings"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str]


class StaffRow(MacRow):
    """A staff member and the lock that only the own password opens."""

    __tablename__ = "staff"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    display_name: Mapped[str] = mapped_column(String(60))
    role: Mapped[str] = mapped_column(String(16))
    active: Mapped[bool]
    argon2: Mapped[str] = mapped_column(String(40))
    salt: Mapped[bytes]
    public_key: Mapped[bytes]
    private_key: Mapped[bytes]
    vault_key: Mapped[bytes]
    row_version: Mapped[int]


class ShiftRow(MacRow):
    """A business day; ``state`` is a `DayStage`, ``records`` the running number last given.

    ``people`` is a JSON list of log-in names, ``certificate`` the signed JSON of the deletion.
    ``audit_n`` and ``audit_head`` are the trail's end that the batch's envelope carries.
    """

    __tablename__ = "shifts"

    id: Mapped[Identity] = mapped_column(primary_key=True)
    business_date: Mapped[str] = mapped_column(String(10), unique=True)
    state: Mapped[str] = mapped_column(String(16))
    opened_at: Mapped[datetime]
    records: Mapped[int]
    sealed_at: Mapped[datetime | None]
    batch_seq: Mapped[int | None] = mapped_column(unique=True)
    batch_name: Mapped[str | None] = mapped_column(String(60))
    batch_sha256: Mapped[str | None] = mapped_column(String(64))
    envelope_sha256: Mapped[str | None] = mapped_column(String(64))
    receipt_code_sha256: Mapped[str | None] = mapped_column(String(64))
    opened_by: Mapped[str | None] = mapped_column(String(32))
    people: Mapped[str | None]
    closing_by: Mapped[str | None] = mapped_column(String(32))
    closing_witness: Mapped[str | None] = mapped_column(String(32))
    alone: Mapped[str | None] = mapped_column(String(24))
    without_photo: Mapped[int | None]
    audit_n: Mapped[int | None]
    audit_head: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    backup_file: Mapped[str | None] = mapped_column(String(80))
    backup_sha256: Mapped[str | None] = mapped_column(String(64))
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[str | None] = mapped_column(String(32))
    proof: Mapped[str | None] = mapped_column(String(16))
    deleting_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]
    deleted_by: Mapped[str | None] = mapped_column(String(32))
    deletion_witness: Mapped[str | None] = mapped_column(String(32))
    certificate: Mapped[str | None]


class CopyRow(MacRow):
    """A copy of a day's batch on a removable disk."""

    __tablename__ = "copies"

    id: Mapped[Identity] = mapped_column(primary_key=True)
    shift: Mapped[Identity] = mapped_column(ForeignKey("shifts.id"), index=True)
    medium: Mapped[str] = mapped_column(String(80))
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(32))


class DraftRow(MacRow):
    """The interrupted sitting of the open day, sealed under the day's key; at most one row."""

    __tablename__ = "drafts"

    id: Mapped[Identity] = mapped_column(primary_key=True)
    shift: Mapped[Identity] = mapped_column(ForeignKey("shifts.id"), index=True)
    schema_version: Mapped[int]
    row_version: Mapped[int]
    kept_at: Mapped[datetime]
    sealed: Mapped[bytes]


class RecordRow(MacRow):
    """A sealed record: the blob, its key wrapped twice, and what is needed to find it.

    ``number_tag`` (`storage.records.numbertags`) is None in rows of before and after a rotation.
    """

    __tablename__ = "records"
    __table_args__ = (UniqueConstraint("shift", "number"),)

    id: Mapped[Identity] = mapped_column(primary_key=True)
    shift: Mapped[Identity] = mapped_column(ForeignKey("shifts.id"))
    number: Mapped[int]
    stored_at: Mapped[datetime]
    schema_version: Mapped[int]
    row_version: Mapped[int]
    dek: Mapped[bytes]
    dek_age: Mapped[bytes]
    sealed: Mapped[bytes]
    number_tag: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True)


class DutyRow(MacRow):
    """A sealed duty of the record with the same identity; ``row_version`` 2 once it is done."""

    __tablename__ = "duties"

    id: Mapped[Identity] = mapped_column(ForeignKey("records.id"), primary_key=True)
    shift: Mapped[Identity] = mapped_column(ForeignKey("shifts.id"), index=True)
    schema_version: Mapped[int]
    row_version: Mapped[int]
    sealed: Mapped[bytes]


class CardSlipRow(MacRow):
    """A card that was handed to the city, sealed under the day's key; version 2 once it is over."""

    __tablename__ = "card_slips"

    id: Mapped[Identity] = mapped_column(primary_key=True)
    shift: Mapped[Identity] = mapped_column(ForeignKey("shifts.id"), index=True)
    schema_version: Mapped[int]
    row_version: Mapped[int]
    sealed: Mapped[bytes]


class QueueRow(MacRow):
    """A row of the line; its MAC is under the queue key, which a rotation does not change."""

    __abstract__ = True


class TicketRow(QueueRow):
    """A ticket as it is now; which columns a standing fills: `storage.tickets.ticketfields`.

    ``needs`` are names separated by commas.
    """

    __tablename__ = "tickets"
    __table_args__ = (UniqueConstraint("business_date", "service", "number"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    business_date: Mapped[str] = mapped_column(String(10))
    service: Mapped[str] = mapped_column(String(1))
    number: Mapped[int]
    language: Mapped[str] = mapped_column(String(8))
    needs: Mapped[str] = mapped_column(String(60))
    priority: Mapped[bool]
    appointment_at: Mapped[datetime | None]
    origin: Mapped[str] = mapped_column(String(8))
    paper: Mapped[str] = mapped_column(String(16))
    reserved_at: Mapped[datetime]
    queued_at: Mapped[datetime]
    issued_at: Mapped[datetime | None]
    stage: Mapped[str] = mapped_column(String(16))
    calls: Mapped[int]
    version: Mapped[int]
    standing: Mapped[str] = mapped_column(String(16))
    why: Mapped[str | None] = mapped_column(String(24))
    place: Mapped[str | None] = mapped_column(String(40))
    since: Mapped[datetime | None]
    returns_at: Mapped[datetime | None]
    calls_left: Mapped[int | None]
    attempt: Mapped[int | None]


class TicketEventRow(QueueRow):
    """What happened to a ticket, never changed; ``n`` runs without a gap in a business date.

    ``act`` is its name, ``detail`` the canonical JSON of its fields. ``intent`` is empty for what
    follows from another act: somebody who is back in the line, a call that is counted.
    """

    __tablename__ = "ticket_events"
    __table_args__ = (UniqueConstraint("ticket", "version"),)

    business_date: Mapped[str] = mapped_column(String(10), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    ticket: Mapped[str] = mapped_column(String(32), ForeignKey("tickets.id"))
    version: Mapped[int]
    service: Mapped[str] = mapped_column(String(1))
    number: Mapped[int]
    stage: Mapped[str] = mapped_column(String(16))
    act: Mapped[str] = mapped_column(String(16))
    detail: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(32))
    desks: Mapped[int]
    staff: Mapped[int]
    intent: Mapped[str | None] = mapped_column(String(32), unique=True)


class AuditRow(Base):
    """One link of the audit chain (`storage.audit.journal`)."""

    __tablename__ = "audit"

    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(24))
    actor: Mapped[str] = mapped_column(String(32))
    shift: Mapped[str] = mapped_column(String(36), index=True)
    subject: Mapped[str] = mapped_column(String(64))
    keyed_by: Mapped[str] = mapped_column(String(8))
    previous: Mapped[Mac]
    head: Mapped[Mac]
    mac: Mapped[Mac]
