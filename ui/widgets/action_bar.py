"""The foot of every page: quiet actions at the left, the one primary action at the right."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from kiosk.texts import Catalogue
from ui.theme import Theme
from ui.widgets.key_button import Action, KeyButton, row_of
from ui.widgets.paragraph import Paragraph
from ui.widgets.wrapping_row import WrappingRow

PRIMARY_WIDTH_PX = 368  # the longest primary words and their key at 24 px; the same on every page
MOST_PRIMARY_PX = 640  # with large type the quiet actions need their share of 1366 px


class ActionBar(QWidget):
    """Presses its buttons by key; can ask one question in place of the quiet actions."""

    def __init__(
        self,
        theme: Theme,
        texts: Catalogue,
        primary: Action | None,
        quiet: tuple[Action, ...],
        *,
        stacked: bool = False,
    ) -> None:
        """``stacked`` gives many quiet actions the whole width, above the primary one."""
        super().__init__()
        self._buttons: dict[str, KeyButton] = {}
        self._quiet = [self._button(action, theme) for action in quiet]
        self._actions = WrappingRow(*self._quiet)
        self._primary = self._button(primary, theme, primary=True) if primary else None
        self._question = _Question(theme, texts, self._answered)
        self._focus_before: QWidget | None = None
        self._note = Paragraph(role="note", line_height=1.3)
        self._left = QStackedLayout()
        layout = QVBoxLayout(self) if stacked else QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8 if stacked else 16)
        layout.addLayout(self._left, 1)  # first: it shows its first widget, a window without us
        for widget in (self._row_of_quiet(), self._question):
            self._left.addWidget(widget)
        if self._primary is not None:
            self._primary.setMinimumWidth(min(theme.px(PRIMARY_WIDTH_PX), MOST_PRIMARY_PX))
            place = Qt.AlignmentFlag.AlignRight if stacked else Qt.AlignmentFlag.AlignBottom
            layout.addWidget(self._primary, 0, place)

    @property
    def primary(self) -> KeyButton | None:
        """Return the primary button."""
        return self._primary

    @property
    def asking(self) -> bool:
        """Tell whether the question stands."""
        return self._left.currentWidget() is self._question

    def button(self, key: str) -> KeyButton:
        """Return the button with this key."""
        return self._buttons[key]

    def press(self, key: str) -> bool:
        """Press the button of this key; tell whether there is one."""
        if self.asking:
            return self._question.press(key)
        button = self._buttons.get(key)
        if button is None:
            return False
        if button.isEnabled():
            button.click()
        return True

    def set_note(self, words: str) -> None:
        """Show a quiet note between the actions."""
        self._note.setText(words)

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - a Qt-like setter
        """Turn the wheel in the primary button and refuse everything else."""
        if self._primary is not None:
            self._primary.set_busy(busy)
        for button in self._quiet:
            button.setEnabled(not busy and not button.isHidden())

    def ask(self, words: str, yes_words: str, run: Callable[[], None]) -> None:
        """Ask once, in place, before something is lost; the safe answer has the focus."""
        self._focus_before = QApplication.focusWidget()
        if self._primary is not None:
            self._primary.setEnabled(False)
        self._left.setCurrentWidget(self._question)
        self._question.put(words, yes_words, run)

    def withdraw_question(self) -> None:
        """Take the question back without an answer."""
        if self.asking:
            self._answered(None)

    def _answered(self, run: Callable[[], None] | None) -> None:
        self._left.setCurrentIndex(0)
        if self._primary is not None:
            self._primary.setEnabled(True)
        if self._focus_before is not None:
            self._focus_before.setFocus()
        self._focus_before = None
        if run is not None:
            run()

    def set_quiet_words(self, key: str, words: str) -> None:
        """Change the words of a quiet action; the others move aside."""
        button = self._buttons[key]
        before = button.sizeHint()
        button.set_words(words)
        if button.sizeHint() != before:  # a page is told every second; laying it out takes 10 ms
            self._actions.relay()

    def show_action(self, key: str, *, shown: bool) -> None:
        """Show a quiet action, or have neither button nor key."""
        button = self._buttons[key]
        button.setEnabled(shown)
        if button.isHidden() is shown:
            button.setVisible(shown)
            self._actions.relay()

    def _row_of_quiet(self) -> QWidget:
        row = QWidget()
        layout = row_of(self._actions)
        layout.addSpacing(8)
        layout.addWidget(self._note, 1)
        row.setLayout(layout)
        return row

    def _button(self, action: Action, theme: Theme, *, primary: bool = False) -> KeyButton:
        button = KeyButton(action.words, action.key, theme, kind="primary" if primary else "quiet")
        button.on_press(action.run)
        for key in (action.key, *action.also):
            self._buttons[key] = button
        return button


class _Question(QWidget):
    def __init__(
        self,
        theme: Theme,
        texts: Catalogue,
        answered: Callable[[Callable[[], None] | None], None],
    ) -> None:
        super().__init__()
        self._answered = answered
        self._run: Callable[[], None] | None = None
        self._words = Paragraph(role="strong", line_height=1.3)
        self._stay = KeyButton(texts["question.stay"], "Esc", theme)
        self._stay.on_press(lambda: self._answered(None))
        self._yes = KeyButton("", "Y", theme, kind="danger")
        self._yes.on_press(lambda: self._answered(self._run))
        if theme.text_scale > 1:  # large type: the words above the answers
            column = QVBoxLayout(self)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(self._words, 1)
            column.addLayout(row_of(self._stay, self._yes, spacing=16))
            return
        layout = row_of(self._words, self._stay, self._yes, spacing=16)
        layout.setStretch(0, 1)
        layout.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(layout)

    def put(self, words: str, yes_words: str, run: Callable[[], None]) -> None:
        self._words.setText(words)
        self._yes.set_words(yes_words)
        self._run = run
        self._stay.setFocus()

    def press(self, key: str) -> bool:
        match key:
            case "Esc":
                self._stay.click()
            case "Y":
                self._yes.click()
            case _:
                pass
        return True
