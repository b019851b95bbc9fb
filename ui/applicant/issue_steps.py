"""One step of taking a ticket: a question with big answers, or a word to the person."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.applicant.button import LEAST_TARGET_PX, PublicButton
from ui.applicant.issue_signs import IssueSign, paint_sign
from ui.applicant.sentence import Sentence
from ui.theme import Theme

_LANDSCAPE_PX = (1600, 1080)  # the sizes the public type is meant for
_PORTRAIT_PX = (1080, 1600)
_TITLE_SHARE, _FOOT_SHARE, _BIG_SHARE = 0.17, 0.13, 0.34
_MOST_BUTTON_PX = 230  # of a full HD screen: larger is not easier to hit, only further apart
_MOST_WORDS_PX = 640


class IssueStep(QWidget):
    """Title above, foot below with the way back at its left; everything has a fixed place."""

    def __init__(
        self, theme: Theme, title: Sentence, foot: Sentence, back: PublicButton | None
    ) -> None:
        super().__init__()
        self.theme, self.title, self.foot, self.back = theme, title, foot, back
        for child in (title, foot, back):
            if child is not None:
                child.setParent(self)

    @property
    def buttons(self) -> tuple[PublicButton, ...]:
        """Return every button, in the order of the Tab key."""
        return tuple(self.findChildren(PublicButton))

    @property
    def fits(self) -> bool:
        """Tell whether all words and targets have their room."""
        words: tuple[Sentence | PublicButton, ...] = (
            *self.findChildren(Sentence),
            *self.buttons,
        )
        targets = (min(one.width(), one.height()) for one in self.buttons)
        return all(one.fits for one in words) and all(side >= LEAST_TARGET_PX for side in targets)

    @property
    def portrait(self) -> bool:
        """Tell whether the screen stands upright."""
        return self.height() > self.width()

    def factor(self) -> float:
        """Return how large this screen is, 1 for a full HD screen."""
        wide, high = _PORTRAIT_PX if self.portrait else _LANDSCAPE_PX
        return min(self.width() / wide, self.height() / high)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Leave a touch beside the buttons to the page: somebody is still here."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give everything its place."""
        super().resizeEvent(event)
        factor, gap = self.factor(), self._gap()
        for words in self.findChildren(Sentence):
            words.factor = factor
        for button in self.buttons:
            button.factor = factor
        area = self.rect().adjusted(gap * 2, gap, -gap * 2, -gap)
        foot_height = max(LEAST_TARGET_PX, round(area.height() * _FOOT_SHARE * self._foot_scale()))
        title_height = round(area.height() * _TITLE_SHARE * self._foot_scale())
        self.title.setGeometry(area.left(), area.top(), area.width(), title_height)
        foot = QRect(area.left(), area.bottom() - foot_height + 1, area.width(), foot_height)
        self._place_foot(foot)
        middle = QRect(area.left(), self.title.geometry().bottom() + 1, area.width(), 0)
        middle.setBottom(foot.top() - gap)
        self.place_middle(middle)

    def place_middle(self, area: QRect) -> None:
        """Fill the room between title and foot."""

    def _gap(self) -> int:
        return max(8, round(20 * self.factor()))

    def _foot_scale(self) -> float:
        return 0.6 if self.portrait else 1.0

    def _place_foot(self, foot: QRect) -> None:
        side = round(foot.width() * (0.3 if self.portrait else 0.22))
        if self.back is not None:
            self.back.setGeometry(foot.left(), foot.top(), side, foot.height())
            words = foot.adjusted(side + self._gap(), 0, 0, 0)
            if not self.portrait:  # in the screen's middle while there is room for that
                words.adjust(0, 0, -side - self._gap(), 0)
            foot = words
        self.foot.setGeometry(foot)


class QuestionStep(IssueStep):
    """Answers in a grid; ``big`` below them is what most people want."""

    def __init__(
        self,
        theme: Theme,
        words: tuple[Sentence, Sentence],
        answers: Sequence[PublicButton],
        *,
        back: PublicButton | None = None,
        big: PublicButton | None = None,
        columns: tuple[int, int] = (2, 1),
    ) -> None:
        """Take title and foot as ``words``, columns for a lying and an upright screen."""
        title, foot = words
        self.answers, self.big, self._columns = tuple(answers), big, columns
        super().__init__(theme, title, foot, None)
        for button in (*self.answers, big, back):
            if button is not None:
                button.setParent(self)
        self.back = back

    def place_middle(self, area: QRect) -> None:
        """Give the answers equal places, the big one the full width."""
        gap = self._gap()
        if self.big is not None:
            height = max(LEAST_TARGET_PX, round(area.height() * self._big_share()))
            top = area.bottom() - height + 1
            self.big.setGeometry(area.left(), top, area.width(), height)
            area = area.adjusted(0, 0, 0, -height - gap)
        columns = self._columns[1 if self.portrait else 0]
        wide_first = columns == 2 and len(self.answers) % 2 == 1  # noqa: PLR2004 - halves
        cells = len(self.answers) + wide_first
        rows = -(-cells // columns)
        height = (area.height() - gap * (rows - 1)) // rows
        height = min(height, round(_MOST_BUTTON_PX * self.factor()))
        top = area.top() + (area.height() - rows * height - gap * (rows - 1)) // 2
        width = (area.width() - gap * (columns - 1)) // columns
        for at, button in enumerate(self.answers):
            cell = at + 1 if wide_first and at else at
            span = area.width() if wide_first and not at else width
            left = area.left() + (cell % columns) * (width + gap)
            button.setGeometry(left, top + (cell // columns) * (height + gap), span, height)

    def _big_share(self) -> float:
        return _BIG_SHARE / 2 if self.portrait else _BIG_SHARE


class WordStep(IssueStep):
    """A word to the person: one sentence under another, a sign or a number first."""

    def __init__(
        self,
        theme: Theme,
        words: tuple[Sentence, Sentence],
        sentences: Sequence[tuple[Sentence, int]],
        *,
        sign: IssueSign | None = None,
        back: PublicButton | None = None,
    ) -> None:
        """Take sentences with their shares of the height."""
        title, foot = words
        self.sentences, self._sign = tuple(sentences), sign
        self._sign_area = QRectF()
        super().__init__(theme, title, foot, None)
        for sentence, _share in self.sentences:
            sentence.setParent(self)
        if back is not None:
            back.setParent(self)
        self.back = back

    def place_middle(self, area: QRect) -> None:
        """Share the height among sign and sentences."""
        shares = [share for _sentence, share in self.sentences]
        if self._sign is not None:  # both stand together in the middle
            most = round(_MOST_WORDS_PX * self.factor())
            spare = max(0, area.height() - most)
            area = area.adjusted(0, spare // 2, 0, spare // 2 - spare)
        top = area.top()
        if self._sign is not None:
            height = round(area.height() * 0.36)
            self._sign_area = QRectF(area.left(), top, area.width(), height)
            top += height + self._gap()
        room = area.bottom() + 1 - top
        for sentence, share in self.sentences:
            height = room * share // sum(shares)
            between = self._gap() if len(shares) > 1 else 0
            sentence.setGeometry(area.left(), top, area.width(), height - between)
            top += height

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign."""
        if self._sign is not None:
            with QPainter(self) as painter:
                colour = QColor(self.theme.colours.key)
                paint_sign(painter, self._sign_area, self._sign, colour)
