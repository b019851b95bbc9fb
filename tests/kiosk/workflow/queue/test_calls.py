"""Calls: by the rules, on the disk before they are heard, once however often tapped."""

from datetime import timedelta

from kiosk.domain.ticket import (
    Called,
    Cancelled,
    NoShow,
    Outcome,
    ParkReason,
    PrintTrouble,
    PublicLanguage,
    Service,
    Stage,
    new_intent,
)
from kiosk.errors import DiskFullError, LeadNeededError
from kiosk.queue.acts import (
    BeginPrinting,
    Call,
    FailPrinting,
    Finish,
    Miss,
    Order,
    Park,
    Prioritise,
    Reactivate,
    Serve,
    Transfer,
)
from kiosk.queue.errors import ActRefusedError, TicketMovedError
from kiosk.queue.rules import OrderRule
from kiosk.workflow.queue.linework import order_of
from kiosk.workflow.queue.view import Patience
from tests.kiosk.workflow.bench import LateBackground
from tests.kiosk.workflow.queue.linebench import LineBench, staffed


def with_tickets(count: int) -> LineBench:
    bench = staffed()
    for _ in range(count):
        bench.issue()
        bench.clock.pass_s(1)
    return bench


def park(bench: LineBench, number: str, *, minutes: int = 10, calls: int | None = None) -> None:
    returns_at = bench.clock.now() + timedelta(minutes=minutes)
    bench.act(number, Park(ParkReason.AWAY, returns_at, calls))


def test_the_next_one_is_called_to_this_place_and_heard() -> None:
    bench = with_tickets(2)
    bench.call_next()
    assert isinstance(bench.ticket("A-001").standing, Called)
    assert bench.announcer.calls == [("A-001", "1")]
    (call,) = bench.line.calls
    assert (str(call.number), call.place, call.at, call.calls) == (
        "A-001",
        "1",
        bench.clock.now(),
        1,
    )
    assert bench.waiting == ["A-002"]
    assert bench.numbers(bench.line.in_service) == ["A-001"]


def test_two_taps_on_call_call_one() -> None:
    bench = with_tickets(3)
    wish = new_intent()
    bench.session.call_next(wish)
    bench.session.call_next(wish)
    assert bench.announcer.calls == [("A-001", "1")]
    assert bench.waiting == ["A-002", "A-003"]


def test_nobody_is_heard_before_the_call_is_on_the_disk() -> None:
    late = LateBackground()
    bench = LineBench(background=late)
    bench.sign_in()
    late.do_all()
    bench.issue()
    late.do_all()
    bench.call_next()
    assert bench.announcer.calls == []
    assert bench.line.calls == ()
    late.do_all()
    assert bench.announcer.calls == [("A-001", "1")]


def test_a_call_the_disk_did_not_take_is_not_heard() -> None:
    bench = with_tickets(1)
    bench.book.fail_next = DiskFullError()
    wish = new_intent()
    bench.session.call_next(wish)
    assert bench.announcer.calls == []
    assert isinstance(bench.view.notice, DiskFullError)
    bench.session.call_next(wish)
    assert bench.announcer.calls == [("A-001", "1")]
    assert bench.view.notice is None


def test_a_recall_is_heard_again_and_stands_on_the_board_once() -> None:
    bench = with_tickets(1)
    bench.call_next()
    bench.act("A-001", Call("1"))
    assert bench.announcer.calls == [("A-001", "1")] * 2
    (call,) = bench.line.calls
    assert call.calls == 2


def test_a_call_is_heard_in_japanese_and_in_the_tickets_language() -> None:
    bench = staffed()
    for language in (PublicLanguage.EASY_JA, PublicLanguage.VI):
        bench.issue(language=language)
        bench.call_next()
    assert [one.languages for one in bench.announcer.heard] == [
        (PublicLanguage.JA,),
        (PublicLanguage.JA, PublicLanguage.VI),
    ]


