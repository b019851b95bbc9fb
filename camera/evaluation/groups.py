"""The same checks on parts of the pictures: by kind of defect, and by lightness of the skin."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from camera.evaluation.judging import JudgedPicture
from camera.evaluation.labels import Expectation
from camera.evaluation.tally import caught
from kiosk.domain.finding import Check, Verdict
from kiosk.domain.measure import Measure
from kiosk.guidance.policy import Policy

THIRDS = 3
# Light in which a skin's colour can be read: these checks are not labelled bad.
SKIN_CHECKS = (Check.EXPOSURE, Check.LIGHTING, Check.COLOUR, Check.SUNGLASSES, Check.MASK)


class Third(StrEnum):
    """A third of the people by the lightness of their skin."""

    DARKEST = "darkest"
    MIDDLE = "middle"
    LIGHTEST = "lightest"


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRates:
    """Pictures of one kind.

    ``labels`` are the bad labels in them and ``caught`` those of these that their own check
    caught; ``refused`` are the pictures with any refusal, ``false_rejects`` those in which
    something labelled good was refused, named in ``by``.
    """

    kind: str
    pictures: int
    labels: int
    caught: int
    refused: int
    false_rejects: int
    by: tuple[Check, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdRates:
    """False alarms on one third of the people: of good labels, and of pictures that are good."""

    third: Third
    people: int
    darkest_deg: float
    lightest_deg: float
    labels: int
    false_rejects: int
    good_pictures: int
    good_refused: int


def by_kind(judged: Iterable[JudgedPicture], policy: Policy) -> tuple[KindRates, ...]:
    """Return the rates of every kind of picture, in the order of their names."""
    kinds: dict[str, list[JudgedPicture]] = defaultdict(list)
    for one in judged:
        if one.report.refused is None:
            kinds[one.picture.kind].append(one)
    return tuple(_kind_rates(kind, kinds[kind], policy) for kind in sorted(kinds))


def _kind_rates(kind: str, pictures: list[JudgedPicture], policy: Policy) -> KindRates:
    bad = [
        (one, check)
        for one in pictures
        for check, label in one.picture.expected.items()
        if label is Expectation.BAD
    ]
    wrong = {finding.check for one in pictures for finding in one.false_rejects}
    return KindRates(
        kind=kind,
        pictures=len(pictures),
        labels=len(bad),
        caught=sum(caught(one, check, policy) for one, check in bad),
        refused=sum(one.report.verdict is Verdict.FAIL for one in pictures),
        false_rejects=sum(bool(one.false_rejects) for one in pictures),
        by=tuple(check for check in Check if check in wrong),
    )


def by_skin(judged: Iterable[JudgedPicture]) -> tuple[ThirdRates, ...]:
    """Return the false alarms of each third of the people, by the rank of their skin's angle."""
    people: dict[str, list[JudgedPicture]] = defaultdict(list)
    for one in judged:
        people[one.picture.identity].append(one)
    angles = {name: skin_deg(pictures) for name, pictures in people.items()}
    ranked = sorted((deg, name) for name, deg in angles.items() if deg is not None)
    if len(ranked) < THIRDS:
        return ()
    cuts = [round(len(ranked) * part / THIRDS) for part in range(THIRDS + 1)]
    return tuple(
        _third_rates(third, ranked[first:last], people)
        for third, first, last in zip(Third, cuts, cuts[1:], strict=False)
    )


def skin_deg(pictures: Iterable[JudgedPicture]) -> float | None:
    """Return the typology angle of somebody from their best-lit picture in good light."""
    lit = [one for one in pictures if one.skin_deg is not None and _in_good_light(one)]
    best = max(lit, key=_evenness, default=None)
    return None if best is None else best.skin_deg


def _in_good_light(judged: JudgedPicture) -> bool:
    labels = {judged.expects(check) for check in SKIN_CHECKS}
    return labels <= {Expectation.GOOD, None} and Expectation.GOOD in labels


def _evenness(judged: JudgedPicture) -> tuple[bool, float]:
    balance = [m.value for m in judged.report.measurements if m.measure is Measure.CHEEK_BALANCE]
    return judged.picture.is_good, balance[0] if balance else 0.0


def _third_rates(
    third: Third, ranked: list[tuple[float, str]], people: dict[str, list[JudgedPicture]]
) -> ThirdRates:
    pictures = [one for _, name in ranked for one in people[name]]
    good = [one for one in pictures if one.picture.is_good]
    return ThirdRates(
        third=third,
        people=len(ranked),
        darkest_deg=ranked[0][0],
        lightest_deg=ranked[-1][0],
        labels=sum(list(one.picture.expected.values()).count(Expectation.GOOD) for one in pictures),
        false_rejects=sum(len(one.false_rejects) for one in pictures),
        good_pictures=len(good),
        good_refused=sum(one.report.verdict is Verdict.FAIL for one in good),
    )
