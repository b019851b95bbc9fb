"""What `kiosk photo` asks of the camera room."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from camera.inspection import CheckReport, Inspector, refusal, report_line
from camera.photo_errors import PictureError
from kiosk.clock import SystemClock
from kiosk.domain.finding import Finding, Verdict
from kiosk.domain.photo import Photo
from kiosk.guidance.policy import photo_policy
from kiosk.native import mute_native_libraries
from kiosk.texts import Catalogue
from kiosk.wiring.newfile import write_new

MARKS = {Verdict.PASS: "○", Verdict.WARN: "△", Verdict.FAIL: "×"}


def make(image: Path, out: Path) -> Photo:
    """Leave the ID photo cut from ``image`` in ``out``, which must not exist."""
    mute_native_libraries()
    with Inspector(SystemClock()) as inspector:
        photo, _ = inspector.make_photo(image)
    write_new(out, photo.jpeg)
    return photo


def check(images: Iterable[Path]) -> Iterator[CheckReport]:
    """Yield a report per picture; one that cannot be read is a report too."""
    mute_native_libraries()
    with Inspector(SystemClock()) as inspector:
        for image in images:
            try:
                yield inspector.check_photo(image)
            except PictureError as error:
                yield refusal(image, error)


def as_json(report: CheckReport) -> dict[str, object]:
    """Return the report in the stable schema."""
    return report_line(report)


def describe(report: CheckReport, words: Catalogue, show: Callable[..., None]) -> None:
    """Show the report to a person: the verdict, then a line per check."""
    if report.refused is not None:
        why = words[f"picture_reason.{report.refused}"]
        show("photo.refused", file=report.path, why=why)
        return
    show("photo.file", file=report.path, verdict=words[f"verdict.{report.verdict.value}"])
    for finding in report.findings:
        show(
            "photo.finding",
            mark=MARKS[finding.verdict],
            check=words[f"check.{finding.check.value}"],
            value="–" if finding.value is None else f"{finding.value:.4g}",
            limit="–" if finding.limit is None else f"{finding.limit:g}",
            unit=_unit(finding, words),
        )
    if report.open_checks:
        names = (words[f"check.{check.value}"] for check in report.open_checks)
        show("photo.open", checks=", ".join(names))


def _unit(finding: Finding, words: Catalogue) -> str:
    """Return what a value is counted in: the policy's unit, or people where they were counted."""
    if finding.measure is None:
        return "" if finding.value is None else words["unit.people"]
    unit = photo_policy().rule(finding.measure).unit
    return words.get(f"unit.{unit}", unit)
