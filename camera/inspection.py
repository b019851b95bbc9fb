"""A picture file judged, or made into an ID photo, outside of a sitting."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from camera.analyser import MediapipeAnalyser
from camera.imagefile import decode, facts_of, read_bytes, read_picture
from camera.jpegfile import FileFacts, is_photo_shaped
from camera.photo_errors import PictureError, PortraitError
from camera.portrait import Portraitist
from camera.verdict import judge_picture
from kiosk.domain.finding import Check, Finding, Verdict, worst
from kiosk.domain.frame import Frame
from kiosk.domain.measure import Measurement
from kiosk.domain.photo import Photo
from kiosk.guidance.policy import Policy, photo_policy
from kiosk.ports import Clock


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


class Inspector:
    """Judges and makes photos from files; made, used and closed in one thread."""

    def __init__(self, clock: Clock, policy: Policy | None = None) -> None:
        self._policy = policy or photo_policy()
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
        content = read_bytes(path)
        frame = Frame(seq=0, captured_at_ns=0, pixels=decode(content))
        finished = is_photo_shaped(frame.width_px, frame.height_px)
        facts = facts_of(content) if finished else self._facts_of_its_photo(frame)
        judged = judge_picture(self._analyser, frame, facts, self._policy)
        return CheckReport(path=path, findings=judged.findings, measurements=judged.measurements)

    def _facts_of_its_photo(self, frame: Frame) -> FileFacts | None:
        try:
            photo = self._portraitist.make(self._analyser.observe(frame))
        except PortraitError:
            return None
        return facts_of(photo.jpeg)


def refusal(path: Path, error: PictureError) -> CheckReport:
    """Return the report on a file that cannot be read as a picture."""
    unreadable = Finding(check=Check.FILE, verdict=Verdict.FAIL, value=None, limit=None)
    return CheckReport(path=path, findings=(unreadable,), refused=error.fault.value)


def report_line(report: CheckReport) -> dict[str, object]:
    """Return the report as one JSON object; a check nobody could make is null."""
    found = {finding.check: finding for finding in report.findings}
    line: dict[str, object] = {
        "file": str(report.path),
        "verdict": report.verdict.value,
        "checks": {check.value: _words(found.get(check)) for check in Check},
    }
    return line if report.refused is None else {**line, "refused": report.refused}


def _words(finding: Finding | None) -> dict[str, object] | None:
    if finding is None:
        return None
    value = None if finding.value is None else round(finding.value, 4)
    return {"verdict": finding.verdict.value, "value": value, "limit": finding.limit}
