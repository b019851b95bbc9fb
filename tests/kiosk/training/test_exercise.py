"""The exercise is graded by what was seen: in time, too slowly, begun, missed."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.draft import Draft, DraftStep
from kiosk.domain.intake import CaseFile, Intake, TriagePoint
from kiosk.domain.person import TrainingSubject
from kiosk.domain.review import (
    ExemptionChannel,
    ExemptionKind,
    Override,
    OverrideReason,
    PhotoExemption,
    PhotoReview,
)
from kiosk.errors import FieldError
from kiosk.training.exercise import Exercise, Progress, Slip, Task, watch
from kiosk.training.exercisegrade import (
    LIMITS_MIN,
    LONGEST_FILE,
    ExerciseFileError,
    ExerciseNotPassedError,
    Grade,
    Outcome,
    grade,
    read_exercise,
    spell_exercise,
)
from kiosk.workflow import phases
from kiosk.workflow.queue.view import QueueView
from kiosk.workflow.snapshots import StationView
from tests.kiosk.workflow.bench import ALL_WELL, observation, shot_of
from tests.kiosk.workflow.test_steps import RECEIPT
from tests.ui import corrections, samples

DAY = date(2026, 11, 24)
SHOT = shot_of(observation())
READY, RECEIVING, POSING = phases.Ready(), phases.Receiving(1), phases.Posing(1)
RECEIPTED = phases.Receipted(1, RECEIPT)
FILLING = phases.Filling(1, SHOT, ALL_WELL)
OPENED = corrections.opened(samples.CASE)
ALL_DONE = Exercise(progress=tuple(Progress(task=task, tries=1, best_s=60.0) for task in Task))


def view(phase: phases.Phase, **changes: object) -> StationView:
    return samples.view(phase, **changes)


def seen(*steps: tuple[StationView, float]) -> Exercise:
    """Return the exercise after these views, each at its second."""
    exercise = Exercise()
    for one, second in steps:
        exercise = watch(exercise, one, int(second * 1e9))
    return exercise


def outcome(exercise: Exercise, task: Task) -> Outcome:
    return next(one.outcome for one in grade(exercise, DAY).tasks if one.task is task)


def plain(seconds: float) -> tuple[tuple[StationView, float], ...]:
    return (
        (view(READY), 0),
        (view(RECEIVING), 0),
        (view(POSING), 1),
        (view(FILLING), 2),
        (view(RECEIPTED), seconds),
    )


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(0, Outcome.DONE), (10, Outcome.DONE), (10.1, Outcome.SLOW)],
)
def test_a_sitting_counts_when_it_is_sealed_in_time(minutes: float, expected: Outcome) -> None:
    assert outcome(seen(*plain(2 + minutes * 60 - 2)), Task.PLAIN) is expected


def test_who_was_slow_once_and_quick_the_next_time_has_done_it() -> None:
    again = tuple((one, 5000 + at) for one, at in plain(60))
    exercise = seen(*plain(3000), *again)
    assert outcome(exercise, Task.PLAIN) is Outcome.DONE
    assert exercise.of(Task.PLAIN).tries == 2


def test_a_failed_photo_taken_all_the_same_is_no_plain_sitting() -> None:
    review = PhotoReview(override=Override(reason=OverrideReason.OTHER, words="研修"))
    exercise = seen(
        (view(RECEIVING), 0), (view(replace(FILLING, review=review)), 1), (view(RECEIPTED), 2)
    )
    assert outcome(exercise, Task.PLAIN) is Outcome.BEGUN
    assert exercise.slips == (Slip.OVERRIDDEN,)


def test_a_ticket_given_before_the_exercise_is_not_its() -> None:
    line = QueueView(enabled=True, issued=3)
    exercise = seen((view(READY, queue=line), 0), (view(READY, queue=line), 5))
    assert outcome(exercise, Task.TICKET) is Outcome.MISSED
    more = watch(exercise, view(READY, queue=replace(line, issued=4)), 6 * 10**9)
    assert outcome(more, Task.TICKET) is Outcome.DONE


def test_who_is_stopped_is_sent_away_only_after_the_stop_was_shown() -> None:
    stopped = CaseFile(intake=Intake(points=frozenset({TriagePoint.URGENT})))
    told = seen((view(RECEIVING), 0), (view(RECEIVING, case=stopped), 1), (view(READY), 2))
    assert outcome(told, Task.STOPPED) is Outcome.DONE
    assert told.slips == ()
    untold = seen((view(RECEIVING), 0), (view(READY), 2))
    assert outcome(untold, Task.STOPPED) is Outcome.MISSED
    assert untold.slips == (Slip.SENT_AWAY,)
    taken_back = seen((view(RECEIVING, case=stopped), 0), (view(RECEIVING), 1), (view(READY), 2))
    assert outcome(taken_back, Task.STOPPED) is Outcome.BEGUN


def test_a_number_is_wrong_only_once_something_was_typed() -> None:
    wrong = (FieldError("number_again", "number_differs"),)
    typed = CaseFile(form=ApplicantForm(form_id="9" * 23))
    nothing = seen((view(RECEIVING, field_errors=wrong), 0), (view(POSING), 1))
    assert outcome(nothing, Task.WRONG_NUMBER) is Outcome.MISSED
    begun = ((view(RECEIVING, case=typed, field_errors=wrong), 0),)
    assert outcome(seen(*begun), Task.WRONG_NUMBER) is Outcome.BEGUN
    assert outcome(seen(*begun, (view(READY), 1)), Task.WRONG_NUMBER) is Outcome.BEGUN
    assert outcome(seen(*begun, (view(POSING), 1)), Task.WRONG_NUMBER) is Outcome.DONE


def test_a_lock_counts_once_the_sitting_goes_on() -> None:
    draft = Draft(sitting=1, step=DraftStep.RECEPTION, shot=None, case=CaseFile())
    locked = (
        (view(RECEIVING), 0.0),
        (view(phases.SignedOut(kept=True)), 1.0),
        (view(phases.SignedOut(busy=True, kept=True)), 2.0),
        (view(READY), 3.0),
        (view(phases.Resuming(draft)), 3.0),
    )
    assert outcome(seen(*locked), Task.LOCK) is Outcome.BEGUN
    assert outcome(seen(*locked, (view(RECEIVING), 4)), Task.LOCK) is Outcome.DONE
    left = seen(*locked, (view(READY), 4))
    assert outcome(left, Task.LOCK) is Outcome.BEGUN
    assert left.slips == (Slip.LEFT_BEHIND,)
    empty = seen((view(RECEIVING), 0), (view(phases.SignedOut()), 1), (view(RECEIVING), 2))
    assert outcome(empty, Task.LOCK) is Outcome.MISSED


def test_a_correction_counts_once_it_is_sealed() -> None:
    begun = (
        (view(replace(FILLING, correction=OPENED)), 0.0),
        (view(replace(samples.confirming(), correction=OPENED)), 1.0),
    )
    left = (view(phases.ListingRecords(())), 2.0)
    sealed = (view(phases.ListingRecords((), corrected=RECEIPT.number)), 2.0)
    assert outcome(seen(*begun, left), Task.CORRECTION) is Outcome.BEGUN
    assert outcome(seen(left, sealed), Task.CORRECTION) is Outcome.MISSED
    done = seen(*begun, sealed)
    assert outcome(done, Task.CORRECTION) is Outcome.DONE
    assert outcome(done, Task.PLAIN) is Outcome.MISSED


def test_an_exemption_is_no_plain_sitting() -> None:
    exemption = PhotoExemption(
        kind=ExemptionKind.MEDICAL_WEAR,
        channel=ExemptionChannel.PHONE,
        words="研修",
        who="研修",
        when="本日中",
    )
    review = PhotoReview(exemption=exemption)
    filling = (view(replace(FILLING, review=review)), 1.0)
    exercise = seen((view(RECEIVING), 0), filling, (view(RECEIPTED), 2))
    assert outcome(exercise, Task.EXEMPTION) is Outcome.DONE
    assert outcome(exercise, Task.PLAIN) is Outcome.MISSED
    left = seen((view(RECEIVING), 0), filling, (view(READY), 2))
    assert outcome(left, Task.EXEMPTION) is Outcome.BEGUN


def test_a_station_at_work_is_not_watched() -> None:
    assert watch(Exercise(), view(RECEIVING, training=False), 0) == Exercise()


def test_nothing_of_the_person_is_in_the_record() -> None:
    typed = CaseFile(form=ApplicantForm(form_id="9" * 23, name="研修 花子"))
    read = samples.confirming()
    exercise = seen((view(RECEIVING, case=typed), 0), (view(read, case=typed), 1))
    for shown in (spell_exercise(exercise, DAY), repr(exercise)):
        assert "花子" not in shown
        assert "99999" not in shown


@pytest.mark.parametrize("task", Task)
def test_one_task_that_is_open_is_enough_not_to_pass(task: Task) -> None:
    assert grade(ALL_DONE, DAY).passed
    late = LIMITS_MIN[task] * 60 + 1.0
    for best_s, expected in ((None, Outcome.BEGUN), (late, Outcome.SLOW)):
        progress = tuple(
            replace(one, best_s=best_s) if one.task is task else one for one in ALL_DONE.progress
        )
        graded = grade(replace(ALL_DONE, progress=progress), DAY)
        assert not graded.passed
        assert [(one.task, one.outcome) for one in graded.missed] == [(task, expected)]
        with pytest.raises(ExerciseNotPassedError):
            graded.training("研修")


def test_who_passed_has_the_operations_training_of_that_day() -> None:
    training = grade(ALL_DONE, DAY).training("練習の課題")
    assert (training.subject, training.date, training.title) == (
        TrainingSubject.OPERATIONS,
        DAY,
        "練習の課題",
    )


def test_a_record_comes_back_as_it_was() -> None:
    exercise = replace(ALL_DONE, slips=(Slip.SENT_AWAY, Slip.SENT_AWAY))
    again, day = read_exercise(spell_exercise(exercise, DAY).encode())
    assert (again, day) == (exercise, DAY)


def changed(**changes: object) -> bytes:
    """Return a record with something else in it."""
    return json.dumps(json.loads(spell_exercise(ALL_DONE, DAY)) | changes).encode()


ROWS = json.loads(spell_exercise(ALL_DONE, DAY))["progress"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b"[" * 5000,
        b" " * (LONGEST_FILE + 1),
        changed(format="another"),
        changed(day="yesterday"),
        changed(slips=["clever"]),
        changed(progress=ROWS[:-1]),
        changed(progress=[*ROWS[:-1], ROWS[0]]),
        changed(progress=[*ROWS[:-1], ROWS[-1] | {"best_s": -1}]),
        changed(progress=[*ROWS[:-1], ROWS[-1] | {"best_s": float("nan")}]),
        changed(progress=[*ROWS[:-1], ROWS[-1] | {"best_s": float("inf")}]),
        changed(progress=[*ROWS[:-1], ROWS[-1] | {"best_s": True}]),
        changed(progress=[*ROWS[:-1], ROWS[-1] | {"tries": -1}]),
    ],
)
def test_what_is_no_record_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(ExerciseFileError):
        read_exercise(content)


@given(st.binary(max_size=200))
def test_no_file_does_more_than_be_refused(content: bytes) -> None:
    with pytest.raises(ExerciseFileError):
        read_exercise(content)


def test_a_grade_of_nothing_misses_everything() -> None:
    assert [one.outcome for one in grade(Exercise(), DAY).tasks] == [Outcome.MISSED] * len(Task)
    assert isinstance(grade(Exercise(), DAY), Grade)
