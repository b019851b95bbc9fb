"""A picture file judged, or made into an ID photo, outside of a sitting."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import cv2
import numpy as np

from camera.analyser import MediapipeAnalyser
from camera.imagefile import MOST_FRAME_PIXELS, decode, facts_of, read_bytes, read_picture
from camera.jpegfile import FileFacts, is_photo_shaped, measure_file
from camera.photo_errors import PictureError, PortraitError
from camera.portrait import Portraitist
from camera.subject import Subject, look_at
from camera.verdict import judge_picture, judge_subject
from kiosk.domain.finding import Check, Finding, Verdict, worst
from kiosk.domain.frame import Frame, Observation
from kiosk.domain.measure import Measurement
from kiosk.domain.photo import TARGET_SIZES_PX, Photo
from kiosk.guidance.compliance import judge_measurements, nobody
from kiosk.guidance.policy import Policy, photo_policy
from kiosk.ports import Clock

# A head is judged at no more than twice the largest printed size: no check looks closer, and the
# memory a check needs grows with the picture.
ENOUGH_PIXELS = 12_600_000  # 12 MP cameras give 4096 x 3072
MOST_PHOTO_WIDTH_PX = 2 * TARGET_SIZES_PX[0][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """The findings on one picture file; ``refused`` is the key of why it could not be read."""

    path: Path
    findings: tuple[Finding, ...]
    measurements: tuple[Measurement, ...] = ()
    refused: str | None = None

    @property
    def verdict(self) -> Verdict:
        """Return the worst finding's verdict."""
        return worst(self.findings)

    @property
    def open_checks(self) -> tuple[Check, ...]:
        """Return what nobody could say anything about, as of a picture without a face."""
        made = {finding.check for finding in self.findings}
        return tuple(check for check in Check if check not in made)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Examined:
    """The report on a picture, and whom it shows; None for nobody."""

    report: CheckReport
    subject: Subject | None


class Inspector:
    """Judges and makes photos from files; made, used and closed in one thread."""

    def __init__(self, clock: Clock, policy: Policy | None = None) -> None:
        self._policy = policy or photo_policy()
        self._clock = clock
        self._analyser = MediapipeAnalyser(clock, stills=True)
        self._portraitist = Portraitist(clock, self._policy)

    def __enter__(self) -> Self:
        self._analyser.__enter__()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._analyser.__exit__(*exc_info)

    def make_photo(self, path: Path) -> tuple[Photo, tuple[Finding, ...]]:
        """Return the photo cut from a picture, and the verdict on it.

        Raises `PictureError` for the file and `PortraitError` for what it shows.
        """
        observation = self._analyser.observe(read_picture(path))
        photo = self._portraitist.make(observation)
        frame = Frame(seq=0, captured_at_ns=0, pixels=decode(photo.jpeg))
        judged = judge_picture(self._analyser, frame, facts_of(photo.jpeg), self._policy)
        return photo, judged.findings

    def check_photo(self, path: Path) -> CheckReport:
        """Return the findings on a finished photo, or on a picture a photo could be cut from.

        A picture that is not 7:9 is judged by the photo it could give, its file included; when it
        can give none, `file` stays open and `crop` says why. Raises `PictureError`.
        """
        return self.examine(path).report

    def examine(self, path: Path) -> Examined:
        """Return what `check_photo` does, with whom the picture shows."""
        content = read_bytes(path)
        facts = facts_of(content)
        finished = is_photo_shaped(facts.width_px, facts.height_px)
        subject = self._look(content, facts)
        if subject is None:
            findings = self._of_nobody(facts if finished else None)
            return Examined(report=CheckReport(path=path, findings=findings), subject=None)
        judged = judge_subject(
            subject, facts if finished else self._facts_of_its_photo(subject), self._policy
        )
        report = CheckReport(path=path, findings=judged.findings, measurements=judged.measurements)
        return Examined(report=report, subject=subject)

    def _look(self, content: bytes, facts: FileFacts) -> Subject | None:
        """Return whom a picture shows, at a size that is enough for every check and no larger.

        Large JPEGs are read at half their sides, which is three times as fast, unless that turns
        out to be too small for the photo.
        """
        most_px = ENOUGH_PIXELS if facts.file_format == "JPEG" else MOST_FRAME_PIXELS
        frame = Frame(seq=0, captured_at_ns=0, pixels=decode(content, most_px))
        subject = look_at(self._analyser, frame)
        if subject is None:
            return None
        if frame.width_px < facts.width_px and subject.box.width < TARGET_SIZES_PX[0][0]:
            frame = Frame(seq=0, captured_at_ns=0, pixels=decode(content))
            return look_at(self._analyser, frame)
        if subject.box.width > MOST_PHOTO_WIDTH_PX:
            scale = MOST_PHOTO_WIDTH_PX / subject.box.width
            return look_at(self._analyser, _smaller(frame, scale))
        return subject

    def _of_nobody(self, facts: FileFacts | None) -> tuple[Finding, ...]:
        """Return what can be said of a picture without a face: there is none, and the file's."""
        measured = () if facts is None else (measure_file(facts),)
        return (nobody(), *judge_measurements(measured, self._policy))

    def _facts_of_its_photo(self, subject: Subject) -> FileFacts | None:
        observation = Observation(
            frame=subject.frame, face=subject.reading, analysed_at_ns=self._clock.monotonic_ns()
        )
        try:
            photo = self._portraitist.make(observation)
        except PortraitError:
            return None
        return facts_of(photo.jpeg)


def refusal(path: Path, error: PictureError) -> CheckReport:
    """Return the report on a file that cannot be read as a picture."""
    unreadable = Finding(check=Check.FILE, verdict=Verdict.FAIL, value=None, limit=None)
    return CheckReport(path=path, findings=(unreadable,), refused=error.fault.value)


def report_line(report: CheckReport) -> dict[str, object]:
    """Return the report as one JSON object; a check nobody could make is null.

    ``details`` names for each check that has one the measure that decided, and the parts of the
    picture it is about: left, top, right, bottom as shares of its sides.
    """
    found = {finding.check: finding for finding in report.findings}
    line: dict[str, object] = {
        "file": str(report.path),
        "verdict": report.verdict.value,
        "checks": {check.value: _words(found.get(check)) for check in Check},
        "details": {f.check.value: _details(f) for f in report.findings if f.measure is not None},
    }
    return line if report.refused is None else {**line, "refused": report.refused}


def _words(finding: Finding | None) -> dict[str, object] | None:
    if finding is None:
        return None
    value = None if finding.value is None else round(finding.value, 4)
    return {"verdict": finding.verdict.value, "value": value, "limit": finding.limit}


def _details(finding: Finding) -> dict[str, object]:
    return {
        "measure": None if finding.measure is None else finding.measure.value,
        "regions": [
            [round(side, 4) for side in (part.left, part.top, part.right, part.bottom)]
            for part in finding.regions
        ],
    }


def _smaller(frame: Frame, scale: float) -> Frame:
    """Return the frame shrunk so that its shape stays what it was to the pixel."""
    width = max(1, round(frame.width_px * scale))
    height = max(1, round(frame.height_px * width / frame.width_px))
    pixels = cv2.resize(frame.pixels, (width, height), interpolation=cv2.INTER_AREA)
    return replace(frame, pixels=np.asarray(pixels, dtype=np.uint8))
