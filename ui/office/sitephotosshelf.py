"""The kept pictures of an event, each with its caption; one of them is chosen."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kiosk.domain.sitepicture import PictureId, SitePicture
from kiosk.texts import Catalogue
from ui.office.words import minute
from ui.theme import Theme
from ui.widgets.paragraph import Paragraph
from ui.widgets.stack import Stack

THUMB_PX = (160, 120)
_CHOSEN_PX = 4


class _Row(QWidget):
    clicked = Signal(str)

    def __init__(self, picture: SitePicture, theme: Theme, texts: Catalogue) -> None:
        super().__init__()
        self._theme, self._id = theme, picture.id
        self.chosen = False
        self.caption = picture.caption
        self.setAccessibleName(picture.caption)
        self._thumb = QLabel(texts["photos.thumb.wait"])
        self._thumb.setFixedSize(*THUMB_PX)
        self._thumb.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._thumb.setWordWrap(True)
        self._thumb.setProperty("role", "note")
        self._thumb.setAccessibleName(picture.caption)
        facts = texts.say(
            "photos.facts",
            faces=picture.faces,
            papers=picture.papers,
            chosen=picture.chosen,
            added=minute(picture.added, texts),
        )
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(Paragraph(picture.caption, role="strong", line_height=1.4))
        words.addWidget(Paragraph(facts, role="note", line_height=1.4))
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(16)
        row.addWidget(self._thumb, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def show_thumb(self, thumb: QPixmap | str) -> None:
        if isinstance(thumb, str):
            self._thumb.setText(thumb)
        else:
            self._thumb.setPixmap(thumb)

    def choose(self, *, chosen: bool) -> None:
        self.chosen = chosen
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.chosen:
            colours = self._theme.colours
            with QPainter(self) as painter:
                painter.fillRect(self.rect(), QColor(colours.key_pale))
                painter.setPen(QPen(QColor(colours.key), _CHOSEN_PX))
                painter.drawRect(self.rect())

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.clicked.emit(self._id)


class PictureShelf(Stack):
    """Made anew when a picture came, went or was called otherwise."""

    def __init__(self, theme: Theme, texts: Catalogue) -> None:
        super().__init__(spacing=4)
        self._theme, self._texts = theme, texts
        self._shown: tuple[SitePicture, ...] = ()
        self.rows: dict[PictureId, _Row] = {}
        self.chosen: PictureId | None = None
        self._title = Paragraph(role="strong", line_height=1.4)
        self.put(self._title)

    def show_pictures(self, pictures: Sequence[SitePicture]) -> None:
        """Show these; what was chosen stays so as long as it is there, else the last is."""
        pictures = tuple(pictures)
        count = len(pictures)
        self._title.setText(self._texts.say("photos.shelf", count=count))
        if pictures == self._shown:
            return
        self._shown = pictures
        for row in self.rows.values():
            self.column.removeWidget(row)
            row.setParent(None)
            row.deleteLater()
        self.rows = {}
        for picture in pictures:
            row = self.rows[picture.id] = _Row(picture, self._theme, self._texts)
            row.clicked.connect(self._clicked)
            self.put(row)
        if self.chosen not in self.rows:
            self.chosen = pictures[-1].id if pictures else None
        self._mark()

    def show_thumbs(self, thumbs: Mapping[PictureId, QPixmap | str]) -> None:
        """Show small pictures, or in words why there is none."""
        for name, row in self.rows.items():
            if name in thumbs:
                row.show_thumb(thumbs[name])

    def choose_next(self, by: int) -> None:
        """Choose the picture so many further, as far as there are any."""
        names = list(self.rows)
        if names:
            at = names.index(self.chosen) if self.chosen in self.rows else 0
            self.chosen = names[max(0, min(at + by, len(names) - 1))]
            self._mark()

    def chosen_row(self) -> QWidget | None:
        """Return what stands for the chosen picture."""
        return self.rows.get(self.chosen) if self.chosen is not None else None

    def _clicked(self, name: str) -> None:
        self.chosen = PictureId(name)
        self._mark()

    def _mark(self) -> None:
        for name, row in self.rows.items():
            row.choose(chosen=name == self.chosen)


def thumb_of(jpeg: bytes) -> QPixmap:
    """Return a kept picture small; unpacked by the main thread, which alone makes pixmaps."""
    image = QImage.fromData(jpeg)
    if image.isNull():
        return QPixmap()
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return QPixmap.fromImage(image.scaled(QSize(*THUMB_PX), keep, smooth))
