"""What staff said of a photo, as JSON fields."""

from collections.abc import Mapping
from typing import Any

from kiosk.domain.review import (
    ExemptionChannel,
    ExemptionKind,
    Override,
    OverrideReason,
    PhotoExemption,
    PhotoReview,
    Question,
)

Fields = Mapping[str, Any]


def review_fields(review: PhotoReview) -> dict[str, Any]:
    """Return the review, ready for JSON."""
    override, exemption = review.override, review.exemption
    return {
        "answers": [[question.value, well] for question, well in review.answers],
        "override": override and {"reason": override.reason.value, "words": override.words},
        "exemption": exemption and exemption_fields(exemption),
        "agreed": review.agreed,
    }


def review_of(fields: Fields) -> PhotoReview:
    """Return the review."""
    override, exemption = fields["override"], fields["exemption"]
    return PhotoReview(
        answers=tuple((Question(question), bool(well)) for question, well in fields["answers"]),
        override=None
        if override is None
        else Override(reason=OverrideReason(override["reason"]), words=str(override["words"])),
        exemption=None if exemption is None else exemption_of(exemption),
        agreed=bool(fields["agreed"]),
    )


def exemption_fields(exemption: PhotoExemption) -> dict[str, Any]:
    """Return the 写真の特例, ready for JSON."""
    return {
        "kind": exemption.kind.value,
        "channel": exemption.channel.value,
        "words": exemption.words,
        "who": exemption.who,
        "when": exemption.when,
    }


def exemption_of(fields: Fields) -> PhotoExemption:
    """Return the 写真の特例."""
    return PhotoExemption(
        kind=ExemptionKind(fields["kind"]),
        channel=ExemptionChannel(fields["channel"]),
        words=str(fields["words"]),
        who=str(fields["who"]),
        when=str(fields["when"]),
    )
