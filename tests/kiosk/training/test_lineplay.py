"""The played line: every ticket has an end, and nothing is pressed twice."""

from collections.abc import Callable
from datetime import timedelta

from kiosk.domain.ticket import Outcome, ParkReason, PrintTrouble, Service
from kiosk.queue.acts import Arrive, Finish, Miss, Park, Return
from kiosk.training import lineplay
from kiosk.training.lineplay import LineKeys, LineMemory, Lot, Printer, lot_of
from kiosk.workflow import phases
from tests.kiosk.workflow.queue.linebench import LineBench, staffed

Does = Callable[[LineBench], None]


def press(bench: LineBench, wish: LineKeys) -> None:
    """Do what the console does at these keys."""
    if wish.printer is Printer.FAILS:
        bench.printer.trouble = PrintTrouble.REFUSED
    line = bench.line
    own = line.in_service[0] if line.in_service else None
    match wish.keys:
        case ("G", service):
            bench.issue(Service(service))
        case ("J", "1"):
            bench.session.retry_paper(line.papers[0])
        case ("N",):
            bench.act(str(line.in_service[0].number), Miss())
        case ("H", "2"):
            back = bench.clock.now() + timedelta(minutes=10)
            bench.act(str(line.in_service[0].number), Park(ParkReason.AWAY, back, 3))
        case ("Down", "B"):
            bench.act(str(line.parked[0].number), Return())
        case ("Space",) if own is None:
            bench.call_next()
        case ("Space",):
            bench.act(str(line.in_service[0].number), Arrive("1"))
            bench.act(str(line.in_service[0].number), Finish(Outcome.APPLIED))


def play(tickets: int) -> tuple[LineBench, list[LineKeys]]:
    """Play until everybody has an end."""
    bench, memory, pressed = staffed(), LineMemory(), []
    for _ in range(40 * (tickets + 1)):
        wish, memory = lineplay.look(bench.line, memory, tickets)
        if wish is not None:
            pressed.append(wish)
            press(bench, wish)
            assert bench.view.notice is None
        bench.next_second()
        if lineplay.is_over(bench.line, memory, tickets):
            return bench, pressed
    raise AssertionError(f"not over: {bench.line}")


def test_thirty_applicants_three_absent_two_step_out_and_one_paper_fails() -> None:
    lots = [lot_of(nth) for nth in range(1, 31)]
    assert (lots.count(Lot.ABSENT), lots.count(Lot.AWAY)) == (3, 2)
    bench, pressed = play(30)
    line = bench.line
    assert line.outcomes == ((Outcome.APPLIED, 27),)
    assert (line.issued, line.no_shows, line.cancelled) == (30, 3, 0)
    assert len(bench.printer.papers) == len(set(bench.printer.numbers)) == 30
    keys = [one.keys for one in pressed]
    assert keys.count(("H", "2")) == 2
    assert keys.count(("J", "1")) == 1
    assert {str(one.number)[0] for one in line.ended} == {"A", "B", "C"}


def test_who_stepped_out_last_is_brought_back_by_hand() -> None:
    bench, pressed = play(4)
    assert LineKeys(("Down", "B")) in pressed
    assert bench.line.outcomes == ((Outcome.APPLIED, 4),)


def test_nothing_is_pressed_twice_while_the_line_stands_still() -> None:
    bench = staffed()
    wish, memory = lineplay.look(bench.line, LineMemory(), 1)
    assert wish == LineKeys(("G", "B"))
    again, _ = lineplay.look(bench.line, memory, 1)
    assert again is None


def test_a_day_without_applicants_has_no_tickets() -> None:
    bench = staffed()
    wish, memory = lineplay.look(bench.line, LineMemory(), 0)
    assert wish is None
    assert lineplay.is_over(bench.line, memory, 0)
    assert bench.is_at(phases.Ready())
