"""What the applicant's pages share: white ground, words that grow with the screen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from kiosk.texts import Catalogue
from ui.style import font
from ui.theme import PublicType, Theme
from ui.widgets.paragraph import Paragraph

DESIGN_HEIGHT_PX = 1080  # the public type sizes are meant for a full HD screen
DESIGN_WIDTH_PX = 1600
MOST_PUBLIC_PX = 2 * PublicType.SENTENCE  # large type: what is larger already does not grow
_SMALLEST = 0.45
Both = tuple[Catalogue, Catalogue]
"""The main and the second language."""


class PublicPage(QWidget):
    """A page whose type sizes follow its size."""

    def __init__(self, theme: Theme, texts: Both) -> None:
        super().__init__()
        self.theme = theme
        self.texts = texts
        self._sized: list[tuple[QLabel, float, bool]] = []

    def factor(self) -> float:
        """Return how large this page is, 1 for a full HD screen."""
        fitted = min(self.width() / DESIGN_WIDTH_PX, self.height() / DESIGN_HEIGHT_PX)
        return max(_SMALLEST, fitted)

    def words(self, size: int, *, bold: bool = False, line_height: float = 1.4) -> Paragraph:
        """Return centred words of a public type size."""
        centre = Qt.AlignmentFlag.AlignHCenter
        made = Paragraph(role="public", align=centre, line_height=line_height)
        self._sized.append((made, size, bold))
        return made

    def public_font(self, size: float, *, bold: bool) -> QFont:
        """Return the type for this page's size."""
        scale = self.theme.text_scale
        grown = min(size, max(size, MOST_PUBLIC_PX) / scale)
        return font(self.theme, grown * self.factor(), bold=bold)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give all words their size."""
        super().resizeEvent(event)
        for words, size, bold in self._sized:
            words.setFont(self.public_font(size, bold=bold))
        self.arrange()

    def arrange(self) -> None:
        """Lay out what depends on the page's size."""
