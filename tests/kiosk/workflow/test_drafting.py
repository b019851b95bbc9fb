"""A sitting is kept sealed at every step: a crash, or the lock, loses three seconds of typing."""

from dataclasses import replace

import pytest

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.draft import DraftStep
from kiosk.domain.intake import CaseFile, LeaveReason, SaidBy, TriagePoint
from kiosk.errors import DiskFullError
from kiosk.training.people import training_form
from kiosk.workflow import phases
from kiosk.workflow.drafting import TYPING_NS
from tests.kiosk.workflow.bench import ALL_WELL, PHOTO, Bench, LateBackground

TYPING_S = TYPING_NS / 1e9
STEPS: dict[type[phases.Phase], DraftStep] = {
    phases.Receiving: DraftStep.RECEPTION,
    phases.Posing: DraftStep.CAMERA,
    phases.Reviewing: DraftStep.REVIEW,
    phases.Filling: DraftStep.FORM,
    phases.Confirming: DraftStep.FORM,
}
BACK_AT: dict[type[phases.Phase], type[phases.Phase]] = {phases.Confirming: phases.Filling}


def pass_s(bench: Bench, seconds: float) -> None:
    bench.clock.pass_s(seconds)
    bench.session.touch()
    bench.session.pass_time()


def go_to(bench: Bench, phase: type[phases.Phase]) -> None:
    """Come to this phase of a first applicant of whom everything known so far is kept."""
    bench.sign_in()
    bench.session.begin_sitting()
    bench.session.note_consent(SaidBy.SCREEN)
    pass_s(bench, TYPING_S)
    if phase is phases.Receiving:
        return
    bench.receive(1, TriagePoint.OLD_CARD)
    if phase is phases.Posing:
        return
    bench.shoot()
    if phase is phases.Reviewing:
        return
    bench.session.approve(ALL_WELL)
    if phase is phases.Confirming:
        bench.session.complete_form(training_form(1))


def crash(bench: Bench) -> None:
    """Have the program end in the middle and begin anew."""
    bench.station.sign_out()
    bench.session = bench.new_session()


@pytest.mark.parametrize("phase", STEPS)
def test_every_step_is_kept_as_it_is_reached(bench: Bench, phase: type[phases.Phase]) -> None:
    go_to(bench, phase)
    assert bench.is_in(phase)
    kept = bench.station.kept
    assert kept is not None
    assert (kept.sitting, kept.step, kept.case) == (1, STEPS[phase], bench.view.case)


@pytest.mark.parametrize("locked", [True, False], ids=["locked", "crashed"])
@pytest.mark.parametrize("phase", STEPS)
def test_a_sitting_that_was_cut_off_goes_on_where_it_was(
    bench: Bench, phase: type[phases.Phase], locked: bool
) -> None:
    go_to(bench, phase)
    case = bench.view.case
    if locked:
        bench.session.lock()
        assert bench.is_at(phases.SignedOut(kept=True))
        assert bench.view.case == CaseFile()
    else:
        crash(bench)
    bench.sign_in("staff")
    assert bench.is_in(phases.Resuming)
    assert bench.view.case == CaseFile(), "nothing is shown before somebody said to go on"
    bench.session.resume_draft()
    assert bench.is_in(BACK_AT.get(phase, phase))
    assert bench.view.case == case
    finish(bench)
    assert bench.is_in(phases.Receipted)
    assert bench.station.kept is None
    (record,) = bench.station.days[bench.view.business_date].records
    assert record.photo == PHOTO
    assert record.application.consent == case.intake.consent


def finish(bench: Bench) -> None:
    """Go on from wherever the sitting is to its receipt."""
    if bench.is_in(phases.Receiving):
        bench.receive()
    if bench.is_in(phases.Posing):
        bench.shoot()
    if bench.is_in(phases.Reviewing):
        bench.session.approve(ALL_WELL)
    bench.finish()


