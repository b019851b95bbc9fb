"""What is still lacking before a photo may be accepted."""

from enum import StrEnum

from kiosk.domain.finding import Check, Finding, Verdict
from kiosk.domain.review import (
    LONGEST_WORDS,
    OverrideReason,
    PhotoExemption,
    PhotoReview,
    Question,
)

# The application's file rules cannot be argued with: J-LIS would not take the file.
UNDENIABLE = (Check.FILE,)


class Lack(StrEnum):
    """What staff have to do before they can go on."""

    RETAKE = "retake"
    ANSWERS = "answers"
    REASON = "reason"
    WORDS = "words"
    EXEMPTION = "exemption"


def lacks(findings: tuple[Finding, ...], review: PhotoReview) -> tuple[Lack, ...]:
    """Return everything that is lacking, nothing when the photo may be accepted."""
    failed = {one.check for one in findings if one.verdict is Verdict.FAIL}
    answered = [review.answer(question) for question in Question]
    doubted = bool(failed) or False in answered
    reasoned = review.override is not None or review.exemption is not None
    found = {
        Lack.RETAKE: not failed.isdisjoint(UNDENIABLE),
        Lack.ANSWERS: None in answered,
        Lack.REASON: doubted and not reasoned,
        Lack.WORDS: not _told(review),
        Lack.EXEMPTION: review.exemption is not None and not _complete(review.exemption),
    }
    return tuple(lack for lack, here in found.items() if here)


def _told(review: PhotoReview) -> bool:
    override = review.override
    if override is None:
        return True
    needed = override.reason is OverrideReason.OTHER
    return len(override.words) <= LONGEST_WORDS and (bool(override.words.strip()) or not needed)


def _complete(exemption: PhotoExemption) -> bool:
    return all(
        word.strip() and len(word) <= LONGEST_WORDS
        for word in (exemption.words, exemption.who, exemption.when)
    )
