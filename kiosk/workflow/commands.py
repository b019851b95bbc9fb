"""What the screens may ask of the station; `session.Session` does it."""

from typing import Protocol

from kiosk.domain.applicant import ApplicantForm


class StationCommands(Protocol):
    """One method per wish; a command that does not fit the phase does nothing."""

    def sign_in(self, staff_id: str, password: str) -> None:
        """Check the password and open the day."""
        ...

    def sign_out(self) -> None:
        """Forget every key and blank the screens."""
        ...

    def begin_sitting(self) -> None:
        """Begin with the next applicant."""
        ...

    def leave_sitting(self) -> None:
        """Send the applicant away without an application; photo and form are forgotten."""
        ...

    def take_photo(self) -> None:
        """Take the newest judged frame, whatever the guidance says of it."""
        ...

    def retake(self) -> None:
        """Discard the photo and go back to the camera."""
        ...

    def accept(self, form: ApplicantForm) -> None:
        """Validate, seal and store photo and form."""
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
