"""The station's windows as one: they show the same view and the same frame."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kiosk.domain.frame import Frame
from kiosk.texts import Catalogue
from kiosk.workflow.commands import StationCommands
from kiosk.workflow.snapshots import LiveView, StationView
from ui.applicant.window import ApplicantWindow
from ui.board.place import BoardPlace, StationWindows
from ui.board.window import BoardWindow
from ui.imaging import FramePictures
from ui.kioskmode import KioskGuard, hold, keep_from_focus
from ui.monitor_memory import MonitorMemory
from ui.placing import place_windows
from ui.staff.filling import PrintSheet
from ui.staff.light import LightPage
from ui.staff.posing import PosingPage
from ui.staff.window import StaffWindow
from ui.theme import STANDARD, Theme

STAFF_EVERY_NS = 50_000_000  # every second frame of a camera with 30 a second


class StationScreens:
    """The staff window, the applicant's screen, and the call board where there is one."""

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
        board: BoardWindow | None = None,
        memory: MonitorMemory | None = None,
        kiosk: bool = False,
        contact: str = "",
    ) -> None:
        """``contact`` is whom applicants may ask later, "" leaves it out."""
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
            commands, applicant_texts, theme=theme, pictures=self._pictures, contact=contact
        )
        self.staff.closed.connect(self.applicant.close_for_good)
        self.board = board
        self._place: BoardPlace | None = None
        self._followed = False
        if board is not None:
            self.staff.closed.connect(board.close_for_good)
            windows = StationWindows(staff=self.staff, applicant=self.applicant, board=board)
            self._place = BoardPlace(windows, texts, memory or MonitorMemory())
        self._guard = KioskGuard(self.windows) if kiosk else None
        if self._guard is not None:
            hold(*self.windows)
            self._guard.start()

    def on_painted(self, painted: Callable[[int], None]) -> None:
        """Have ``painted`` (a bound slot) told each painted frame's ``captured_at_ns``."""
        self.staff.pages.posing.mirror.frame_painted.connect(painted)
        self.applicant.posing.mirror.frame_painted.connect(painted)

    @property
    def windows(self) -> tuple[QWidget, ...]:
        """Return every window."""
        both = (self.staff, self.applicant)
        return both if self.board is None else (*both, self.board)

    @property
    def public(self) -> tuple[QWidget, ...]:
        """Return the windows that anybody may touch."""
        return self.windows[1:]

    def board_shown(self) -> bool | None:
        """Tell whether the board is on a monitor of its own; None: there is no board."""
        return self._place.on_screen if self._place is not None else None

    def show_view(self, view: StationView) -> None:
        """Show the view in every window; the board first: somebody looks up when it chimes."""
        if self.board is not None:
            self.board.show_view(view.queue)
        self.staff.show_view(view)
        self.applicant.show_view(view)
        if not isinstance(self.staff.page, PosingPage | LightPage):
            self._pictures.forget()

    def show_frame(self, frame: Frame, live: LiveView | None) -> None:
        """Show the frame in both windows, as far as they have a mirror now.

        Staff see 15 frames a second: enough to supervise, and it leaves the processor to the
        mirror that the applicant moves by.
        """
        self.applicant.show_frame(frame, live)
        waited_ns = frame.captured_at_ns - self._staff_saw_ns
        if waited_ns >= STAFF_EVERY_NS or not self.staff.pages.posing.mirror.has_picture:
            self._staff_saw_ns = frame.captured_at_ns
            self.staff.show_frame(frame, live)

    def pass_time(self, now: datetime) -> None:
        """Take a beat of the core: the board shows that it is alive by these alone."""
        if self.board is not None:
            self.board.pass_time(now)

    def open(self, applicant_screen: str = "") -> str:
        """Place and show the windows; return the name of the applicant's screen to remember."""
        self.staff.prepare()
        keep_from_focus(*self.public)
        if self._place is not None:
            self._place.follow()
            self._followed = True
            return ""  # the place remembers the monitors itself
        return place_windows(self.staff, self.applicant, applicant_screen)

    def grab_all(self, folder: Path, prefix: str) -> tuple[Path, ...]:
        """Leave ``<prefix>-staff.png``, ``<prefix>-applicant.png`` … and return them."""
        made = []
        for window in self.windows:
            path = folder / f"{prefix}-{window.objectName()}.png"
            if not window.grab().save(str(path), "PNG"):
                raise OSError(f"cannot write {path.name}")
            made.append(path)
        return tuple(made)

    def close(self) -> None:
        """Close and delete the windows with their timers."""
        if self._guard is not None:
            self._guard.stop()
        if self._place is not None and self._followed:
            self._place.stop()
        for window in self.windows:
            window.hide()
            window.deleteLater()
        self._pictures.forget()
