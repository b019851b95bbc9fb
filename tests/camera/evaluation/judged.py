"""Judged pictures made of nothing but labels and findings."""

from pathlib import Path

from camera.evaluation.judging import JudgedPicture
from camera.evaluation.labels import Expectation, LabelledPicture
from camera.inspection import CheckReport
from kiosk.domain.finding import Check
from kiosk.domain.measure import Measure, Measurement
from kiosk.guidance.compliance import judge_measurements
from kiosk.guidance.policy import Policy, photo_policy

GOOD, BAD, BORDER = Expectation.GOOD, Expectation.BAD, Expectation.BORDER


def judged(
    file: str,
    expected: dict[Check, Expectation],
    values: dict[Measure, float],
    *,
    skin_deg: float | None = None,
    policy: Policy | None = None,
) -> JudgedPicture:
    measured = tuple(Measurement(measure=measure, value=value) for measure, value in values.items())
    report = CheckReport(
        path=Path(file),
        findings=judge_measurements(measured, policy or photo_policy()),
        measurements=measured,
    )
    return JudgedPicture(picture=labelled(file, expected), report=report, skin_deg=skin_deg)


def labelled(file: str, expected: dict[Check, Expectation]) -> LabelledPicture:
    return LabelledPicture(
        file=file, path=Path(file), shows="", expected=expected, complete=True, held_out=False
    )
