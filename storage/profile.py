"""What a station is: the facts of its set-up, kept as settings rows."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.domain.ids import StationId, parse_station_id
from kiosk.domain.station import Recipient
from kiosk.errors import FieldError
from storage.canonical import spell_json, spell_time
from storage.envelope import Place
from storage.errors import DamagedDatabaseError
from storage.models import SettingRow
from storage.passwords import Argon2Cost, parse_cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Readable before anyone signs in; verified by row MACs at every log-in."""

    database: str
    station: StationId
    training: bool
    created_at: datetime
    recipients: tuple[Recipient, ...]
    argon2: Argon2Cost
    signing_public: bytes
    signing_private: bytes

    def place(self, *, table: str, row: str, column: str) -> Place:
        """Return where a blob that belongs to no day lives."""
        return Place(
            database=self.database,
            station=self.station,
            shift="",
            table=table,
            row=row,
            column=column,
            schema_version=1,
            row_version=1,
        )


def rows_of(profile: Profile) -> list[SettingRow]:
    """Return the settings rows, not yet stamped."""
    recipients = [{"name": one.name, "age": one.age_recipient} for one in profile.recipients]
    values = {
        "database": profile.database,
        "station": profile.station,
        "training": str(profile.training),
        "created_at": spell_time(profile.created_at),
        "recipients": spell_json({"recipients": recipients}).decode(),
        "argon2": profile.argon2.spell(),
        "signing_public": profile.signing_public.hex(),
        "signing_private": profile.signing_private.hex(),
    }
    return [SettingRow(key=key, value=value) for key, value in values.items()]


def read_profile(session: Session) -> Profile:
    """Return what the database says of its station; raise `DamagedDatabaseError` when it cannot."""
    values = {row.key: row.value for row in session.scalars(select(SettingRow))}
    try:
        return Profile(
            database=values["database"],
            station=parse_station_id(values["station"]),
            training={"True": True, "False": False}[values["training"]],
            created_at=datetime.fromisoformat(values["created_at"]),
            recipients=tuple(
                Recipient(name=one["name"], age_recipient=one["age"])
                for one in json.loads(values["recipients"])["recipients"]
            ),
            argon2=parse_cost(values["argon2"]),
            signing_public=bytes.fromhex(values["signing_public"]),
            signing_private=bytes.fromhex(values["signing_private"]),
        )
    except (KeyError, ValueError, TypeError, FieldError) as error:
        raise DamagedDatabaseError(f"settings: {type(error).__name__}") from None
