"""A ticket exists when its paper exists; nobody gets two, and a crash leaves none in doubt."""

from datetime import UTC, datetime, time

import pytest

from kiosk.domain.ticket import (
    Called,
    Cancelled,
    CancelReason,
    Origin,
    PaperKind,
    PrintFailed,
    Printing,
    PrintTrouble,
    Reserved,
    Service,
    TicketRequest,
    Waiting,
    new_intent,
)
from kiosk.errors import DiskFullError
from kiosk.queue.acts import BeginPrinting, Call, Cancel, ConfirmPaper
from kiosk.queue.errors import IssueClosedError, TicketPaperError
from kiosk.queue.rules import QueueRules
from kiosk.queueports import PrinterState
from kiosk.workflow import phases
from kiosk.workflow.errors import EarlierDayOpenError
from kiosk.workflow.queue.linework import order_of
from kiosk.workflow.stage import QueueFacts
from tests.kiosk.workflow.bench import LateBackground
from tests.kiosk.workflow.queue.linebench import LineBench, staffed
from tests.kiosk.workflow.test_evening import BY_TWO


def test_a_ticket_is_printed_and_stands_in_the_line() -> None:
    bench = staffed()
    bench.issue()
    wish = bench.issue(Service.RENEW)
    assert bench.waiting == ["A-001", "B-501"]
    assert bench.printer.numbers == ["A-001", "B-501"]
    face = bench.printer.papers[1]
    assert (face.ahead, face.venue, face.training) == (1, "研修会場", True)
    assert bench.book.ticket_of(face.code).id == bench.ticket("B-501").id
    answer = bench.answer(wish)
    assert answer.ticket == bench.ticket("B-501")
    assert (answer.error, answer.ahead) == (None, 1)


def test_a_double_tap_is_one_ticket_and_one_paper() -> None:
    bench = staffed()
    wish = new_intent()
    for _ in range(3):
        bench.issue(intent=wish)
    assert bench.waiting == bench.printer.numbers == ["A-001"]


def test_a_second_tap_while_the_paper_is_printed_is_no_answer() -> None:
    late = LateBackground()
    bench = LineBench(paper_work=late)
    bench.sign_in()
    wish = bench.issue()
    bench.issue(intent=wish)
    assert bench.answers() == 0
    late.do_all()
    assert bench.answers() == 1


def test_nobody_stands_in_the_line_before_the_paper_is_there() -> None:
    late = LateBackground()
    bench = LineBench(paper_work=late)
    bench.sign_in()
    wish = bench.issue()
    assert bench.waiting == []
    assert bench.line.answers == ()
    assert isinstance(bench.ticket("A-001").standing, Printing)
    assert bench.line.papers == ()
    late.do_all()
    assert bench.waiting == ["A-001"]
    assert bench.answer(wish).ticket is not None


def test_a_paper_that_waits_for_a_refill_is_shown_to_staff() -> None:
    late = LateBackground()
    bench = LineBench(paper_work=late)
    bench.sign_in()
    bench.issue()
    bench.printer.says = PrinterState.PAPER_OUT
    bench.next_second()
    assert bench.line.printer is PrinterState.PAPER_OUT
    assert bench.numbers(bench.line.papers) == ["A-001"]


@pytest.mark.parametrize("trouble", list(PrintTrouble))
def test_a_paper_that_did_not_come_is_no_place_in_the_line(trouble: PrintTrouble) -> None:
    bench = staffed()
    bench.printer.trouble = trouble
    wish = bench.issue()
    assert bench.waiting == []
    assert bench.numbers(bench.line.papers) == ["A-001"]
    assert bench.ticket("A-001").standing == PrintFailed(1, trouble)
    error = bench.answer(wish).error
    assert isinstance(error, TicketPaperError)
    assert error.trouble is trouble
    assert bench.line.issued == 0


def test_a_failed_paper_is_printed_once_more_or_written_by_hand() -> None:
    bench = staffed()
    for _ in range(2):
        bench.printer.trouble = PrintTrouble.OFFLINE
        bench.issue()
    bench.session.retry_paper(bench.ticket("A-001"))
    bench.act("A-002", ConfirmPaper(PaperKind.HAND_WRITTEN))
    assert bench.printer.numbers == ["A-001"]
    assert bench.waiting == ["A-001", "A-002"]
    assert bench.ticket("A-002").paper is PaperKind.HAND_WRITTEN
    assert bench.line.papers == ()


