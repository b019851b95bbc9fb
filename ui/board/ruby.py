"""Furigana in a document: ``{漢字|かんじ}`` becomes a word with its reading above it."""

from PySide6.QtCore import QPointF, QRect, QRectF, QRegularExpression, QSizeF
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

READING_SHARE = 0.5  # JLREQ 3.3.3: ruby is half as large as the characters it stands above
_RUBY_TYPE = int(QTextFormat.ObjectTypes.UserObject) + 1
_WORD = int(QTextFormat.Property.UserProperty) + 1
_READING = _WORD + 1
_MARKED = QRegularExpression(r"\{[^{}|]+\|[^{}|]+\}")
_ABOVE = 1.25  # of the reading's height: air to the line above
_GAP = 0.06  # of the character's size, between word and reading


def lay_ruby(document: QTextDocument) -> int:
    """Have every marked word drawn with its reading; return how many there are.

    Fonts are those that the marked characters have in the document.
    """
    document.documentLayout().registerHandler(_RUBY_TYPE, _Ruby(document))
    together = QTextCursor(document)
    together.beginEditBlock()  # laid out once, not after each word
    count, cursor = 0, document.find(_MARKED)
    while not cursor.isNull():
        word, reading = cursor.selectedText()[1:-1].split("|")
        _replace(cursor, word, reading)
        count, cursor = count + 1, document.find(_MARKED, cursor)
    together.endEditBlock()
    return count


def _replace(cursor: QTextCursor, word: str, reading: str) -> None:
    form = QTextCharFormat(cursor.charFormat())
    form.setObjectType(_RUBY_TYPE)
    form.setProperty(_WORD, word)
    form.setProperty(_READING, reading)
    cursor.insertText("\ufffc", form)


class _Ruby(QPyTextObject):
    def intrinsicSize(self, _doc: QTextDocument, _at: int, form: QTextFormat) -> QSizeF:
        """Return the room of word and reading; the word stands on the line's base."""
        word, reading = _fonts(form)
        width = max(
            QFontMetricsF(word).horizontalAdvance(str(form.property(_WORD))),
            QFontMetricsF(reading).horizontalAdvance(str(form.property(_READING))),
        )
        return QSizeF(width, _high(word) + QFontMetricsF(reading).height() * _ABOVE)

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        _doc: QTextDocument,
        _at: int,
        form: QTextFormat,
    ) -> None:
        """Draw the reading centred above the word."""
        word, reading = _fonts(form)
        place = QRectF(rect)
        painter.save()
        painter.setPen(form.foreground().color())
        _draw_centred(painter, word, str(form.property(_WORD)), place, place.bottom())
        above = place.bottom() - _high(word) - QFontMetricsF(reading).descent()
        _draw_centred(painter, reading, str(form.property(_READING)), place, above)
        painter.restore()


def _fonts(form: QTextFormat) -> tuple[QFont, QFont]:
    word = form.toCharFormat().font()
    reading = QFont(word)
    reading.setPixelSize(max(1, round(word.pixelSize() * READING_SHARE)))
    return word, reading


def _high(word: QFont) -> float:
    """Return how far characters reach above the base of the line, and a little air."""
    return word.pixelSize() * (0.88 + _GAP)  # 漢字 of a Japanese face are 0.88 em above it


def _draw_centred(painter: QPainter, made: QFont, text: str, rect: QRectF, baseline: float) -> None:
    painter.setFont(made)
    free = rect.width() - QFontMetricsF(made).horizontalAdvance(text)
    painter.drawText(QPointF(rect.left() + free / 2, baseline), text)
