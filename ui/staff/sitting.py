"""The head of the pages of one sitting: which sitting, which step."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.texts import Catalogue
from ui.theme import Theme
from ui.widgets.card import label
from ui.widgets.steps import Steps

STEP_KEYS = ("step.photo", "step.review", "step.fill", "step.seal", "step.receipt")
PHOTO, REVIEW, FORM, SEAL = range(4)


class SittingHead(QWidget):
    """``3人目`` and the steps."""

    def __init__(self, theme: Theme, texts: Catalogue) -> None:
        super().__init__()
        self._texts = texts
        self._number = label(role="title")
        self._steps = Steps(theme, [texts[key] for key in STEP_KEYS])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(32)
        row.addWidget(self._number)
        row.addWidget(self._steps, 1)
        self.setFixedHeight(theme.px(36))

    def show_sitting(self, sitting: int, step: int) -> None:
        """Show the sitting's number and its step."""
        self._number.setText(self._texts.say("sitting.number", number=sitting))
        self._steps.show_step(step)
