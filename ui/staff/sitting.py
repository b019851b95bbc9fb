"""The head of the pages of one sitting: whose it is, which step."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.domain.ids import ReceiptNumber
from kiosk.domain.ticket import PublicLanguage
from kiosk.texts import Catalogue
from kiosk.workflow.snapshots import StationView
from ui.theme import Theme
from ui.widgets.card import label
from ui.widgets.steps import Steps

STEP_KEYS = (
    "step.reception",
    "step.photo",
    "step.review",
    "step.fill",
    "step.confirm",
    "step.seal",
)
RECEPTION, PHOTO, REVIEW, FORM, CONFIRM, SEAL = range(6)


class SittingHead(QWidget):
    """``3人目　A-025　English`` and the steps."""

    def __init__(self, theme: Theme, texts: Catalogue) -> None:
        super().__init__()
        self._texts = texts
        self._roomy = theme.text_scale == 1
        self._number = label(role="title")
        self._language = label(role="body")
        self._steps = Steps(theme, [texts[key] for key in STEP_KEYS])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addWidget(self._number)
        row.addWidget(self._language)
        row.addWidget(self._steps, 1)
        self.setFixedHeight(theme.px(36))

    def show_sitting(self, view: StationView, sitting: int, step: int) -> None:
        """Show the sitting's number, its ticket, a language other than Japanese, and its step."""
        number = self._texts.say("sitting.number", number=sitting)
        self._number.setText(f"{number}　{view.case.ticket}".strip())
        language = view.case.language
        foreign = self._roomy and language is not PublicLanguage.JA
        self._language.setText(self._texts[f"console.language.{language.value}"] if foreign else "")
        self._language.setVisible(foreign)
        self._steps.show_step(step)
        self._steps.show()

    def show_correction(self, number: ReceiptNumber) -> None:
        """Show which record is corrected; it has no steps."""
        self._number.setText(self._texts.say("correcting.head", number=number))
        self._language.hide()
        self._steps.hide()
