"""Hands at the staff window: real key and IME events, for a played day and for tests."""

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.applicant import FORM_FIELDS, ApplicantForm

_SEX_KEYS = {"male": "1", "female": "2"}
_NAMES = {
    "Enter": "Return",
    "Esc": "Escape",
    "?": "Question",
    "/": "Slash",
    "PgUp": "PageUp",
    "PgDown": "PageDown",
}
_TEXTS = {"Space": " "}
_MODIFIERS = {"Ctrl": "Control", "Shift": "Shift"}


class Hands:
    """Presses keys and types words where the keyboard is; works without a visible screen."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def press(self, key: str) -> None:
        """Press and release a key by the name that is written on its button."""
        named = _combination(key)
        text = _TEXTS.get(key, key.lower() if len(key) == 1 else "")
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, named.key(), named.keyboardModifiers(), text)
            QCoreApplication.sendEvent(self._place(), event)

    def write(self, words: str) -> None:
        """Type words as an IME commits them: all at once, and only where one is let in."""
        if not self._place().testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
            return
        event = QInputMethodEvent("", [])
        event.setCommitString(words)
        QCoreApplication.sendEvent(self._place(), event)

    def sign_in(self, staff_id: str, password: str) -> None:
        """Type name and password, each with Enter."""
        self.write(staff_id)
        self.press("Enter")
        self.write(password)
        self.press("Enter")

    def fill(self, form: ApplicantForm) -> None:
        """Type the form from its first field on, Enter between them."""
        for field in FORM_FIELDS:
            value = getattr(form, field)
            if field == "sex":
                self.press(_SEX_KEYS[value])
            else:
                self.press("Ctrl+A")
                self.write(value)
                self.press("Enter")

    def approve(self) -> None:
        """Answer every question about the photo with "no problem" and take it."""
        self.press("Y")
        self.press("Enter")

    def override_and_approve(self) -> None:
        """Take the photo though a check failed, with the first reason."""
        for key in ("Y", "O", "1", "Enter"):
            self.press(key)

    def _place(self) -> QWidget:
        return self._window.focusWidget() or self._window


def _combination(key: str) -> QKeyCombination:
    """Return the key of a name such as ``Ctrl+Enter``."""
    *held, last = key.split("+")
    modifiers = Qt.KeyboardModifier.NoModifier
    for name in held:
        modifiers |= Qt.KeyboardModifier[f"{_MODIFIERS[name]}Modifier"]
    named = _NAMES.get(last, last)
    return QKeyCombination(modifiers, Qt.Key[f"Key_{named}"])
