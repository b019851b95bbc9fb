"""What the applicant's pages share: one language, white ground, words that grow with the screen."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.ticket import PublicLanguage
from ui.applicant.button import LEAST_TARGET_PX, ButtonWords, PublicButton
from ui.applicant.sentence import LEAST_SENTENCE_PX, Sentence
from ui.applicant.tongue import Said, Tongue
from ui.theme import GRID_PX, Theme

_LANDSCAPE_PX = (1600, 1080)  # the public type sizes are meant for a full HD screen
_PORTRAIT_PX = (1080, 1600)
_SMALLEST = 0.45
_ANSWER_PX = 128  # of a full HD screen
_HALL = 0.6  # smaller windows stand on a desk, where smaller words can be read
_LEAST_ON_DESK_PX = 12


class PublicPage(QWidget):
    """A page whose words are in one language at a time and whose type follows its size."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.tongue: Tongue | None = None

    # --- words ----------------------------------------------------------------------------------

    def speak(self, tongue: Tongue) -> None:
        """Say everything in this language from now on."""
        if tongue != self.tongue:
            self.tongue = tongue
            self.reword(tongue)
            self.arrange()

    def reword(self, tongue: Tongue) -> None:
        """Give every word of the page its language."""

    def sentence(self, size: float, *, bold: bool = False, quiet: bool = False) -> Sentence:
        """Return room for words of a public type size, before its scale."""
        made = Sentence(self.theme, PublicLanguage.JA, "", size=size, bold=bold, quiet=quiet)
        made.setParent(self)
        return made

    def button(self, *, primary: bool = False) -> PublicButton:
        """Return a button without words yet."""
        empty = ButtonWords(language=PublicLanguage.JA, marked="")
        made = PublicButton(self.theme, empty, primary=primary)
        made.setParent(self)
        return made

    # --- places ---------------------------------------------------------------------------------

    @property
    def portrait(self) -> bool:
        """Tell whether the screen stands upright."""
        return self.height() > self.width()

    @property
    def fits(self) -> bool:
        """Tell whether all words that are seen have their room."""
        parts: list[Sentence | PublicButton] = [
            *self.findChildren(Sentence),
            *self.findChildren(PublicButton),
        ]
        return all(part.fits for part in parts if part.isVisible())

    def factor(self) -> float:
        """Return how large this page is, 1 for a full HD screen."""
        wide, high = _PORTRAIT_PX if self.portrait else _LANDSCAPE_PX
        return max(_SMALLEST, min(self.width() / wide, self.height() / high))

    def gap(self) -> int:
        """Return the space between things, on the grid."""
        return max(GRID_PX, round(24 * self.factor() / GRID_PX) * GRID_PX)

    def answer_height(self) -> int:
        """Return how high an answer is: for a finger, and for two lines of large type."""
        grown = 1 + (self.theme.text_scale - 1) / 3
        return max(LEAST_TARGET_PX, round(_ANSWER_PX * self.factor() * grown))

    def inside(self) -> QRect:
        """Return the page without its edges."""
        edge = 2 * self.gap()
        return self.rect().adjusted(edge, edge, -edge, -edge)

    def least_px(self) -> int:
        """Return the smallest type of this page."""
        return LEAST_SENTENCE_PX if self.factor() >= _HALL else _LEAST_ON_DESK_PX

    def showEvent(self, event: QShowEvent) -> None:
        """Hold the keys: no button has them until somebody asks with Tab."""
        super().showEvent(event)
        self.hold_keys()

    def hold_keys(self) -> None:
        """Take the keys from every button."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give all words their size."""
        super().resizeEvent(event)
        factor, least = self.factor(), self.least_px()
        for words in self.findChildren(Sentence):
            words.factor, words.least_px = factor, least
        for button in self.findChildren(PublicButton):
            button.factor = factor
        self.arrange()

    def arrange(self) -> None:
        """Lay out everything in the page's size."""


def tell(words: Sentence, said: Said) -> None:
    """Have a place say this."""
    words.speak(said.language, said.marked)


def answer(tongue: Tongue, key: str) -> ButtonWords:
    """Return what a button says: the person's language large, the second below."""
    said, note = tongue.say(key), tongue.echo(key)
    return ButtonWords(
        language=said.language,
        marked=said.marked,
        note=note.marked,
        note_language=note.language,
    )


def stacked(area: QRect, *parts: tuple[QWidget | None, float]) -> None:
    """Share the area's height among widgets, in order; None leaves a space."""
    whole = sum(share for _part, share in parts)
    top = float(area.top())
    for part, share in parts:
        below = top + area.height() * share / whole
        if part is not None:
            part.setGeometry(area.left(), round(top), area.width(), round(below) - round(top))
        top = below


def side_by_side(area: QRect, gap: int, *parts: tuple[QWidget, float]) -> None:
    """Share the area's width among widgets, from left to right."""
    room = area.width() - gap * (len(parts) - 1)
    whole = sum(share for _part, share in parts)
    left = float(area.left())
    for part, share in parts:
        right = left + room * share / whole
        part.setGeometry(round(left), area.top(), round(right) - round(left), area.height())
        left = right + gap
