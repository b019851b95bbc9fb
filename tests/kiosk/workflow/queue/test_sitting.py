"""A ticket and the sitting it is for: one at a place, finished by itself, found again by a scan."""

from dataclasses import replace

import pytest

from kiosk.domain.intake import LeaveReason, SaidBy, TriagePoint
from kiosk.domain.scan import ScanRefusal, ScanRefusedError
from kiosk.domain.ticket import (
    Arrived,
    Called,
    CancelReason,
    Finished,
    Outcome,
    PrintTrouble,
    PublicLanguage,
    Service,
    Serving,
    Stage,
    Waiting,
    new_intent,
)
from kiosk.errors import DiskFullError
from kiosk.queue.acts import Arrive, Cancel, Finish, Order, Serve
from kiosk.queue.errors import TicketMovedError
from kiosk.training.people import training_form
from kiosk.workflow import phases
from kiosk.workflow.errors import PlaceTakenError
from kiosk.workflow.queue.seating import OUTCOMES
from tests.kiosk.workflow.bench import ALL_WELL, LateBackground
from tests.kiosk.workflow.queue.linebench import LineBench, staffed


def seated(count: int = 1) -> LineBench:
    """Return a bench at which the first of some sits before the camera."""
    bench = staffed()
    for _ in range(count):
        bench.issue()
    bench.call_next()
    bench.session.take_in(bench.ticket("A-001"))
    return bench


def test_taking_somebody_in_begins_the_sitting() -> None:
    bench = seated()
    assert bench.is_at(phases.Receiving(1))
    assert bench.ticket("A-001").standing == Serving("1", bench.clock.now())
    assert bench.ticket("A-001").stage is Stage.RECEPTION
    bench.receive()
    assert bench.ticket("A-001").stage is Stage.PHOTO
    assert bench.line.own == bench.ticket("A-001")


def test_a_stored_application_finishes_its_ticket() -> None:
    bench = seated()
    bench.receive()
    bench.shoot()
    bench.session.approve(ALL_WELL)
    assert bench.ticket("A-001").stage is Stage.CONFIRM
    bench.finish()
    assert bench.is_in(phases.Receipted)
    assert bench.ticket("A-001").standing == Finished(Outcome.APPLIED, bench.clock.now())
    assert bench.line.own is None
    assert bench.line.outcomes == ((Outcome.APPLIED, 1),)


def test_the_ticket_goes_with_the_sitting_through_the_venue_and_back() -> None:
    bench = seated()
    stages = [bench.ticket("A-001").stage]
    for go_on in (
        bench.receive,
        bench.session.reopen_intake,
        bench.session.finish_intake,
        bench.shoot,
        lambda: bench.session.approve(ALL_WELL),
        bench.session.reopen_review,
        bench.session.retake,
    ):
        go_on()
        stages.append(bench.ticket("A-001").stage)
    table, camera, form = Stage.RECEPTION, Stage.PHOTO, Stage.CONFIRM
    assert stages == [table, camera, table, camera, camera, form, form, camera]


@pytest.mark.parametrize(
    ("reason", "outcome"),
    [
        (LeaveReason.TO_CITY_HALL, Outcome.TO_CITY_HALL),
        (LeaveReason.NO_REPRESENTATIVE, Outcome.COME_AGAIN),
        (LeaveReason.PAPERS_MISSING, Outcome.COME_AGAIN),
        (LeaveReason.STAY_ENDS, Outcome.COME_AGAIN),
        (LeaveReason.NO_PHOTO, Outcome.COME_AGAIN),
        (LeaveReason.NO_CONSENT, Outcome.ANSWERED),
        (LeaveReason.CHANGED_MIND, Outcome.ANSWERED),
        (LeaveReason.ONLY_ASKED, Outcome.ANSWERED),
    ],
)
def test_whoever_leaves_has_the_ticket_finished(reason: LeaveReason, outcome: Outcome) -> None:
    bench = seated()
    bench.session.leave_sitting(reason)
    assert bench.ticket("A-001").standing == Finished(outcome, bench.clock.now())
    assert bench.line.own is None
    assert bench.station.days[bench.session.view().business_date].left_line == {reason: 1}


def test_who_leaves_while_the_ticket_is_still_on_its_way_has_it_finished() -> None:
    late = LateBackground()
    bench = LineBench(background=late)
    for step in (
        bench.sign_in,
        bench.issue,
        bench.call_next,
        lambda: bench.session.take_in(bench.ticket("A-001")),
    ):
        step()
        late.do_all()
    bench.receive()  # the ticket follows to the camera as soon as the disk has time
    bench.session.leave_sitting(LeaveReason.CHANGED_MIND)
    late.do_all()
    assert bench.session.view().notice is None
    assert isinstance(bench.ticket("A-001").standing, Finished)
    assert bench.line.own is None


