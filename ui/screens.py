"""Both windows as one: they show the same view and the same frame."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from kiosk.domain.frame import Frame
from kiosk.texts import Catalogue
from kiosk.workflow.commands import StationCommands
from kiosk.workflow.snapshots import LiveView, StationView
from ui.applicant.window import ApplicantWindow
from ui.imaging import FramePictures
from ui.placing import place_windows
from ui.staff.filling import PrintSheet
from ui.staff.window import StaffWindow
from ui.theme import STANDARD, Theme

STAFF_EVERY_NS = 50_000_000  # every second frame of a camera with 30 a second


class StationScreens:
    """The staff window and the applicant's screen."""

    def __init__(
        self,
        commands: StationCommands,
        texts: Catalogue,
        applicant_texts: tuple[Catalogue, Catalogue],
        *,
        form_today: Callable[[], date],
        now: Callable[[], datetime],
        theme: Theme = STANDARD,
        sign_in_hint: str = "",
        print_sheet: PrintSheet | None = None,
    ) -> None:
        self._pictures = FramePictures()
        self._staff_saw_ns = 0
        self.staff = StaffWindow(
            commands,
            texts,
            form_today,
            now=now,
            theme=theme,
            pictures=self._pictures,
            sign_in_hint=sign_in_hint,
            print_sheet=print_sheet,
        )
        self.applicant = ApplicantWindow(
            commands, applicant_texts, theme=theme, pictures=self._pictures
        )
        self.staff.closed.connect(self.applicant.close_for_good)

    def on_painted(self, painted: Callable[[int], None]) -> None:
        """Have ``painted`` (a bound slot) told each painted frame's ``captured_at_ns``."""
        self.staff.posing.mirror.frame_painted.connect(painted)
        self.applicant.posing.mirror.frame_painted.connect(painted)

    def show_view(self, view: StationView) -> None:
        """Show the view in both windows."""
        self.staff.show_view(view)
        self.applicant.show_view(view)
        if self.staff.page not in {self.staff.posing, self.staff.light}:
            self._pictures.forget()

    def show_frame(self, frame: Frame, live: LiveView | None) -> None:
        """Show the frame in both windows, as far as they have a mirror now.

        Staff see 15 frames a second: enough to supervise, and it leaves the processor to the
        mirror that the applicant moves by.
        """
        self.applicant.show_frame(frame, live)
        waited_ns = frame.captured_at_ns - self._staff_saw_ns
        if waited_ns >= STAFF_EVERY_NS or not self.staff.posing.mirror.has_picture:
            self._staff_saw_ns = frame.captured_at_ns
            self.staff.show_frame(frame, live)

    def open(self, applicant_screen: str = "") -> str:
        """Place and show both windows; return the name of the applicant's screen to remember."""
        return place_windows(self.staff, self.applicant, applicant_screen)

    def grab_all(self, folder: Path, prefix: str) -> tuple[Path, ...]:
        """Leave ``<prefix>-staff.png`` and ``<prefix>-applicant.png`` and return them."""
        made = []
        for window in (self.staff, self.applicant):
            path = folder / f"{prefix}-{window.objectName()}.png"
            if not window.grab().save(str(path), "PNG"):
                raise OSError(f"cannot write {path.name}")
            made.append(path)
        return tuple(made)

    def close(self) -> None:
        """Close and delete both windows with their timers."""
        for window in (self.staff, self.applicant):
            window.hide()
            window.deleteLater()
        self._pictures.forget()
