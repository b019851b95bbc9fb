from dataclasses import replace

import pytest

from kiosk.domain.finding import Check, Finding, Verdict
from kiosk.training import script
from kiosk.workflow import phases
from tests.kiosk.workflow.test_phases import PHOTO, RECEIPT

SECOND = 1_000_000_000
BAD = phases.Shot(PHOTO, (Finding(check=Check.EYES, verdict=Verdict.FAIL, value=0.9, limit=0.5),))
GOOD = phases.Shot(PHOTO, ())


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
        (phases.Ready(), 2),
        (phases.Posing(1), 3),
        (phases.Reviewing(1, GOOD), 5),
        (phases.Sealing(1, GOOD), 5),
        (phases.Receipted(1, RECEIPT), 6),
        (phases.ConfirmingClose(1), 7),
        (phases.DayClosed(None), 8),
    )
    kinds = [type(act) for act in done if act is not None]
    assert kinds == [
        script.SignIn,
        script.PressPrimary,
        script.FillAndAccept,
        script.AskClose,
        script.PressPrimary,
        script.Finish,
    ]


def test_a_key_is_pressed_once_however_often_one_looks() -> None:
    assert acts((phases.Ready(), 0), (phases.Ready(), 1)) == [script.PressPrimary(), None]


def test_who_does_not_hold_still_is_photographed_by_hand() -> None:
    assert acts((phases.Posing(1), 0), (phases.Posing(1), 9), (phases.Posing(1), 11)) == [
        None,
        None,
        script.TakeByHand(),
    ]


def test_a_bad_photo_is_taken_again_twice_and_then_shown_to_the_lead() -> None:
    round_trip: list[tuple[phases.Phase, int]] = [
        (phases.Reviewing(1, BAD), 1),
        (phases.Posing(1), 2),
    ]
    done = acts(*round_trip, *round_trip, *round_trip)
    assert [type(act) for act in done[::2]] == [
        script.Retake,
        script.Retake,
        script.FillAndAccept,
    ]


def test_a_day_that_does_not_move_ends_with_the_name_of_the_step() -> None:
    memory = replace(script.Memory(applicants=1), phase=phases.Sealing(1, GOOD))
    with pytest.raises(script.TrainingStuckError) as caught:
        script.look(phases.Sealing(1, GOOD), memory, 61 * SECOND)
    assert caught.value.params["step"] == "Sealing"


def test_a_sitting_that_never_gives_a_photo_ends_too() -> None:
    around: list[tuple[phases.Phase, int]] = []
    for second in range(0, 160, 20):
        around += [(phases.Posing(1), second), (phases.Developing(1), second + 15)]
    with pytest.raises(script.TrainingStuckError):
        acts(*around)


def test_the_second_applicant_is_another_person() -> None:
    memory = script.Memory(applicants=2, served=1)
    act, _ = script.look(phases.Reviewing(2, GOOD), memory, 0)
    assert isinstance(act, script.FillAndAccept)
    assert act.form.form_id.endswith("2")
