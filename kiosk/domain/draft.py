"""A sitting that was interrupted by the lock: kept sealed until somebody goes on with it."""

from dataclasses import dataclass

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.review import PhotoReview
from kiosk.domain.shot import Shot


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Draft:
    """What was there of the applicant; without a repr.

    The frame behind the shot is not kept (6 MB, and more of the person than the photo shows): the
    photo of a resumed sitting can be retaken but not cut anew.
    """

    sitting: int
    shot: Shot | None
    review: PhotoReview | None
    form: ApplicantForm
