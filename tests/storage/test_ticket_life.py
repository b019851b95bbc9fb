"""Any day of the line, with power cuts at any step, is the day that the book in memory has."""

import tempfile
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from kiosk.domain.ticket import (
    CancelReason,
    IntentId,
    Outcome,
    PaperKind,
    ParkReason,
    PrintTrouble,
    Service,
    Stage,
    Ticket,
    TicketId,
    TicketRequest,
    new_intent,
)
from kiosk.errors import KioskError
from kiosk.queue import acts
from kiosk.queue.rules import OrderRule, QueueRules
from kiosk.queueports import TicketBook
from tests.fakes.ticket_book import MemoryTicketBook
from tests.storage.people import DAY, TestClock
from tests.storage.tablebook import PowerCutError, TableBook, make_database
from tests.storage.ticket_book_suite import NEXT_DAY

Wish = Callable[[TicketBook], object]
NOBODY = TicketId(uuid.UUID(int=0))
ACTS: tuple[Callable[[TestClock], acts.Act], ...] = (
    lambda _: acts.BeginPrinting(),
    lambda _: acts.ConfirmPaper(),
    lambda _: acts.ConfirmPaper(PaperKind.HAND_WRITTEN),
    lambda _: acts.FailPrinting(PrintTrouble.UNKNOWN),
    lambda _: acts.Call("1"),
    lambda _: acts.Call("2"),
    lambda _: acts.Arrive("1"),
    lambda _: acts.Serve(Stage.PHOTO, "1"),
    lambda _: acts.Serve(Stage.CONFIRM, "2"),
    lambda clock: acts.Park(ParkReason.AWAY, clock.now() + timedelta(minutes=10), 2),
    lambda clock: acts.Park(ParkReason.AWAY, clock.now() + timedelta(minutes=5)),
    lambda _: acts.Return(),
    lambda _: acts.Transfer(Stage.PHOTO),
    lambda _: acts.Prioritise(True),
    lambda _: acts.Miss(),
    lambda _: acts.Finish(Outcome.APPLIED),
    lambda _: acts.Cancel(CancelReason.WITHDREW),
    lambda _: acts.Reactivate(),
)
REQUESTS = st.builds(
    TicketRequest,
    service=st.sampled_from([Service.APPLY, Service.ASK]),
    priority=st.booleans(),
    paper=st.sampled_from([PaperKind.PRINTED, PaperKind.PAPERLESS]),
    number=st.none() | st.integers(1, 4),
)
RULES = st.builds(QueueRules, order=st.sampled_from(OrderRule))


class ADay(RuleBasedStateMachine):
    """Each wish goes to the book on the disk and to the one in memory; the answers are equal."""

    template: Path

    @initialize()
    def begin(self) -> None:
        self.root = tempfile.TemporaryDirectory()
        self.clock = TestClock()
        self.disk = TableBook(Path(self.root.name) / "line", self.template, self.clock)
        self.model = MemoryTicketBook(
            clock=self.clock, closed=lambda day: day not in {DAY, NEXT_DAY}
        )
        self.wishes: list[Wish] = []

    def teardown(self) -> None:
        if not hasattr(self, "disk"):
            return
        try:
            for day in (DAY, NEXT_DAY):
                told = [replace(one, ticket=NOBODY) for one in self.disk.book.history(day, day)]
                assert told == [replace(one, ticket=NOBODY) for one in self.model.history(day, day)]
                assert len({one.number for one in self.disk.book.day(day)}) == len(
                    self.disk.book.day(day)
                )
        finally:
            self.disk.close()
            self.root.cleanup()

    # --- wishes -------------------------------------------------------------------------------

    @rule(request=REQUESTS)
    def reserve(self, request: TicketRequest) -> None:
        intent = new_intent()
        self._wish(lambda book: book.reserve(request, intent, "lead1"))

    @rule(which=st.integers(0, 30), what=st.sampled_from(ACTS), late=st.integers(0, 9))
    def order(self, which: int, what: Callable[[TestClock], acts.Act], late: int) -> None:
        known = self._day(self.model)
        if not known:
            return
        seen = known[which % len(known)]
        version, intent, act = seen.version - (late == 0), new_intent(), what(self.clock)
        self._wish(_order(seen, version, act, intent))

    @rule(rules=RULES, place=st.sampled_from(["1", "2"]))
    def call_next(self, rules: QueueRules, place: str) -> None:
        intent = new_intent()
        self._wish(lambda book: book.call_next(place, rules, intent, "lead1", staff=2))

    @rule()
    def return_due(self) -> None:
        self._wish(lambda book: book.return_due())

    @precondition(lambda self: self.wishes)
    @rule(which=st.integers(0, 200))
    def send_again(self, which: int) -> None:
        self._both(self.wishes[which % len(self.wishes)])

    @rule(seconds=st.sampled_from([1, 60, 300, 600, 7200, -3600, 50_000, -50_000]))
    def let_time_pass(self, seconds: int) -> None:
        self.clock.pass_s(seconds)

    # --- power cuts ---------------------------------------------------------------------------

    @rule()
    def cut_the_power(self) -> None:
        self.disk.cut()

    @rule(request=REQUESTS)
    def cut_the_power_before_the_end_of_an_act(self, request: TicketRequest) -> None:
        intent = new_intent()
        self.disk.die_before_the_commit()
        try:
            self.disk.book.reserve(request, intent, "lead1")
        except PowerCutError:
            pass
        except KioskError:
            self.disk._keep_files()
        self.disk.start_again()
        self.same_day()
        self._wish(lambda book: book.reserve(request, intent, "lead1"))

    # --- what holds after every step ----------------------------------------------------------

    @invariant()
    def same_day(self) -> None:
        if hasattr(self, "disk"):
            assert _without_id(self._day(self.disk.book)) == _without_id(self._day(self.model))

    def _day(self, book: TicketBook) -> tuple[Ticket, ...]:
        return (*book.day(DAY), *book.day(NEXT_DAY))

    def _wish(self, wish: Wish) -> None:
        self.wishes.append(wish)
        self._both(wish)

    def _both(self, wish: Wish) -> None:
        assert _answer(wish, self.disk.book) == _answer(wish, self.model)


def _order(seen: Ticket, version: int, act: acts.Act, intent: IntentId) -> Wish:
    def wish(book: TicketBook) -> object:
        same = next(one for one in book.day(seen.business_date) if one.number == seen.number)
        order = acts.Order(ticket=same.id, version=version, act=act, intent=intent, by="lead1")
        return book.order(order, staff=2)

    return wish


def _answer(wish: Wish, book: TicketBook) -> object:
    try:
        found = wish(book)
    except KioskError as error:
        return type(error), error.params
    if isinstance(found, Ticket):
        return _without_id((found,))
    return _without_id(found) if isinstance(found, tuple) else found


def _without_id(tickets: tuple[Ticket, ...]) -> list[Ticket]:
    return [replace(one, id=NOBODY) for one in tickets]


def _play(tmp_path: Path, *, days: int, steps: int) -> None:
    ADay.template = tmp_path / "template.db"
    make_database(ADay.template, TestClock(), DAY, NEXT_DAY)
    run_state_machine_as_test(
        ADay,
        settings=settings(
            max_examples=days,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_a_day_with_power_cuts_loses_and_doubles_nothing(tmp_path: Path) -> None:
    _play(tmp_path, days=15, steps=30)


@pytest.mark.slow
def test_two_hundred_days_with_power_cuts(tmp_path: Path) -> None:
    _play(tmp_path, days=200, steps=100)