def test_what_somebody_else_did_to_the_ticket_meanwhile_still_refuses_ours() -> None:
    bench = seated()
    own = bench.ticket("A-001")
    moved = Order(
        ticket=own.id,
        version=own.version,
        act=Serve(Stage.PHOTO, "2"),
        intent=new_intent(),
        by="lead2",
    )
    bench.book.order(moved)
    bench.session.leave_sitting(LeaveReason.CHANGED_MIND)
    assert isinstance(bench.session.view().notice, TicketMovedError)
    assert bench.ticket("A-001").standing == Serving("2", bench.clock.now())


def test_every_reason_but_a_mistake_ends_the_ticket() -> None:
    assert set(LeaveReason) - set(OUTCOMES) == {LeaveReason.MISTAKE}


def test_a_sitting_begun_by_mistake_leaves_the_ticket_in_service() -> None:
    bench = seated()
    bench.session.leave_sitting(LeaveReason.MISTAKE)
    assert bench.is_at(phases.Ready())
    assert bench.line.own == bench.ticket("A-001")
    bench.session.take_in(bench.ticket("A-001"))
    assert bench.is_at(phases.Receiving(2))


def test_an_application_on_paper_ends_the_ticket_as_one() -> None:
    bench = seated()
    number = "123456789018"  # nobody's: counted up, with its check digit
    bench.session.set_point(TriagePoint.HAND_WRITTEN, applies=True)
    bench.session.note_consent(SaidBy.SCREEN)
    form = replace(training_form(1), form_id="", individual_number=number, number_again=number)
    bench.session.note_form(form)
    bench.session.finish_intake()
    bench.shoot()
    bench.session.approve(ALL_WELL)
    bench.finish(replace(form, paper_reason="手書き用"))
    assert bench.ticket("A-001").standing == Finished(Outcome.ON_PAPER, bench.clock.now())


def test_what_the_ticket_says_is_known_at_the_table() -> None:
    bench = staffed()
    bench.issue(Service.RENEW, language=PublicLanguage.PT)
    bench.call_next()
    bench.session.take_in(bench.line.in_service[0])
    case = bench.view.case
    assert (case.service, case.language) == (Service.RENEW, PublicLanguage.PT)
    assert case.ticket == str(bench.line.in_service[0].number)


def test_a_place_serves_one_ticket_at_a_time() -> None:
    bench = seated(2)
    bench.session.leave_sitting(LeaveReason.MISTAKE)
    bench.session.take_in(bench.ticket("A-002"))
    assert isinstance(bench.view.notice, PlaceTakenError)
    assert isinstance(bench.ticket("A-002").standing, Waiting)
    bench.act("A-001", Finish(Outcome.COME_AGAIN))
    bench.session.take_in(bench.ticket("A-002"))
    assert bench.is_in(phases.Receiving)


def test_two_taps_on_take_in_are_one_sitting() -> None:
    bench = staffed()
    bench.issue()
    seen = bench.ticket("A-001")
    bench.session.take_in(seen)
    bench.session.take_in(seen)
    assert bench.is_at(phases.Receiving(1))
    assert bench.view.notice is None


def test_somebody_without_a_ticket_finishes_nobodys() -> None:
    bench = staffed()
    bench.issue()
    bench.serve()
    bench.session.take_in(bench.ticket("A-001"))
    bench.session.leave_sitting(LeaveReason.MISTAKE)
    assert isinstance(bench.ticket("A-001").standing, Serving)
    other = staffed()
    other.issue()
    other.pose()
    other.shoot()
    other.act("A-001", Serve(Stage.RECEPTION, "1"))  # while somebody else sits here
    other.session.approve(ALL_WELL)
    other.finish()
    assert isinstance(other.ticket("A-001").standing, Serving)


def test_a_question_needs_no_camera() -> None:
    bench = staffed()
    bench.issue(Service.ASK)
    bench.session.take_in(bench.ticket("E-901"))
    assert bench.is_at(phases.Ready())
    assert bench.line.own == bench.ticket("E-901")
    assert bench.ticket("E-901").stage is Stage.RECEPTION


def test_nobody_sits_down_when_the_disk_did_not_take_it() -> None:
    bench = staffed()
    bench.issue()
    bench.book.fail_next = DiskFullError()
    bench.session.take_in(bench.ticket("A-001"))
    assert bench.is_at(phases.Ready())
    assert isinstance(bench.view.notice, DiskFullError)


