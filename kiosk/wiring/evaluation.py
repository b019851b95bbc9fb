"""What `kiosk photo report` asks of the camera room."""

import json
from collections.abc import Callable
from pathlib import Path

from camera.evaluation.cases import worst_cases
from camera.evaluation.errors import ManifestError
from camera.evaluation.evaluation import Evaluation, evaluate
from camera.evaluation.judging import JudgedPicture, judge_pictures
from camera.evaluation.manifest import Manifest, read_manifest
from camera.evaluation.record import as_json
from camera.evaluation.sheet import draw_cases
from camera.evaluation.wording import in_words, unused_lines
from camera.inspection import Inspector
from kiosk.clock import SystemClock
from kiosk.guidance.policy import Policy, photo_policy
from kiosk.native import mute_native_libraries
from kiosk.texts import Catalogue

RECORD, REPORT, CASES = "report.json", "report.md", "worst.png"
FURTHER_CASES = "worst-{page}.png"  # from the second page on

Progress = Callable[[int, int], None]


def list_pictures(folder: Path, manifest: Path, held_out: Path | None) -> Manifest:
    """Return the labelled pictures; raise `ManifestError` when there is nothing to judge."""
    listed = read_manifest(manifest, folder, held_out)
    if not listed.pictures:
        raise ManifestError("no_pictures", manifest.name)
    return listed


def judge(manifest: Manifest, progress: Progress) -> tuple[JudgedPicture, ...]:
    """Return every picture judged by the policy the program ships with."""
    mute_native_libraries()
    with Inspector(SystemClock()) as inspector:
        return judge_pictures(inspector, manifest.pictures, progress)


def report(manifest: Manifest, progress: Progress) -> Evaluation:
    """Return all figures on the pictures of a manifest."""
    return evaluate(manifest, judge(manifest, progress), photo_policy())


def write_report(evaluation: Evaluation, out: Path, words: Catalogue) -> tuple[Path, ...]:
    """Leave the figures and the worst cases in a folder; an earlier report there is replaced."""
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob(FURTHER_CASES.format(page="*")):
        old.unlink()
    record, text = out / RECORD, out / REPORT
    lines = json.dumps(as_json(evaluation), ensure_ascii=False, indent=1)
    record.write_text(lines + "\n", encoding="utf-8")
    text.write_text(in_words(evaluation, words), encoding="utf-8")
    return record, text, *_write_cases(evaluation, out, photo_policy(), words)


def describe_report(evaluation: Evaluation, words: Catalogue) -> str:
    """Return the figures as tables in words."""
    return in_words(evaluation, words)


def left_out(manifest: Manifest, words: Catalogue) -> tuple[str, ...]:
    """Return a sentence for what a manifest lists and could not be used."""
    return tuple(unused_lines(manifest, words))


def report_record(evaluation: Evaluation) -> dict[str, object]:
    """Return the figures in the stable schema."""
    return as_json(evaluation)


def _write_cases(evaluation: Evaluation, out: Path, policy: Policy, words: Catalogue) -> list[Path]:
    cases = worst_cases(evaluation.judged, policy)
    paths: list[Path] = []
    for number, page in enumerate(draw_cases(cases, policy, words), start=1):
        name = CASES if number == 1 else FURTHER_CASES.format(page=number)
        paths.append(out / name)
        page.save(paths[-1])
    return paths
