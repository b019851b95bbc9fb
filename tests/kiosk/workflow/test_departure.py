"""A lead ends the program: never in the middle of writing, and nothing under way is lost."""

from kiosk.domain.audit import AuditKind
from kiosk.domain.staff import Role
from kiosk.workflow import phases
from kiosk.workflow.errors import LeaverError, StillWritingError
from kiosk.workflow.snapshots import WayOut
from storage.errors import SignInError
from tests.kiosk.workflow.bench import Bench, signed_in_late


def lead(bench: Bench) -> tuple[str, str]:
    """Return a lead's log-in name and password."""
    return next(
        (str(name), password)
        for name, (password, member) in bench.station.people.items()
        if member.role is Role.LEAD
    )


def left(bench: Bench) -> list[str]:
    return [one.actor for one in bench.station.trail if one.kind is AuditKind.LEAVE_PROGRAM]


def test_a_lead_opens_the_way_out_and_nobody_is_in_any_more(bench: Bench) -> None:
    bench.sign_in()
    bench.session.leave_program(*lead(bench))
    assert bench.view.way_out == WayOut(open=True)
    assert bench.is_at(phases.SignedOut())
    assert bench.station.member is None
    assert left(bench) == ["lead"]


def test_the_way_out_opens_before_anybody_has_signed_in(bench: Bench) -> None:
    bench.session.leave_program(*lead(bench))
    assert bench.view.way_out.open


def test_a_sitting_under_way_is_kept_sealed_before_the_program_ends(bench: Bench) -> None:
    bench.sign_in()
    bench.pose()
    bench.session.leave_program(*lead(bench))
    assert bench.view.way_out.open
    assert bench.station.kept is not None


def test_a_wrong_password_opens_nothing(bench: Bench) -> None:
    bench.sign_in()
    bench.session.leave_program(lead(bench)[0], "wrong")
    assert isinstance(bench.view.way_out.refused, SignInError)
    assert not bench.view.way_out.open
    assert bench.is_at(phases.Ready())
    bench.session.stay()
    assert bench.view.way_out == WayOut()


def test_staff_are_told_who_may_end_the_program(bench: Bench) -> None:
    bench.sign_in()
    name, password = next(
        (str(name), password)
        for name, (password, member) in bench.station.people.items()
        if member.role is Role.STAFF
    )
    bench.session.leave_program(name, password)
    assert isinstance(bench.view.way_out.refused, LeaverError)
    assert bench.is_at(phases.Ready())


def test_nothing_is_left_in_the_middle_of_writing() -> None:
    bench, late = signed_in_late()
    bench.session.begin_light_check()
    bench.session._stage.printing = True
    bench.session.leave_program(*lead(bench))
    assert isinstance(bench.view.way_out.refused, StillWritingError)
    assert not late.jobs


def test_what_begins_while_the_password_is_checked_is_finished_first() -> None:
    bench, late = signed_in_late()
    bench.session.leave_program(*lead(bench))
    assert bench.view.way_out.busy
    bench.session._stage.printing = True
    late.do()
    assert isinstance(bench.view.way_out.refused, StillWritingError)
    assert bench.view.staff is not None


def test_an_impatient_lead_asks_once() -> None:
    bench, late = signed_in_late()
    for _ in range(3):
        bench.session.leave_program(*lead(bench))
    assert len(late.jobs) == 1
