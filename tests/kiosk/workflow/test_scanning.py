"""A scanner at a station without a line, and the form's code during a sitting."""

import pytest

from kiosk.domain.intake import Procedure, SaidBy, TriagePoint
from kiosk.domain.scan import ScanRefusal, ScanRefusedError
from kiosk.training.people import training_form
from kiosk.workflow import phases
from tests.kiosk.workflow.bench import Bench
from tests.kiosk.workflow.queue.linebench import LineBench, staffed

FORM_ID = training_form(1).form_id
ADDRESS = f"https://net.kojinbango-card.go.jp/SS_SERVICE_OUT/FA01S001Action.do?v={FORM_ID}"


def refusal(bench: Bench) -> ScanRefusal | None:
    notice = bench.view.notice
    return notice.refusal if isinstance(notice, ScanRefusedError) else None


@pytest.fixture(params=["line", "visit"])
def anywhere(request: pytest.FixtureRequest) -> Bench:
    """Return a bench at which the lead is in: a venue with its line, and a visit without."""
    if request.param == "line":
        return staffed()
    bench = Bench(procedure=Procedure.VISIT)
    bench.sign_in()
    return bench


@pytest.mark.parametrize("code", [FORM_ID, ADDRESS])
def test_a_form_held_before_the_scanner_is_taken_at_the_table(anywhere: Bench, code: str) -> None:
    anywhere.session.begin_sitting()
    anywhere.session.note_consent(SaidBy.SCREEN)
    anywhere.session.take_scan(code)
    assert anywhere.view.case.form.form_id == FORM_ID
    assert anywhere.view.notice is None
    anywhere.session.finish_intake()
    assert anywhere.is_in(phases.Posing)


def test_another_form_may_be_read_while_the_form_is_filled_in(anywhere: Bench) -> None:
    anywhere.pose()
    anywhere.shoot()
    anywhere.fill_from_review()
    anywhere.session.begin_sitting()
    anywhere.receive(2, TriagePoint.UNDER_ONE)
    assert anywhere.is_in(phases.Filling)
    anywhere.session.take_scan(ADDRESS)
    assert anywhere.view.case.form.form_id == FORM_ID


def test_a_form_is_refused_where_its_number_must_not_be_used(anywhere: Bench) -> None:
    anywhere.session.begin_sitting()
    anywhere.session.set_point(TriagePoint.HAND_WRITTEN, applies=True)
    anywhere.session.take_scan(FORM_ID)
    assert refusal(anywhere) is ScanRefusal.FORM_BY_HAND
    assert anywhere.view.case.form.form_id == ""


def test_a_form_before_the_camera_or_between_two_people_is_refused(anywhere: Bench) -> None:
    anywhere.session.take_scan(FORM_ID)
    line = isinstance(anywhere, LineBench)
    expected = ScanRefusal.FORM_WITHOUT_TICKET if line else ScanRefusal.FORM_NOT_NOW
    assert refusal(anywhere) is expected
    anywhere.pose(2)
    before = anywhere.view.case
    anywhere.session.take_scan(FORM_ID)
    assert refusal(anywhere) is ScanRefusal.FORM_NOT_NOW
    assert anywhere.view.case == before


@pytest.mark.parametrize("begun", [True, False])
def test_a_card_is_refused_everywhere_and_nothing_of_it_is_kept(
    anywhere: Bench, begun: bool
) -> None:
    if begun:
        anywhere.session.begin_sitting()
    number = "123456789018"
    anywhere.session.take_scan(number)
    assert refusal(anywhere) is ScanRefusal.CARD_BACK
    assert number not in repr(anywhere.view)
    assert anywhere.view.case.form.individual_number == ""


def test_a_ticket_means_nothing_at_a_visit() -> None:
    bench = Bench(procedure=Procedure.VISIT)
    bench.sign_in()
    bench.session.take_scan("SK1." + "A" * 16)
    assert refusal(bench) is ScanRefusal.FOREIGN


def test_the_camera_looks_for_codes_at_the_table_and_where_tickets_come(anywhere: Bench) -> None:
    line = isinstance(anywhere, LineBench)
    assert anywhere.reads_codes() is line
    anywhere.session.begin_sitting()
    assert anywhere.reads_codes()
    anywhere.receive()
    assert not anywhere.reads_codes()
