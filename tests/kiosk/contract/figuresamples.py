"""Events and figures of invented stations (研修) for the tests."""

from dataclasses import replace
from datetime import date, datetime, time

from kiosk.domain.applicant import Sex
from kiosk.domain.application import Route
from kiosk.domain.dates import JST
from kiosk.domain.dayreport import TicketCounts
from kiosk.domain.event import Event, EventKind, EventStatus, Place
from kiosk.domain.figures import AgeBand, DayFigures, EventFigures, PhotoWay, Tally, Waits
from kiosk.domain.ids import EventId, StationId
from kiosk.domain.intake import LeaveReason, Procedure
from kiosk.domain.ticket import Outcome, Service

DAY = date(2026, 12, 1)
ONE, TWO = StationId("KENSHU1"), StationId("KENSHU2")
MALL = Place(name="研修モール", address="下関市研修町 1-1")
HOME = Place(name="研修 花子 宅", address="下関市研修町 9-9", town_only="研修町", private_home=True)


def event(
    number: int = 1,
    *,
    kind: EventKind = EventKind.VENUE,
    on: date = DAY,
    place: Place = MALL,
    status: EventStatus = EventStatus.HELD,
    stations: tuple[StationId, ...] = (ONE,),
) -> Event:
    return Event(
        id=EventId(f"E{number:03}"),
        kind=kind,
        date=on,
        start=time(10),
        end=time(15),
        place=place,
        status=status,
        stations=stations,
    )


def tally(applications: int = 10, *, ages: dict[AgeBand, int] | None = None) -> Tally:
    """Return numbers of a day with a line; all of one age where nothing else is said."""
    spread = {AgeBand.SEVENTIES: applications} if ages is None else ages
    return Tally(
        visitors=applications + 3,
        applications=applications,
        procedures=((Procedure.VENUE, applications),),
        routes=((Route.ONLINE, applications),),
        ages=tuple((band, spread[band]) for band in AgeBand if band in spread),
        sexes=((Sex.FEMALE, applications),),
        photo_ways=((PhotoWay.JUDGED, applications),),
        consultations=2,
        leavings=((LeaveReason.TO_CITY_HALL, 1), (LeaveReason.ONLY_ASKED, 2)),
        services=((Service.APPLY, applications),),
        tickets=TicketCounts(
            finished=((Outcome.APPLIED, applications), (Outcome.ANSWERED, 2)),
            no_shows=1,
            cancelled=0,
            without_paper=1,
        ),
        waits=Waits(
            people=applications,
            total_s=600 * applications,
            longest_s=min(900, 600 * applications),
        ),
        retaken=0,
    )


def day(
    *,
    of: Event | None = None,
    station: StationId = ONE,
    numbers: Tally | None = None,
    closed: bool = True,
    training: bool = True,
) -> DayFigures:
    """Return a station's day as the plan says it, unless told otherwise."""
    planned = event() if of is None else of
    figures = DayFigures(
        station=station,
        business_date=planned.date,
        event=planned.id,
        place="" if planned.place.private_home else planned.place.name,
        training=training,
        tally=tally() if numbers is None else numbers,
        staff=2,
    )
    if not closed:
        return figures
    return replace(
        figures,
        closed_at=datetime.combine(planned.date, time(17), JST),
        batch=f"KB-{station}-{planned.date:%Y%m%d}-0001",
        batch_bytes=1_000_000,
        batch_sha256="ab12" * 16,
        audit_n=120,
        audit_head="cd34" * 16,
        program="0.1.0",
    )


def held(of: Event, numbers: Tally) -> EventFigures:
    return EventFigures(event=of, days=(day(of=of, numbers=numbers),))
