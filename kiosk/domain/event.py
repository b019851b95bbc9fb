"""実施: one event of the contract, as planned, approved, held and reported."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.ids import EventId, PersonId, StationId


class EventKind(StrEnum):
    """The three services of the contract (specification 3)."""

    VISIT = "visit"
    VENUE = "venue"
    RENEWAL = "renewal"

    @property
    def goes_out(self) -> bool:
        """Whether staff go to people, with the city: weekdays 9 to 17 (specification 6)."""
        return self is not EventKind.VENUE


class EventStatus(StrEnum):
    """How far an event is; `kiosk.contract.plan` says how it gets there."""

    DRAFT = "draft"
    APPROVED = "approved"
    HELD = "held"
    REPORTED = "reported"
    CANCELLED = "cancelled"

    @property
    def took_place(self) -> bool:
        """Whether it counts as done."""
        return self in {EventStatus.HELD, EventStatus.REPORTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an event is; of a private home a report names ``town_only`` (町名まで)."""

    name: str
    address: str = ""
    town_only: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    layout: str = ""
    fee_yen: int = 0
    city_approved: dt.date | None = None
    private_home: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event; times are Japan's, on ``date``.

    ``neutral`` answers whether no party, faith or sale is behind the gathering it is part of
    (specification 3(2)); None before somebody asked. ``override`` is the reason why it stands in
    spite of a finding that blocks, ``cancelled`` the reason why it will not be.
    """

    id: EventId
    kind: EventKind
    date: dt.date
    start: dt.time
    end: dt.time
    place: Place
    pr: tuple[str, ...] = ()
    staff: tuple[PersonId, ...] = ()
    manager: PersonId | None = None
    equipment: tuple[str, ...] = ()
    status: EventStatus = EventStatus.DRAFT
    city_approved: dt.date | None = None
    override: str | None = None
    cancelled: str | None = None
    stations: tuple[StationId, ...] = ()
    expected_applicants: int | None = None
    neutral: bool | None = None
    remarks: str = ""

    @property
    def people(self) -> frozenset[PersonId]:
        """Everyone who is there: staff and the manager, who may be named among them or not."""
        return frozenset(self.staff) | ({self.manager} if self.manager else frozenset())
