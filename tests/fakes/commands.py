"""A station that does nothing but write down what it was asked."""

from dataclasses import dataclass, field

from kiosk.domain.applicant import ApplicantForm


@dataclass
class RecordingCommands:
    """Implements `StationCommands`; ``asked`` holds the wishes in order."""

    asked: list[str] = field(default_factory=list)
    forms: list[ApplicantForm] = field(default_factory=list)
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

    def confirm_close(self) -> None:
        self.asked.append("confirm_close")
