"""A station that does nothing but write down what it was asked."""

from dataclasses import dataclass, field

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.custody import Consent
from kiosk.domain.ids import RecordId
from kiosk.domain.review import PhotoReview
from kiosk.domain.shot import HeadLines


@dataclass
class RecordingCommands:
    """Implements `StationCommands`; ``asked`` holds the wishes in order."""

    asked: list[str] = field(default_factory=list)
    forms: list[ApplicantForm] = field(default_factory=list)
    reviews: list[PhotoReview] = field(default_factory=list)
    lines: list[HeadLines] = field(default_factory=list)
    duties_done: list[RecordId] = field(default_factory=list)
    credentials: list[tuple[str, str]] = field(default_factory=list)

    def sign_in(self, staff_id: str, password: str) -> None:
        self.asked.append("sign_in")
        self.credentials.append((staff_id, password))

    def sign_out(self) -> None:
        self.asked.append("sign_out")

    def begin_sitting(self) -> None:
        self.asked.append("begin_sitting")

    def leave_sitting(self) -> None:
        self.asked.append("leave_sitting")

    def take_photo(self) -> None:
        self.asked.append("take_photo")

    def retake(self) -> None:
        self.asked.append("retake")

    def accept(self, form: ApplicantForm) -> None:
        self.asked.append("accept")
        self.forms.append(form)

    def toggle_auto_capture(self) -> None:
        self.asked.append("toggle_auto_capture")

    def ask_close(self) -> None:
        self.asked.append("ask_close")

    def decline_close(self) -> None:
        self.asked.append("decline_close")

    def confirm_close(self, consent: Consent) -> None:
        self.asked.append("confirm_close")

    def begin_light_check(self) -> None:
        self.asked.append("begin_light_check")

    def measure_light(self) -> None:
        self.asked.append("measure_light")

    def next_light_step(self) -> None:
        self.asked.append("next_light_step")

    def leave_light_check(self) -> None:
        self.asked.append("leave_light_check")

    def waive_photo(self) -> None:
        self.asked.append("waive_photo")

    def agree(self) -> None:
        self.asked.append("agree")

    def reopen_review(self) -> None:
        self.asked.append("reopen_review")

    def open_duties(self) -> None:
        self.asked.append("open_duties")

    def leave_duties(self) -> None:
        self.asked.append("leave_duties")

    def place_head(self, lines: HeadLines) -> None:
        self.asked.append("place_head")
        self.lines.append(lines)

    def approve(self, review: PhotoReview) -> None:
        self.asked.append("approve")
        self.reviews.append(review)

    def complete_duty(self, record_id: RecordId) -> None:
        self.asked.append("complete_duty")
        self.duties_done.append(record_id)

    def print_sheet(self, form: ApplicantForm) -> None:
        self.asked.append("print_sheet")
        self.forms.append(form)
