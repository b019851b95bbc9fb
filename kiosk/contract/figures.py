"""From what a station knows to the numbers of a day, and from days to events."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from kiosk.domain.applicant import Sex
from kiosk.domain.application import Route
from kiosk.domain.dates import age_of
from kiosk.domain.dayreport import DayCounts, DayReport, TicketCounts
from kiosk.domain.event import Event, EventStatus
from kiosk.domain.figures import (
    AgeBand,
    Counts,
    DayFigures,
    EventFigures,
    EventPart,
    PhotoWay,
    Tally,
    Waits,
    added,
)
from kiosk.domain.ids import EventId, StationId
from kiosk.domain.intake import LeaveReason, Procedure, TriagePoint
from kiosk.domain.record import Record, RecordLine
from kiosk.domain.ticket import Finished, Outcome, Service, Ticket
from kiosk.errors import ExitCode, KioskError

Member = TypeVar("Member", bound=StrEnum)
Leavings = Counts[LeaveReason]
_BANDS = (
    (15, AgeBand.CHILD),
    (20, AgeBand.TEENS),
    (30, AgeBand.TWENTIES),
    (40, AgeBand.THIRTIES),
    (50, AgeBand.FORTIES),
    (60, AgeBand.FIFTIES),
    (70, AgeBand.SIXTIES),
    (80, AgeBand.SEVENTIES),
    (90, AgeBand.EIGHTIES),
)
_NEVER_STOOD = TicketCounts(finished=(), no_shows=0, cancelled=0, without_paper=0)


class FiguresDisagreeError(KioskError):
    """What was counted from the records is not what the closing says; ``day`` names the day."""

    message_key = "figures_disagree"
    exit_code = ExitCode.BAD_INPUT


def count_applications(
    records: Iterable[Record], lines: Iterable[RecordLine] = (), *, on: date
) -> Tally:
    """Return the numbers of a day's records, while the day's key still opens them.

    ``lines`` tell which of them were corrected.
    """
    kept = tuple(records)
    applied = [record.application for record in kept]
    return Tally(
        applications=len(kept),
        visitors=len(kept),
        procedures=counted((one.procedure for one in applied), Procedure),
        routes=counted((one.route for one in applied), Route),
        ages=counted((age_band(age_of(one.applicant.birth_date, on)) for one in applied), AgeBand),
        sexes=counted((one.applicant.sex for one in applied), Sex),
        photo_ways=counted(map(photo_way, kept), PhotoWay),
        replacing=sum(TriagePoint.OLD_CARD in one.points for one in applied),
        corrected=sum(line.version > 1 for line in lines),
    )


def day_tally(
    counts: DayCounts,
    applications: Tally,
    *,
    tickets: Iterable[Ticket] = (),
    waits: Waits | None = None,
) -> Tally:
    """Return all numbers of a day, or of an event's share, from what each of the lists knows."""
    sums = replace(
        applications,
        applications=counts.records,
        retaken=counts.retaken,
        corrected=counts.corrected,
        leavings=counts.leavings,
        services=served(tickets),
        tickets=counts.tickets,
        waits=waits or Waits(),
        cards=counts.cards,
        cards_settled=counts.cards_settled,
        duties_open=counts.duties_open,
        sheets_printed=counts.sheets_printed,
    )
    left_line = counts.left_line
    return replace(
        sums, visitors=visitors(sums, left_line), consultations=consultations(sums, left_line)
    )


def split(figures: DayFigures, parts: Sequence[EventPart]) -> DayFigures:
    """Return the day's numbers by event, and as its sum what the parts are together.

    Raises `FiguresDisagreeError` where an application is in no part.
    """
    whole = added(one.tally for one in parts)
    if whole.applications != figures.tally.applications:
        raise FiguresDisagreeError(
            f"{whole.applications} in the parts, {figures.tally.applications} in all",
            day=figures.business_date.isoformat(),
            counted=str(whole.applications),
            sealed=str(figures.tally.applications),
        )
    return replace(figures, event=None, place="", tally=whole, parts=tuple(parts))


