"""What the detectors get right and wrong, as a table."""

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from camera.worn.training.schooling import Score
from camera.worn.worn import MEASURES
from kiosk.guidance.policy import Policy

MOST_NAMES = 12


def table(scores: Iterable[Score], policy: Policy, title: str) -> Iterator[str]:
    """Yield the lines of a table: per detector and kind of picture, at the policy's limits."""
    known = [score for score in scores if score.plate.truth[score.worn] is not None]
    yield f"{title}"
    yield f"{'':24} {'bad':>4} {'fail':>7} {'warn+':>7}  {'good':>4} {'fail':>7} {'warn+':>7}"
    for worn in MEASURES:
        mine = [score for score in known if score.worn is worn]
        yield _row(worn.value, mine, policy) + _curve(mine)
        for kind in sorted({score.plate.kind for score in mine}):
            of_kind = [score for score in mine if score.plate.kind == kind]
            yield _row(f"  {kind}", of_kind, policy)
        yield from _names(mine, policy)


def _row(name: str, scores: list[Score], policy: Policy) -> str:
    cells = [f"{name:24.24}"]
    for answer in (True, False):
        values = np.array([s.value for s in scores if s.plate.truth[s.worn] is answer])
        if values.size == 0:
            cells.append(f"{0:4}       -       -")
            continue
        rule = policy.rule(MEASURES[scores[0].worn])
        fail, warn = float((values > rule.fail).mean()), float((values > rule.warn).mean())
        cells.append(f"{values.size:4} {fail:7.1%} {warn:7.1%}")
    return cells[0] + " " + "  ".join(cells[1:])


def _curve(scores: list[Score]) -> str:
    truth = np.array([bool(s.plate.truth[s.worn]) for s in scores])
    values = np.array([s.value for s in scores])
    if truth.all() or not truth.any():
        return ""
    return f"  AUC {area(values, truth):.4f}  EER {equal_error(values, truth):.1%}"


def _names(scores: list[Score], policy: Policy) -> Iterator[str]:
    for answer, what in ((True, "not refused"), (False, "not passed")):
        wrong = [
            score
            for score in scores
            if score.plate.truth[score.worn] is answer and _is_wrong(score, policy, worn=answer)
        ]
        wrong.sort(key=lambda score: score.value, reverse=not answer)
        for score in wrong[:MOST_NAMES]:
            yield f"    {what}: {score.plate.name} {score.value:.2f}"


def _is_wrong(score: Score, policy: Policy, *, worn: bool) -> bool:
    rule = policy.rule(MEASURES[score.worn])
    limit = rule.fail if worn else rule.warn
    return (score.value > (limit or 0.0)) is not worn


def area(values: npt.NDArray[np.float64], truth: npt.NDArray[np.bool_]) -> float:
    """Return the area under the ROC curve."""
    above = values[truth][:, None] - values[~truth][None]
    return float(((above > 0) + 0.5 * (above == 0)).mean())


def equal_error(values: npt.NDArray[np.float64], truth: npt.NDArray[np.bool_]) -> float:
    """Return the error at the limit where as many are missed as are wrongly accused."""
    errors = [
        (float((values[truth] <= limit).mean()), float((values[~truth] > limit).mean()))
        for limit in np.unique(values)
    ]
    return min((max(pair) for pair in errors), default=0.0)
