"""A station at two events of one day: a mall in the morning, a home in the afternoon (研修)."""

from dataclasses import replace
from datetime import time, timedelta

from kiosk.domain.cardslip import CardStays
from kiosk.domain.draft import Draft, DraftStep
from kiosk.domain.event import Event, EventKind, Place
from kiosk.domain.ids import EventId, StaffId
from kiosk.domain.intake import LeaveReason
from kiosk.domain.record import CorrectionReason
from kiosk.domain.ticket import Outcome, Stage
from kiosk.queue import acts
from storage.station import Station
from tests.storage.card_promises import GIVING
from tests.storage.people import DAY, TestClock, exempted, new_record, renamed
from tests.storage.test_day_figures import HOME
from tests.storage.test_drafts import shot_of
from tests.storage.ticket_book_suite import act, give

MALL = replace(
    HOME,
    id=EventId("E-002"),
    kind=EventKind.VENUE,
    place=Place(name="研修モール"),
    start=time(9),
    end=time(12),
)
CARE = replace(HOME, start=time(14), end=time(16))
_TO_THE_AFTERNOON = timedelta(hours=4)


def plan(station: Station, *events: Event) -> None:
    """Have the station's book hold the events."""
    for one in events:
        station.office.put(one, by=StaffId("lead1"), expected_version=0)


def work_both(station: Station, clock: TestClock) -> None:
    """Serve two people in the morning and one in the afternoon; a card stays over noon."""
    for number in (1, 2):
        serve(station, clock, number)
    (card,) = station.give_card(DAY, GIVING)
    station.keep_draft(Draft(sitting=9, step=DraftStep.REVIEW, shot=shot_of()))
    station.keep_draft(Draft(sitting=9, step=DraftStep.CAMERA))
    station.drop_draft()
    station.note_leaving(DAY, LeaveReason.ONLY_ASKED)
    clock.pass_s(_TO_THE_AFTERNOON.total_seconds())
    serve(station, clock, 3)
    station.note_leaving(DAY, LeaveReason.TO_CITY_HALL)
    station.note_sheet_printed(DAY)
    station.end_card(DAY, card.id, CardStays.CITY_RETURNS)
    morning = station.open_record(new_record(1).id)
    station.correct(renamed(morning, "研修 読み違い"), CorrectionReason.MISREAD)
    for duty in station.duties(DAY):
        station.complete_duty(DAY, duty.record_id)


def serve(station: Station, clock: TestClock, number: int) -> None:
    """Give a ticket, serve it, and seal a record; the second one needs 写真の特例."""
    ticket = give(station)
    clock.pass_s(60 * number)
    ticket = act(station, ticket, acts.Serve(Stage.PHOTO, "1"))
    act(station, ticket, acts.Finish(Outcome.APPLIED))
    record = exempted(number) if number == 2 else new_record(number)
    station.put(replace(record, accepted_at=clock.now()))
