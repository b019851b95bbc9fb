"""Every check there is, on a picture and the file it came from."""

from dataclasses import dataclass

from camera.analyser import MediapipeAnalyser
from camera.jpegfile import FileFacts, is_photo_shaped, measure_file
from camera.quality import measure_quality
from camera.subject import Subject, look_at
from kiosk.domain.finding import Check, Finding
from kiosk.domain.frame import Frame
from kiosk.domain.measure import Measurement
from kiosk.guidance.compliance import (
    face_measurements,
    judge_frame,
    judge_measurements,
    judge_photo,
    nobody,
)
from kiosk.guidance.policy import Policy

ORDER = tuple(Check)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Judgement:
    """The findings in the order of the checks, and everything that was measured for them."""

    findings: tuple[Finding, ...]
    measurements: tuple[Measurement, ...]


def judge_picture(
    eye: MediapipeAnalyser, frame: Frame, facts: FileFacts | None, policy: Policy
) -> Judgement:
    """Return the judgement on a picture; of a picture of nobody that alone.

    A 7:9 picture is a finished photo; any other is judged by the photo that could be cut from it.
    ``facts`` are those of the photo's file, None when there is none. ``eye`` is one for stills.
    """
    subject = look_at(eye, frame)
    if subject is None:
        return Judgement(findings=(nobody(),), measurements=())
    return judge_subject(subject, facts, policy)


def judge_subject(subject: Subject, facts: FileFacts | None, policy: Policy) -> Judgement:
    """Return the judgement on somebody who was looked at before."""
    frame = subject.frame
    measured = (
        *measure_subject(subject),
        *(() if facts is None else (measure_file(facts),)),
    )
    finished = is_photo_shaped(frame.width_px, frame.height_px)
    findings = (
        *(judge_photo if finished else judge_frame)(subject.reading, policy),
        *judge_measurements(measured, policy),
    )
    return Judgement(
        findings=tuple(sorted(findings, key=lambda finding: ORDER.index(finding.check))),
        measurements=(*face_measurements(subject.reading), *measured),
    )


def measure_subject(subject: Subject) -> tuple[Measurement, ...]:
    """Return what is measured on the pixels of a face and of what is around it."""
    return measure_quality(subject.aligned)
