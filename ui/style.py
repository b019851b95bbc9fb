"""A theme as Qt wants it: fonts, palette, one style sheet for the application."""

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

from kiosk.domain.ticket import PublicLanguage
from kiosk.fonts import bundled_fonts, font_families
from ui.theme import BUTTON_RADIUS_PX, CARD_RADIUS_PX, FAMILIES, Palette, StaffType, Theme

MOST_DISPLAY_PX = 2 * StaffType.TITLE  # three times the body's size: nobody needs it larger to read


def load_bundled_fonts() -> int:
    """Return how many fonts were loaded; a frozen application brings some along."""
    files = sorted(bundled_fonts().glob("*.tt[fc]"))
    return sum(QFontDatabase.addApplicationFont(str(file)) >= 0 for file in files)


def font(theme: Theme, size_px: float, *, bold: bool = False) -> QFont:
    """Return the theme's type in ``size_px`` (before its scale); weights 400 and 700 only."""
    made = QFont(list(FAMILIES))
    made.setPixelSize(max(8, theme.px(size_px)))
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return made


def public_font(
    theme: Theme, language: PublicLanguage, size_px: float, *, bold: bool = False
) -> QFont:
    """Return type of this very size that writes a public language as its readers know it."""
    made = font(theme, size_px, bold=bold)
    made.setFamilies(list(font_families(language)))
    made.setPixelSize(max(8, round(size_px)))
    return made


def palette(theme: Theme) -> QPalette:
    """Return what Fusion paints where the style sheet says nothing."""
    colours = theme.colours
    made = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Window, colours.ground),
        (QPalette.ColorRole.WindowText, colours.ink),
        (QPalette.ColorRole.Base, colours.paper),
        (QPalette.ColorRole.Text, colours.ink),
        (QPalette.ColorRole.Button, colours.paper),
        (QPalette.ColorRole.ButtonText, colours.key),
        (QPalette.ColorRole.Highlight, colours.key),
        (QPalette.ColorRole.HighlightedText, colours.on_key),
        (QPalette.ColorRole.PlaceholderText, colours.sub),
    ):
        made.setColor(role, QColor(colour))
    return made


def style_sheet(theme: Theme) -> str:
    """Return the style sheet of every window; roles are dynamic properties of widgets."""
    return "\n".join((_words(theme), _surfaces(theme.colours), _buttons(theme), _fields(theme)))


def _words(theme: Theme) -> str:
    colours = theme.colours
    roles = (
        ("note", StaffType.NOTE, 400, colours.sub),
        ("body", StaffType.BODY, 400, colours.text),
        ("strong", StaffType.BODY, 700, colours.ink),
        ("field", StaffType.FIELD, 400, colours.ink),
        ("head", StaffType.FIELD, 700, colours.ink),
        ("title", StaffType.TITLE, 700, colours.ink),
        ("display", StaffType.DISPLAY, 700, colours.ink),
        ("number", StaffType.DISPLAY * 2, 700, colours.ink),
        ("key", StaffType.BODY, 700, colours.key),
    )
    lines = [
        f'QLabel[role="{role}"] {{ font-size: {_px(theme, size)}px; font-weight: {weight};'
        f" color: {colour}; }}"
        for role, size, weight, colour in roles
    ]
    lines.append(f'QLabel[role="public"] {{ color: {colours.ink}; }}')
    lines += [
        f'QLabel[state="{state}"] {{ color: {colour}; }}'
        for state, colour in (("ok", colours.ok), ("bad", colours.bad))
    ]
    return "\n".join(lines)


def _px(theme: Theme, size: float) -> int:
    """Return a type size; what is large already grows less than what is read."""
    return min(theme.px(size), max(round(size), MOST_DISPLAY_PX))


