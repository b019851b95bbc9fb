"""One application as it is sealed, and what the station says of it afterwards."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kiosk.domain.applicant import Applicant
from kiosk.domain.application import Application
from kiosk.domain.dates import BirthDate
from kiosk.domain.finding import Finding
from kiosk.domain.ids import ReceiptNumber, RecordId, StaffId
from kiosk.domain.intake import Procedure
from kiosk.domain.names import Kana, PersonName
from kiosk.domain.numbers import FormId
from kiosk.domain.photo import Photo
from kiosk.domain.review import PhotoReview


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Record:
    """Everything kept of one applicant; without a repr, so that no log ever shows a person.

    ``findings`` are those of the photo as it was judged when it was accepted, ``review`` is what
    staff said of it. Under one year of age there is no photo (番号法 2条7項), and neither of them.
    """

    id: RecordId
    business_date: date
    accepted_at: datetime
    accepted_by: StaffId
    application: Application
    photo: Photo | None
    findings: tuple[Finding, ...]
    review: PhotoReview | None

    @property
    def applicant(self) -> Applicant:
        """Return the person."""
        return self.application.applicant


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RecordLine:
    """A sealed record in today's list; ``version`` is 1 until it is corrected. Without a repr.

    ``form_id``, ``kana`` and ``birth_date`` are what it is found by.
    """

    record_id: RecordId
    number: ReceiptNumber
    stored_at: datetime
    name: PersonName
    version: int
    procedure: Procedure
    form_id: FormId | None
    kana: Kana | None
    birth_date: BirthDate


class CorrectionReason(StrEnum):
    """Why a sealed record is corrected on its day."""

    MISREAD = "misread"
    """Read or typed wrongly."""
    SAID_LATER = "said_later"
    """The applicant said so after the sealing."""
    PAPERS_DIFFER = "papers_differ"
    """The papers say something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Proof that a record is on the disk, encrypted, and was read back."""

    record_id: RecordId
    number: ReceiptNumber
    stored_at: datetime
