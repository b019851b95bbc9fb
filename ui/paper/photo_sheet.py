"""Paints a photo sheet in millimetres on whatever QPainter is given: PDF, printer or picture."""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from kiosk.domain.box import Box
from kiosk.domain.dates import BirthDate, Known
from kiosk.domain.photo import HEIGHT_MM, WIDTH_MM
from kiosk.domain.sheet import PaperTarget, PhotoSheet, SheetPrinted
from kiosk.domain.sheet_errors import SheetPhotoError
from kiosk.texts import Catalogue
from ui.paper.fitting import draw_words, type_of
from ui.paper.glyphs import DOUBT, GETA, Drawable, drawable
from ui.paper.layout import GROUNDS, RULER_MM, Ground, cells

_INK = QColor("#000000")
_CUT = QColor("#808080")
_MARK_MM, _MARK_GAP_MM = 1.5, 0.25  # within the gutter of 2 mm, touching neither photo
_HAIRLINE_MM = 0.1
_NAME_MM, _BIRTH_MM, _NOTE_MM, _SMALL_MM = 4.0, 2.3, 3.4, 2.0  # heights of type
_PADDING_MM = 0.7
_LEADING = 1.35
_NAME_SHARE = 0.6  # of a label's height
_STAMP_MM = 6.0
_TOLERANCE = 0.01  # 827 × 1063 is 35:45 within a hundredth
_TEN_MM, _FIVE_MM = 10, 5
_KNOWN_PARTS = {Known.YEAR: 1, Known.MONTH: 2, Known.DAY: 3}


@dataclass(frozen=True, slots=True)
class Brush:
    """A painter and how many of its pixels are a millimetre."""

    painter: QPainter
    px_per_mm: float

    def box(self, box: Box) -> QRectF:
        """Return the box in pixels."""
        scale = self.px_per_mm
        return QRectF(box.left * scale, box.top * scale, box.width * scale, box.height * scale)

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a line in the present pen."""
        scale = self.px_per_mm
        self.painter.drawLine(QLineF(x1 * scale, y1 * scale, x2 * scale, y2 * scale))

    def pen(self, colour: QColor, *, dashed: bool = False) -> None:
        """Take a hairline pen."""
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        self.painter.setPen(QPen(colour, _HAIRLINE_MM * self.px_per_mm, style))


def read_photo(jpeg: bytes) -> QImage:
    """Return the photo's own pixels; raise `SheetPhotoError` unless it is a picture of 35:45."""
    image = QImage.fromData(jpeg)
    if image.isNull():
        raise SheetPhotoError("no picture")
    shape = image.width() / image.height()
    if abs(shape / (WIDTH_MM / HEIGHT_MM) - 1) > _TOLERANCE:
        raise SheetPhotoError("not 35:45")
    return image.convertToFormat(QImage.Format.Format_RGB32)


def paint_sheet(
    brush: Brush, sheet: PhotoSheet, target: PaperTarget, words: Catalogue
) -> SheetPrinted:
    """Paint the whole page; return what could not be drawn as it was typed."""
    image = read_photo(sheet.jpeg)
    places = cells(target.paper, target.photos)
    ground = GROUNDS[target.paper]
    name = drawable(sheet.name, type_of(_NAME_MM * brush.px_per_mm, bold=True))
    # One picture, put into a PDF once however often it is drawn, and not compressed anew.
    brush.painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    brush.painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    brush.painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    for cell in places:
        brush.painter.drawImage(brush.box(cell.photo), image)
        _cutting_marks(brush, cell.photo)
        _label(brush, cell.label, sheet, name, words)
    _note(brush, ground, sheet, name, words)
    if ground.ruler is not None:
        _control_ruler(brush, *ground.ruler, words)
    return SheetPrinted(photos=len(places), replaced=name.replaced, uncertain=name.uncertain)


def _cutting_marks(brush: Brush, box: Box) -> None:
    brush.pen(_INK)
    near, far = _MARK_GAP_MM, _MARK_GAP_MM + _MARK_MM
    for x, way_x in ((box.left, -1), (box.right, 1)):
        for y, way_y in ((box.top, -1), (box.bottom, 1)):
            brush.line(x + way_x * near, y, x + way_x * far, y)
            brush.line(x, y + way_y * near, x, y + way_y * far)


