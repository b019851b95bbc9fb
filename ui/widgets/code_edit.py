"""A code that is read from paper or heard on the phone: large, in groups, the same width each."""

import unicodedata

from PySide6.QtWidgets import QLineEdit

from ui.theme import StaffType, Theme

GROUP = 4
_MOST_PX = 44
_FAMILIES = '"BIZ UDGothic", "Noto Sans Mono CJK JP", "MS Gothic", "monospace"'


class CodeEdit(QLineEdit):
    """Groups what is typed or pasted; what the letters mean is not decided here."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        size = min(theme.px(StaffType.DISPLAY), _MOST_PX)
        self.setStyleSheet(
            f"QLineEdit {{ font-family: {_FAMILIES}; font-size: {size}px;"
            f" min-height: {size + 28}px; max-height: {size + 28}px; }}"
        )
        self.textEdited.connect(self._group)

    def code(self) -> str:
        """Return the letters and digits alone."""
        return _bare(self.text())

    def _group(self, text: str) -> None:
        grouped = _grouped(_bare(text))
        if grouped == text:
            return
        before = len(_bare(text[: self.cursorPosition()]))
        self.setText(grouped)
        self.setCursorPosition(before + max(0, before - 1) // GROUP)


def _bare(text: str) -> str:
    """Return letters and digits, full width as half width, in capitals."""
    folded = unicodedata.normalize("NFKC", text).upper()
    return "".join(one for one in folded if one.isascii() and one.isalnum())


def _grouped(code: str) -> str:
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))
