"""What one check says of pictures that are labelled good, bad, or either way."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from camera.evaluation.judging import JudgedPicture
from camera.evaluation.labels import Expectation
from kiosk.domain.finding import Check
from kiosk.guidance.policy import Policy


class Outcome(StrEnum):
    """What came out: a verdict, or that nobody was found to judge.

    A picture in which nobody is found is refused for that, whatever else is wrong with it.
    """

    PASS = "pass"  # noqa: S105 - a verdict, not a secret
    WARN = "warn"
    FAIL = "fail"
    NOBODY = "nobody"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How often each outcome came of ``total`` pictures with the same label."""

    passed: int = 0
    warned: int = 0
    failed: int = 0
    nobody: int = 0
    open: int = 0

    @property
    def total(self) -> int:
        """Return the number of pictures."""
        return self.passed + self.warned + self.failed + self.nobody + self.open


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The counts of one check; ``refuses`` is False for checks that only ever warn."""

    check: Check
    refuses: bool
    good: Counts
    bad: Counts
    border: Counts

    @property
    def true_accepts(self) -> int:
        """Return the good pictures that were not refused."""
        return self.good.total - self.false_rejects

    @property
    def false_rejects(self) -> int:
        """Return the good pictures that were refused."""
        return self.good.failed + self.good.nobody

    @property
    def true_rejects(self) -> int:
        """Return the bad pictures that were caught: refused, or noticed by what only warns."""
        noticed = 0 if self.refuses else self.bad.warned
        return self.bad.failed + self.bad.nobody + noticed

    @property
    def false_accepts(self) -> int:
        """Return the bad pictures that were not caught; those a warning shows to staff included."""
        return self.bad.total - self.true_rejects


def share(part: int, whole: int) -> float | None:
    """Return a part of a whole, None of nothing."""
    return part / whole if whole else None


def outcome(judged: JudgedPicture, check: Check) -> Outcome:
    """Return what a check came to on a picture."""
    finding = judged.finding(check)
    if finding is not None:
        return Outcome(finding.verdict.value)
    return Outcome.OPEN if judged.seen else Outcome.NOBODY


def tally(judged: Iterable[JudgedPicture], check: Check, policy: Policy) -> Tally:
    """Return the counts of one check over pictures that could be read."""
    by_label: dict[Expectation, Counter[Outcome]] = {label: Counter() for label in Expectation}
    for one in judged:
        label = one.expects(check)
        if label is not None and one.report.refused is None:
            by_label[label][outcome(one, check)] += 1
    return Tally(
        check=check,
        refuses=refuses(check, policy),
        good=_counts(by_label[Expectation.GOOD]),
        bad=_counts(by_label[Expectation.BAD]),
        border=_counts(by_label[Expectation.BORDER]),
    )


def refuses(check: Check, policy: Policy) -> bool:
    """Tell whether a check can refuse a picture, or only show it to staff."""
    return any(rule.fail is not None for rule in policy.rules.values() if rule.check is check)


def caught(judged: JudgedPicture, check: Check, policy: Policy) -> bool:
    """Tell whether a bad picture is refused by its check, or noticed if that only ever warns."""
    came = outcome(judged, check)
    noticed = came is Outcome.WARN and not refuses(check, policy)
    return noticed or came in {Outcome.FAIL, Outcome.NOBODY}


def _counts(counter: Counter[Outcome]) -> Counts:
    return Counts(
        passed=counter[Outcome.PASS],
        warned=counter[Outcome.WARN],
        failed=counter[Outcome.FAIL],
        nobody=counter[Outcome.NOBODY],
        open=counter[Outcome.OPEN],
    )