def test_two_taps_on_retry_are_one_paper() -> None:
    late = LateBackground()
    bench = LineBench(paper_work=late)
    bench.sign_in()
    bench.printer.trouble = PrintTrouble.OFFLINE
    bench.issue()
    late.do_all()
    failed = bench.ticket("A-001")
    bench.session.retry_paper(failed)
    bench.session.retry_paper(failed)
    late.do_all()
    assert bench.printer.numbers == ["A-001"]
    assert bench.view.notice is None


def test_a_reprint_is_marked_and_changes_no_place() -> None:
    bench = staffed()
    bench.issue()
    bench.issue()
    bench.session.reprint_ticket(bench.ticket("A-001"))
    assert bench.waiting == ["A-001", "A-002"]
    assert [face.again for face in bench.printer.papers] == [False, False, True]
    bench.printer.trouble = PrintTrouble.PAPER_OUT
    bench.session.reprint_ticket(bench.ticket("A-001"))
    assert isinstance(bench.view.notice, TicketPaperError)
    assert bench.waiting == ["A-001", "A-002"]


@pytest.mark.parametrize(
    "paper", [PaperKind.HAND_WRITTEN, PaperKind.PRE_PRINTED, PaperKind.PAPERLESS]
)
def test_a_venue_without_a_printer_gives_numbers_all_the_same(paper: PaperKind) -> None:
    bench = LineBench(queue_facts=QueueFacts(paper=paper))
    bench.sign_in()
    wish = bench.issue()
    assert bench.waiting == ["A-001"]
    assert bench.printer.numbers == []
    assert bench.ticket("A-001").paper is paper
    assert bench.answer(wish).error is None


def test_a_number_that_was_written_by_hand_is_taken_as_it_is() -> None:
    bench = staffed()
    request = TicketRequest(service=Service.APPLY, paper=PaperKind.HAND_WRITTEN, number=77)
    bench.session.issue_ticket(request, new_intent())
    assert bench.waiting == ["A-077"]
    assert bench.printer.numbers == []


def test_what_staff_decided_while_the_printer_worked_goes_first() -> None:
    late = LateBackground()
    bench = LineBench(paper_work=late)
    bench.sign_in()
    bench.issue()
    bench.act("A-001", Cancel(CancelReason.WITHDREW))
    late.do_all()
    assert isinstance(bench.ticket("A-001").standing, Cancelled)
    assert bench.view.notice is None
    assert bench.line.cancelled == 0  # it never stood on paper


def test_a_disk_that_is_full_gives_no_number_and_says_so() -> None:
    bench = staffed()
    bench.book.fail_next = DiskFullError()
    wish = bench.issue()
    answer = bench.answer(wish)
    assert answer.ticket is None
    assert isinstance(answer.error, DiskFullError)
    assert bench.printer.numbers == []


# --- the self-service screen ----------------------------------------------------------------------


def test_the_self_service_screen_gives_tickets_while_nobody_is_in() -> None:
    bench = staffed()
    bench.session.lock()
    assert bench.accepts()
    bench.issue(origin=Origin.SELF)
    assert bench.waiting == ["A-001"]
    assert bench.book.events[0].by == "self"


def test_it_gives_none_before_anybody_came_in() -> None:
    bench = LineBench()
    wish = bench.issue(origin=Origin.SELF)
    assert not bench.accepts()
    assert isinstance(bench.answer(wish).error, IssueClosedError)


def test_a_staff_ticket_needs_somebody_who_is_in() -> None:
    bench = staffed()
    bench.session.lock()
    bench.issue()
    bench.call_next()
    assert bench.book.tickets == {}


