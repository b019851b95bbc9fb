"""Who works today: everybody with a key and a mark, ticked or not."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kiosk.domain.ids import StaffId
from kiosk.domain.staff import StaffMember
from kiosk.texts import Catalogue
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.paragraph import Paragraph

_MOST_KEYS = 9
_ON, _OFF = "○", "－"


class DutyPeople(QWidget):
    """The one who is signed in is there for certain; the others are ticked by hand."""

    def __init__(self, theme: Theme, texts: Catalogue) -> None:
        super().__init__()
        self._theme, self._texts = theme, texts
        self._members: tuple[StaffMember, ...] = ()
        self._on: set[StaffId] = set()
        self._buttons: list[KeyButton] = []
        self._columns = 1 if theme.text_scale > 1 else 2
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(Paragraph(texts["opening.people"], role="strong", line_height=1.4))
        column.addLayout(self._grid)

    def show_members(self, members: tuple[StaffMember, ...], me: StaffMember | None) -> None:
        """Show these; whoever is signed in is ticked."""
        if me is not None and not self._on:
            self._on.add(me.id)
        if members != self._members:
            self._members = members
            self._make()
        self._say()

    def chosen(self) -> tuple[StaffId, ...]:
        """Return who is ticked, in the order shown."""
        return tuple(one.id for one in self._members if one.id in self._on)

    def forget(self) -> None:
        """Tick nobody."""
        self._on.clear()

    def press(self, key: str) -> bool:
        """Tick or untick by number; tell whether the key is one of ours."""
        if not key.isdigit() or not 1 <= int(key) <= min(len(self._members), _MOST_KEYS):
            return False
        self._toggle(self._members[int(key) - 1])
        return True

    def _make(self) -> None:
        for button in self._buttons:
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for at, member in enumerate(self._members, start=1):
            key = str(at) if at <= _MOST_KEYS else ""
            button = KeyButton("", key, self._theme, kind="choice")
            button.setCheckable(True)
            button.on_press(lambda member=member: self._toggle(member))  # type: ignore[misc]
            self._buttons.append(button)
            self._grid.addWidget(button, (at - 1) // self._columns, (at - 1) % self._columns)

    def _toggle(self, member: StaffMember) -> None:
        self._on ^= {member.id}
        self._say()

    def _say(self) -> None:
        for member, button in zip(self._members, self._buttons, strict=True):
            on = member.id in self._on
            role = self._texts[f"role.{member.role.value}.word"]
            button.setChecked(on)
            button.set_words(f"{_ON if on else _OFF} {member.display_name}（{role}）")