def test_the_board_shows_the_call_and_the_last_five() -> None:
    bench = with_tickets(8)
    for _ in range(8):
        bench.call_next()
    assert [str(one.number) for one in bench.line.calls] == [f"A-{n:03d}" for n in range(8, 2, -1)]


def test_who_did_not_come_leaves_the_board_and_may_come_back() -> None:
    bench = with_tickets(1)
    bench.call_next()
    bench.act("A-001", Miss())
    assert isinstance(bench.ticket("A-001").standing, NoShow)
    assert (bench.line.calls, bench.line.no_shows) == ((), 1)
    assert bench.numbers(bench.line.ended) == ["A-001"]
    bench.act("A-001", Reactivate())
    assert bench.waiting == ["A-001"]
    assert bench.line.no_shows == 0


def test_a_call_into_an_empty_room_may_be_made_again_by_the_same_key() -> None:
    bench = staffed()
    wish = new_intent()
    bench.session.call_next(wish)
    assert bench.announcer.calls == []
    assert bench.view.notice is None
    bench.issue()
    bench.session.call_next(wish)
    assert bench.announcer.calls == [("A-001", "1")]


# --- parking --------------------------------------------------------------------------------------


def test_who_is_parked_comes_back_by_time_without_anybody_doing_anything() -> None:
    bench = with_tickets(2)
    park(bench, "A-001")
    assert bench.numbers(bench.line.parked) == ["A-001"]
    bench.next_second()
    assert bench.waiting == ["A-002"]
    bench.clock.pass_s(600)
    bench.session.pass_time()
    assert bench.waiting == ["A-001", "A-002"]
    assert bench.line.parked == ()


def test_who_is_parked_comes_back_after_so_many_calls() -> None:
    bench = with_tickets(4)
    park(bench, "A-001", calls=2)
    bench.call_next()
    assert bench.numbers(bench.line.parked) == ["A-001"]
    bench.call_next()
    bench.next_second()
    assert bench.waiting == ["A-001", "A-004"]


def test_somebody_parked_may_be_dealt_with_after_other_calls() -> None:
    bench = with_tickets(2)
    park(bench, "A-001", calls=5)
    bench.call_next()
    (parked,) = bench.line.parked  # as the console shows it now
    bench.session.order_ticket(parked, Call("1"), new_intent())
    assert bench.view.notice is None
    assert isinstance(bench.ticket("A-001").standing, Called)


def test_the_line_still_moves_while_the_station_is_locked() -> None:
    bench = with_tickets(1)
    park(bench, "A-001")
    bench.session.lock()
    bench.pass_s(600)
    assert bench.waiting == ["A-001"]


# --- order ----------------------------------------------------------------------------------------


def test_a_ticket_that_another_screen_moved_is_shown_as_it_is() -> None:
    bench = with_tickets(1)
    seen = bench.ticket("A-001")
    bench.book.tickets[seen.id] = bench.book.order(_call_of(bench))
    bench.session.order_ticket(seen, Call("1"), new_intent())
    assert isinstance(bench.view.notice, TicketMovedError)
    assert bench.announcer.calls == []
    (shown,) = bench.line.in_service
    assert shown.standing == Called("2", bench.clock.now())


def _call_of(bench: LineBench) -> Order:
    return order_of(bench.ticket("A-001"), Call("2"), by="staff")


def test_an_act_that_does_not_fit_is_refused_and_the_next_one_clears_the_notice() -> None:
    bench = with_tickets(1)
    bench.act("A-001", Miss())
    assert isinstance(bench.view.notice, ActRefusedError)
    bench.act("A-001", Call("1"))
    assert bench.view.notice is None


def test_staff_cannot_do_what_is_the_programs() -> None:
    bench = staffed()
    bench.printer.trouble = PrintTrouble.PAPER_OUT
    bench.issue()
    before = bench.ticket("A-001")
    bench.act("A-001", BeginPrinting())
    bench.act("A-001", FailPrinting(PrintTrouble.REFUSED))
    assert bench.ticket("A-001") == before


