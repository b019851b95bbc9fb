"""A picture file judged, or made into an ID photo, outside of a sitting."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from camera.analyser import MediapipeAnalyser
from camera.imagefile import decode, facts_of, read_bytes, read_picture
from camera.jpegfile import is_photo_shaped, judge_file
from camera.photo_errors import PictureError
from camera.portrait import Portraitist
from kiosk.domain.finding import Check, Finding, Verdict, worst
from kiosk.domain.frame import Frame
from kiosk.domain.photo import Photo
from kiosk.guidance.compliance import judge_frame, judge_photo, nobody
from kiosk.guidance.policy import Policy, photo_policy
from kiosk.ports import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """The findings on one picture file; ``refused`` is the key of why it could not be read."""

    path: Path
    findings: tuple[Finding, ...]
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
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            stack.enter_context(self._analyser)
            stack.callback(self._portraitist.close)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._stack.close()

    def make_photo(self, path: Path) -> tuple[Photo, tuple[Finding, ...]]:
        """Return the photo cut from a picture, and the verdict on it.

        Raises `PictureError` for the file and `PortraitError` for what it shows.
        """
        observation = self._analyser.observe(read_picture(path))
        photo = self._portraitist.make(observation)
        return photo, self._portraitist.judge(observation, photo)

    def check_photo(self, path: Path) -> CheckReport:
        """Return the findings on a finished photo, or on a picture a photo could be cut from.

        A picture that is not 7:9 is judged by the photo it could give; its `file` fails. Raises
        `PictureError`.
        """
        content = read_bytes(path)
        pixels = decode(content)
        face = self._analyser.observe(Frame(seq=0, captured_at_ns=0, pixels=pixels)).face
        if face is None:
            return CheckReport(path=path, findings=(nobody(),))
        finished = is_photo_shaped(face.frame_width_px, face.frame_height_px)
        judge = judge_photo if finished else judge_frame
        return CheckReport(
            path=path,
            findings=(
                *judge(face, self._policy),
                judge_file(facts_of(content), self._policy),
            ),
        )


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