def test_the_last_ticket_is_given_when_the_venue_says() -> None:
    facts = QueueFacts(rules=QueueRules(last_issue=time(10, 30)))  # the bench begins at 10:00 JST
    bench = LineBench(queue_facts=facts)
    bench.sign_in()
    assert bench.accepts()
    bench.clock.pass_s(30 * 60)
    bench.next_second()
    assert not bench.accepts()
    bench.sign_in()
    bench.issue(origin=Origin.SELF)
    assert bench.waiting == []
    bench.issue()
    assert bench.waiting == ["A-001"]  # staff may still


def test_a_venue_may_do_without_self_service() -> None:
    bench = LineBench(queue_facts=QueueFacts(self_service=False))
    bench.sign_in()
    assert not bench.accepts()
    assert bench.line.enabled


def test_at_midnight_no_ticket_is_given_any_more_and_staff_are_told_once() -> None:
    bench = LineBench()
    bench.clock.at = datetime(2026, 11, 22, 14, 59, tzinfo=UTC)  # 23:59 in Shimonoseki
    bench.sign_in()
    assert bench.accepts()
    bench.clock.pass_s(60)
    bench.next_second()
    assert not bench.accepts()
    assert isinstance(bench.view.notice, EarlierDayOpenError)
    bench.session.touch()
    bench.session.go_home()
    bench.next_second()
    told = [one for one in bench.views if isinstance(one.notice, EarlierDayOpenError)]
    assert len({id(one.notice) for one in told}) == 1


def test_an_answer_is_forgotten_after_a_minute() -> None:
    bench = staffed()
    bench.issue()
    bench.next_second(59)
    assert bench.answers() == 1
    bench.next_second()
    assert bench.answers() == 0


# --- crashes --------------------------------------------------------------------------------------


def test_what_a_crash_left_without_word_of_its_paper_is_for_staff_to_look_at() -> None:
    bench = LineBench()
    intents = [new_intent() for _ in range(3)]
    request = TicketRequest(service=Service.APPLY)
    tickets = [bench.book.reserve(request, one, "self") for one in intents]
    bench.book.order(order_of(tickets[1], BeginPrinting(), by="auto"))
    printed = bench.book.order(order_of(tickets[2], BeginPrinting(), by="auto"))
    bench.book.order(order_of(printed, ConfirmPaper(), by="auto"))
    assert isinstance(bench.ticket("A-001").standing, Reserved)
    bench.sign_in()
    assert bench.numbers(bench.line.papers) == ["A-001", "A-002"]
    assert bench.ticket("A-002").standing == PrintFailed(1, PrintTrouble.UNKNOWN)
    assert bench.waiting == ["A-003"]
    assert bench.printer.numbers == []


def test_a_second_log_in_leaves_a_paper_alone_that_is_being_printed() -> None:
    late = LateBackground()
    bench = LineBench(paper_work=late)
    bench.sign_in()
    bench.session.lock()
    bench.issue(origin=Origin.SELF)
    bench.sign_in()
    assert isinstance(bench.ticket("A-001").standing, Printing)
    late.do_all()
    assert isinstance(bench.ticket("A-001").standing, Waiting)


def test_the_board_remembers_its_calls_over_a_restart() -> None:
    bench = staffed()
    for _ in range(2):
        bench.issue()
        bench.call_next()
        bench.act(f"A-{bench.line.issued:03d}", Call("2"))
    bench.session = bench.new_session()
    assert not bench.line.calls
    bench.sign_in()
    assert [(str(one.number), one.place, one.calls) for one in bench.line.calls] == [
        ("A-002", "2", 2),
        ("A-001", "2", 2),
    ]
    assert isinstance(bench.ticket("A-001").standing, Called)
    assert bench.announcer.calls == [("A-001", "1"), ("A-001", "2"), ("A-002", "1"), ("A-002", "2")]


def test_a_venue_without_a_line_shows_none() -> None:
    bench = LineBench()
    bench.queue = None
    bench.session = bench.new_session()
    bench.sign_in()
    bench.issue()
    assert not bench.line.enabled
    assert bench.book.tickets == {}


def test_no_ticket_is_given_once_the_day_is_being_closed() -> None:
    bench = staffed()
    bench.session.ask_close()
    assert bench.accepts()
    bench.session.confirm_close(BY_TWO)
    assert bench.is_in(phases.DayClosed)
    assert not bench.accepts()
