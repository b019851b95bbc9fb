"""What was decided about the photo, in a few lines beside the form."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.domain.photo import HEIGHT_MM, WIDTH_MM
from kiosk.domain.review import PhotoReview
from kiosk.domain.shot import Shot
from kiosk.texts import Catalogue
from ui.review_words import exemption_words, override_words
from ui.theme import LARGE_TYPE, Theme
from ui.widgets.card import card
from ui.widgets.mark import Mark
from ui.widgets.paragraph import Paragraph
from ui.widgets.photo import PhotoView

_GAP_PX = 8
_PADDING_PX, _FRAME_PX = 16, 2
LARGE_TYPE_PHOTO_PX = 180  # the words below need the rest


class PhotoSummary(QWidget):
    """A small photo, the verdict in one line, and what staff decided against it."""

    def __init__(self, theme: Theme, texts: Catalogue, *, width_px: int) -> None:
        super().__init__()
        self._texts, self._width_px = texts, width_px
        self.photo = PhotoView(theme)
        highest = round(width_px * HEIGHT_MM / WIDTH_MM)
        large = theme.text_scale > LARGE_TYPE
        self.photo.setMaximumHeight(min(highest, LARGE_TYPE_PHOTO_PX) if large else highest)
        self._mark = Mark(theme, size_px=24)
        self._verdict = Paragraph(role="strong", line_height=1.3)
        self._decided = Paragraph(role="body", line_height=1.4, align=Qt.AlignmentFlag.AlignTop)
        self._decided.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._lay_out()

    def _lay_out(self) -> None:
        verdict = QHBoxLayout()
        verdict.setSpacing(_GAP_PX)
        verdict.addWidget(self._mark)
        verdict.addWidget(self._verdict, 1)
        middle = QHBoxLayout()
        middle.addWidget(self.photo)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(middle, 1)
        column.addLayout(verdict)
        column.addWidget(self._decided)
        column.addStretch(0)

    def show_shot(
        self, shot: Shot | None, review: PhotoReview | None, sheet: tuple[str, ...] = ()
    ) -> None:
        """Show the photo with its decision and what became of its ``sheet``, or forget it."""
        self.photo.show_photo(shot.photo if shot else None)
        self._mark.show_verdict(shot.verdict if shot else None)
        self._verdict.setText(self._texts[f"review.{shot.verdict.value}"] if shot else "")
        beside_mark = self._width_px - self._mark.width() - _GAP_PX
        self._verdict.setMinimumHeight(self._verdict.heightForWidth(beside_mark))
        lines = self._lines(review) if review else []
        self._decided.setText("\n".join((*lines, *sheet)))

    def _lines(self, review: PhotoReview) -> list[str]:
        words = self._texts
        override = override_words(review, words)
        exemption = exemption_words(review.exemption, words)
        return [
            *([words.say("filling.override", reason=override)] if override else []),
            *([words.say("filling.exemption", exemption=exemption)] if exemption else []),
            words["filling.agreed" if review.agreed else "filling.not_agreed"],
        ]


class NoPhoto(QWidget):
    """Under one year old: there is no photo, and that is right."""

    def __init__(self, theme: Theme, texts: Catalogue, *, width_px: int) -> None:
        super().__init__()
        frame, inside = card(padding=_PADDING_PX, spacing=8)
        frame.setMinimumHeight(theme.px(200))
        inside.addStretch(1)
        for words in (
            Paragraph(texts["filling.no_photo"], role="head", line_height=1.3),
            Paragraph(texts["filling.no_photo_why"], role="body"),
        ):
            words.setMinimumHeight(words.heightForWidth(width_px - 2 * _PADDING_PX - _FRAME_PX))
            inside.addWidget(words)
        inside.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)
        column.addStretch(1)
