"""A panel over the page that says something and goes away with Esc: keys, device help."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.card import label
from ui.widgets.paragraph import Paragraph


class Panel(QFrame):
    """Lies in the middle of its window; takes no focus, so that work goes on below it."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._over = window
        self._theme = theme
        self.setProperty("role", "panel")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(32, 24, 32, 24)
        self._column.setSpacing(16)
        self.hide()

    def show_keys(self, title: str, keys: Sequence[tuple[str, str]], foot: str) -> None:
        """Show which key does what."""
        self._empty()
        self._column.addWidget(label(title, "title"))
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(8)
        for row, (key, words) in enumerate(keys):
            grid.addWidget(label(key, "head"), row, 0)
            grid.addWidget(label(words, "body"), row, 1)
        self._column.addWidget(inside)
        self._column.addWidget(label(foot, "note"))
        self._open()

    def show_words(self, words: str, foot: str) -> None:
        """Show a sentence or two."""
        self._empty()
        said = Paragraph(words, role="head")
        said.setMinimumWidth(self._theme.px(560))
        self._column.addWidget(said)
        self._column.addWidget(label(foot, "note"))
        self._open()

    def show_widget(self, title: str, widget: QWidget, foot: str) -> None:
        """Show the widget, which belongs to the panel from now on."""
        self._empty()
        self._column.addWidget(label(title, "title"))
        self._column.addWidget(widget)
        self._column.addWidget(label(foot, "note"))
        self._open()

    def _open(self) -> None:
        self.show()
        self.adjustSize()
        free = self._over.size() - self.size()
        self.move(QPoint(free.width() // 2, free.height() // 2))
        self.raise_()

    def _empty(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
