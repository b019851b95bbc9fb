"""What if: today played again by every rule, and kept for the simulator when the day is closed."""

from pathlib import Path

from kiosk.domain.ticket import Outcome, Stage
from kiosk.queue.acts import Finish, Serve
from kiosk.queue.dayfile import read_day
from kiosk.queue.rules import OrderRule
from kiosk.workflow.queue.recording import keep_played_day
from tests.kiosk.workflow.queue.linebench import LineBench, staffed


class KeptPapers:
    """Implements `Papers` in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def keep(self, name: str, content: bytes) -> Path:
        self.kept[name] = content
        return Path(name)


def served(count: int) -> LineBench:
    """Give a morning on which as many came a minute apart and took ten minutes each."""
    bench = staffed()
    for nth in range(count):
        bench.issue(priority=nth == count - 1)
        bench.clock.pass_s(60)
    for nth in range(1, 1 + count):
        number = f"A-{nth:03d}"
        bench.act(number, Serve(Stage.RECEPTION, "1"))
        bench.clock.pass_s(600)
        bench.act(number, Finish(Outcome.ANSWERED))
    return bench


def test_today_is_played_again_by_every_rule() -> None:
    bench = served(4)
    assert not bench.line.what_if
    bench.session.compare_orders()
    figures = {one.rule: one for one in bench.line.what_if}
    assert set(figures) == set(OrderRule)
    assert {one.people for one in figures.values()} == {4}
    strict, first = figures[OrderRule.STRICT], figures[OrderRule.PRIORITY_FIRST]
    assert strict.priority_min is not None
    assert first.priority_min is not None
    assert first.priority_min < strict.priority_min
    assert strict.longest_min >= strict.median_min > 0


def test_nobody_came_yet() -> None:
    bench = staffed()
    bench.session.compare_orders()
    assert {one.people for one in bench.line.what_if} == {0}
    assert {one.priority_min for one in bench.line.what_if} == {None}


def test_a_book_that_cannot_be_read_is_told_and_may_be_asked_again() -> None:
    bench = served(1)
    bench.book.unlocked = False
    bench.session.compare_orders()
    assert bench.view.notice is not None
    assert not bench.line.what_if
    bench.book.unlocked = True
    bench.session.compare_orders()
    assert bench.line.what_if


def test_a_closed_day_can_be_played_by_the_simulator() -> None:
    bench, papers = served(3), KeptPapers()
    day = bench.session.view().business_date
    assert keep_played_day(bench.book, papers, day) == Path(f"line-{day:%Y%m%d}.jsonl")
    (content,) = papers.kept.values()
    visits = read_day(content.decode("utf-8").splitlines()).visits
    assert [round(one.minutes) for one in visits] == [10, 10, 10]
    assert [one.priority for one in visits] == [False, False, True]


def test_a_day_without_tickets_leaves_no_file() -> None:
    bench, papers = staffed(), KeptPapers()
    assert keep_played_day(bench.book, papers, bench.session.view().business_date) is None
    assert papers.kept == {}
