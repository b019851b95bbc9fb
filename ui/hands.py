"""Hands at the staff window: real key and IME events, for a played day and for tests."""

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.domain.applicant import ApplicantForm

PLAIN_FIELDS = (
    "name",
    "kana",
    "glyph_note",
    "birth_date",
    "sex",
    "postal_code",
    "address",
    "phone",
)
"""What everybody's form asks for, in its order; the number is the reception's."""
CHILD_FIELDS = ("representative_name", "representative_relation", "representative_phone")
"""What the form of somebody asks for besides whom a 法定代理人 comes with."""
_CHOICE_KEYS = {
    "sex": {"male": "1", "female": "2"},
    "representative_relation": {"parent": "1", "guardian": "2"},
}
_NAMES = {
    "Enter": "Return",
    "Esc": "Escape",
    "?": "Question",
    "/": "Slash",
    "-": "Minus",
    "PgUp": "PageUp",
    "PgDown": "PageDown",
    "Del": "Delete",
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
        """Type the form of a plain case, or a child's, from its first field on, with Enter each."""
        child = CHILD_FIELDS if form.representative_name else ()
        for field in (*PLAIN_FIELDS, *child):
            value = getattr(form, field)
            if field in _CHOICE_KEYS:
                self.press(_CHOICE_KEYS[field][value])
            elif value:
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


class Finger:
    """Touches a public screen, as an applicant does."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def touch_yes(self) -> bool:
        """Touch the large answer that is offered now; tell whether there was one."""
        offered = [
            one
            for one in self._window.findChildren(QAbstractButton)
            if one.property("kind") == "primary"
            and one.isVisibleTo(self._window)
            and one.isEnabled()
        ]
        for button in offered[:1]:
            middle = QPointF(button.rect().center())
            left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
            for kind, held in (
                (QEvent.Type.MouseButtonPress, left),
                (QEvent.Type.MouseButtonRelease, none),
            ):
                place = QPointF(button.mapToGlobal(middle.toPoint()))
                free = Qt.KeyboardModifier.NoModifier
                event = QMouseEvent(kind, middle, place, left, held, free)
                QCoreApplication.sendEvent(button, event)
        return bool(offered)


def _combination(key: str) -> QKeyCombination:
    """Return the key of a name such as ``Ctrl+Enter``."""
    *held, last = key.split("+")
    modifiers = Qt.KeyboardModifier.NoModifier
    for name in held:
        modifiers |= Qt.KeyboardModifier[f"{_MODIFIERS[name]}Modifier"]
    named = _NAMES.get(last, last)
    return QKeyCombination(modifiers, Qt.Key[f"Key_{named}"])
