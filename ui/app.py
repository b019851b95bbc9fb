"""The one application object: made, dressed, ended."""

import sys
from dataclasses import replace

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from kiosk.settings import ScreenSettings
from ui.style import font, load_bundled_fonts, palette, style_sheet
from ui.theme import CONTRAST, STANDARD, StaffType, Theme

_STYLED = "kioskStyled"
Application = QApplication
"""The event loop, by a name that those who only start and end it may use."""


def make_app(theme: Theme = STANDARD) -> QApplication:
    """Return the one application, in the theme's fonts and colours."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Shinsei Kiosk")
    if not app.property(_STYLED):  # again, it would dress every widget anew
        app.setStyle("Fusion")
        app.setProperty(_STYLED, True)
    app.setQuitOnLastWindowClosed(False)
    load_bundled_fonts()
    dress(app, theme)
    return app


def dress(app: QApplication, theme: Theme) -> None:
    """Give the application this theme."""
    app.setFont(font(theme, StaffType.BODY))
    app.setPalette(palette(theme))
    sheet = style_sheet(theme)
    if app.styleSheet() != sheet:  # Qt would dress every widget anew, in the same clothes
        app.setStyleSheet(sheet)


def theme_of(screen: ScreenSettings) -> Theme:
    """Return the look that the station was given."""
    look = CONTRAST if screen.high_contrast else STANDARD
    return replace(look, text_scale=screen.text_percent / 100, motion=not screen.reduced_motion)


def not_shown_here() -> tuple[str, ...]:
    """Return what of the screens this machine cannot show."""
    absent = []
    if len(QGuiApplication.screens()) == 1:
        absent.append("second_screen")
    if QGuiApplication.platformName() == "offscreen":
        absent.append("visible_window")
    return tuple(absent)
