"""Every check there is, on a picture and the file it came from."""

from dataclasses import dataclass

from camera.analyser import MediapipeAnalyser
from camera.backdrop import Backdrop, as_reference, behind
from camera.jpegfile import FileFacts, is_photo_shaped, measure_file
from camera.quality import measure_quality
from camera.subject import Subject, look_at
from camera.wallcheck import is_as_bright, measure_wall
from camera.worn.worn import measure_worn
from kiosk.domain.finding import Finding
from kiosk.domain.frame import Frame
from kiosk.domain.measure import Measure, Measurement
from kiosk.domain.room import WallReference
from kiosk.guidance.compliance import (
    face_measurements,
    in_order,
    judge_frame,
    judge_measurements,
    judge_photo,
    nobody,
)
from kiosk.guidance.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Judgement:
    """The findings in the order of the checks, and everything that was measured for them.

    ``beside`` is what was seen of the wall, None when nothing was.
    """

    findings: tuple[Finding, ...]
    measurements: tuple[Measurement, ...]
    beside: WallReference | None = None


def judge_picture(
    eye: MediapipeAnalyser, frame: Frame, facts: FileFacts | None, policy: Policy
) -> Judgement:
    """Return the judgement on a picture; of a picture of nobody that alone.

    A 7:9 picture is a finished photo; any other is judged by the photo that could be cut from it.
    ``facts`` are those of the photo's file, None when there is none. ``eye`` is one for stills.
    """
    subject = look_at(eye, frame)
    if subject is None:
        return judge_nobody()
    return judge_subject(subject, facts, policy)


def judge_nobody() -> Judgement:
    """Return the judgement on a picture without a face."""
    return Judgement(findings=(nobody(),), measurements=())


def judge_subject(
    subject: Subject, facts: FileFacts | None, policy: Policy, wall: WallReference | None = None
) -> Judgement:
    """Return the judgement on somebody who was looked at before.

    ``wall`` is the room's own wall as this picture's frame shows it (`WallReference.seen_in`),
    against which shadow, brightness and cast are judged.
    """
    frame, backdrop = subject.frame, behind(subject)
    measured = (
        *measure_subject(subject, backdrop, wall),
        *(() if facts is None else (measure_file(facts),)),
    )
    finished = is_photo_shaped(frame.width_px, frame.height_px)
    findings = (
        *(judge_photo if finished else judge_frame)(subject.reading, policy),
        *judge_measurements(measured, policy),
    )
    return Judgement(
        findings=in_order(findings),
        measurements=(*face_measurements(subject.reading), *measured),
        beside=None if backdrop is None else as_reference(backdrop),
    )


def measure_subject(
    subject: Subject, backdrop: Backdrop | None, wall: WallReference | None
) -> tuple[Measurement, ...]:
    """Return what is measured on the pixels of a face and of what is around it.

    Where the wall is as bright as the room's own, a dark face is no matter of exposure.
    """
    bright = backdrop and wall and is_as_bright(backdrop, wall)
    return (
        *(
            measurement
            for measurement in measure_quality(subject.aligned)
            if not (bright and measurement.measure is Measure.BRIGHTNESS)
        ),
        *(() if backdrop is None else measure_wall(backdrop, wall)),
        *measure_worn(subject),
    )