def _label(brush: Brush, box: Box, sheet: PhotoSheet, name: Drawable, words: Catalogue) -> None:
    """Draw what belongs on the back: 氏名 and 生年月日 in 和暦 and 西暦."""
    brush.pen(_CUT, dashed=True)
    brush.painter.drawRect(brush.box(box))
    brush.pen(_INK)
    inner = Box(
        box.left + _PADDING_MM,
        box.top + _PADDING_MM / 2,
        box.width - 2 * _PADDING_MM,
        box.height - _PADDING_MM,
    )
    upper = Box(inner.left, inner.top, inner.width, inner.height * _NAME_SHARE)
    room = inner.width - (_STAMP_MM + _PADDING_MM if sheet.training else 0.0)
    lower = Box(inner.left, upper.bottom, room, inner.bottom - upper.bottom)
    scale = brush.px_per_mm
    if name.text:
        draw_words(brush.painter, brush.box(upper), name.text, _NAME_MM * scale, bold=True)
    else:
        _blank(brush, upper, words["sheet.name"])
    if sheet.birth_date is None:
        _blank(brush, lower, words["sheet.birth_date"])
    else:
        born = sheet.birth_date
        text = words.say("sheet.born", wareki=born.wareki(), seireki=_seireki(born))
        draw_words(brush.painter, brush.box(lower), text, _BIRTH_MM * scale, one_line=True)
    if sheet.training:
        _stamp(brush, Box(lower.right + _PADDING_MM, lower.top, _STAMP_MM, lower.height), words)


def _seireki(born: BirthDate) -> str:
    """Return 西暦 as far as it is known: a day that nobody knows must not be made up."""
    parts = born.day.year, born.day.month, born.day.day
    return ".".join(map(str, parts[: _KNOWN_PARTS[born.known]]))


def _blank(brush: Brush, box: Box, caption: str) -> None:
    """Draw a line to write on by hand."""
    draw_words(brush.painter, brush.box(box), caption, _SMALL_MM * brush.px_per_mm)
    bottom = box.bottom - _PADDING_MM / 2
    brush.line(box.left + 3 * len(caption) * _SMALL_MM / 2, bottom, box.right, bottom)


def _stamp(brush: Brush, box: Box, words: Catalogue) -> None:
    brush.painter.drawRect(brush.box(box))
    draw_words(
        brush.painter,
        brush.box(box),
        words["sheet.training"],
        _BIRTH_MM * brush.px_per_mm,
        bold=True,
        align=Qt.AlignmentFlag.AlignHCenter,
    )


def _note(
    brush: Brush, ground: Ground, sheet: PhotoSheet, name: Drawable, words: Catalogue
) -> None:
    """Tell staff what to do with the paper."""
    said = [words["sheet.training_page"]] if sheet.training else []
    said.append(words["sheet.how_to"] if ground.ruler else words["sheet.how_to_short"])
    if name.replaced:
        said.append(words.say("sheet.replaced", mark=GETA))
    if name.uncertain:
        said.append(words.say("sheet.uncertain", mark=DOUBT))
    brush.pen(_INK)
    box = brush.box(ground.note)
    size = _NOTE_MM * brush.px_per_mm
    if not ground.note_turned:
        draw_words(brush.painter, box, "\n".join(said), size, leading=_LEADING)
        return
    brush.painter.save()
    brush.painter.translate(QPointF(box.left(), box.bottom()))
    brush.painter.rotate(-90)
    draw_words(brush.painter, QRectF(0, 0, box.height(), box.width()), "　".join(said), size)
    brush.painter.restore()


def _control_ruler(brush: Brush, left: float, top: float, words: Catalogue) -> None:
    brush.pen(_INK)
    brush.line(left, top, left + RULER_MM, top)
    for at in range(round(RULER_MM) + 1):
        length = 3.0 if at % _TEN_MM == 0 else 2.2 if at % _FIVE_MM == 0 else 1.4
        brush.line(left + at, top, left + at, top + length)
    place = Box(left + RULER_MM + 4.0, top - 2.5, 79.0, 6.0)
    draw_words(brush.painter, brush.box(place), words["sheet.ruler"], _NOTE_MM * brush.px_per_mm)
