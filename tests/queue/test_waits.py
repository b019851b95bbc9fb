"""How long people waited for their first call."""

from dataclasses import replace

from kiosk.domain.figures import Waits
from kiosk.domain.ticket import ParkReason, Ticket
from kiosk.queue import acts
from kiosk.queue.waits import waits_of
from tests.queue.people import after, person
from tests.queue.test_servicetimes import CALL, FINISH, SERVE, happened

PARK = acts.Park(ParkReason.PAPERS, after(60))


def came(number: int, minute: float = 0) -> Ticket:
    return replace(person(number, minute), issued_at=after(minute))


def test_the_wait_is_from_the_paper_to_the_first_call() -> None:
    one, two = came(1), came(2, 5)
    history = [
        *happened(one, (10, CALL), (12, CALL), (13, SERVE), (20, FINISH)),
        *happened(two, (25, acts.Arrive("1")), (26, SERVE)),
    ]
    assert waits_of([one, two], history) == Waits(people=2, total_s=1800, longest_s=1200)


def test_who_was_away_did_not_wait_meanwhile() -> None:
    one = came(1)
    history = happened(one, (2, PARK), (10, acts.CountCall()), (22, acts.Return()), (25, CALL))
    assert waits_of([one], history) == Waits(people=1, total_s=300, longest_s=300)


def test_who_was_never_called_and_who_had_no_paper_are_not_counted() -> None:
    left, reserved = came(1), replace(person(2), issued_at=None)
    history = [*happened(left, (5, acts.Prioritise(priority=True))), *happened(reserved, (9, CALL))]
    assert waits_of([left, reserved], history) == Waits()


def test_a_clock_that_was_set_back_makes_no_wait_below_nothing() -> None:
    assert waits_of([came(1, 30)], happened(came(1, 30), (10, CALL))) == Waits(people=1)
