"""Every labelled picture judged once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from camera.evaluation.labels import Expectation, LabelledPicture
from camera.evaluation.skin import typology_angle_deg
from camera.inspection import CheckReport, Inspector, refusal
from camera.photo_errors import PictureError
from kiosk.domain.finding import Check, Finding, Verdict

Progress = Callable[[int, int], None]
"""Called with how many pictures are judged, of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPicture:
    """A labelled picture with what the checks say; ``skin_deg`` is None for nobody."""

    picture: LabelledPicture
    report: CheckReport
    skin_deg: float | None

    @property
    def seen(self) -> bool:
        """Tell whether the file could be read and shows somebody."""
        return bool(self.report.measurements)

    def finding(self, check: Check) -> Finding | None:
        """Return what a check says, None when it could say nothing."""
        return next((f for f in self.report.findings if f.check is check), None)

    def expects(self, check: Check) -> Expectation | None:
        """Return the label of a check."""
        return self.picture.expected.get(check)

    @property
    def false_rejects(self) -> tuple[Finding, ...]:
        """Return the refusals of what is labelled good."""
        return tuple(
            finding
            for finding in self.report.findings
            if finding.verdict is Verdict.FAIL and self.expects(finding.check) is Expectation.GOOD
        )


def judge_pictures(
    inspector: Inspector, pictures: Iterable[LabelledPicture], progress: Progress
) -> tuple[JudgedPicture, ...]:
    """Return every picture with its report; one that cannot be read has a refusal."""
    listed = tuple(pictures)
    judged: list[JudgedPicture] = []
    for picture in listed:
        judged.append(_judge(inspector, picture))
        progress(len(judged), len(listed))
    return tuple(judged)


def _judge(inspector: Inspector, picture: LabelledPicture) -> JudgedPicture:
    try:
        examined = inspector.examine(picture.path)
    except PictureError as error:
        return JudgedPicture(picture=picture, report=refusal(picture.path, error), skin_deg=None)
    subject = examined.subject
    return JudgedPicture(
        picture=picture,
        report=examined.report,
        skin_deg=None if subject is None else typology_angle_deg(subject.aligned),
    )
