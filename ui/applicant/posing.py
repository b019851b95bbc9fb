"""The mirror with one sentence: what to do now, in two languages."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from kiosk.domain.finding import Hint
from kiosk.domain.frame import Frame
from kiosk.workflow.snapshots import LiveView
from ui.applicant.page import Both, PublicPage
from ui.imaging import FramePictures
from ui.mirror import Mirror
from ui.theme import PublicType, Theme

_PICTURE_SHARE = 0.66  # of the height; the rest is for two lines and one line of words
_ASPECT = 4 / 3


class PosingPage(PublicPage):
    """White field, mirror, sentence; the field is also light on the face."""

    def __init__(self, theme: Theme, texts: Both, pictures: FramePictures) -> None:
        super().__init__(theme, texts)
        self._hint: Hint | None = None
        self._taking = False
        self.mirror = Mirror(theme, pictures, ground=theme.colours.paper)
        self.sentence = self.words(PublicType.SENTENCE, bold=True, line_height=1.3)
        self.second = self.words(PublicType.LINE, line_height=1.3)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._column.addWidget(self.mirror, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        self._column.addWidget(self.sentence)
        self._column.addWidget(self.second)
        self._column.addStretch(1)

    def show_frame(self, frame: Frame, live: LiveView | None) -> None:
        """Show the mirror; the sentence changes with what was judged."""
        if self._taking and live is not None:
            live = replace(live, hint=Hint.TAKING)
        self.mirror.show_frame(frame, live)
        if live is not None and live.hint is not self._hint:
            self._say(live.hint)

    def show_taking(self, *, taking: bool) -> None:
        """Say that the photo is being taken, whatever is judged meanwhile; or no longer."""
        self._taking = taking
        if taking:
            self._say(Hint.TAKING)

    def wipe(self) -> None:
        """Forget picture and sentence."""
        self.mirror.show_nothing()
        self._say(None)

    def arrange(self) -> None:
        """Give mirror and words their places; they do not move with the words.

        Large type takes its lines from the mirror, not from each other.
        """
        side = self.width() // 16
        factor = self.factor() * self.theme.text_scale
        large = self.theme.text_scale > 1
        taken = 0
        for words, size, lines in (
            (self.sentence, PublicType.SENTENCE, 3 if large else 2),
            (self.second, PublicType.LINE, 2),
        ):
            words.setContentsMargins(side, 0, side, 0)
            words.setFixedHeight(round(size * factor * 1.3 * lines) + 2)
            taken += words.height()
        most = min(_PICTURE_SHARE * self.height(), self.width() * 0.9 / _ASPECT)
        height = round(min(most, self.height() - taken - 16))
        self.mirror.setFixedSize(round(height * _ASPECT), height)

    def _say(self, hint: Hint | None) -> None:
        self._hint = hint
        key = f"hint.{hint.value}" if hint is not None else ""
        for words, texts in zip((self.sentence, self.second), self.texts, strict=True):
            words.setText(texts[key] if key else "")
