"""What only a person can see, and what staff decide: rows with a key each."""

from collections.abc import Callable

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kiosk.domain.finding import Finding, Verdict
from kiosk.domain.review import PhotoReview, Question
from kiosk.guidance.acceptance import Lack
from kiosk.texts import Catalogue
from ui.review_words import exemption_words, override_words
from ui.staff.decision import needs_reason
from ui.style import font
from ui.theme import LARGE_TYPE, StaffType, Theme
from ui.widgets.card import label
from ui.widgets.row_button import RowButton

_DECIDED_PX = 168
_ANSWERS = {
    True: ("review.answer.well", Verdict.PASS),
    False: ("review.answer.problem", Verdict.FAIL),
    None: ("review.answer.open", None),
}


class Deciding(QWidget):
    """Questions at the left, reason, 写真の特例 and the applicant's word at the right."""

    def __init__(self, theme: Theme, texts: Catalogue, press: Callable[[str], None]) -> None:
        """Call ``press`` with the key of a row that was clicked."""
        super().__init__()
        self._texts = texts
        self._press = press
        metrics = QFontMetrics(font(theme, StaffType.BODY, bold=True))
        answers = [metrics.horizontalAdvance(texts[key]) for key, _ in _ANSWERS.values()]
        self.questions = {
            question: self._row(theme, str(at), f"question.{question.value}", max(answers) + 2)
            for at, question in enumerate(Question, start=1)
        }
        decided = theme.px(_DECIDED_PX)
        self.reason = self._row(theme, "O", "review.reason", decided)
        self.exemption = self._row(theme, "X", "review.exemption", decided)
        self.agreed = self._row(theme, "G", "review.applicant", decided)
        large = theme.text_scale > LARGE_TYPE
        direction = QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight
        sides = QBoxLayout(direction, self)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(16)
        sides.addLayout(self._column("review.questions", *self.questions.values()), 1)
        decisions = (self.reason, self.exemption, self.agreed)
        sides.addLayout(self._column("review.decisions", *decisions), 1)

    def show_review(self, review: PhotoReview, findings: tuple[Finding, ...]) -> None:
        """Show answers and decisions as they are now."""
        words = self._texts
        for question, row in self.questions.items():
            key, verdict = _ANSWERS[review.answer(question)]
            row.show_state(words[key], verdict)
        reason = override_words(review, words)
        needed = needs_reason(findings, review) and review.exemption is None
        none = "review.reason.needed" if needed else "review.reason.none"
        missing = Verdict.FAIL if needed else None
        self.reason.show_state(reason or words[none], Verdict.WARN if reason else missing)
        exemption = exemption_words(review.exemption, words)
        self.exemption.show_state(
            exemption or words["review.exemption.none"], Verdict.WARN if exemption else None
        )

    def show_agreed(self, *, agreed: bool, cut_anew: bool) -> None:
        """Show whether the applicant has said yes to this very picture."""
        key = "yes" if agreed else "again" if cut_anew else "open"
        self.agreed.show_state(
            self._texts[f"review.applicant.{key}"], Verdict.PASS if agreed else None
        )

    def point_out(self, lack: Lack | None, review: PhotoReview) -> None:
        """Mark what is lacking, and go to the first of it; None takes the marks away."""
        lacking: list[RowButton] = []
        match lack:
            case Lack.ANSWERS:
                lacking = [row for one, row in self.questions.items() if review.answer(one) is None]
            case Lack.REASON | Lack.WORDS:
                lacking = [self.reason]
            case Lack.EXEMPTION:
                lacking = [self.exemption]
            case Lack.RETAKE | None:
                pass
        for row in (*self.questions.values(), self.reason, self.exemption):
            row.set_lacking(row in lacking)
        if lacking:
            lacking[0].setFocus()

    def _row(self, theme: Theme, key: str, words: str, state_px: int) -> RowButton:
        row = RowButton(theme, key, self._texts[words], state_px=state_px)
        row.clicked.connect(lambda: self._press(key))
        return row

    def _column(self, title: str, *rows: RowButton) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(label(self._texts[title], "note"))
        for row in rows:
            column.addWidget(row)
        column.addStretch(1)
        return column
