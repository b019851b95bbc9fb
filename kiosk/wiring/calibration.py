"""What `kiosk photo calibrate` asks of the camera room."""

from dataclasses import dataclass
from pathlib import Path

from camera.evaluation.calibration import Calibration, calibrate, rejudge
from camera.evaluation.grid import grid
from camera.evaluation.judging import JudgedPicture
from camera.evaluation.limits import Tuned
from camera.evaluation.manifest import Manifest
from camera.evaluation.policyfile import write_policy
from camera.evaluation.tally import tally
from camera.evaluation.wording import checks_table
from kiosk.clock import SystemClock
from kiosk.domain.finding import Check
from kiosk.errors import OutputExistsError
from kiosk.guidance.policy import Policy, photo_policy, read_policy
from kiosk.texts import Catalogue
from kiosk.wiring.evaluation import Progress, judge


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalibrated:
    """A calibration, with the pictures of people it was not tuned on, or all without a split."""

    calibration: Calibration
    shown: tuple[JudgedPicture, ...]


def base_policy(base: Path | None) -> Policy:
    """Return the policy to begin with: a file's, or the one the program ships with."""
    return photo_policy() if base is None else read_policy(base)


def recalibrate(manifest: Manifest, base: Policy, out: Path, progress: Progress) -> Recalibrated:
    """Leave a re-tuned policy in ``out``, which must not exist; held-out pictures are not used."""
    if out.exists():
        raise OutputExistsError(file=out.name)
    judged = judge(manifest, progress)
    tuning = tuple(one for one in judged if not one.picture.held_out)
    calibration = calibrate(tuning, base, SystemClock().now().date())
    write_policy(calibration.after, out)
    held_out = tuple(one for one in judged if one.picture.held_out)
    return Recalibrated(calibration=calibration, shown=held_out or judged)


def describe(made: Recalibrated, words: Catalogue) -> str:
    """Return old and new limits, and what either policy says of the pictures."""
    names = ("measure", "good", "bad", "warn", "fail", "did")
    table = grid(
        [words[f"calibration.column.{name}"] for name in names],
        [_line(one, words) for one in made.calibration.tuned],
    )
    part = "held_out" if made.shown and made.shown[0].picture.held_out else "all"
    sections = [f"# {words['calibration.title']}", table, f"## {words[f'report.part.{part}']}"]
    for name, policy in (
        ("before", made.calibration.before),
        ("after", made.calibration.after),
    ):
        judged = rejudge(made.shown, policy)
        tallies = (tally(judged, check, policy) for check in Check)
        sections += [f"### {words[f'calibration.{name}']}", checks_table(tallies, words)]
    return "\n\n".join(sections) + "\n"


def _line(tuned: Tuned, words: Catalogue) -> list[str]:
    before, after = tuned.before, tuned.after
    return [
        before.measure.value,
        str(tuned.good),
        str(tuned.bad),
        _change(before.warn, after.warn),
        _change(before.fail, after.fail),
        words[f"calibration.did.{tuned.did.value}"],
    ]


def _change(before: float | None, after: float | None) -> str:
    if before is None or after is None:
        return "–"
    return f"{before:g}" if before == after else f"{before:g} → {after:g}"