def day_figures(
    report: DayReport,
    applications: Tally,
    *,
    event: EventId | None = None,
    tickets: Iterable[Ticket] = (),
    waits: Waits | None = None,
) -> DayFigures:
    """Return the numbers of a closed day.

    ``applications`` were counted before the key was destroyed; where they were not, an empty tally
    leaves the parts unknown and the sum is the closing's. Raises `FiguresDisagreeError` when they
    were and are not as many.
    """
    if applications.applications not in {0, report.records}:
        raise FiguresDisagreeError(
            f"{applications.applications} counted, {report.records} sealed",
            day=report.business_date.isoformat(),
            counted=str(applications.applications),
            sealed=str(report.records),
        )
    return DayFigures(
        station=report.station,
        business_date=report.business_date,
        event=event,
        place=report.venue,
        training=report.training,
        tally=day_tally(report.counts, applications, tickets=tickets, waits=waits),
        staff=len(report.people),
        opened_at=report.opened_at,
        closed_at=report.closed_at,
        batch=report.batch,
        batch_bytes=report.batch_bytes,
        batch_sha256=report.batch_sha256,
        audit_n=report.audit_n,
        audit_head=report.audit_head,
        program=report.program,
    )


def open_day(
    station: StationId,
    business_date: date,
    tally: Tally,
    *,
    event: EventId | None,
    place: str,
    training: bool,
) -> DayFigures:
    """Return the numbers of a day that is not closed, or never was: a crash, or still running."""
    return DayFigures(
        station=station,
        business_date=business_date,
        event=event,
        place=place,
        training=training,
        tally=tally,
    )


def visitors(tally: Tally, left_line: Leavings | None) -> int:
    """Return how many came: everybody with a ticket, and who sat down without one.

    Who applied with a ticket has one that ended so. ``left_line`` are those among the leavings who
    had one; where that is not known (None) the larger of line and sittings is taken.
    """
    line = tally.tickets or _NEVER_STOOD
    if left_line is None:
        return max(line.issued, tally.applications + tally.not_accepted)
    ended = dict(line.finished)
    applied = ended.get(Outcome.APPLIED, 0) + ended.get(Outcome.ON_PAPER, 0)
    left = sum(count for why, count in left_line if why is not LeaveReason.MISTAKE)
    return line.issued + max(0, tally.applications - applied) + tally.not_accepted - left


def consultations(tally: Tally, left_line: Leavings | None) -> int:
    """Return the 相談件数: how many came, only asked, and left without applying.

    That is who left a sitting for that reason, and whose ticket ended as answered without a
    sitting. A ticket ends so too when somebody changed the mind or did not consent: they wanted to
    apply and are counted as 受付に至らず alone. ``left_line`` are those of the leavings who had a
    ticket; where that is not known (None) nobody can tell whether the two lists mean the same
    people, and the larger is taken.
    """
    left, answered = dict(tally.leavings), _answered(tally)
    if left_line is None:
        return max(left.get(LeaveReason.ONLY_ASKED, 0), answered - _no_askers(left))
    had = dict(left_line)
    asked, with_ticket = left.get(LeaveReason.ONLY_ASKED, 0), had.get(LeaveReason.ONLY_ASKED, 0)
    return asked + max(0, answered - with_ticket - _no_askers(had))


def _answered(tally: Tally) -> int:
    return dict((tally.tickets or _NEVER_STOOD).finished).get(Outcome.ANSWERED, 0)


def _no_askers(left: Mapping[LeaveReason, int]) -> int:
    return left.get(LeaveReason.CHANGED_MIND, 0) + left.get(LeaveReason.NO_CONSENT, 0)


def served(tickets: Iterable[Ticket]) -> Counts[Service]:
    """Return what those who were served to the end had come for."""
    ended = (one.service for one in tickets if isinstance(one.standing, Finished))
    return counted(ended, Service)


def age_band(age: int) -> AgeBand:
    """Return the band of an age in years."""
    return next((band for below, band in _BANDS if age < below), AgeBand.NINETIES)


def photo_way(record: Record) -> PhotoWay:
    """Return what became of the record's photo."""
    if record.photo is None:
        return PhotoWay.NONE
    review = record.review
    if review is not None and review.exemption is not None:
        return PhotoWay.EXEMPTED
    overridden = review is not None and review.override is not None
    return PhotoWay.OVERRIDDEN if overridden else PhotoWay.JUDGED


def counted(found: Iterable[Member], members: type[Member]) -> Counts[Member]:
    """Return how many there are of each that is there, in the order of the enum."""
    counts = Counter(found)
    return tuple((member, counts[member]) for member in members if counts[member])


