"""従事者: who works for the contract, as what, trained and pledged when."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from kiosk.domain.ids import PersonId, StaffId
from kiosk.domain.names import PersonName


class PersonRole(StrEnum):
    """総括責任者, 現場管理責任者, 業務従事者 (仕様書 8(5))."""

    GENERAL = "general"
    MANAGER = "manager"
    STAFF = "staff"


class TrainingSubject(StrEnum):
    """What a training was about."""

    OPERATIONS = "operations"
    """運営手順, once before the first day (仕様書 8(6))."""
    SECURITY = "security"
    """特定個人情報とサイバーセキュリティ, every year (番号法 29 条の 2)."""
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """``title`` is what the course was called, where somebody wrote it down."""

    subject: TrainingSubject
    date: date
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerRole:
    """A role somebody had before the day ``until``; ``changed_by`` ended it."""

    role: PersonRole
    until: date
    city_approved: date | None
    changed_by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """``city_approved`` is the day the city accepted the person as 現場管理責任者.

    ``left`` is the first day on which the person no longer works here; the pledge outlives it.
    """

    id: PersonId
    name: PersonName = field(repr=False)
    """`kiosk.domain.names.parse_person_name` makes one from what was typed."""
    role: PersonRole
    reading: str = field(default="", repr=False)
    city_approved: date | None = None
    trainings: tuple[Training, ...] = ()
    pledge: date | None = None
    left: date | None = None
    station_login: StaffId | None = None
    former_roles: tuple[FormerRole, ...] = ()
    """Oldest first."""

    def role_on(self, day: date) -> PersonRole:
        """Return the role of a day that may be long past."""
        return next((one.role for one in self.former_roles if day < one.until), self.role)

    def approved_on(self, day: date) -> bool:
        """Tell whether the city had accepted the person as 現場管理責任者 on ``day``."""
        approved = next(
            (one.city_approved for one in self.former_roles if day < one.until),
            self.city_approved,
        )
        return approved is not None and approved <= day

    def has_left(self, day: date) -> bool:
        """Tell whether the person no longer works here on ``day``."""
        return self.left is not None and self.left <= day

    def last_training(self, subject: TrainingSubject, day: date) -> date | None:
        """Return when the person last had the training, ``day`` included."""
        held = (one.date for one in self.trainings if one.subject is subject)
        return max((when for when in held if when <= day), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """総括責任者 answers with a name and a reason for going on although something is lacking.

    ``covers`` names each thing that was known to be lacking; it excuses nothing else.
    """

    by: PersonId
    reason: str = field(repr=False)
    at: datetime
    covers: tuple[str, ...]


def person_of(people: Iterable[Person], wanted: PersonId) -> Person | None:
    """Return the person with this number, None when nobody has it."""
    return next((one for one in people if one.id == wanted), None)
