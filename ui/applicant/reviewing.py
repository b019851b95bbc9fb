"""The applicant's own photo, large, and one question with two answers."""

import math

from PySide6.QtCore import QRect

from kiosk.domain.finding import Verdict
from kiosk.domain.shot import Shot
from kiosk.guidance.acceptance import UNDENIABLE
from kiosk.workflow.commands import StationCommands
from kiosk.workflow.phases import Reviewing
from ui.applicant.page import PublicPage, answer, stacked, tell
from ui.applicant.tongue import Tongue
from ui.theme import PublicType, Theme
from ui.widgets.photo import PhotoView

_PORTRAIT_PHOTO = 0.55  # of the height


def may_ask(shot: Shot) -> bool:
    """Tell whether the photo could be used at all; else there is nothing to ask the applicant."""
    return not any(
        finding.check in UNDENIABLE and finding.verdict is Verdict.FAIL for finding in shot.findings
    )


class ReviewPage(PublicPage):
    """Yes goes to staff as the applicant's word, no goes back to the camera."""

    def __init__(self, commands: StationCommands, theme: Theme) -> None:
        super().__init__(theme)
        self._agreed = False
        self.photo = PhotoView(theme)
        self.photo.setParent(self)
        self.question = self.sentence(PublicType.SENTENCE, bold=True)
        self.second = self.sentence(PublicType.LINE, quiet=True)
        self.yes = self.button(primary=True)
        self.again = self.button()
        self.yes.clicked.connect(commands.agree)
        self.again.clicked.connect(commands.retake)

    def show_phase(self, phase: Reviewing | None) -> None:
        """Show the photo and ask, or thank; None forgets the photo."""
        self.photo.show_photo(phase.shot.photo if phase else None)
        agreed = phase is not None and phase.agreed
        if agreed is not self._agreed:
            self._agreed = agreed
            self._ask()
        for button in (self.yes, self.again):
            button.setVisible(not agreed)
            button.setEnabled(phase is not None and not phase.busy)

    def reword(self, tongue: Tongue) -> None:
        """Ask in this language."""
        self.yes.reword(answer(tongue, "applicant.review.yes"))
        self.again.reword(answer(tongue, "applicant.review.again"))
        self._ask()

    def arrange(self) -> None:
        """Give photo, words and answers their places; large type takes its room from the photo."""
        area, gap = self.inside(), self.gap()
        if self.portrait:
            height = round(area.height() * _PORTRAIT_PHOTO / math.sqrt(self.theme.text_scale))
            width = self.photo.width_for(height)
            left = area.left() + (area.width() - width) // 2
            self.photo.setGeometry(left, area.top(), width, height)
            side = area.adjusted(0, height + gap, 0, 0)
        else:
            height = round(area.height() / math.sqrt(self.theme.text_scale))
            top = area.top() + (area.height() - height) // 2
            width = self.photo.width_for(height)
            self.photo.setGeometry(area.left(), top, width, height)
            side = area.adjusted(width + 2 * gap, 0, 0, 0)
        self._arrange_side(side)

    def _arrange_side(self, side: QRect) -> None:
        gap, height = self.gap(), self.answer_height()
        answers = 2 * height + gap
        spare = max(0, side.height() - answers - round(side.height() * 0.5)) // 2
        words = side.adjusted(0, spare, 0, -spare - answers - gap)
        stacked(words, (None, 1), (self.question, 3), (self.second, 2), (None, 1))
        top = words.bottom() + 1 + gap
        for button in (self.yes, self.again):
            button.setGeometry(side.left(), top, side.width(), height)
            top += height + gap

    def _ask(self) -> None:
        if self.tongue is None:
            return
        key = "applicant.review.thanks" if self._agreed else "applicant.review.question"
        tell(self.question, self.tongue.say(key))
        tell(self.second, self.tongue.echo(key))
