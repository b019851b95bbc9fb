"""日報 of the station: the figures of one business day, from the store alone."""

from dataclasses import dataclass, fields
from datetime import date, datetime

from kiosk.domain.custody import AloneReason, RecipientMark
from kiosk.domain.ids import StationId
from kiosk.domain.intake import LeaveReason
from kiosk.domain.ticket import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketCounts:
    """How the line's day ended; every number that was given is counted once.

    ``without_paper`` never stood on anything and was in no line.
    """

    finished: tuple[tuple[Outcome, int], ...]
    no_shows: int
    cancelled: int
    without_paper: int

    @property
    def issued(self) -> int:
        """Return how many stood in the line."""
        return sum(count for _, count in self.finished) + self.no_shows + self.cancelled

    @property
    def reserved(self) -> int:
        """Return how many numbers were given."""
        return self.issued + self.without_paper


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCounts:
    """What is counted beside the records' own fields: of a day, or of one event's share of it.

    The fields are those of `DayReport`.
    """

    records: int
    leavings: tuple[tuple[LeaveReason, int], ...] = ()
    left_line: tuple[tuple[LeaveReason, int], ...] | None = None
    tickets: TicketCounts | None = None
    retaken: int | None = None
    corrected: int = 0
    cards: int = 0
    cards_settled: int = 0
    duties_open: int = 0
    sheets_printed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DayReport:
    """What the lead signs in the evening; ``audit_head`` is the trail's end in hexadecimal.

    ``tickets`` is None when the day had no line.
    """

    station: StationId
    venue: str
    training: bool
    business_date: date
    opened_at: datetime
    opened_by: str
    people: tuple[str, ...]
    records: int
    without_photo: int
    overrides: int
    exemptions: int
    duties_open: int
    sheets_printed: int
    closed_at: datetime
    operators: tuple[str, ...]
    alone: AloneReason | None
    batch: str
    batch_bytes: int
    batch_sha256: str
    envelope_sha256: str
    recipients: tuple[RecipientMark, ...]
    policy_version: int
    audit_n: int
    audit_head: str
    program: str
    tickets: TicketCounts | None = None
    leavings: tuple[tuple[LeaveReason, int], ...] = ()
    """Who left without an application: why, and how many; only reasons that were given."""
    left_line: tuple[tuple[LeaveReason, int], ...] | None = None
    """Those of them who had a ticket; None where an earlier release did not ask."""
    cards: int = 0
    """Cards that were handed to the city's officer; ``cards_settled`` did not come back here."""
    cards_settled: int = 0

    corrected: int = 0
    """Records that were sealed anew on their day, each counted once."""

    retaken: int | None = None
    """How often a photo was put aside and taken again; None where an earlier release did not count.

    Of sittings that were left too: the camera worked for them as well.
    """

    @property
    def counts(self) -> DayCounts:
        """Return what reports add up."""
        return DayCounts(**{one.name: getattr(self, one.name) for one in fields(DayCounts)})

    @property
    def not_accepted(self) -> int:
        """Return how many people left so; a sitting begun by mistake was nobody's."""
        return sum(count for why, count in self.leavings if why is not LeaveReason.MISTAKE)
