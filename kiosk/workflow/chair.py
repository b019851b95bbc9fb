"""The sitting's share of the session's commands."""

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.ids import RecordId
from kiosk.domain.intake import LeaveReason, SaidBy, TriagePoint
from kiosk.domain.numbers import FormId
from kiosk.domain.record import CorrectionReason
from kiosk.domain.review import PhotoReview
from kiosk.domain.shot import HeadLines
from kiosk.domain.ticket import PublicLanguage
from kiosk.workflow.confirming import Confirmation
from kiosk.workflow.correcting import Corrections
from kiosk.workflow.drafting import Drafting
from kiosk.workflow.paperway import PaperWay
from kiosk.workflow.receiving import ReceptionDesk
from kiosk.workflow.review import Review
from kiosk.workflow.sitting import Sitting
from kiosk.workflow.slips import SlipDesk


class ChairCommands:
    """Implements `SittingCommands`; a session has it by inheritance."""

    _desk: ReceptionDesk
    _sitting: Sitting
    _review: Review
    _paper_way: PaperWay
    _confirmation: Confirmation
    _corrections: Corrections
    _drafting: Drafting
    _slip_desk: SlipDesk

    def begin_sitting(self) -> None:
        """Begin with the next applicant at the reception."""
        self._sitting.begin()

    def choose_language(self, language: PublicLanguage) -> None:
        """Have the applicant's screen speak this language."""
        self._desk.choose_language(language)

    def note_consent(self, said: SaidBy) -> None:
        """Note that the applicant accepted the purpose of use."""
        self._desk.note_consent(said)

    def set_point(self, point: TriagePoint, *, applies: bool) -> None:
        """Name a point of the triage, or take it back."""
        self._desk.set_point(point, applies=applies)

    def take_number(self, form_id: FormId) -> None:
        """Put the 申請書ID that was read from the form into the case."""
        self._desk.take_number(form_id)

    def follow_receipt(self, receipt: str) -> None:
        """Link the case to an earlier application; "" takes it back."""
        self._desk.follow(receipt)

    def finish_intake(self) -> None:
        """Go on to the camera, or to the form where no photo is taken."""
        self._desk.finish()

    def reopen_intake(self) -> None:
        """Go back from the camera to the reception."""
        self._desk.reopen()

    def leave_sitting(self, reason: LeaveReason) -> None:
        """Send the applicant away without an application; photo and form are forgotten."""
        self._desk.leave(reason)

    def take_photo(self) -> None:
        """Release the shutter, whatever the guidance says of the moment."""
        self._sitting.take_photo()

    def toggle_auto_capture(self) -> None:
        """Switch taking the photo by itself on or off."""
        self._sitting.toggle_auto_capture()

    def retake(self) -> None:
        """Discard the photo and go back to the camera."""
        self._review.retake()

    def waive_photo(self) -> None:
        """Go on to the form without a photo: the applicant is under one year old."""
        self._review.waive_photo()

    def place_head(self, lines: HeadLines) -> None:
        """Cut the photo anew around a head between these lines."""
        self._review.place_head(lines)

    def agree(self) -> None:
        """Note that the applicant looked at the photo and said yes."""
        self._review.agree()

    def approve(self, review: PhotoReview) -> None:
        """Take the photo and go on to the form, when nothing is lacking."""
        self._review.approve(review)

    def reopen_review(self) -> None:
        """Go back from the form to the photo."""
        self._review.reopen_review()

    def note_form(self, form: ApplicantForm) -> None:
        """Take notice of what is typed so far; it is kept sealed."""
        self._desk.note(form)

    def print_sheet(self, form: ApplicantForm) -> None:
        """Put the photo on paper with what is known of the person."""
        self._paper_way.print_sheet(form)

    def complete_form(self, form: ApplicantForm) -> None:
        """Show photo and fields to the applicant, when nothing is wrong with them."""
        self._confirmation.complete(form)

    def confirm_application(self, said: SaidBy) -> None:
        """Note the applicant's yes to photo and fields."""
        self._confirmation.confirm(said)

    def correct_form(self) -> None:
        """Go back to the form: something is to be changed."""
        self._confirmation.correct()

    def show_confirmation(self) -> None:
        """Have the applicant's screen show everything once more."""
        self._confirmation.show_again()

    def seal(self) -> None:
        """Seal and store what the applicant said yes to, a correction in place of its record."""
        if not self._corrections.seal():
            self._confirmation.seal()

    def open_records(self) -> None:
        """Show the list of today's sealed records."""
        self._corrections.open_list()

    def show_record_names(self) -> None:
        """Show the names in the list; it is noted who looked."""
        self._corrections.show_names()

    def leave_records(self) -> None:
        """Go back to the day."""
        self._corrections.leave_list()

    def open_record(self, record_id: RecordId) -> None:
        """Open a record of the list to correct it."""
        self._corrections.open(record_id)

    def complete_correction(self, form: ApplicantForm, reason: CorrectionReason) -> None:
        """Have the changed record read and confirmed once more."""
        self._corrections.complete(form, reason)

    def leave_correction(self) -> None:
        """Let the record be as it is sealed."""
        self._corrections.leave()

    def print_slip_again(self) -> None:
        """Print the newest 受付票 once more."""
        self._slip_desk.print_again()
