"""Where the limits of one measure belong, from values of good and of bad pictures.

A limit is moved only as far as the pictures demand it, for those at hand are never all there are:
outwards, until 98 % of the good values pass, with a tenth of their spread to spare before they are
refused; inwards, when good and bad values are apart and the refusal lies beyond the middle between
the good ones' 98 % point and the bad ones' 5 % point. Where they overlap the measure cannot tell
them apart, and the good ones decide alone. Nothing moves outwards by more than a quarter: a room
that needs more needs light or a chair moved, not a milder rule.
"""

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kiosk.domain.measure import Measure
from kiosk.guidance.policy import Rule, Worse

Values = npt.NDArray[np.float64]

LEAST_GOOD = 20  # below, a 98 % point is the largest value and nothing more
LEAST_BAD = 5
GOOD_EDGE, BAD_EDGE = 0.98, 0.05
SPARE_PART = 0.1  # of the way from the good values' middle to their edge
MOST_OUTWARDS = 0.25  # of a limit
DIGITS = 3  # significant ones a limit is written with
EVEN = 1e-9  # what binary fractions lack
# Not ours to tune: J-LIS and ISO/IEC 39794-5, and what is counted instead of measured.
SET_BY_RULE = frozenset({
    Measure.SECOND_FACE_RATIO,
    Measure.ROLL_DEG,
    Measure.CROP_OFF_MM,
    Measure.CROP_WIDTH_PX,
    Measure.FRAME_SHARE,
    Measure.FILE_FAULTS,
})  # fmt: skip


class Did(StrEnum):
    """What became of a rule."""

    INWARDS = "inwards"
    OUTWARDS = "outwards"
    BOUND = "bound"
    KEPT = "kept"
    FEW = "few"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuned:
    """A rule before and after, with how many values decided."""

    before: Rule
    after: Rule
    good: int
    bad: int
    did: Did


class _Limits(NamedTuple):
    """Warning and refusal, turned so that larger is worse."""

    warn: float
    fail: float


def tune(rule: Rule, good: Values, bad: Values) -> Tuned:
    """Return the rule with its limits where the values want them; values are corrected ones."""
    kept = Tuned(before=rule, after=rule, good=good.size, bad=bad.size, did=Did.KEPT)
    if rule.measure in SET_BY_RULE:
        return replace(kept, did=Did.FIXED)
    if good.size < LEAST_GOOD:
        return replace(kept, did=Did.FEW)
    sign = 1.0 if rule.worse is Worse.ABOVE else -1.0
    limits = _turned(rule, sign)
    wanted = _wanted(limits, sign * good, sign * bad)
    if rule.fail is None:
        wanted = _Limits(wanted.warn, wanted.warn)
    allowed = _Limits(_near(limits.warn, wanted.warn), _near(limits.fail, wanted.fail))
    if allowed == limits:
        return kept
    outwards = allowed.fail > limits.fail or allowed.warn > limits.warn
    did = Did.BOUND if allowed != wanted else Did.OUTWARDS if outwards else Did.INWARDS
    return replace(kept, after=_with(rule, allowed, sign), did=did)


def _wanted(limits: _Limits, good: Values, bad: Values) -> _Limits:
    """Return where the limits belong; everything turned so that larger is worse."""
    middle, edge = (float(np.quantile(good, share)) for share in (0.5, GOOD_EDGE))
    warn, fail = limits.warn, limits.fail
    if bad.size >= LEAST_BAD:
        near = float(np.quantile(bad, BAD_EDGE))
        if near > edge:
            fail = min(fail, (edge + near) / 2)
            warn = min(warn, fail)
    return _Limits(max(warn, edge), max(fail, edge + SPARE_PART * (edge - middle)))


def _turned(rule: Rule, sign: float) -> _Limits:
    """Return the limits of a rule; what only warns has one for both."""
    return _Limits(sign * rule.warn, sign * (rule.warn if rule.fail is None else rule.fail))


def _near(limit: float, wanted: float) -> float:
    """Return where a limit goes: no further outwards than is allowed."""
    return min(wanted, limit + MOST_OUTWARDS * abs(limit))


def _with(rule: Rule, limits: _Limits, sign: float) -> Rule:
    """Return the rule with new limits; its live hint starts no later than it refuses."""
    if rule.fail is None:
        return replace(rule, warn=_rounded(limits.warn, sign))
    fail = _rounded(limits.fail, sign)
    warn = _rounded(min(limits.warn, limits.fail), sign)
    guide = warn if rule.beyond(rule.guide, fail) else rule.guide
    return replace(rule, warn=warn, fail=fail, guide=guide)


def _rounded(turned: float, sign: float) -> float:
    """Return a limit as it is written: not nearer to the good values than it was worked out."""
    if turned == 0:
        return 0.0
    step = 10.0 ** (math.floor(math.log10(abs(turned))) - DIGITS + 1)
    return sign * float(f"{math.ceil(turned / step - EVEN) * step:.{DIGITS}g}")