def test_what_is_typed_is_kept_after_three_seconds_and_not_with_every_letter(bench: Bench) -> None:
    go_to(bench, phases.Filling)
    before = bench.station.kept
    words = replace(bench.view.case.form, name="研修 太郎")
    for letters in range(3, 6):
        bench.session.note_form(replace(words, name=words.name[:letters]))
        pass_s(bench, 0.9)
    assert bench.station.kept == before
    pass_s(bench, 0.3)
    kept = bench.station.kept
    assert kept is not None
    assert kept.case.form.name == words.name[:5]


def test_nothing_is_written_while_nothing_changes(bench: Bench) -> None:
    go_to(bench, phases.Filling)
    trail = len(bench.station.trail)
    bench.station.fail_next = DiskFullError()
    bench.session.note_form(bench.view.case.form)
    for _ in range(10):
        pass_s(bench, 1)
    assert bench.station.fail_next is not None, "nothing was asked of the store"
    assert len(bench.station.trail) == trail


def test_a_step_that_cannot_be_kept_is_told_and_tried_again(bench: Bench) -> None:
    go_to(bench, phases.Reviewing)
    bench.station.fail_next = DiskFullError()
    bench.session.approve(ALL_WELL)
    assert isinstance(bench.view.notice, DiskFullError)
    assert bench.is_in(phases.Filling), "the sitting goes on"
    bench.session.note_form(replace(bench.view.case.form, phone="000-0000-0000"))
    pass_s(bench, TYPING_S)
    kept = bench.station.kept
    assert kept is not None
    assert (kept.step, kept.case.form.phone) == (DraftStep.FORM, "000-0000-0000")


@pytest.mark.parametrize("phase", STEPS)
def test_a_sitting_that_was_left_or_sealed_is_not_offered_again(
    bench: Bench, phase: type[phases.Phase]
) -> None:
    go_to(bench, phase)
    if phase is phases.Confirming:
        bench.session.confirm_application(SaidBy.SCREEN)
        bench.session.seal()
    else:
        bench.session.leave_sitting(LeaveReason.CHANGED_MIND)
    crash(bench)
    bench.sign_in()
    assert bench.is_at(phases.Ready())


def test_a_point_that_was_taken_back_does_not_come_back(bench: Bench) -> None:
    bench.sign_in()
    bench.session.begin_sitting()
    for applies in (True, False):
        bench.session.set_point(TriagePoint.URGENT, applies=applies)
        pass_s(bench, TYPING_S)
    crash(bench)
    bench.sign_in()
    bench.session.resume_draft()
    assert bench.view.case.intake.points == frozenset()


def test_somebody_of_whom_nothing_is_known_leaves_nothing_behind(bench: Bench) -> None:
    bench.sign_in()
    bench.session.begin_sitting()
    pass_s(bench, TYPING_S)
    assert bench.station.kept is None
    bench.session.lock()
    assert bench.is_at(phases.SignedOut())


def test_a_dropped_sitting_does_not_come_back_with_the_next_one(bench: Bench) -> None:
    go_to(bench, phases.Filling)
    bench.session.lock()
    bench.sign_in()
    bench.session.drop_draft()
    bench.session.begin_sitting()
    assert bench.view.case.form == ApplicantForm()
    assert bench.station.kept is None


def test_the_lock_keeps_what_was_typed_a_moment_ago() -> None:
    late = LateBackground()
    bench = Bench(background=late)
    bench.fill_slowly(late)
    bench.session.note_form(training_form(1))
    bench.session.lock()
    late.do_all()
    kept = bench.station.kept
    assert kept is not None
    assert kept.case.form.name == training_form(1).name


def test_a_draft_waits_until_a_day_is_open_in_which_it_could_be_sealed() -> None:
    bench = Bench(opened=False)
    kept = Bench()
    go_to(kept, phases.Filling)
    bench.station.kept = kept.station.kept
    bench.sign_in()
    assert bench.is_in(phases.Opening)
    bench.session.open_day(tuple(one.id for one in bench.view.members))
    assert bench.is_in(phases.Resuming)
