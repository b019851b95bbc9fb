"""What a station is: the facts of its set-up, kept as settings rows."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.domain.custody import CustodyRules
from kiosk.domain.ids import StationId, parse_station_id
from kiosk.domain.station import Recipient
from kiosk.errors import FieldError
from storage.crypto.canonical import spell_time
from storage.crypto.envelope import Place
from storage.crypto.passwords import Argon2Cost, parse_cost
from storage.database.models import SettingRow
from storage.errors import DamagedDatabaseError
from storage.policies.errors import PolicyRefusedError
from storage.policies.terms import InForce, rows_of_terms, terms_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Readable before anyone signs in; verified by row MACs at every log-in.

    ``in_force`` changes when a policy is installed, the rest never does.
    """

    database: str
    station: StationId
    training: bool
    created_at: datetime
    in_force: InForce
    argon2: Argon2Cost
    signing_public: bytes
    signing_private: bytes

    @property
    def recipients(self) -> tuple[Recipient, ...]:
        """Return for whom is sealed now."""
        return self.in_force.terms.recipients

    @property
    def policy_version(self) -> int:
        """Return the version of the signed policy in force; 0 when nobody signed."""
        policy = self.in_force.terms.policy
        return policy.version if policy else 0

    @property
    def rules(self) -> CustodyRules:
        """Return the rules in force; the defaults when nobody signed others."""
        policy = self.in_force.terms.policy
        return policy.rules if policy else CustodyRules()

    @property
    def root_public(self) -> bytes | None:
        """Return the pinned root, None when none is."""
        files = self.in_force.terms.files
        return files.root_public if files else None

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
    values = {
        "database": profile.database,
        "station": profile.station,
        "training": str(profile.training),
        "created_at": spell_time(profile.created_at),
        "argon2": profile.argon2.spell(),
        "signing_public": profile.signing_public.hex(),
        "signing_private": profile.signing_private.hex(),
        **rows_of_terms(profile.in_force.terms),
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
            in_force=InForce(terms_of(values)),
            argon2=parse_cost(values["argon2"]),
            signing_public=bytes.fromhex(values["signing_public"]),
            signing_private=bytes.fromhex(values["signing_private"]),
        )
    except (KeyError, ValueError, TypeError, FieldError, PolicyRefusedError) as error:
        raise DamagedDatabaseError(f"settings: {type(error).__name__}") from None
