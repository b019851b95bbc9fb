from dataclasses import replace

import pytest

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.custody import DayStage, DayStanding
from kiosk.domain.finding import Check, Finding, Verdict
from kiosk.domain.intake import CaseFile, Intake, TriagePoint
from kiosk.guidance.lighting import ALL_RIGHT, LightAdvice, LightFinding
from kiosk.intake.reading import field_errors
from kiosk.training import script
from kiosk.training.lineplay import LineKeys
from kiosk.training.people import training_form
from kiosk.training.record import DayRecord
from kiosk.workflow import phases
from kiosk.workflow.events import LightStep
from kiosk.workflow.outlook import Outlook, outlook
from tests.custody.samples import NOW, TODAY, day, station
from tests.kiosk.workflow.bench import ALL_WELL, observation, shot_of
from tests.kiosk.workflow.test_steps import APPLICATION, RECEIPT, YES

SECOND = 1_000_000_000


def fault(check: Check, verdict: Verdict = Verdict.FAIL) -> Finding:
    return Finding(check=check, verdict=verdict, value=0.9, limit=0.5)


GOOD = shot_of(observation())
DOUBTFUL = shot_of(observation(), fault(Check.EYES, Verdict.WARN))
BAD = shot_of(observation(), fault(Check.EYES))
UNUSABLE = shot_of(observation(), fault(Check.FILE))


READ = phases.Confirming(1, GOOD, ALL_WELL, APPLICATION)
SEALING = phases.Sealing(READ)


def seen(*days: DayStanding) -> Outlook:
    return outlook(station(*days), today=TODAY, now=NOW)


def acts(*seen: tuple[phases.Phase, int], applicants: int = 1) -> list[script.Act | None]:
    memory = script.Memory(applicants=applicants)
    done = []
    for phase, second in seen:
        act, memory = script.look(phase, memory, second * SECOND)
        done.append(act)
    return done


def test_a_plain_day_from_log_in_to_closing() -> None:
    done = acts(
        (phases.SignedOut(), 0),
        (phases.SignedOut(busy=True), 1),
        (phases.Opening(seen()), 1),
        (phases.Opening(seen(), busy=True), 1),
        (phases.Ready(), 2),
        (phases.Receiving(1), 3),
        (phases.Posing(1), 3),
        (phases.Shooting(1), 4),
        (phases.Developing(1), 4),
        (phases.Reviewing(1, GOOD), 5),
        (phases.Filling(1, GOOD, ALL_WELL), 5),
        (phases.Confirming(1, GOOD, ALL_WELL, APPLICATION), 5),
        (replace(READ, confirmed=YES), 5),
        (SEALING, 5),
        (phases.Receipted(1, RECEIPT), 6),
        (phases.ConfirmingClose(1), 7),
        (phases.DayClosed(None), 8),  # backup and daily report are being made
        (phases.DayClosed(None, outlook=seen(day(DayStage.KEY_SHREDDED))), 9),
    )
    kinds = [type(act) for act in done if act is not None]
    assert kinds == [
        script.SignIn,
        script.OpenDay,
        script.PressPrimary,
        script.ApplicantTouches,
        script.Approve,
        script.FillAndComplete,
        script.ApplicantTouches,
        script.PressPrimary,
        script.AskClose,
        script.CloseByTwo,
        script.Finish,
    ]


def test_at_the_table_consent_comes_first_then_the_number_then_the_camera() -> None:
    memory, done = script.Memory(applicants=1), []
    agreed = Intake(consent=YES)
    scanned = CaseFile(intake=agreed, form=ApplicantForm(form_id="9" * 23))
    for case in (CaseFile(), CaseFile(), CaseFile(intake=agreed), scanned, scanned):
        act, memory = script.look(phases.Receiving(1), memory, 0, case=case)
        done.append(act)
    form_id = training_form(1).form_id
    expected = [script.ApplicantTouches(), None, script.ScanForm(form_id), script.PressPrimary()]
    assert done == [*expected, None]


def test_a_child_is_named_as_one_before_the_number_is_taken() -> None:
    memory = script.Memory(applicants=6, served=5)
    agreed = Intake(consent=YES)
    child = CaseFile(intake=replace(agreed, points=frozenset({TriagePoint.MINOR})))
    done = []
    for case in (CaseFile(intake=agreed), child):
        act, memory = script.look(phases.Receiving(6), memory, 0, case=case)
        done.append(act)
    assert done == [LineKeys((script.MINOR_KEY,)), script.ScanForm(training_form(6).form_id)]


