"""A big button of a public screen: a sign, words, and the same in a second language."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton

from kiosk.domain.ticket import PublicLanguage
from kiosk.publictexts import plain
from ui.applicant.issue_signs import IssueSign, paint_sign
from ui.ruby import Laid, RubyText
from ui.theme import BUTTON_RADIUS_PX, FOCUS_LINE_PX, FOCUS_RING_PX, PublicType, Theme

LEAST_TARGET_PX = 96  # ui.md: public targets
LEAST_WORDS_PX = 20  # what is read at arm's length
LEAST_NOTE_PX = 14
_WORDS_PX = 52  # of a full HD screen; shrinks to its place
_NOTE_SHARE = 0.3  # of the button's height
_SIGN_SHARE = 0.74


@dataclass(frozen=True, slots=True, kw_only=True)
class ButtonWords:
    """What stands on a button: in the person's language, and ``note`` in a second one."""

    language: PublicLanguage
    marked: str
    note: str = ""
    note_language: PublicLanguage = PublicLanguage.JA
    sign: IssueSign | None = None


class PublicButton(QPushButton):
    """Touched, or reached with Tab and pressed with Space or Enter; a touch takes no focus.

    Keys that staff type after somebody touched this screen can therefore press nothing here.
    """

    def __init__(self, theme: Theme, says: ButtonWords, *, primary: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._primary = primary
        self.factor = 1.0
        self.setProperty("kind", "primary" if primary else "choice")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.reword(says)

    def reword(self, says: ButtonWords) -> None:
        """Have the button say something else."""
        self._says = says
        self._main = RubyText(self._theme, says.language, says.marked, bold=True)
        self._note = RubyText(self._theme, says.note_language, says.note) if says.note else None
        self.setAccessibleName(f"{plain(says.marked)} {says.note}".strip())
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Return what a finger needs."""
        return QSize(LEAST_TARGET_PX, LEAST_TARGET_PX)

    @property
    def natural_width(self) -> float:
        """Return how wide the longest of its words is, in a size of no importance."""
        return max(self._main.word_widths)

    @property
    def fits(self) -> bool:
        """Tell whether all words have room in a size people can read."""
        sign, main, note = self._places()
        laid = self._laid_main(main).fits
        return laid and (self._note is None or self._laid_note(note).fits) and sign.height() >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button as well as Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, the sign at the left, the words beside it, the focus inside."""
        super().paintEvent(event)
        colours = self._theme.colours
        able = self.isEnabled()
        on = able and (self._primary or self.isChecked())
        colour = QColor(colours.on_key if on else colours.key if able else colours.sub)
        sign, main, note = self._places()
        with QPainter(self) as painter:
            if self._says.sign is not None:
                paint_sign(painter, sign, self._says.sign, colour)
            painter.setPen(colour)
            self._draw_words(painter, main, note, QColor(colours.on_key if on else colours.sub))
            if self.hasFocus():
                self._paint_focus(painter)

    def _draw_words(self, painter: QPainter, main: QRectF, note: QRectF, second: QColor) -> None:
        """Draw the words close together in the middle of their places."""
        centred = self._says.sign is None
        laid = self._laid_main(main)
        if self._note is None:
            self._main.draw(painter, main, laid, centred=centred)
            return
        below = self._laid_note(note)
        spare = max(0.0, main.height() + note.height() - laid.height - below.height)
        main = QRectF(main.left(), main.top() + spare / 2, main.width(), laid.height)
        self._main.draw(painter, main, laid, centred=centred)
        painter.setPen(second)
        note = QRectF(note.left(), main.bottom(), note.width(), below.height)
        self._note.draw(painter, note, below, centred=centred)

    def _laid_main(self, area: QRectF) -> Laid:
        most = _WORDS_PX * self.factor * self._theme.text_scale
        return self._main.lay(area, most, LEAST_WORDS_PX)

    def _laid_note(self, area: QRectF) -> Laid:
        assert self._note is not None  # noqa: S101 - asked by those that have one
        most = PublicType.NOTE * self.factor * self._theme.text_scale
        return self._note.lay(area, most, LEAST_NOTE_PX)

    def _places(self) -> tuple[QRectF, QRectF, QRectF]:
        """Return where sign, words and note stand."""
        edge = max(8.0, 12.0 * self.factor)
        area = QRectF(self.rect()).adjusted(edge, edge * 0.6, -edge, -edge * 0.6)
        sign = QRectF(area.left(), area.top(), 0, area.height())
        if self._says.sign is not None:
            side = min(area.height() * _SIGN_SHARE, area.width() * 0.26)
            sign = QRectF(area.left(), area.center().y() - side / 2, side, side)
            area.setLeft(sign.right() + edge * 1.4)
        note = QRectF(area)
        if self._note is not None:
            note.setTop(area.bottom() - area.height() * _NOTE_SHARE)
            area.setBottom(note.top())
        return sign, area, note

    def _paint_focus(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = 1.0
        for width, colour in (
            (FOCUS_RING_PX, self._theme.colours.focus),
            (FOCUS_LINE_PX, self._theme.colours.focus_line),
        ):
            inset += width / 2
            pen = painter.pen()
            pen.setWidthF(width)
            pen.setColor(QColor(colour))
            painter.setPen(pen)
            inner = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(inner, BUTTON_RADIUS_PX, BUTTON_RADIUS_PX)
            inset += width / 2
