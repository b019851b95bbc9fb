"""What the screens may ask of a sitting: from the table to the receipt."""

from typing import Protocol

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.ids import RecordId
from kiosk.domain.intake import LeaveReason, SaidBy, TriagePoint
from kiosk.domain.numbers import FormId
from kiosk.domain.record import CorrectionReason
from kiosk.domain.review import PhotoReview
from kiosk.domain.shot import HeadLines
from kiosk.domain.ticket import PublicLanguage


class SittingCommands(Protocol):
    """One method per wish; a command that does not fit the phase does nothing."""

    def begin_sitting(self) -> None:
        """Begin with the next applicant at the reception."""
        ...

    def choose_language(self, language: PublicLanguage) -> None:
        """Have the applicant's screen speak this language."""
        ...

    def note_consent(self, said: SaidBy) -> None:
        """Note that the applicant accepted the purpose of use."""
        ...

    def set_point(self, point: TriagePoint, *, applies: bool) -> None:
        """Name a point of the triage, or take it back."""
        ...

    def take_number(self, form_id: FormId) -> None:
        """Put the 申請書ID that was read from the form into the case."""
        ...

    def follow_receipt(self, receipt: str) -> None:
        """Link the case to an earlier application; "" takes it back."""
        ...

    def finish_intake(self) -> None:
        """Go on to the camera, or to the form where no photo is taken."""
        ...

    def reopen_intake(self) -> None:
        """Go back from the camera to the reception."""
        ...

    def leave_sitting(self, reason: LeaveReason) -> None:
        """Send the applicant away without an application; photo and form are forgotten."""
        ...

    def take_photo(self) -> None:
        """Release the shutter, whatever the guidance says of the moment."""
        ...

    def toggle_auto_capture(self) -> None:
        """Switch taking the photo by itself on or off."""
        ...

    def retake(self) -> None:
        """Discard the photo and go back to the camera."""
        ...

    def waive_photo(self) -> None:
        """Go on to the form without a photo: the applicant is under one year old."""
        ...

    def place_head(self, lines: HeadLines) -> None:
        """Cut the photo anew around a head between these lines."""
        ...

    def agree(self) -> None:
        """Note that the applicant looked at the photo and said yes."""
        ...

    def approve(self, review: PhotoReview) -> None:
        """Take the photo and go on to the form, when nothing is lacking."""
        ...

    def reopen_review(self) -> None:
        """Go back from the form to the photo."""
        ...

    def note_form(self, form: ApplicantForm) -> None:
        """Take notice of what is typed so far; it is kept sealed."""
        ...

    def print_sheet(self, form: ApplicantForm) -> None:
        """Put the photo on paper with what is known of the person."""
        ...

    def complete_form(self, form: ApplicantForm) -> None:
        """Show photo and fields to the applicant, when nothing is wrong with them."""
        ...

    def confirm_application(self, said: SaidBy) -> None:
        """Note the applicant's yes to photo and fields."""
        ...

    def correct_form(self) -> None:
        """Go back to the form: something is to be changed."""
        ...

    def show_confirmation(self) -> None:
        """Have the applicant's screen show everything once more."""
        ...

    def seal(self) -> None:
        """Seal and store what the applicant said yes to, a correction in place of its record."""
        ...

    def open_records(self) -> None:
        """Show the list of today's sealed records."""
        ...

    def show_record_names(self) -> None:
        """Show the names in the list; it is noted who looked."""
        ...

    def leave_records(self) -> None:
        """Go back to the day."""
        ...

    def open_record(self, record_id: RecordId) -> None:
        """Open a record of the list to correct it."""
        ...

    def complete_correction(self, form: ApplicantForm, reason: CorrectionReason) -> None:
        """Have the changed record read and confirmed once more."""
        ...

    def leave_correction(self) -> None:
        """Let the record be as it is sealed."""
        ...

    def print_slip_again(self) -> None:
        """Print the newest 受付票 once more."""
        ...
