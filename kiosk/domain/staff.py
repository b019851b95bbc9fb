"""People who work at the station."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.ids import StaffId


class Role(StrEnum):
    """従事者, 現場管理責任者, 総括責任者: each may do what the former may."""

    STAFF = "staff"
    LEAD = "lead"
    GENERAL = "general"

    def may_close_the_day(self) -> bool:
        """Tell whether this role exports the day's batch."""
        return self is not Role.STAFF


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember:
    """A named person with a role; ``display_name`` is shown on screens and slips."""

    id: StaffId
    display_name: str
    role: Role
