"""Keeps the windows on their monitors while these are unplugged and plugged in again."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from kiosk.texts import Catalogue
from ui.monitor_memory import MonitorMemory
from ui.monitors import share_out
from ui.placing import UNSEEN_APPLICANT_PX, other_screens, put_windows

SETTLE_MS = 300  # a dock that is plugged in reports its monitors one after another
PREVIEW_SHARE = 0.28  # of the laptop's width: the numbers can be read, the taskbar stays free


@dataclass(frozen=True, slots=True, kw_only=True)
class StationWindows:
    """The three windows of a station with a board."""

    staff: QWidget
    applicant: QWidget
    board: QWidget


class BoardPlace(QObject):
    """Puts the board on its monitor; without one it lies small behind the staff window."""

    placed = Signal(bool)
    """Whether the board is on a monitor of its own now."""

    def __init__(
        self,
        windows: StationWindows,
        texts: Catalogue,
        memory: MonitorMemory,
    ) -> None:
        super().__init__(windows.board)
        self._windows = windows
        self._texts = texts
        self._memory = memory
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLE_MS)
        self._settling.timeout.connect(self.place)
        self.on_screen = False

    def follow(self) -> None:
        """Place the windows now and whenever a monitor comes or goes."""
        self.place()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._screens_changed)
            app.screenRemoved.connect(self._screen_left)
            app.primaryScreenChanged.connect(self._screens_changed)

    def stop(self) -> None:
        """Leave the windows where they are from now on."""
        self._settling.stop()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.disconnect(self._screens_changed)
            app.screenRemoved.disconnect(self._screen_left)
            app.primaryScreenChanged.disconnect(self._screens_changed)

    @Slot()
    def place(self) -> None:
        """Put every window where it belongs with the monitors that are there now."""
        screens = other_screens()
        known = self._memory.now
        share = share_out(
            list(screens), applicant=known.applicant, board=known.board, second=self._memory.second
        )
        applicant = screens[share.applicant] if share.applicant is not None else None
        put_windows(self._windows.staff, self._windows.applicant, applicant)
        self._put_board(screens[share.board] if share.board is not None else None)
        self._memory.keep(
            applicant=share.applicant.identity if share.applicant is not None else "",
            board=share.board.identity if share.board is not None else "",
        )

    def _put_board(self, screen: QScreen | None) -> None:
        board, staff = self._windows.board, self._windows.staff
        board.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        if QGuiApplication.platformName() == "offscreen":
            board.resize(*UNSEEN_APPLICANT_PX)
            board.show()
        elif screen is not None:
            board.setWindowTitle(self._texts["board.title"])
            board.setGeometry(screen.geometry())
            board.showFullScreen()
        else:
            board.setWindowTitle(self._texts["board.preview"])
            board.showNormal()
            board.setGeometry(preview_area(QGuiApplication.primaryScreen().availableGeometry()))
            board.lower()
        if QGuiApplication.platformName() != "offscreen":  # which warns that it cannot
            staff.raise_()
        staff.activateWindow()
        self.on_screen = screen is not None
        self.placed.emit(self.on_screen)

    @Slot()
    def _screens_changed(self) -> None:
        self._settling.start()

    @Slot(QScreen)
    def _screen_left(self, screen: QScreen) -> None:
        """Hide what stood there at once: Qt would put it over the staff window."""
        for window in (self._windows.board, self._windows.applicant):
            if window.screen() is screen:
                window.hide()
        self._settling.start()


def preview_area(laptop: QRect) -> QRect:
    """Return where the board lies on the laptop: small, at the right foot, behind the others."""
    width = round(laptop.width() * PREVIEW_SHARE)
    height = width * 9 // 16
    return QRect(laptop.right() + 1 - width, laptop.bottom() + 1 - height, width, height)
