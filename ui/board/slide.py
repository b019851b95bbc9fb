"""One slide on the board: Markdown in the theme's type, as large as its place allows."""

import math
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QImageReader,
    QPainter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
    QTextListFormat,
)

from kiosk.domain.ticket import PublicLanguage
from ui.board.deck import Slide
from ui.board.ruby import lay_ruby
from ui.style import public_font
from ui.theme import LINE_HEIGHT, Theme

LARGEST_SHARE, SMALLEST_SHARE = 0.062, 0.022  # of the place's height: body type
_STEP = 0.94  # a step finer than this is hardly seen, and each costs some milliseconds
TITLE_SCALE = 1.45
PICTURE_SHARE = 0.36  # of the place's height
LARGEST_PICTURE_BYTES = 10_000_000
_MARGIN = 0.06


Pictures = dict[str, QImage]
"""What was read already, by address: a slide is laid out several times."""


class SlideDocument(QTextDocument):
    """A document whose pictures come from its own folder alone."""

    def __init__(self, folder: Path, widest: QSize, kept: Pictures) -> None:
        super().__init__()
        self._folder = folder
        self._widest = widest
        self._kept = kept

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Return a picture of the slide's folder; for any other address one that is not seen.

        Never nothing: then Qt would open the address as a file itself (QTextImageHandler).
        """
        if kind != int(QTextDocument.ResourceType.ImageResource.value):
            return None
        address = (name if isinstance(name, QUrl) else QUrl(name)).toString()
        if address not in self._kept:
            self._kept[address] = picture_of(self._folder, address, self._widest) or _unseen()
        return self._kept[address]


def _unseen() -> QImage:
    image = QImage(1, 1, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    return image


def picture_of(folder: Path, name: str, widest: QSize) -> QImage | None:
    """Return the picture, no larger than ``widest``; None unless it is a file of the folder.

    One folder up is allowed too, so that languages share their pictures.
    """
    file = (folder / name).resolve()
    if file.parent not in {folder.resolve(), folder.parent.resolve()}:
        return None
    if not file.is_file() or file.stat().st_size > LARGEST_PICTURE_BYTES:
        return None
    reader = QImageReader(str(file))
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(widest, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image


def paint_slide(painter: QPainter, area: QRectF, slide: Slide, theme: Theme) -> None:
    """Draw the slide in the middle of ``area``, its words as large as they fit."""
    painter.fillRect(area, QColor(theme.colours.paper))
    margin = min(area.width(), area.height()) * _MARGIN
    inner = area.adjusted(margin, margin, -margin, -margin)
    document = laid_out(slide, inner.size(), theme)
    free = max(0.0, inner.height() - document.size().height())
    painter.save()
    painter.translate(inner.left(), inner.top() + free / 2)
    document.drawContents(painter, QRectF(0, 0, inner.width(), inner.height()))
    painter.restore()


def laid_out(slide: Slide, size: QSizeF, theme: Theme) -> QTextDocument:
    """Return the slide as a document of at most this size, in the largest type that fits."""
    high = min(size.width(), size.height())
    least, most = high * SMALLEST_SHARE, high * LARGEST_SHARE
    pictures: Pictures = {}
    made = _document(slide, size, theme, most, pictures)
    too_high = made.size().height() / size.height()
    if too_high <= 1:
        return made
    # An area of words shrinks with the square of their size; a little more is tried first.
    body_px = most * min(_STEP, _STEP / math.sqrt(too_high) / _STEP**2)
    while True:
        made = _document(slide, size, theme, max(body_px, least), pictures)
        if made.size().height() <= size.height() or body_px <= least:
            return made
        body_px *= _STEP


def _document(
    slide: Slide, size: QSizeF, theme: Theme, body_px: float, pictures: Pictures
) -> QTextDocument:
    widest = QSize(round(size.width()), round(size.height() * PICTURE_SHARE))
    document = SlideDocument(slide.folder, widest, pictures)
    document.setDocumentMargin(0)
    document.setUseDesignMetrics(True)
    document.setMarkdown(slide.markdown, QTextDocument.MarkdownFeature.MarkdownNoHTML)
    everything = QTextCursor(document)
    everything.beginEditBlock()
    block = document.begin()
    while block.isValid():
        _dress(block, theme, slide.language, body_px)
        block = block.next()
    everything.endEditBlock()
    lay_ruby(document)
    document.setTextWidth(size.width())
    return document


def _dress(block: QTextBlock, theme: Theme, language: PublicLanguage, body_px: float) -> None:
    heading = block.blockFormat().headingLevel() > 0
    size = body_px * (TITLE_SCALE if heading else 1.0)

    def face(bold: bool) -> QFont:  # noqa: FBT001 - yes or no
        return public_font(theme, language, size, bold=bold)

    cursor = QTextCursor(block)
    shape = QTextBlockFormat()
    minimum = int(QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
    shape.setLineHeight(size * (1.35 if heading else LINE_HEIGHT), minimum)
    shape.setTopMargin(0.0)
    shape.setBottomMargin(body_px * (0.7 if heading else 0.25))
    words, pictures = _parts(block)
    if pictures:
        shape.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    cursor.mergeBlockFormat(shape)
    cursor.setBlockCharFormat(_type(face(heading), theme, heading=heading))  # list marks
    _dress_list(block, body_px)
    for start, end, bold in words:
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(_type(face(bold or heading), theme, heading=heading))


def _dress_list(block: QTextBlock, body_px: float) -> None:
    listed = block.textList()
    if listed is not None:
        shape = QTextListFormat(listed.format())
        shape.setIndent(1)
        listed.setFormat(shape)
        block.document().setIndentWidth(body_px * 1.6)


def _type(face: QFont, theme: Theme, *, heading: bool) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFont(face)
    form.setForeground(QColor(theme.colours.key if heading else theme.colours.ink))
    return form


def _parts(block: QTextBlock) -> tuple[list[tuple[int, int, bool]], list[QTextImageFormat]]:
    """Return where words begin and end and whether they are bold, and the pictures."""
    words, pictures = [], []
    parts = block.begin()
    while not parts.atEnd():
        fragment = parts.fragment()
        form = fragment.charFormat()
        if form.isImageFormat():
            pictures.append(form.toImageFormat())
        else:
            start = fragment.position()
            bold = form.fontWeight() >= int(QFont.Weight.Bold)
            words.append((start, start + fragment.length(), bold))
        parts += 1
    return words, pictures
