"""Every check there is, on a picture and the file it came from."""

from camera.analyser import MediapipeAnalyser
from camera.jpegfile import FileFacts, is_photo_shaped, judge_file
from camera.quality import judge_quality
from kiosk.domain.finding import Check, Finding
from kiosk.domain.frame import Frame
from kiosk.guidance.compliance import judge_frame, judge_photo, nobody
from kiosk.guidance.policy import Policy

ORDER = tuple(Check)


def judge_picture(
    eye: MediapipeAnalyser, frame: Frame, facts: FileFacts | None, policy: Policy
) -> tuple[Finding, ...]:
    """Return the findings in the order of the checks; of a picture of nobody that alone.

    A 7:9 picture is a finished photo; any other is judged by the photo that could be cut from it.
    ``facts`` are those of the photo's file, None when there is none. ``eye`` is one for stills.
    """
    seen = eye.look(frame)
    if seen is None:
        return (nobody(),)
    finished = is_photo_shaped(frame.width_px, frame.height_px)
    findings = (
        *(judge_photo if finished else judge_frame)(seen.reading, policy),
        *judge_quality(frame.pixels, seen.points, policy),
        *(() if facts is None else (judge_file(facts, policy),)),
    )
    return tuple(sorted(findings, key=lambda finding: ORDER.index(finding.check)))
