"""What every ticket book promises; `test_tickets.py` runs it over disk and memory."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from kiosk.domain.ticket import (
    Called,
    Cancelled,
    CancelReason,
    Finished,
    IntentId,
    Need,
    Origin,
    Outcome,
    PaperKind,
    Parked,
    ParkReason,
    PrintTrouble,
    PublicLanguage,
    Reserved,
    Service,
    Serving,
    Stage,
    Ticket,
    TicketId,
    TicketRequest,
    Waiting,
    new_intent,
)
from kiosk.queue import acts
from kiosk.queue.errors import (
    ActRefusedError,
    IssueClosedError,
    NumberTakenError,
    TicketMovedError,
    TicketUnknownError,
)
from kiosk.queue.rules import OrderRule, QueueRules
from kiosk.queueports import TicketBook
from storage.tickets.errors import (
    BadNumberError,
    ForeignCodeError,
    ForgedCodeError,
    OtherDayCodeError,
)
from tests.storage.people import DAY, TestClock

NEXT_DAY = DAY + timedelta(days=1)
RULES = QueueRules(order=OrderRule.STRICT)
APPLY = TicketRequest(service=Service.APPLY)
RENEW = TicketRequest(service=Service.RENEW)


def give(book: TicketBook, request: TicketRequest = APPLY) -> Ticket:
    """Give a ticket that waits in the line."""
    ticket = book.reserve(request, new_intent(), "lead1")
    return act(book, ticket, acts.ConfirmPaper())


def act(book: TicketBook, ticket: Ticket, what: acts.Act, intent: IntentId | None = None) -> Ticket:
    """Have something happen to the ticket as it is here."""
    order = acts.Order(
        ticket=ticket.id,
        version=ticket.version,
        act=what,
        intent=intent or new_intent(),
        by="lead1",
    )
    return book.order(order, staff=2)


def numbers(tickets: Iterable[Ticket]) -> list[str]:
    """Return the numbers as they are printed."""
    return [str(one.number) for one in tickets]


class TicketBookPromises:
    """Tests for ``book``, whose `DAY` and `NEXT_DAY` are open, and its ``clock`` (10:02 JST)."""

    # --- numbers ------------------------------------------------------------------------------

    def test_numbers_run_per_service(self, book: TicketBook) -> None:
        wanted = (Service.APPLY, Service.RENEW, Service.APPLY, Service.ASK, Service.APPLY)
        given = [book.reserve(TicketRequest(service=one), new_intent(), "s") for one in wanted]
        assert numbers(given) == ["A-001", "B-501", "A-002", "E-901", "A-003"]
        assert book.day(DAY) == tuple(given)

    def test_everything_asked_for_is_kept(self, book: TicketBook, clock: TestClock) -> None:
        asked = TicketRequest(
            service=Service.CERTIFICATE,
            language=PublicLanguage.ZH_HANT,
            needs=frozenset(Need),
            priority=True,
            appointment_at=clock.now() + timedelta(hours=1),
            origin=Origin.SELF,
            paper=PaperKind.PAPERLESS,
        )
        ticket = book.reserve(asked, new_intent(), "self")
        (kept,) = book.day(DAY)
        assert kept == ticket
        assert (kept.language, kept.needs, kept.priority) == (
            asked.language,
            asked.needs,
            asked.priority,
        )
        assert (kept.appointment_at, kept.origin, kept.paper) == (
            asked.appointment_at,
            asked.origin,
            asked.paper,
        )
        assert (kept.reserved_at, kept.version, kept.standing) == (clock.now(), 1, Reserved())

    def test_a_full_band_goes_on_above_a_thousand(self, book: TicketBook) -> None:
        given = [book.reserve(TicketRequest(service=Service.REISSUE), new_intent(), "s")
                 for _ in range(101)]  # fmt: skip
        assert numbers(given[-3:]) == ["C-799", "C-1001", "C-1002"]
        assert len({one.number for one in given}) == 101

    def test_a_papers_own_number_is_taken_once(self, book: TicketBook) -> None:
        paper = replace(APPLY, number=2, paper=PaperKind.PRE_PRINTED)
        assert str(book.reserve(paper, new_intent(), "s").number) == "A-002"
        with pytest.raises(NumberTakenError):
            book.reserve(paper, new_intent(), "s")
        given = [book.reserve(APPLY, new_intent(), "s") for _ in range(2)]
        assert numbers(given) == ["A-001", "A-003"]

    @pytest.mark.parametrize("number", [0, -1, 65_536])
    def test_a_number_no_ticket_can_have_is_refused(self, book: TicketBook, number: int) -> None:
        with pytest.raises(BadNumberError):
            book.reserve(replace(APPLY, number=number), new_intent(), "s")
        assert book.day(DAY) == ()

    @pytest.mark.parametrize(
        ("at", "day", "number"),
        [
            (datetime(2026, 11, 3, 8, 0, tzinfo=UTC), DAY, "A-002"),  # 17:00
            (datetime(2026, 11, 3, 14, 59, 59, tzinfo=UTC), DAY, "A-002"),  # 23:59:59
            (datetime(2026, 11, 3, 15, 0, tzinfo=UTC), NEXT_DAY, "A-001"),  # 00:00
            (datetime(2026, 11, 2, 15, 0, tzinfo=UTC), DAY, "A-002"),  # the clock went back
        ],
    )
    def test_a_day_is_a_day_in_japan(
        self, book: TicketBook, clock: TestClock, at: datetime, day: date, number: str
    ) -> None:
        book.reserve(APPLY, new_intent(), "s")
        clock.at = at
        ticket = book.reserve(APPLY, new_intent(), "s")
        assert (ticket.business_date, str(ticket.number)) == (day, number)

    def test_a_clock_that_jumps_reuses_no_number(self, book: TicketBook, clock: TestClock) -> None:
        given = []
        for hours in (0, 20, -20, 10, -10, 14, -14):
            clock.pass_s(hours * 3600)
            given.append(book.reserve(APPLY, new_intent(), "s"))
        assert len({(one.business_date, one.number) for one in given}) == len(given)
        kept = (*book.day(DAY), *book.day(NEXT_DAY))
        assert {one.id: one.business_date for one in kept} == {
            one.id: one.business_date for one in given
        }

    def test_a_day_that_is_not_open_gives_nothing(self, book: TicketBook, clock: TestClock) -> None:
        clock.pass_s(5 * 86_400)
        with pytest.raises(IssueClosedError):
            book.reserve(APPLY, new_intent(), "s")
        assert book.day(DAY + timedelta(days=5)) == ()
        assert book.call_next("1", RULES, new_intent(), "s") is None

    # --- acts ---------------------------------------------------------------------------------

    def test_an_act_makes_the_next_version(self, book: TicketBook, clock: TestClock) -> None:
        ticket = give(book)
        clock.pass_s(60)
        called = act(book, ticket, acts.Call("2"))
        assert (called.version, called.standing) == (3, Called("2", clock.now()))
        assert book.day(DAY) == (called,)

    def test_every_standing_is_kept(self, book: TicketBook, clock: TestClock) -> None:
        later = clock.now() + timedelta(minutes=10)
        ways: list[tuple[acts.Act, ...]] = [
            (acts.Call("1"), acts.Miss()),
            (acts.Call("1"), acts.Miss(), acts.Reactivate()),
            (acts.Call("1"), acts.Arrive("1")),
            (acts.Serve(Stage.PHOTO, "1"), acts.Finish(Outcome.APPLIED)),
            (acts.Park(ParkReason.PAPERS, later, 3), acts.Return(), acts.Prioritise(True)),
            (acts.Park(ParkReason.FAMILY, later),),
            (acts.Serve(Stage.PHOTO, "1"), acts.Transfer(Stage.CONFIRM), acts.Reprint()),
            (acts.Cancel(CancelReason.WITHDREW),),
        ]
        seen = []
        for way in ways:
            ticket = give(book)
            for one in way:
                ticket = act(book, ticket, one)
            seen.append(ticket)
        assert book.day(DAY) == tuple(seen)

    def test_the_paper_may_fail_and_come_at_last(self, book: TicketBook) -> None:
        ticket = book.reserve(APPLY, new_intent(), "s")
        for one in (
            acts.BeginPrinting(),
            acts.FailPrinting(PrintTrouble.PAPER_OUT),
            acts.BeginPrinting(),
        ):
            ticket = act(book, ticket, one)
            assert book.day(DAY) == (ticket,)
        ticket = act(book, ticket, acts.ConfirmPaper(PaperKind.HAND_WRITTEN))
        assert (ticket.paper, ticket.standing) == (PaperKind.HAND_WRITTEN, Waiting())

    def test_the_same_intent_happens_once(self, book: TicketBook) -> None:
        intent = new_intent()
        ticket = book.reserve(APPLY, intent, "s")
        assert book.reserve(APPLY, intent, "s") == ticket
        confirm = new_intent()
        ticket = act(book, ticket, acts.ConfirmPaper(), confirm)
        again = replace(ticket, version=1)
        assert act(book, again, acts.ConfirmPaper(), confirm) == ticket
        call = new_intent()
        called = book.call_next("1", RULES, call, "s")
        assert book.call_next("2", RULES, call, "s") == called
        assert [one.version for one in book.history(DAY, DAY)] == [1, 2, 3]

    def test_who_comes_second_is_told(self, book: TicketBook) -> None:
        seen = give(book)
        act(book, seen, acts.Call("1"))
        with pytest.raises(TicketMovedError):
            act(book, seen, acts.Call("2"))
        (kept,) = book.day(DAY)
        assert isinstance(kept.standing, Called)
        assert kept.standing.place == "1"

    def test_what_does_not_fit_changes_nothing(self, book: TicketBook) -> None:
        ticket = give(book)
        with pytest.raises(ActRefusedError) as caught:
            act(book, ticket, acts.Finish(Outcome.APPLIED))
        assert caught.value.params == {"ticket": "A-001", "ticket_standing": "waiting"}
        assert book.day(DAY) == (ticket,)
        assert len(book.history(DAY, DAY)) == 2

    def test_an_unknown_ticket_is_told(self, book: TicketBook) -> None:
        with pytest.raises(TicketUnknownError):
            act(book, replace(give(book), id=TicketId.new()), acts.Call("1"))

    # --- calling ------------------------------------------------------------------------------

    def test_the_next_one_is_called_by_the_rules(self, book: TicketBook, clock: TestClock) -> None:
        first = give(book)
        clock.pass_s(60)
        second = give(book, replace(APPLY, priority=True))
        priority = replace(RULES, order=OrderRule.PRIORITY_FIRST)
        called = [book.call_next("1", priority, new_intent(), "s", staff=3) for _ in range(3)]
        assert [one and one.id for one in called] == [second.id, first.id, None]
        assert [one.staff for one in book.history(DAY, DAY) if one.version == 3] == [3, 3]

    def test_calls_so_far_count_for_who_is_next(self, book: TicketBook, clock: TestClock) -> None:
        for priority in (True, True, True, False, False):
            clock.pass_s(1)
            give(book, replace(APPLY, priority=priority))
        rules = replace(RULES, order=OrderRule.ALTERNATING)
        called = [book.call_next("1", rules, new_intent(), "s") for _ in range(5)]
        assert [one.priority for one in called if one] == [True, False, True, False, True]

    def test_a_ticket_without_paper_is_never_called(self, book: TicketBook) -> None:
        book.reserve(APPLY, new_intent(), "s")
        assert book.call_next("1", RULES, new_intent(), "s") is None

    def test_yesterdays_tickets_are_not_called(self, book: TicketBook, clock: TestClock) -> None:
        give(book)
        clock.pass_s(86_400)
        assert book.call_next("1", RULES, new_intent(), "s") is None

    def test_the_parked_come_back_by_time(self, book: TicketBook, clock: TestClock) -> None:
        until = clock.now() + timedelta(minutes=10)
        parked = act(book, give(book), acts.Park(ParkReason.AWAY, until))
        clock.pass_s(599)
        assert book.return_due() == ()
        clock.pass_s(1)
        (back,) = book.return_due()
        assert (back.id, back.standing, back.queued_at) == (parked.id, Waiting(), parked.queued_at)
        assert book.return_due() == ()
        assert book.history(DAY, DAY)[-1].by == "auto"

    def test_the_parked_come_back_after_so_many_calls(
        self, book: TicketBook, clock: TestClock
    ) -> None:
        until = clock.now() + timedelta(hours=1)
        parked = act(book, give(book), acts.Park(ParkReason.AWAY, until, 2))
        others = [give(book) for _ in range(3)]
        assert book.call_next("1", RULES, new_intent(), "s") == book.day(DAY)[1]
        act(book, book.day(DAY)[1], acts.Call("1"))  # a recall is no other call
        left = book.day(DAY)[0].standing
        assert isinstance(left, Parked)
        assert left.calls_left == 1
        act(book, others[1], acts.Call("2"))  # chosen by hand counts as well
        called = book.call_next("1", RULES, new_intent(), "s")
        assert called is not None
        assert called.id == parked.id

    # --- history ------------------------------------------------------------------------------

    def test_the_history_tells_everything_in_order(
        self, book: TicketBook, clock: TestClock
    ) -> None:
        until = clock.now() + timedelta(minutes=5)
        way: tuple[acts.Act, ...] = (
            acts.ConfirmPaper(PaperKind.HAND_WRITTEN),
            acts.Call("3"),
            acts.Park(ParkReason.UNWELL, until, 2),
            acts.Return(),
            acts.Serve(Stage.PHOTO, "3"),
            acts.Prioritise(True),
            acts.Finish(Outcome.ANSWERED),
        )
        ticket = book.reserve(RENEW, new_intent(), "self")
        for one in way:
            clock.pass_s(30)
            ticket = act(book, ticket, one)
        told = book.history(DAY, DAY)
        assert tuple(one.act for one in told) == (acts.Reserve(), *way)
        assert [one.version for one in told] == list(range(1, 9))
        assert [one.desks for one in told] == [0, 0, 0, 0, 0, 1, 1, 0]
        assert [one.staff for one in told] == [0] + [2] * 7
        assert {one.number for one in told} == {ticket.number}
        assert (told[0].by, told[1].by, told[5].stage) == ("self", "lead1", Stage.PHOTO)
        assert told[-1].at - told[0].at == timedelta(seconds=210)

    def test_the_history_is_of_the_dates_asked_for(
        self, book: TicketBook, clock: TestClock
    ) -> None:
        give(book)
        clock.pass_s(86_400)
        give(book, RENEW)
        assert len(book.history(DAY, DAY)) == len(book.history(NEXT_DAY, NEXT_DAY)) == 2
        assert [str(one.number) for one in book.history(DAY, NEXT_DAY)] == [
            "A-001", "A-001", "B-501", "B-501"
        ]  # fmt: skip
        assert book.history(NEXT_DAY, DAY) == ()

    def test_how_many_places_serve_is_noted(self, book: TicketBook) -> None:
        for place in ("1", "2", "2"):
            act(book, give(book), acts.Serve(Stage.PHOTO, place))
        serves = [one for one in book.history(DAY, DAY) if isinstance(one.act, acts.Serve)]
        assert [one.desks for one in serves] == [1, 2, 2]
        assert all(isinstance(one.standing, Serving) for one in book.day(DAY))

    def test_ended_tickets_stay_in_the_day(self, book: TicketBook, clock: TestClock) -> None:
        done = act(book, give(book), acts.Cancel(CancelReason.TWICE))
        served = act(book, give(book), acts.Serve(Stage.PHOTO, "1"))
        served = act(book, served, acts.Finish(Outcome.APPLIED))
        assert book.day(DAY) == (done, served)
        assert done.standing == Cancelled(CancelReason.TWICE, clock.now())
        assert served.standing == Finished(Outcome.APPLIED, clock.now())

    # --- codes --------------------------------------------------------------------------------

    def test_a_code_leads_to_its_ticket(self, book: TicketBook) -> None:
        given = [give(book, one) for one in (APPLY, RENEW, APPLY)]
        codes = [book.code_of(one) for one in given]
        assert len(set(codes)) == 3
        assert all(len(one) == 20 and one.startswith("SK1.") for one in codes)
        assert [book.ticket_of(one) for one in codes] == given

    def test_a_code_is_the_same_however_far_the_ticket_is(self, book: TicketBook) -> None:
        ticket = give(book)
        code = book.code_of(ticket)
        later = act(book, ticket, acts.Call("1"))
        assert book.code_of(later) == code
        assert book.ticket_of(code) == later

    def test_yesterdays_code_says_which_day(self, book: TicketBook, clock: TestClock) -> None:
        code = book.code_of(give(book))
        clock.pass_s(86_400)
        with pytest.raises(OtherDayCodeError) as caught:
            book.ticket_of(code)
        assert caught.value.day == DAY

    @pytest.mark.parametrize(
        "text",
        ["", "SK1.", "SK1." + "A" * 15, "SK1." + "A" * 17, "sk1." + "A" * 16, "SK1." + "0" * 16,
         "SK1." + "Ａ" * 16, "SK1.AAAAAAAAAAAAAAAA\n", " SK1.AAAAAAAAAAAAAAAA", "A" * 1_000_000,
         "https://example.invalid/", "SK2." + "A" * 16, "\ud800" * 20],
    )  # fmt: skip
    def test_what_is_no_ticket_is_foreign(self, book: TicketBook, text: str) -> None:
        with pytest.raises(ForeignCodeError):
            book.ticket_of(text)

    def test_a_code_nobody_gave_is_forged(self, book: TicketBook) -> None:
        with pytest.raises(ForgedCodeError):
            book.ticket_of("SK1." + "A" * 16)
