"""Where the two windows go."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

LEAST_STAFF_PX = (1366, 768)
LEAST_APPLICANT_PX = (640, 480)
# Without a screen windows are as large as in a hall, so that pictures and figures are those of one.
UNSEEN_STAFF_PX = (1440, 900)
UNSEEN_APPLICANT_PX = (1920, 1080)


def screen_name(screen: QScreen) -> str:
    """Return what identifies a monitor across restarts."""
    return "/".join(part for part in (screen.name(), screen.serialNumber()) if part)


def place_windows(staff: QWidget, applicant: QWidget, remembered: str = "") -> str:
    """Put the applicant's window full screen on the second screen, else beside the staff's.

    The screen named ``remembered`` is preferred; returns the name of the one that was taken.
    """
    main = QGuiApplication.primaryScreen()
    others = [screen for screen in QGuiApplication.screens() if screen is not main]
    chosen = next((one for one in others if screen_name(one) == remembered), None)
    second = chosen or (others[0] if others else None)
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
        applicant.show()
    else:
        staff.setGeometry(main.availableGeometry())
        staff.showMaximized()
        applicant.setGeometry(second.geometry())
        applicant.showFullScreen()
    staff.activateWindow()
    return screen_name(second) if second is not None else ""


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
