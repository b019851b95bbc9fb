"""How long a place was taken, from what happened."""

from kiosk.domain.ticket import Outcome, ParkReason, Stage, Ticket
from kiosk.queue import acts
from kiosk.queue.acts import TicketEvent
from kiosk.queue.servicetimes import LONGEST_MIN, service_times
from tests.queue.people import after, person

CALL, SERVE, FINISH = (
    acts.Call("1"),
    acts.Serve(Stage.RECEPTION, "1"),
    acts.Finish(Outcome.APPLIED),
)
PARK = acts.Park(ParkReason.AWAY, after(60))


def happened(ticket: Ticket, *what: tuple[float, acts.Act]) -> list[TicketEvent]:
    return [
        TicketEvent(
            ticket=ticket.id,
            version=nth,
            number=ticket.number,
            service=ticket.service,
            stage=ticket.stage,
            act=act,
            at=after(minute),
            by="hanako",
        )
        for nth, (minute, act) in enumerate(what, 2)
    ]


def minutes(events: list[TicketEvent]) -> list[float]:
    return [one.minutes for one in service_times(events)]


def test_a_place_is_taken_from_the_first_call_to_the_end() -> None:
    history = happened(person(1), (5, CALL), (6, CALL), (7, SERVE), (20, FINISH))
    (one,) = service_times(history)
    assert (one.minutes, one.staff, one.service, one.on) == (
        15.0,
        "hanako",
        person(1).service,
        after(0).date(),
    )


def test_parking_frees_the_place_and_the_next_call_takes_it_anew() -> None:
    history = happened(person(1), (0, CALL), (1, PARK), (30, CALL), (31, SERVE), (40, FINISH))
    assert minutes(history) == [1.0, 10.0]


def test_a_call_in_vain_took_the_place_too() -> None:
    assert minutes(happened(person(1), (0, CALL), (3, acts.Miss()))) == [3.0]


def test_what_a_clock_or_a_forgotten_ticket_made_of_it_tells_nothing() -> None:
    assert not minutes(happened(person(1), (10, CALL), (5, FINISH)))
    assert not minutes(happened(person(1), (0, CALL), (LONGEST_MIN + 1, FINISH)))
    assert not minutes(happened(person(1), (0, acts.Reprint()), (1, FINISH)))
