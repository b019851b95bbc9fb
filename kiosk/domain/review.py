"""What staff decide about a photo: what only a person can see, reasons, and 写真の特例."""

from dataclasses import dataclass
from enum import StrEnum

LONGEST_WORDS = 200


class Question(StrEnum):
    """What no check can measure (J-LIS photo page): staff look and answer."""

    UNCOVERED = "uncovered"
    """Neither hair nor a hand nor anything else lies over the face."""
    USUAL_FACE = "usual_face"
    """The face does not differ markedly from how it usually is."""
    CLEAR_EYES = "clear_eyes"
    """No coloured contact lenses, no frame across the eyes or very thick."""


class OverrideReason(StrEnum):
    """Why a photo is taken as it is though a check failed."""

    MEASURED_WRONG = "measured_wrong"
    BODY = "body"
    ROOM = "room"
    WISH = "wish"
    OTHER = "other"


class ExemptionKind(StrEnum):
    """写真の特例: what J-LIS allows when it cannot be avoided (domain facts 1.3)."""

    RELIGION = "religion"
    MEDICAL_WEAR = "medical_wear"
    LYING = "lying"
    INFANT = "infant"
    CONDITION = "condition"
    EQUIPMENT = "equipment"


class ExemptionChannel(StrEnum):
    """How the reason reaches J-LIS: each way of applying has its own."""

    PHONE = "phone"
    """Online application: somebody phones J-LIS with reason and 申請書ID."""
    PAPER = "paper"
    """Paper: the reason is written into the 氏名欄 of the form."""
    COUNTER = "counter"
    """At the counter: the city phones the J-LIS help desk."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Override:
    """A reason, with words of one's own where the choices do not fit."""

    reason: OverrideReason
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PhotoExemption:
    """写真の特例 of one photo; ``who`` sees to it that J-LIS learns the reason, ``when``."""

    kind: ExemptionKind
    channel: ExemptionChannel
    words: str
    who: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PhotoReview:
    """Staff's word on a photo; ``answers`` are True where all is well.

    ``agreed`` tells that the applicant looked at the photo and said yes.
    """

    answers: tuple[tuple[Question, bool], ...] = ()
    override: Override | None = None
    exemption: PhotoExemption | None = None
    agreed: bool = False

    def answer(self, question: Question) -> bool | None:
        """Return the answer, None when it was not given."""
        return dict(self.answers).get(question)
