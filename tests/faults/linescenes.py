"""The line: a ticket given, put on paper, called, served; and a call of whoever is next."""

from kiosk.domain.ticket import Finished, IntentId, Outcome, Service, Stage, Ticket, TicketRequest
from kiosk.queue.acts import Act, BeginPrinting, ConfirmPaper, Finish, Order, Serve
from kiosk.queue.rules import QueueRules
from storage.station import Station
from tests.faults.dayscenes import busy_day
from tests.faults.promises import came_in, verified
from tests.faults.world import Mark, Scene, World
from tests.storage.people import DAY

_ASKED = TicketRequest(service=Service.APPLY)
_RULES = QueueRules()
_BY = "lead1"


def _intent(n: int) -> IntentId:
    return IntentId(f"{n:032x}")


def _give(station: Station, n: int) -> Ticket:
    """Give the ``n``-th ticket of the scene; again after a restart it is the same one."""
    ticket = station.reserve(_ASKED, _intent(100 * n), _BY)
    acts: tuple[Act, ...] = (BeginPrinting(), ConfirmPaper())
    for at, act in enumerate(acts, 1):
        order = Order(
            ticket=ticket.id, version=at, act=act, intent=_intent(100 * n + at), by="auto"
        )
        ticket = station.order(order)
    return ticket


def _with_tickets(world: World) -> None:
    busy_day(world)
    with came_in(world) as station:
        for n in (1, 2):
            _give(station, n)


def _serve(_world: World, station: Station, mark: Mark) -> None:
    _give(station, 3)
    mark("given 3")
    called = station.call_next("1", _RULES, _intent(1), _BY)
    assert called is not None
    mark(f"called {called.number}")
    acts: tuple[Act, ...] = (Serve(Stage.RECEPTION, "1"), Finish(Outcome.APPLIED))
    for at, act in enumerate(acts):
        order = Order(
            ticket=called.id, version=called.version + at, act=act, intent=_intent(2 + at), by=_BY
        )
        station.order(order)
    mark(f"finished {called.number}")


def _served(world: World, acked: frozenset[str]) -> list[str]:
    """Every acknowledged act is there, no number is given twice, and the work can be done again."""
    with came_in(world) as station:
        wrong = verified(station)
        before = station.day(DAY)
        numbers = [one.number.number for one in before]
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            wrong.append(f"numbers {numbers}")
        if len(before) < 2 or ("given 3" in acked and len(before) < 3):
            wrong.append(f"a ticket is gone: {len(before)} left")
        again = _give(station, 3)
        if again.number.number != 3:
            wrong.append(f"the same wish got {again.number}")
        first = next(one for one in station.day(DAY) if one.number.number == 1)
        if "called A-001" in acked and first.calls != 1:
            wrong.append("the call is lost")
        if "finished A-001" in acked and not isinstance(first.standing, Finished):
            wrong.append("the end of the service is lost")
        called = station.call_next("1", _RULES, _intent(1), _BY)
        if called is None or called.number.number != 1 or called.calls != 1:
            wrong.append("the same call called somebody else, or twice")
    return wrong


LINE_SCENES = (
    Scene(
        name="line",
        prepare=_with_tickets,
        act=_serve,
        promise=_served,
        needs=("reserve", "order", "call_next"),
    ),
)
