"""A day that happened, as it could be played again."""

from dataclasses import replace

from kiosk.domain.ticket import (
    Cancelled,
    CancelReason,
    Finished,
    NoShow,
    Outcome,
    ParkReason,
    Serving,
    Stage,
    Ticket,
)
from kiosk.queue import acts
from kiosk.queue.acts import TicketEvent
from kiosk.queue.played import Day, Desks, day_of
from kiosk.queue.rules import OrderRule, QueueRules
from kiosk.queue.simulation import what_if
from tests.queue.people import NINE, after, person
from tests.queue.test_servicetimes import CALL, FINISH, SERVE, happened

PARK = acts.Park(ParkReason.AWAY, after(60), 3)
MISS = acts.Miss()
FINISHED = Finished(Outcome.APPLIED, after(30))


def a_day() -> tuple[list[Ticket], list[TicketEvent]]:
    tickets = [
        person(1, 0, standing=FINISHED),
        person(2, 2, standing=NoShow(after(40)), priority=True),
        person(3, 3, standing=Cancelled(CancelReason.WITHDREW, after(9))),
        person(4, 1, standing=FINISHED, appointment_min=10),
        person(5, 4),
        person(6, 5, standing=Serving("1", after(50))),
        replace(person(7), issued_at=None),
    ]
    history = [
        *happened(tickets[0], (5, CALL), (6, SERVE), (20, FINISH)),
        *happened(tickets[3], (6, CALL), (7, PARK), (8, acts.CountCall()), (27, CALL)),
        *happened(tickets[3], (28, SERVE), (37, FINISH)),
        *happened(tickets[1], (37, CALL), (40, MISS)),
        *happened(tickets[5], (50, SERVE)),
    ]
    return tickets, [replace(one, desks=2) if one.at == after(28) else one for one in history]


def test_everybody_who_was_called_is_in_it_by_the_time_they_came() -> None:
    day = day_of(*a_day())
    assert [one.arrives_at for one in day.visits] == [after(0), after(1), after(2)]
    assert [one.minutes for one in day.visits] == [15.0, 11.0, 3.0]
    assert [one.away_min for one in day.visits] == [0.0, 20.0, 0.0]
    assert [one.comes for one in day.visits] == [True, True, False]
    assert [one.priority for one in day.visits] == [False, False, True]
    assert day.visits[1].appointment_at == after(10)


def test_places_are_counted_by_half_hours() -> None:
    day = day_of(*a_day())
    assert day.desks == (Desks(NINE, 2), Desks(after(30), 1))
    assert [day.desks_at(after(m)) for m in (-5, 0, 29, 30, 600)] == [2, 2, 2, 1, 1]


def test_a_day_without_people_can_be_played_too() -> None:
    nothing = day_of([], [])
    assert nothing == Day(visits=(), desks=())
    assert nothing.desks_at(NINE) == 1
    assert {one.everybody.people for one in what_if(nothing, QueueRules())} == {0}


def test_what_if_plays_the_same_people_by_every_rule() -> None:
    results = what_if(day_of(*a_day()), QueueRules())
    assert [one.rule for one in results] == list(OrderRule)
    assert {(one.everybody.people, one.no_shows) for one in results} == {(2, 1)}


def test_who_has_been_served_while_nobody_finished_is_no_part_of_it() -> None:
    served = person(6, 5, standing=Serving("1", after(50)))
    events = happened(served, (50, acts.Serve(Stage.RECEPTION, "1")))
    assert not day_of([served], events).visits
