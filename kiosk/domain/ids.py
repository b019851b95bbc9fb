"""Names of things: records, staff, stations, receipts, events, people, cases."""

import re
import uuid
from dataclasses import dataclass
from typing import NewType, Self

from kiosk.errors import FieldError

StationId = NewType("StationId", str)
StaffId = NewType("StaffId", str)
EventId = NewType("EventId", str)
PersonId = NewType("PersonId", str)
CaseId = NewType("CaseId", str)

_STATION = re.compile(r"[A-Z0-9]{2,12}")
_STAFF = re.compile(r"[a-z0-9][a-z0-9._-]{0,31}")
_OFFICE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,31}")  # of an event, a person of the roster, a case


@dataclass(frozen=True, slots=True)
class RecordId:
    """A record's random 128-bit identity; it says nothing about the person."""

    value: uuid.UUID

    @classmethod
    def new(cls) -> Self:
        """Return an identity nobody has used."""
        return cls(uuid.uuid4())

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True, slots=True, order=True)
class ReceiptNumber:
    """受付番号: the station and a running number of the day, shown to the applicant."""

    station: StationId
    number: int

    def __str__(self) -> str:
        return f"{self.station}-{self.number:04d}"


def parse_station_id(text: str) -> StationId:
    """Return the station's name; 2 to 12 upper-case letters and digits."""
    if not _STATION.fullmatch(text):
        raise FieldError("station_id", "station_id_form")
    return StationId(text)


def parse_staff_id(text: str) -> StaffId:
    """Return the log-in name; lower-case letters, digits, dot, dash, underscore."""
    if not _STAFF.fullmatch(text):
        raise FieldError("staff_id", "staff_id_form")
    return StaffId(text)


def parse_event_id(text: str) -> EventId:
    """Return the event's name; up to 32 upper-case letters, digits, dashes."""
    if not _OFFICE.fullmatch(text):
        raise FieldError("event_id", "office_id_form")
    return EventId(text)


def parse_person_id(text: str) -> PersonId:
    """Return the name of a person of the roster; up to 32 upper-case letters, digits, dashes."""
    if not _OFFICE.fullmatch(text):
        raise FieldError("person_id", "office_id_form")
    return PersonId(text)
