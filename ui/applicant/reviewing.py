"""The applicant's own photo, large, and one question with two answers."""

from PySide6.QtCore import Qt
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
        for side in (self._question(), self._thanks()):
            self._sides.addWidget(side)
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
        """Give photo, words and answers their sizes."""
        edge = round(self.height() * 0.06)
        self._row.setContentsMargins(edge, edge, edge, edge)
        self._row.setSpacing(edge)
        height = max(_LEAST_ANSWER_PX, round(_ANSWER_PX * self.factor() * self.theme.text_scale))
        for button in (self.yes, self.again):
            button.setFixedHeight(height)
            button.set_fonts(
                self.public_font(PublicType.LINE, bold=True),
                self.public_font(PublicType.NOTE, bold=False),
            )

    def _both(self, key: str) -> tuple[str, str]:
        first, second = self.texts
        return first[key], second[key]

    def _question(self) -> QWidget:
        words = self._said("applicant.review.question")
        return _column(*words, self.yes, self.again)

    def _thanks(self) -> QWidget:
        return _column(*self._said("applicant.review.thanks"))

    def _said(self, key: str) -> tuple[QWidget, QWidget]:
        said = self.words(PublicType.SENTENCE, bold=True), self.words(PublicType.LINE)
        for words, sentence in zip(said, self._both(key), strict=True):
            words.setText(sentence)
        return said


def _column(first: QWidget, second: QWidget, *answers: QWidget) -> QWidget:
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(24)
    column.addStretch(2)
    column.addWidget(first)
    column.addWidget(second)
    column.addStretch(1)
    for answer in answers:
        column.addWidget(answer, 0, Qt.AlignmentFlag(0))
    column.addStretch(2)
    return side
