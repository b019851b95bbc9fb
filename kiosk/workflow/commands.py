"""What the screens may ask of the station; `session.Session` does it."""

from typing import Protocol

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.ids import RecordId
from kiosk.domain.review import PhotoReview
from kiosk.domain.shot import HeadLines


class StationCommands(Protocol):
    """One method per wish; a command that does not fit the phase does nothing."""

    def sign_in(self, staff_id: str, password: str) -> None:
        """Check the password and open the day."""
        ...

    def sign_out(self) -> None:
        """Forget every key and blank the screens."""
        ...

    def begin_light_check(self) -> None:
        """Open the lighting check with the empty wall."""
        ...

    def measure_light(self) -> None:
        """Measure what the camera sees in the next second."""
        ...

    def next_light_step(self) -> None:
        """Go on from the wall to the person, and from the person to the day."""
        ...

    def leave_light_check(self) -> None:
        """Put the rest off; what was measured is kept."""
        ...

    def begin_sitting(self) -> None:
        """Begin with the next applicant."""
        ...

    def leave_sitting(self) -> None:
        """Send the applicant away without an application; photo and form are forgotten."""
        ...

    def take_photo(self) -> None:
        """Release the shutter, whatever the guidance says of the moment."""
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

    def accept(self, form: ApplicantForm) -> None:
        """Validate, seal and store photo and form."""
        ...

    def print_sheet(self, form: ApplicantForm) -> None:
        """Put the photo on paper with what is known of the person."""
        ...

    def open_duties(self) -> None:
        """Show the day's list of what is to be done about sealed records."""
        ...

    def complete_duty(self, record_id: RecordId) -> None:
        """Note that a duty was done now."""
        ...

    def leave_duties(self) -> None:
        """Go back to the day."""
        ...

    def toggle_auto_capture(self) -> None:
        """Switch taking the photo by itself on or off."""
        ...

    def ask_close(self) -> None:
        """Show the day's figures to a lead."""
        ...

    def decline_close(self) -> None:
        """Go on with the day."""
        ...

    def confirm_close(self) -> None:
        """Build the day's batch and close the day."""
        ...
