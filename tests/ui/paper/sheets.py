"""Drawn photos and invented people (研修) for sheets."""

from datetime import date

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter

from kiosk.domain.dates import birth_date_of
from kiosk.domain.sheet import PhotoSheet

NAME = "研修 太郎"
BORN = birth_date_of(date(1950, 3, 4))


def drawn_photo(width: int = 827, height: int = 1063) -> bytes:
    """Return a face of two ellipses, with fine stripes that any resampling would change."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#dfe6ee"))
    with QPainter(image) as painter:
        painter.setBrush(QColor("#caa58a"))
        painter.drawEllipse(width // 4, height // 11, width // 2, height * 3 // 4)
        for column in range(0, width, 2):
            painter.drawLine(column, height - 40, column, height)
    return _file_of(image, b"JPG")


def plain_photo(colour: str) -> bytes:
    """Return a photo of one colour, without loss."""
    image = QImage(700, 900, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return _file_of(image, b"PNG")


def _file_of(image: QImage, kind: bytes) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(kind))
    if kind == b"JPG":
        writer.setQuality(92)
    assert writer.write(image)
    return bytes(content.data())


def new_sheet(name: str = NAME, *, training: bool = False) -> PhotoSheet:
    return PhotoSheet(jpeg=drawn_photo(), name=name, birth_date=BORN, training=training)
