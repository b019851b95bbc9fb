"""What is lacking before a photo may be accepted."""

from dataclasses import replace

import pytest

from kiosk.domain.finding import Check, Finding, Verdict
from kiosk.domain.review import (
    LONGEST_WORDS,
    ExemptionChannel,
    ExemptionKind,
    Override,
    OverrideReason,
    PhotoExemption,
    PhotoReview,
    Question,
)
from kiosk.guidance.acceptance import Lack, lacks

WELL = PhotoReview(answers=tuple((question, True) for question in Question))
EXEMPTION = PhotoExemption(
    kind=ExemptionKind.LYING,
    channel=ExemptionChannel.COUNTER,
    words="研修: 寝たまま撮影",
    who="研修 太郎",
    when="本日中",
)


def finding(check: Check, verdict: Verdict) -> Finding:
    return Finding(check=check, verdict=verdict, value=1.0, limit=0.5)


def test_a_good_photo_with_its_questions_answered_lacks_nothing() -> None:
    assert lacks((finding(Check.YAW, Verdict.WARN),), WELL) == ()


def test_every_question_is_asked() -> None:
    for left_out in Question:
        answers = tuple(one for one in WELL.answers if one[0] is not left_out)
        assert lacks((), PhotoReview(answers=answers)) == (Lack.ANSWERS,)


@pytest.mark.parametrize("check", [check for check in Check if check is not Check.FILE])
def test_any_other_failed_check_may_be_overridden(check: Check) -> None:
    failed = (finding(check, Verdict.FAIL),)
    assert lacks(failed, WELL) == (Lack.REASON,)
    reasoned = replace(WELL, override=Override(reason=OverrideReason.BODY))
    assert lacks(failed, reasoned) == ()
    assert lacks(failed, replace(WELL, exemption=EXEMPTION)) == ()


def test_the_rules_of_the_file_cannot_be_overridden() -> None:
    failed = (finding(Check.FILE, Verdict.FAIL),)
    reasoned = replace(WELL, override=Override(reason=OverrideReason.WISH), exemption=EXEMPTION)
    assert lacks(failed, reasoned) == (Lack.RETAKE,)


def test_another_reason_is_told_in_words() -> None:
    for words, lacking in (("", True), ("  ", True), ("研修", False), ("字" * 201, True)):
        other = replace(WELL, override=Override(reason=OverrideReason.OTHER, words=words))
        assert (lacks((), other) == (Lack.WORDS,)) is lacking
    long = replace(WELL, override=Override(reason=OverrideReason.ROOM, words="字" * 201))
    assert LONGEST_WORDS < 201
    assert lacks((), long) == (Lack.WORDS,)


@pytest.mark.parametrize(
    "incomplete",
    [replace(EXEMPTION, words=" "), replace(EXEMPTION, who=""), replace(EXEMPTION, when=" ")],
)
def test_an_exemption_tells_why_who_and_when(incomplete: PhotoExemption) -> None:
    assert lacks((), replace(WELL, exemption=incomplete)) == (Lack.EXEMPTION,)