def test_priority_and_stage_change_where_somebody_stands() -> None:
    bench = with_tickets(3)
    bench.act("A-003", Prioritise(priority=True))
    assert bench.waiting == ["A-003", "A-001", "A-002"]
    bench.call_next()
    bench.act("A-003", Transfer(Stage.PHOTO))
    assert bench.ticket("A-003").stage is Stage.PHOTO


def test_only_a_lead_changes_the_rule() -> None:
    bench = staffed()
    bench.issue()
    bench.issue(priority=True)
    assert bench.waiting == ["A-002", "A-001"]
    bench.session.change_order(OrderRule.STRICT)
    assert bench.waiting == ["A-001", "A-002"]
    assert bench.line.rules.order is OrderRule.STRICT
    bench.session.lock()
    bench.sign_in("staff")
    bench.session.change_order(OrderRule.PRIORITY_FIRST)
    assert isinstance(bench.view.notice, LeadNeededError)
    assert bench.line.rules.order is OrderRule.STRICT


def test_long_waits_change_their_band() -> None:
    bench = with_tickets(1)
    for minutes, patience in ((19, Patience.FRESH), (2, Patience.AMBER), (20, Patience.RED)):
        bench.session.touch()
        bench.clock.pass_s(minutes * 60)
        bench.next_second()
        bench.session.touch()
        assert bench.line.waiting[0].patience is patience


# --- the end of the day ---------------------------------------------------------------------------


def test_closing_the_line_ends_everybody_who_waits_and_nobody_who_is_served() -> None:
    bench = with_tickets(4)
    bench.act("A-001", Serve(Stage.PHOTO, "1"))
    park(bench, "A-002")
    bench.act("A-003", Call("1"))
    bench.printer.trouble = PrintTrouble.PAPER_OUT
    bench.issue()
    wish = new_intent()
    bench.session.end_all_waiting(wish)
    bench.session.end_all_waiting(wish)
    assert bench.waiting == []
    assert bench.numbers(bench.line.in_service) == ["A-001"]
    ended = {n for n in range(2, 6) if isinstance(bench.ticket(f"A-{n:03d}").standing, Cancelled)}
    assert ended == {2, 3, 4, 5}
    assert (bench.line.issued, bench.line.cancelled) == (4, 3)  # one never had a paper


def test_only_a_lead_closes_the_line() -> None:
    bench = with_tickets(1)
    bench.session.lock()
    bench.sign_in("staff")
    bench.session.end_all_waiting(new_intent())
    assert isinstance(bench.view.notice, LeadNeededError)
    assert bench.waiting == ["A-001"]


def test_the_days_figures_reconcile() -> None:
    bench = with_tickets(4)
    bench.act("A-001", Serve(Stage.RECEPTION, "1"))
    bench.act("A-001", Finish(Outcome.ON_PAPER))
    bench.call_next()
    bench.act("A-002", Miss())
    bench.session.end_all_waiting(new_intent())
    line = bench.line
    finished = sum(count for _, count in line.outcomes)
    assert line.outcomes == ((Outcome.ON_PAPER, 1),)
    assert line.issued == finished + line.no_shows + line.cancelled == 4


# --- the range ------------------------------------------------------------------------------------


def test_a_range_is_told_once_enough_people_were_served() -> None:
    bench = staffed()
    assert {one.wait for one in bench.line.services} == {None}
    for n in range(1, 9):
        bench.issue()
        bench.call_next()
        number = f"A-{n:03d}"
        bench.act(number, Serve(Stage.RECEPTION, "1"))
        bench.session.touch()
        bench.clock.pass_s(300)
        bench.act(number, Finish(Outcome.APPLIED))
    bench.session = bench.new_session()
    bench.sign_in()
    for _ in range(3):
        bench.issue()
    bench.next_second(len(Service))
    by_service = {one.service: one for one in bench.line.services}
    applying = by_service[Service.APPLY]
    assert applying.waiting == 3
    assert applying.wait is not None
    assert 10 <= applying.wait.least_min < applying.wait.most_min <= 25
    assert bench.printer.papers[-1].wait_minutes is not None
