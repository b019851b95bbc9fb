"""A sentence of a public page, as large as its place allows."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.ticket import PublicLanguage
from kiosk.publictexts import plain
from ui.ruby import Laid, RubyText
from ui.theme import Theme

LEAST_SENTENCE_PX = 20


class Sentence(QWidget):
    """Words in one language; ``factor`` is set when the page knows its size."""

    def __init__(
        self,
        theme: Theme,
        language: PublicLanguage,
        marked: str,
        *,
        size: float,
        bold: bool = False,
        quiet: bool = False,
    ) -> None:
        super().__init__()
        self._theme, self._language, self._bold, self._quiet = theme, language, bold, quiet
        self.size_at_full_hd, self.factor = size, 1.0
        self.least_px: float = LEAST_SENTENCE_PX
        self.say(marked)

    def speak(self, language: PublicLanguage, marked: str) -> None:
        """Show these words of another language."""
        self._language = language
        self.say(marked)

    def say(self, marked: str) -> None:
        """Show these words."""
        self._text = RubyText(self._theme, self._language, marked, bold=self._bold)
        self.words = plain(marked)
        self.setAccessibleName(self.words)
        self.update()

    @property
    def fits(self) -> bool:
        """Tell whether all words have room in a size people can read."""
        return not self.words or self._laid().fits

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words in the middle of the height."""
        colours = self._theme.colours
        with QPainter(self) as painter:
            painter.setPen(QColor(colours.sub if self._quiet else colours.ink))
            self._text.draw(painter, QRectF(self.rect()), self._laid(), centred=True)

    def _laid(self) -> Laid:
        most = self.size_at_full_hd * self.factor * self._theme.text_scale
        return self._text.lay(QRectF(self.rect()), most, self.least_px)
