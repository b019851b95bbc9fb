"""The cases in which a check was wrong, the worst first."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from camera.evaluation.judging import JudgedPicture
from camera.evaluation.labels import Expectation
from camera.evaluation.tally import Outcome, outcome, refuses
from kiosk.domain.finding import Check, Finding
from kiosk.guidance.policy import Policy


class Wrong(StrEnum):
    """What kind of mistake it was; a picture that only warns was at least shown to staff."""

    FALSE_REJECT = "false_reject"
    FALSE_ACCEPT = "false_accept"
    ONLY_WARNED = "only_warned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One mistake; ``finding`` is None when the check could say nothing."""

    judged: JudgedPicture
    check: Check
    wrong: Wrong
    finding: Finding | None

    @property
    def distance(self) -> float:
        """Return how far the value lies from its limit, in limits; 0 for what has none."""
        if self.finding is None or self.finding.value is None or not self.finding.limit:
            return 0.0
        return abs(self.finding.value - self.finding.limit) / abs(self.finding.limit)


ORDER = tuple(Wrong)


def worst_cases(judged: Iterable[JudgedPicture], policy: Policy) -> tuple[Case, ...]:
    """Return every mistake: by kind, then by how far it was from being right."""
    cases = [
        Case(judged=one, check=check, wrong=wrong, finding=one.finding(check))
        for one in judged
        if one.report.refused is None
        for check in one.picture.expected
        if (wrong := _mistake(one, check, policy)) is not None
    ]
    return tuple(
        sorted(
            cases,
            key=lambda case: (
                ORDER.index(case.wrong),
                -case.distance,
                case.judged.picture.file,
                case.check,
            ),
        )
    )


def _mistake(judged: JudgedPicture, check: Check, policy: Policy) -> Wrong | None:
    came, label = outcome(judged, check), judged.expects(check)
    if label is Expectation.GOOD:
        # A picture of nobody is one mistake, not one for each check.
        nobody = came is Outcome.NOBODY and check is Check.SINGLE
        return Wrong.FALSE_REJECT if came is Outcome.FAIL or nobody else None
    if label is not Expectation.BAD:
        return None
    if came in {Outcome.PASS, Outcome.OPEN}:
        return Wrong.FALSE_ACCEPT
    if came is Outcome.WARN and refuses(check, policy):
        return Wrong.ONLY_WARNED
    return None
