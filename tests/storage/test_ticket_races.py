"""Two connections that both read and then both write: no number twice, no act lost or doubled."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from random import Random

import pytest

from kiosk.domain.ticket import IntentId, Stage, Ticket, Waiting, new_intent
from kiosk.queue import acts
from kiosk.queue.errors import ActRefusedError, NumberTakenError, TicketMovedError
from kiosk.queueports import TicketBook
from storage.tickets.book import Book
from tests.storage.people import DAY, Place
from tests.storage.sharedbook import SharedStore, keys_of, shared_book
from tests.storage.ticket_book_suite import APPLY, RENEW, RULES, act, give

WAIT_S = 20
INTENTS = 120
WHATEVER: tuple[acts.Act, ...] = (
    acts.ConfirmPaper(),
    acts.Serve(Stage.PHOTO, "1"),
    acts.Call("1"),
)


class TwoDesks:
    """Two books on two threads; `both` has their transactions meet between reading and writing."""

    def __init__(self, place: Place) -> None:
        self._keys, self._place = keys_of(place), place
        self._threads = [ThreadPoolExecutor(1), ThreadPoolExecutor(1)]
        opened = [thread.submit(self._open) for thread in self._threads]
        self._desks = [one.result(WAIT_S) for one in opened]

    def _open(self) -> tuple[SharedStore, Book]:
        store = SharedStore(self._place.database)
        return store, shared_book(store, self._keys, self._place.clock)

    def close(self) -> None:
        for thread, (store, _) in zip(self._threads, self._desks, strict=True):
            thread.submit(store.close).result(WAIT_S)
            thread.shutdown()

    def alone(self, work: Callable[[TicketBook], object]) -> object:
        """Return what one desk got while the other rests."""
        return self._threads[0].submit(work, self._desks[0][1]).result(WAIT_S)

    def both(self, *works: Callable[[TicketBook], object]) -> list[object]:
        """Return what each desk got, after both had read before either wrote."""
        meeting = threading.Barrier(len(works))
        doing: list[Future[object]] = []
        for thread, (store, book), work in zip(self._threads, self._desks, works, strict=True):
            store.before_writing = _once(meeting)
            doing.append(thread.submit(work, book))
        return [one.exception(WAIT_S) or one.result() for one in doing]

    def at_once(self, work: Callable[[TicketBook, int], object]) -> None:
        """Have each desk do its work as fast as it can."""
        for store, _ in self._desks:
            store.before_writing = lambda: None
        doing = [
            thread.submit(work, book, n)
            for n, (thread, (_, book)) in enumerate(zip(self._threads, self._desks, strict=True))
        ]
        for one in doing:
            one.result(120)


def _once(meeting: threading.Barrier) -> Callable[[], None]:
    met = threading.Event()

    def meet() -> None:
        if not met.is_set():
            met.set()
            meeting.wait(WAIT_S)

    return meet


@pytest.fixture
def desks(place: Place) -> Iterator[TwoDesks]:
    two = TwoDesks(place)
    yield two
    two.close()


def test_two_who_read_the_same_numbers_give_two(desks: TwoDesks) -> None:
    for _ in range(10):
        desks.both(
            lambda book: book.reserve(APPLY, new_intent(), "a"),
            lambda book: book.reserve(APPLY, new_intent(), "b"),
        )
    assert [one.number.number for one in _day(desks)] == list(range(1, 21))


def test_a_double_tap_on_two_screens_is_one_ticket(desks: TwoDesks) -> None:
    for n in range(1, 11):
        intent = new_intent()
        one, other = desks.both(*_twice(_reserve(intent)))
        assert one == other
        assert len(_day(desks)) == n


def test_a_papers_number_is_given_to_one(desks: TwoDesks) -> None:
    request = replace(APPLY, number=7)
    got = desks.both(*_twice(lambda book: book.reserve(request, new_intent(), "a")))
    assert sorted(type(one).__name__ for one in got) == ["NumberTakenError", "Ticket"]
    assert any(isinstance(one, NumberTakenError) for one in got)


def test_of_two_acts_on_one_ticket_one_is_told(desks: TwoDesks) -> None:
    for _ in range(10):
        ticket = _ticket(desks.alone(give))
        got = desks.both(_call(ticket, "1", new_intent()), _call(ticket, "2", new_intent()))
        assert sorted(type(one).__name__ for one in got) == ["Ticket", "TicketMovedError"]
        assert [one.version for one in _day(desks) if one.id == ticket.id] == [3]


def test_the_same_act_sent_twice_happens_once(desks: TwoDesks) -> None:
    for _ in range(10):
        ticket, intent = _ticket(desks.alone(give)), new_intent()
        got = desks.both(*_twice(_call(ticket, "1", intent)))
        assert got[0] == got[1] == next(one for one in _day(desks) if one.id == ticket.id)


def test_two_desks_call_two_people(desks: TwoDesks) -> None:
    for _ in range(10):
        desks.alone(give)
        desks.alone(give)
        one, other = desks.both(
            lambda book: book.call_next("1", RULES, new_intent(), "a"),
            lambda book: book.call_next("2", RULES, new_intent(), "b"),
        )
        assert _ticket(one).id != _ticket(other).id
        assert not any(isinstance(left.standing, Waiting) for left in _day(desks))


def test_a_double_tap_on_call_calls_one(desks: TwoDesks) -> None:
    desks.alone(give)
    desks.alone(give)
    intent = new_intent()
    one, other = desks.both(*_twice(lambda book: book.call_next("1", RULES, intent, "a")))
    assert one == other
    assert sum(isinstance(left.standing, Waiting) for left in _day(desks)) == 1


def test_many_intents_from_two_threads_lose_and_double_nothing(desks: TwoDesks) -> None:
    shared = [new_intent() for _ in range(INTENTS // 2)]  # half the taps come from both
    done: list[list[IntentId]] = [[], []]

    def work(book: TicketBook, n: int) -> None:
        chance = Random(n)
        for at in range(INTENTS):
            intent = shared[at // 2] if at % 2 else new_intent()
            if _do(book, chance, at, intent):
                done[n].append(intent)

    desks.at_once(work)
    wanted = set(done[0]) | set(done[1])
    tickets = _day(desks)
    assert len({one.number for one in tickets}) == len({one.id for one in tickets}) == len(tickets)
    events = desks.alone(lambda book: book.history(DAY, DAY))
    assert isinstance(events, tuple)
    asked_for = [one for one in events if one.by != "auto"]
    assert len(asked_for) == len(wanted) > INTENTS


def _do(book: TicketBook, chance: Random, at: int, intent: IntentId) -> bool:
    """Do one thing; tell whether it happened."""
    if at % 2:  # by both: the same wish, or they would not have the same intent
        book.reserve(RENEW, intent, "both")
        return True
    if chance.random() < 0.4:
        book.reserve(APPLY, intent, "one")
        return True
    if chance.random() < 0.4:
        return book.call_next("1", RULES, intent, "one") is not None
    ticket = chance.choice(book.day(DAY) or (book.reserve(APPLY, new_intent(), "auto"),))
    what = chance.choice(WHATEVER)
    try:
        act(book, ticket, what, intent)
    except (TicketMovedError, ActRefusedError):
        return False
    return True


def _reserve(intent: IntentId) -> Callable[[TicketBook], object]:
    return lambda book: book.reserve(APPLY, intent, "a")


def _call(ticket: Ticket, place: str, intent: IntentId) -> Callable[[TicketBook], object]:
    return lambda book: act(book, ticket, acts.Call(place), intent)


def _twice(work: Callable[[TicketBook], object]) -> list[Callable[[TicketBook], object]]:
    return [work, work]


def _day(desks: TwoDesks) -> tuple[Ticket, ...]:
    found = desks.alone(lambda book: book.day(DAY))
    assert isinstance(found, tuple)
    return found


def _ticket(found: object) -> Ticket:
    assert isinstance(found, Ticket)
    return found
