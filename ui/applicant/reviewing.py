"""The applicant's own photo, large, and one question with two answers."""

import math

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kiosk.domain.finding import Verdict
from kiosk.domain.shot import Shot
from kiosk.guidance.acceptance import UNDENIABLE
from kiosk.workflow.commands import StationCommands
from kiosk.workflow.phases import Reviewing
from ui.applicant.answer import AnswerButton
from ui.applicant.page import Both, PublicPage
from ui.theme import PublicType, Theme
from ui.widgets.photo import PhotoView

_ANSWER_PX = 120  # ui.md: public targets are at least 96 px
_LEAST_ANSWER_PX = 96


def may_ask(shot: Shot) -> bool:
    """Tell whether the photo could be used at all; else there is nothing to ask the applicant."""
    return not any(
        finding.check in UNDENIABLE and finding.verdict is Verdict.FAIL for finding in shot.findings
    )


class ReviewPage(PublicPage):
    """Yes goes to staff as the applicant's word, no goes back to the camera."""

    def __init__(self, commands: StationCommands, theme: Theme, texts: Both) -> None:
        super().__init__(theme, texts)
        self.photo = PhotoView(theme)
        self.yes = AnswerButton(theme, self._both("applicant.review.yes"), primary=True)
        self.again = AnswerButton(theme, self._both("applicant.review.again"))
        self.yes.clicked.connect(commands.agree)
        self.again.clicked.connect(commands.retake)
        self._sides = QStackedWidget()
        self._columns: list[QVBoxLayout] = []
        self._sides.addWidget(self._side("applicant.review.question", self.yes, self.again))
        self._sides.addWidget(self._side("applicant.review.thanks"))
        self._row = QHBoxLayout(self)
        self._row.addStretch(1)
        self._row.addWidget(self.photo)
        self._row.addWidget(self._sides, 8)
        self._row.addStretch(1)

    def show_phase(self, phase: Reviewing | None) -> None:
        """Show the photo and ask, or thank; None forgets the photo."""
        self.photo.show_photo(phase.shot.photo if phase else None)
        self._sides.setCurrentIndex(1 if phase and phase.agreed else 0)
        for button in (self.yes, self.again):
            button.setEnabled(phase is not None and not phase.busy)

    def arrange(self) -> None:
        """Give photo, words and answers their sizes; large type takes its room from the photo."""
        edge = round(self.height() * 0.06)
        self._row.setContentsMargins(edge, edge, edge, edge)
        self._row.setSpacing(edge)
        room = self.height() - 2 * edge
        self.photo.setMaximumHeight(round(room / math.sqrt(self.theme.text_scale)))
        for column in self._columns:
            column.setSpacing(round(24 * self.factor()))
        for button in (self.yes, self.again):
            button.set_fonts(
                self.public_font(PublicType.LINE, bold=True),
                self.public_font(PublicType.NOTE, bold=False),
            )
            least = max(_LEAST_ANSWER_PX, round(_ANSWER_PX * self.factor()))
            button.setFixedHeight(max(least, button.minimumSizeHint().height()))

    def _both(self, key: str) -> tuple[str, str]:
        first, second = self.texts
        return first[key], second[key]

    def _side(self, key: str, *answers: QWidget) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(2)
        for words in self._said(key):
            column.addWidget(words)
        column.addStretch(1)
        for answer in answers:
            column.addWidget(answer)
        column.addStretch(2)
        self._columns.append(column)
        return side

    def _said(self, key: str) -> tuple[QWidget, QWidget]:
        said = self.words(PublicType.SENTENCE, bold=True), self.words(PublicType.LINE)
        for words, sentence in zip(said, self._both(key), strict=True):
            words.setText(sentence)
        return said
