"""What outlasts a log-in: the rule that was chosen, and how long service took before."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from kiosk.domain.ticket import Outcome, Service, Stage
from kiosk.errors import DiskFullError
from kiosk.queue.acts import Call, Finish, Return, Serve, TicketEvent
from kiosk.queue.estimate import FEWEST_TIMES
from kiosk.queue.pools import REMEMBERED
from kiosk.queue.rules import OrderRule
from kiosk.workflow.queue.earlierdays import FARTHEST
from kiosk.workflow.queue.view import WaitRange
from storage.errors import TamperedError
from tests.fakes.ticket_book import MemoryTicketBook
from tests.kiosk.workflow.bench import LateBackground
from tests.kiosk.workflow.queue.linebench import LineBench, staffed

MINUTES = 10


def serve(bench: LineBench, number: str, *, minutes: float = MINUTES) -> None:
    bench.act(number, Serve(Stage.RECEPTION, "1"))
    bench.clock.pass_s(60 * minutes)
    bench.session.touch()
    bench.act(number, Finish(Outcome.ANSWERED))


def wait_of(bench: LineBench, service: Service = Service.APPLY) -> WaitRange | None:
    bench.next_second()
    return next(one.wait for one in bench.line.services if one.service is service)


def new_morning(bench: LineBench, *, days: int = 1) -> LineBench:
    """Return a station with the same book on another day, one person in its line."""
    bench.clock.pass_s(86_400 * days)
    again = with_book(bench.book, LineBench(clock=bench.clock))
    again.sign_in()
    again.issue()
    return again


def with_book(book: MemoryTicketBook, bench: LineBench) -> LineBench:
    assert bench.queue is not None
    bench.book, bench.queue = book, replace(bench.queue, book=book)
    bench.session = bench.new_session()
    return bench


@dataclass
class ReadBook(MemoryTicketBook):
    """Remembers which days were read."""

    read: list[tuple[date, date]] = field(default_factory=list)

    def history(self, first: date, last: date) -> tuple[TicketEvent, ...]:
        self.read.append((first, last))
        return super().history(first, last)


def busy_days(bench: LineBench, days: int, people: int) -> ReadBook:
    """Return a book of so many past days; the newest took longest."""
    book = ReadBook(clock=bench.clock)
    bench.clock.pass_s(-86_400 * days)
    for day in range(days):
        made = LineBench(clock=bench.clock)
        made.sign_in()
        for nth in range(1, 1 + people):
            made.issue()
            serve(made, f"A-{nth:03d}", minutes=1 + day / 10)
        book.tickets |= made.book.tickets
        book.events += made.book.events
        bench.clock.pass_s(86_400 - 60 * people * (1 + day / 10))
    return book


def test_the_chosen_rule_outlasts_a_restart() -> None:
    bench = staffed()
    bench.session.change_order(OrderRule.STRICT)
    again = LineBench(order=bench.order)
    again.sign_in()
    again.issue()
    again.issue(priority=True)
    assert again.line.rules.order is OrderRule.STRICT
    assert again.waiting == ["A-001", "A-002"]


def test_a_choice_the_disk_did_not_keep_holds_today_and_is_told() -> None:
    bench = staffed()
    bench.order.fail = DiskFullError("invented")
    bench.session.change_order(OrderRule.STRICT)
    assert isinstance(bench.view.notice, DiskFullError)
    assert bench.line.rules.order is OrderRule.STRICT


def test_a_wait_is_told_once_enough_people_were_served_today() -> None:
    bench = staffed()
    for nth in range(1, 2 + FEWEST_TIMES):
        bench.issue()
        assert bench.line.services[0].wait is None or nth == 1
    bench.act("A-001", Serve(Stage.RECEPTION, "1"))
    assert wait_of(bench) is None  # nobody was served to the end yet
    bench.act("A-001", Finish(Outcome.ANSWERED))
    for nth in range(2, 1 + FEWEST_TIMES):
        serve(bench, f"A-{nth:03d}")
    told = wait_of(bench)
    assert told is not None
    assert told.least_min <= MINUTES <= told.most_min


def test_people_who_take_longer_than_before_lengthen_the_wait_while_the_day_runs() -> None:
    bench = staffed()
    for nth in range(1, 13):
        bench.issue()
        if nth <= 5:
            serve(bench, f"A-{nth:03d}", minutes=4)
    before = wait_of(bench)
    for nth in range(6, 12):
        serve(bench, f"A-{nth:03d}", minutes=40)
        bench.issue()
    after = wait_of(bench)
    assert before is not None
    assert after is None or after.most_min > before.most_min


def test_a_call_taken_back_took_the_place_as_well() -> None:
    bench = staffed()
    for nth in range(1, 2 + FEWEST_TIMES):
        bench.issue()
        bench.act(f"A-{nth:03d}", Call("1"))
        bench.clock.pass_s(120)
        bench.act(f"A-{nth:03d}", Return())
    assert wait_of(bench) is not None


def test_earlier_days_are_known_in_the_morning() -> None:
    bench = staffed()
    for nth in range(1, 2 + FEWEST_TIMES):
        bench.issue()
        serve(bench, f"A-{nth:03d}")
    told = wait_of(new_morning(bench, days=3))
    assert told is not None
    assert told.most_min > 0
    assert told.least_min <= MINUTES <= told.most_min


def test_who_was_served_longer_ago_than_a_season_tells_nothing() -> None:
    bench = staffed()
    for nth in range(1, 2 + FEWEST_TIMES):
        bench.issue()
        serve(bench, f"A-{nth:03d}")
    assert wait_of(new_morning(bench, days=FARTHEST + 1)) is None


def morning_after(book: ReadBook, bench: LineBench, late: LateBackground) -> LineBench:
    again = with_book(book, LineBench(clock=bench.clock, background=late))
    book.read.clear()
    again.sign_in()
    return again


def test_the_days_are_read_one_by_one_until_enough_people_are_known() -> None:
    bench, late = LineBench(), LateBackground()
    book = busy_days(bench, days=8, people=200)
    again = morning_after(book, bench, late)
    late.do_all()
    today = again.view.business_date
    assert book.read[0] == (today, today)
    days = [first for first, last in book.read[1:] if first == last]
    assert days == [today - timedelta(days=back) for back in range(1, 1 + len(days))]
    assert len(days) == len(book.read) - 1
    assert len(days) == REMEMBERED // 200


def test_a_call_in_the_morning_waits_for_one_day_at_most() -> None:
    bench, late = LineBench(), LateBackground()
    book = busy_days(bench, days=4, people=3)
    again = morning_after(book, bench, late)
    while len(book.read) < 2:
        late.do()
    again.issue()
    read, tickets = len(book.read), len(book.tickets)
    while len(book.tickets) == tickets:
        late.do()
    assert len(book.read) <= read + 1
    late.do_all()


@dataclass
class DamagedBook(ReadBook):
    """Has a day whose history cannot be believed."""

    damaged: date | None = None

    def history(self, first: date, last: date) -> tuple[TicketEvent, ...]:
        if self.damaged is not None and first <= self.damaged <= last:
            raise TamperedError("invented")
        return super().history(first, last)


def test_an_old_day_that_was_tampered_with_is_told_and_the_line_runs_all_the_same() -> None:
    bench = LineBench()
    days = busy_days(bench, days=3, people=FEWEST_TIMES)
    book = DamagedBook(clock=bench.clock, tickets=days.tickets, events=days.events)
    again = with_book(book, LineBench(clock=bench.clock))
    book.damaged = again.clock.now().date() - timedelta(days=1)
    again.sign_in()
    assert isinstance(again.view.notice, TamperedError)
    assert len(book.read) > FARTHEST - 2
    again.issue()
    assert again.waiting == ["A-001"]
    assert wait_of(again) is not None


def test_a_second_log_in_of_the_day_reads_no_earlier_day_again() -> None:
    bench, late = LineBench(), LateBackground()
    book = busy_days(bench, days=2, people=FEWEST_TIMES)
    again = morning_after(book, bench, late)
    late.do_all()
    told = wait_of(again)
    book.read.clear()
    again.session.lock()
    late.do_all()
    again.sign_in()
    late.do_all()
    today = again.view.business_date
    assert book.read == [(today, today)]
    assert wait_of(again) == told