@pytest.mark.parametrize("steps", range(4), ids=["table", "camera", "photo", "form"])
def test_a_locked_and_resumed_sitting_has_its_ticket_still(steps: int) -> None:
    bench = seated()
    bench.session.note_consent(SaidBy.SCREEN)
    go_on = (bench.receive, bench.shoot, lambda: bench.session.approve(ALL_WELL))
    for step in go_on[:steps]:
        step()
    bench.session.lock()
    assert bench.line.own is not None
    bench.session = bench.new_session()
    bench.sign_in()
    bench.session.resume_draft()
    for step in go_on[steps:]:
        step()
    bench.finish()
    assert isinstance(bench.ticket("A-001").standing, Finished)


def test_a_resumed_sitting_without_a_ticket_finishes_nobodys() -> None:
    bench = staffed()
    bench.issue()
    bench.pose()
    bench.act("A-001", Serve(Stage.RECEPTION, "1"))  # while somebody else sits here
    bench.session.lock()
    bench.sign_in()
    bench.session.resume_draft()
    bench.shoot()
    bench.fill_from_review()
    assert bench.is_in(phases.Receipted)
    assert isinstance(bench.ticket("A-001").standing, Serving)


# --- scanning -------------------------------------------------------------------------------------


def code(bench: LineBench, number: str) -> str:
    return bench.book.code_of(bench.ticket(number))


def refusal(bench: LineBench) -> ScanRefusal | None:
    notice = bench.view.notice
    return notice.refusal if isinstance(notice, ScanRefusedError) else None


def test_a_scan_opens_the_case_of_somebody_who_waits() -> None:
    bench = staffed()
    bench.issue()
    bench.session.take_scan(code(bench, "A-001"))
    assert bench.is_at(phases.Receiving(1))
    acts = [type(one.act) for one in bench.book.events]
    assert acts[-2:] == [Arrive, Serve]


@pytest.mark.parametrize("standing", [Called, Arrived])
def test_a_scan_opens_the_case_of_somebody_who_was_called(standing: type) -> None:
    bench = staffed()
    bench.issue()
    bench.call_next()
    if standing is Arrived:
        bench.act("A-001", Arrive("1"))
    bench.session.take_scan(code(bench, "A-001"))
    assert bench.is_at(phases.Receiving(1))


def test_a_second_scan_goes_on_with_the_case() -> None:
    bench = seated()
    bench.session.take_scan(code(bench, "A-001"))
    assert bench.is_at(phases.Receiving(1))
    assert bench.view.notice is None
    bench.session.leave_sitting(LeaveReason.MISTAKE)
    bench.session.take_scan(code(bench, "A-001"))
    assert bench.is_at(phases.Receiving(2))


def test_somebody_elses_ticket_is_refused_during_a_sitting() -> None:
    bench = seated(2)
    bench.session.take_scan(code(bench, "A-002"))
    assert refusal(bench) is ScanRefusal.TICKET_NOT_NOW
    assert bench.is_at(phases.Receiving(1))
    assert isinstance(bench.ticket("A-002").standing, Waiting)


def test_a_ticket_that_ended_or_is_served_elsewhere_opens_nothing() -> None:
    bench = staffed()
    bench.issue()
    bench.issue()
    bench.act("A-001", Cancel(CancelReason.WITHDREW))
    bench.act("A-002", Serve(Stage.RECEPTION, "2"))
    bench.session.take_scan(code(bench, "A-001"))
    assert refusal(bench) is ScanRefusal.TICKET_ENDED
    bench.session.take_scan(code(bench, "A-002"))
    assert refusal(bench) is ScanRefusal.TICKET_NOT_NOW
    assert bench.is_at(phases.Ready())


def test_a_paper_of_which_nobody_knew_proves_itself_when_it_is_read() -> None:
    bench = staffed()
    bench.printer.trouble = PrintTrouble.UNKNOWN
    bench.issue()
    bench.session.take_scan(code(bench, "A-001"))
    assert bench.is_at(phases.Receiving(1))
    assert bench.line.papers == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("https://example.com/", ScanRefusal.FOREIGN),
        ("1" * 12, ScanRefusal.CARD_BACK),
        (training_form(1).form_id, ScanRefusal.FORM_WITHOUT_TICKET),
    ],
)
def test_what_is_no_ticket_is_refused_in_a_sentence(text: str, why: ScanRefusal) -> None:
    bench = staffed()
    bench.session.take_scan(text)
    assert refusal(bench) is why
    assert text not in repr(bench.view)


def test_a_forged_ticket_is_refused() -> None:
    bench = staffed()
    bench.session.take_scan("SK1." + "A" * 16)
    assert bench.view.notice is not None
    assert bench.is_at(phases.Ready())


def test_nothing_is_read_while_nobody_is_in() -> None:
    bench = staffed()
    bench.issue()
    bench.session.lock()
    for text in (code(bench, "A-001"), "1" * 12):
        bench.session.take_scan(text)
    assert bench.is_at(phases.SignedOut())
    assert bench.view.notice is None