def _surfaces(colours: Palette) -> str:
    return f"""
    QWidget#staff, QWidget#setup, QWidget#receiver, QWidget#office {{
        background: {colours.ground}; }}
    QWidget#applicant {{ background: {colours.paper}; }}
    QFrame[role="card"] {{ background: {colours.paper}; border: 1px solid {colours.line};
        border-radius: {CARD_RADIUS_PX}px; }}
    QFrame[role="header"] {{ background: {colours.paper};
        border: 0; border-bottom: 1px solid {colours.line}; }}
    QFrame[role="notice"] {{ background: {colours.bad_pale}; border: 2px solid {colours.bad};
        border-radius: {BUTTON_RADIUS_PX}px; }}
    QFrame[role="panel"] {{ background: {colours.paper}; border: 2px solid {colours.ink};
        border-radius: {CARD_RADIUS_PX}px; }}
    QFrame[role="finding"] {{ background: transparent; border-radius: {BUTTON_RADIUS_PX}px; }}
    QFrame[role="finding"][state="warn"] {{ background: {colours.warn_pale}; }}
    QFrame[role="finding"][state="bad"] {{ background: {colours.bad_pale}; }}
    QFrame[role="row"] {{ background: transparent; border: 2px solid transparent;
        border-radius: {BUTTON_RADIUS_PX}px; }}
    QFrame[role="row"][state="chosen"] {{ background: {colours.key_pale};
        border-color: {colours.key}; }}
    QLabel[role="training"] {{ background: {colours.focus}; color: #1a1a1a; font-weight: 700;
        border-radius: 4px; padding: 0 12px; }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: 0; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
    QScrollBar::handle:vertical {{ background: {colours.sub}; border-radius: 6px;
        min-height: 48px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QProgressBar {{ background: {colours.ground}; border: 1px solid {colours.line};
        border-radius: {BUTTON_RADIUS_PX}px; min-height: 22px; max-height: 22px; }}
    QProgressBar::chunk {{ background: {colours.key}; border-radius: 7px; }}
    """


def _buttons(theme: Theme) -> str:
    colours = theme.colours
    return f"""
    QPushButton {{ border-radius: {BUTTON_RADIUS_PX}px; outline: 0; }}
    QPushButton[kind="primary"] {{ background: {colours.key}; border: 1px solid {colours.key}; }}
    QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {{
        background: {colours.key_pressed}; }}
    QPushButton[kind="primary"]:disabled {{ background: {colours.ground};
        border: 1px solid {colours.line}; }}
    QPushButton[kind="primary"][busy="true"] {{ background: {colours.key_pale};
        border: 1px solid {colours.key}; }}
    QPushButton[kind="quiet"], QPushButton[kind="choice"] {{ background: {colours.paper};
        border: 1px solid {colours.key}; }}
    QPushButton[kind="quiet"]:hover, QPushButton[kind="quiet"]:pressed {{
        background: {colours.key_pale}; }}
    QPushButton[kind="quiet"]:disabled {{ border-color: {colours.line}; }}
    QPushButton[kind="choice"]:checked {{ background: {colours.key}; }}
    QPushButton[kind="row"] {{ background: {colours.paper}; border: 1px solid {colours.line};
        text-align: left; }}
    QPushButton[kind="row"]:hover, QPushButton[kind="row"]:pressed {{
        background: {colours.key_pale}; }}
    QPushButton[kind="row"]:disabled {{ background: {colours.ground}; }}
    QPushButton[kind="row"][lacking="true"] {{ background: {colours.bad_pale};
        border: 2px solid {colours.bad}; }}
    QPushButton[kind="danger"] {{ background: {colours.paper}; border: 1px solid {colours.bad}; }}
    QPushButton[kind="chip"] {{ border: 0; font-size: {theme.px(StaffType.NOTE)}px;
        font-weight: 700; padding: 0 12px; min-height: 32px; border-radius: 16px; }}
    QPushButton[kind="chip"][state="ok"] {{ color: {colours.ok}; background: {colours.ok_pale}; }}
    QPushButton[kind="chip"][state="warn"] {{
        color: {colours.ink}; background: {colours.warn_pale}; }}
    QPushButton[kind="chip"][state="bad"] {{
        color: {colours.bad}; background: {colours.bad_pale}; }}
    """


def _fields(theme: Theme) -> str:
    colours = theme.colours
    return f"""
    QLineEdit, QComboBox {{ background: {colours.paper}; color: {colours.ink};
        border: 1px solid {colours.sub}; border-radius: {BUTTON_RADIUS_PX}px; padding: 0 11px;
        min-height: 46px; max-height: 46px; font-size: {theme.px(StaffType.FIELD)}px;
        selection-background-color: {colours.key}; selection-color: {colours.on_key}; }}
    QPlainTextEdit {{ background: {colours.paper}; color: {colours.ink};
        border: 1px solid {colours.sub}; border-radius: {BUTTON_RADIUS_PX}px; padding: 4px 8px;
        font-size: {theme.px(StaffType.BODY)}px;
        selection-background-color: {colours.key}; selection-color: {colours.on_key}; }}
    QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {colours.ground}; }}
    QLineEdit[state="bad"] {{ border: 2px solid {colours.bad}; padding: 0 10px;
        min-height: 44px; max-height: 44px; }}
    QLineEdit[state="changed"] {{ border: 2px solid {colours.key}; padding: 0 10px;
        min-height: 44px; max-height: 44px; }}
    QComboBox QAbstractItemView {{ background: {colours.paper}; color: {colours.ink};
        selection-background-color: {colours.key}; selection-color: {colours.on_key}; }}
    """
