from pathlib import Path

import pytest

from kiosk.doctor.finding import Check, DoctorContext, DoctorFinding, State, found
from kiosk.doctor.rounds import is_fit, run_checks
from kiosk.texts import Language, catalogue


def camera_is_gone() -> DoctorFinding:
    return found(Check.CAMERA, State.BAD, "gone")


def test_a_round_sees_everything_once_and_the_probes_last(tmp_path: Path) -> None:
    context = DoctorContext(data_folder=tmp_path, is_set_up=False, probes=(camera_is_gone,))
    findings = run_checks(context)
    checks = [finding.check for finding in findings]
    assert len(set(checks)) == len(checks)
    assert checks[-2:] == [Check.SETUP, Check.CAMERA]
    assert not is_fit(findings)


def test_a_station_without_set_up_is_fit_for_training(tmp_path: Path) -> None:
    findings = run_checks(DoctorContext(data_folder=tmp_path, is_set_up=False))
    assert is_fit(findings)
    assert [f.state for f in findings if f.check is Check.SETUP] == [State.WARN]


@pytest.mark.parametrize("language", Language)
def test_every_finding_of_this_machine_has_words(language: Language, tmp_path: Path) -> None:
    words = catalogue(language)
    for finding in run_checks(DoctorContext(data_folder=tmp_path, is_set_up=True)):
        assert words.say(finding.detail_key, **finding.params).strip()
        assert words[f"doctor.name.{finding.check.value}"]
        assert words[f"doctor.state.{finding.state.value}"]
