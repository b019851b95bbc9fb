"""Where the windows go."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from ui.kioskmode import is_held
from ui.monitors import Monitor, recognised

LEAST_STAFF_PX = (1366, 768)
LEAST_APPLICANT_PX = (640, 480)
# Without a screen windows are as large as in a hall, so that pictures and figures are those of one.
UNSEEN_STAFF_PX = (1440, 900)
UNSEEN_APPLICANT_PX = (1920, 1080)


def monitor_of(screen: QScreen) -> Monitor:
    """Return what identifies a screen across restarts."""
    said = (screen.manufacturer(), screen.model(), screen.serialNumber())
    return Monitor(device="/".join(part for part in said if part), socket=screen.name())


def other_screens() -> dict[Monitor, QScreen]:
    """Return the screens besides the laptop's, by what identifies them."""
    main = QGuiApplication.primaryScreen()
    return {monitor_of(one): one for one in QGuiApplication.screens() if one is not main}


def place_windows(staff: QWidget, applicant: QWidget, remembered: str = "") -> str:
    """Put the applicant's window full screen on the second screen, else beside the staff's.

    The screen of the ``remembered`` identity is preferred; returns that of the one that was taken.
    """
    others = other_screens()
    chosen = recognised(remembered, list(others)) or next(iter(others), None)
    put_windows(staff, applicant, others[chosen] if chosen is not None else None)
    return chosen.identity if chosen is not None else ""


def put_windows(staff: QWidget, applicant: QWidget, second: QScreen | None) -> None:
    """Put staff on the laptop and the applicant's window on ``second``, None: beside staff."""
    main = QGuiApplication.primaryScreen()
    if QGuiApplication.platformName() == "offscreen":
        staff.resize(*UNSEEN_STAFF_PX)
        applicant.resize(*UNSEEN_APPLICANT_PX)
        staff.show()
        applicant.show()
    elif second is None:
        left, right = side_by_side(main.availableGeometry())
        staff.setGeometry(left)
        applicant.setGeometry(right)
        staff.show()
        applicant.showNormal()
    else:
        if is_held(staff):
            staff.setGeometry(main.geometry())
            staff.showFullScreen()
        else:
            staff.setGeometry(main.availableGeometry())
            staff.showMaximized()
        applicant.setGeometry(second.geometry())
        applicant.showFullScreen()
    staff.activateWindow()


def side_by_side(area: QRect) -> tuple[QRect, QRect]:
    """Return places in one screen: staff left, applicant right, as far apart as there is room.

    Both have their least size at least; on a screen too narrow for both the applicant's window
    lies over the right foot of the staff's, where staff can move it away.
    """
    width = max(LEAST_APPLICANT_PX[0], area.width() - LEAST_STAFF_PX[0])
    height = min(area.height(), max(LEAST_APPLICANT_PX[1], width * 3 // 4))
    staff = QRect(
        area.left(), area.top(), max(LEAST_STAFF_PX[0], area.width() - width), area.height()
    )
    applicant = QRect(area.right() + 1 - width, area.bottom() + 1 - height, width, height)
    return staff, applicant