@pytest.mark.parametrize("number", range(1, 7))
def test_every_training_person_has_what_the_form_asks_for(number: int) -> None:
    form = training_form(number)
    points = frozenset({TriagePoint.MINOR} if form.representative_name else ())
    case = CaseFile(form=form, intake=Intake(points=points, scanned=True))
    assert field_errors(case, today=TODAY, photo=True) == ()


def test_a_day_that_was_left_open_is_closed_before_a_new_one_is_opened() -> None:
    left = phases.Opening(seen(day(DayStage.OPEN, ago=1)))
    assert acts((left, 0)) == [script.PressPrimary()]


def test_a_key_is_pressed_once_however_often_one_looks() -> None:
    assert acts((phases.Ready(), 0), (phases.Ready(), 1)) == [script.PressPrimary(), None]


def test_who_does_not_hold_still_is_photographed_by_hand() -> None:
    assert acts((phases.Posing(1), 0), (phases.Posing(1), 29), (phases.Posing(1), 31)) == [
        None,
        None,
        script.TakeByHand(),
    ]


def test_a_bad_photo_is_taken_again_twice_and_then_used_with_a_reason() -> None:
    round_trip: list[tuple[phases.Phase, int]] = [
        (phases.Reviewing(1, BAD), 1),
        (phases.Posing(1), 2),
    ]
    done = acts(*round_trip, *round_trip, *round_trip)
    assert [type(act) for act in done[::2]] == [
        script.Retake,
        script.Retake,
        script.OverrideAndApprove,
    ]


def test_a_photo_that_staff_should_look_at_is_taken() -> None:
    assert acts((phases.Reviewing(1, DOUBTFUL), 1)) == [script.Approve()]


def test_a_file_that_no_reason_can_save_is_taken_again_however_often() -> None:
    round_trip: list[tuple[phases.Phase, int]] = [
        (phases.Reviewing(1, UNUSABLE), 1),
        (phases.Posing(1), 2),
    ]
    assert acts(*(round_trip * 4))[::2] == [script.Retake()] * 4


def test_a_photo_that_is_being_cut_anew_is_waited_for() -> None:
    assert acts((phases.Reviewing(1, GOOD, busy=True), 1)) == [None]


def test_each_step_of_the_light_is_measured_once_and_then_left_as_it_is() -> None:
    wall, sitter = LightStep.WALL, LightStep.SITTER
    bad = (LightFinding(advice=LightAdvice.WALL_PLAIN, verdict=Verdict.FAIL),)
    done = acts(
        (phases.CheckingLight(wall), 1),
        (phases.CheckingLight(wall, busy=True), 2),
        (phases.CheckingLight(wall, findings=bad), 3),
        (phases.CheckingLight(sitter), 4),
        (phases.CheckingLight(sitter, busy=True), 5),
        (phases.CheckingLight(sitter), 6),  # it could not be measured
        (phases.Ready(), 7),
    )
    measure, go_on = script.PressPrimary(), script.GoOn()
    assert done == [measure, None, go_on, measure, None, go_on, script.PressPrimary()]


def test_a_light_that_is_all_right_leads_on_with_the_primary_key() -> None:
    measured = phases.CheckingLight(LightStep.WALL, findings=(ALL_RIGHT,))
    assert acts((measured, 1)) == [script.PressPrimary()]


def test_a_record_without_a_photo_counts_as_a_record() -> None:
    record = DayRecord()
    for phase in (
        phases.Sealing(replace(READ, shot=None, review=None)),
        phases.Receipted(1, RECEIPT),
    ):
        record.note(phase, 0)
    assert (record.records, record.photo_sha256) == (1, [])
    for phase in (phases.Sealing(replace(READ, sitting=2)), phases.Receipted(2, RECEIPT)):
        record.note(phase, 0)
    assert (record.records, record.photo_sha256) == (2, [GOOD.photo.sha256])


def test_a_day_that_does_not_move_ends_with_the_name_of_the_step() -> None:
    memory = replace(script.Memory(applicants=1), phase=SEALING)
    with pytest.raises(script.TrainingStuckError) as caught:
        script.look(SEALING, memory, 61 * SECOND)
    assert caught.value.params["step"] == "Sealing"


def test_a_sitting_that_never_gives_a_photo_ends_too() -> None:
    around: list[tuple[phases.Phase, int]] = []
    for second in range(0, 160, 20):
        around += [
            (phases.Posing(1), second),
            (phases.Shooting(1), second + 10),
            (phases.Developing(1), second + 15),
        ]
    with pytest.raises(script.TrainingStuckError):
        acts(*around)


def test_the_second_applicant_is_another_person() -> None:
    memory = script.Memory(applicants=2, served=1)
    act, _ = script.look(phases.Filling(2, GOOD, ALL_WELL), memory, 0)
    assert isinstance(act, script.FillAndComplete)
    assert act.form.form_id.endswith("2")