class Clash(StrEnum):
    """Why a station's numbers were not added to an event."""

    UNKNOWN_EVENT = "unknown_event"
    """It names an event that is not in the plan."""
    NO_EVENT = "no_event"
    """It names none, and the plan has none, or several, for its station on that day."""
    OTHER_DATE = "other_date"
    OTHER_PLACE = "other_place"
    OTHER_STATION = "other_station"
    """The event has stations, and this is none of them."""
    CANCELLED = "cancelled"
    TWICE = "twice"
    """Two different sets of numbers of one station at one event: neither is added."""
    TRAINING = "training"
    """Training among real days, or the other way round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Numbers that were left out: what the station said, and what the plan says."""

    clash: Clash
    day: DayFigures
    event: EventId | None
    said: str = ""
    planned: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Every event with its numbers, in the order of time.

    Every day, and every part of one that has parts, stands in exactly one list.
    """

    events: tuple[EventFigures, ...]
    disagreements: tuple[Disagreement, ...]


def join(events: Iterable[Event], days: Iterable[DayFigures], *, training: bool = False) -> Joined:
    """Return the events with the numbers that agree with them, and a list of what does not.

    The same numbers given twice count once. A station that was at two events of a day has numbers
    for each: as parts of its day, where it had the plan.
    """
    planned = {event.id: event for event in sorted(events, key=_when)}
    kept: dict[EventId, list[DayFigures]] = {one: [] for one in planned}
    clashes: list[Disagreement] = []
    shares = (share for day in dict.fromkeys(days) for share in day.by_event)
    for day in sorted(shares, key=_which):
        event = _event_of(day, planned)
        clash = _clash_of(day, event, training=training)
        if clash is None and event is not None:
            kept[event.id].append(day)
        elif clash is not None:
            clashes.append(clash)
    for event_id, found in kept.items():
        stations = Counter(day.station for day in found)
        twice = [day for day in found if stations[day.station] > 1]
        clashes += [_clash(Clash.TWICE, day, event_id) for day in twice]
        kept[event_id] = [day for day in found if stations[day.station] == 1]
    joined = tuple(_joined(event, kept[one]) for one, event in planned.items())
    return Joined(events=joined, disagreements=tuple(clashes))


def _joined(event: Event, days: Sequence[DayFigures]) -> EventFigures:
    there = {day.station for day in days}
    return EventFigures(
        event=event,
        days=tuple(days),
        missing=tuple(station for station in event.stations if station not in there),
    )


def _when(event: Event) -> tuple[object, ...]:
    return event.date, event.start, event.id


def _which(day: DayFigures) -> tuple[object, ...]:
    return day.business_date, day.station, day.event or ""


def _event_of(day: DayFigures, planned: Mapping[EventId, Event]) -> Event | None:
    if day.event is not None:
        return planned.get(day.event)
    fitting = [
        event
        for event in planned.values()
        if event.date == day.business_date
        and event.status is not EventStatus.CANCELLED
        and day.station in event.stations
    ]
    return fitting[0] if len(fitting) == 1 else None


def _clash_of(day: DayFigures, event: Event | None, *, training: bool) -> Disagreement | None:
    if day.training is not training:
        return _clash(Clash.TRAINING, day, day.event)
    if event is None:
        missing = Clash.NO_EVENT if day.event is None else Clash.UNKNOWN_EVENT
        return _clash(missing, day, day.event, day.event or "")
    if event.status is EventStatus.CANCELLED:
        return _clash(Clash.CANCELLED, day, event.id)
    if day.business_date != event.date:
        said, planned = day.business_date.isoformat(), event.date.isoformat()
        return _clash(Clash.OTHER_DATE, day, event.id, said, planned)
    if event.stations and day.station not in event.stations:
        return _clash(Clash.OTHER_STATION, day, event.id, day.station, "、".join(event.stations))
    if not _same_place(day.place, event):
        if event.place.private_home:  # a list of disagreements is read by many: no home in it
            return _clash(Clash.OTHER_PLACE, day, event.id)
        return _clash(Clash.OTHER_PLACE, day, event.id, day.place, event.place.name)
    return None


def _same_place(said: str, event: Event) -> bool:
    """Tell whether the station's word fits; one that says nothing does not contradict."""
    words = "".join(said.split())
    names = {"".join(one.split()) for one in (event.place.name, event.place.town_only)}
    return not words or words in names


def _clash(
    clash: Clash, day: DayFigures, event: EventId | None, said: str = "", planned: str = ""
) -> Disagreement:
    return Disagreement(clash=clash, day=day, event=event, said=said, planned=planned)
