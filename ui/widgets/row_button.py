"""A row that is pressed: its key, what it is about, and how that stands."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from kiosk.domain.finding import Verdict
from ui.theme import TARGET_PX, Theme
from ui.widgets.card import label
from ui.widgets.mark import Mark
from ui.widgets.paragraph import Paragraph

_KEY_PX = 16


class RowButton(QPushButton):
    """Key and words at the left, a mark and the state's words at the right."""

    def __init__(self, theme: Theme, key: str, words: str, *, state_px: int, why: str = "") -> None:
        """Keep ``state_px`` free for the state, so that nothing moves; ``why`` stands small."""
        super().__init__()
        self._key, self._words = key, f"{words} {why}".strip()
        self.setProperty("kind", "row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        key_label = label(key, "key")
        key_label.setMinimumWidth(theme.px(_KEY_PX))
        self.about = Paragraph(words, role="strong" if why else "body", line_height=1.25)
        said = [self.about, *([Paragraph(why, role="note", line_height=1.25)] if why else [])]
        self._mark = Mark(theme)
        self._state = Paragraph(role="strong", line_height=1.25)
        self._state.setFixedWidth(state_px)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(10)
        row.addWidget(key_label)
        column = QVBoxLayout()
        column.setSpacing(0)
        for one in said:
            column.addWidget(one)
        row.addLayout(column, 1)
        row.addWidget(self._mark)
        row.addWidget(self._state)
        for child in (key_label, *said, self._mark, self._state):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setMinimumHeight(theme.px(TARGET_PX))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_state(self, words: str, verdict: Verdict | None) -> None:
        """Say how it stands; the mark says the same by its shape."""
        self._state.setText(words)
        self._mark.show_verdict(verdict)
        self.setAccessibleName(f"{self._words} {words} {self._key}")

    def state_words(self) -> str:
        """Return how it stands, in words."""
        return self._state.text()

    @property
    def lacking(self) -> bool:
        """Tell whether the row is pointed out as missing."""
        return bool(self.property("lacking"))

    def set_lacking(self, lacking: bool) -> None:  # noqa: FBT001 - a Qt-like setter
        """Point the row out as missing, or no longer."""
        if lacking == self.lacking:
            return
        self.setProperty("lacking", lacking)
        self.style().unpolish(self)
        self.style().polish(self)

    def heightForWidth(self, width: int) -> int:
        """Return the height of its words."""
        return self._row.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        """Return the room of the words, unbroken."""
        return self._row.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least room: words may break."""
        return self._row.totalMinimumSize()
