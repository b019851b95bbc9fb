"""What staff decide about the photo while they look at it, step by step."""

from dataclasses import replace

from kiosk.domain.finding import Finding, Verdict
from kiosk.domain.review import PhotoReview, Question
from kiosk.guidance.acceptance import UNDENIABLE

_NEXT = {None: True, True: False, False: None}


def turned(review: PhotoReview, question: Question) -> PhotoReview:
    """Return the review with the next answer: all is well, a problem, no answer."""
    answers = dict(review.answers)
    following = _NEXT[answers.pop(question, None)]
    if following is not None:
        answers[question] = following
    ordered = tuple((one, answers[one]) for one in Question if one in answers)
    return replace(review, answers=ordered)


def all_well(review: PhotoReview) -> PhotoReview:
    """Return the review with "no problem" for every question."""
    return replace(review, answers=tuple((question, True) for question in Question))


def hopeless(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the failed checks that no reason can overcome."""
    return tuple(one for one in findings if one.check in UNDENIABLE and one.verdict is Verdict.FAIL)


def needs_reason(findings: tuple[Finding, ...], review: PhotoReview) -> bool:
    """Tell whether the photo is taken only with a reason."""
    failed = any(one.verdict is Verdict.FAIL for one in findings)
    return failed or any(not well for _, well in review.answers)
