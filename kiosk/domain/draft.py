"""A sitting under way: kept sealed at every step until it is stored or left."""

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.domain.intake import CaseFile
from kiosk.domain.review import PhotoReview
from kiosk.domain.shot import Shot


class DraftStep(StrEnum):
    """Where staff go on."""

    RECEPTION = "reception"
    CAMERA = "camera"
    REVIEW = "review"
    FORM = "form"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Draft:
    """What was there of the applicant; without a repr.

    The frame behind the shot is not kept (6 MB, and more of the person than the photo shows): the
    photo of a resumed sitting can be retaken but not cut anew.
    """

    sitting: int
    step: DraftStep
    shot: Shot | None = None
    review: PhotoReview | None = None
    case: CaseFile = field(default_factory=CaseFile)
