"""A page of words alone: welcome, please wait, checking, not yet open."""

from ui.applicant.page import PublicPage, answer, stacked, tell
from ui.applicant.tongue import Tongue
from ui.theme import PublicType, Theme


class MessagePage(PublicPage):
    """A headline, a sentence, and both in the second language."""

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme)
        self._key = key
        self.headline = self.sentence(PublicType.HEADLINE, bold=True)
        self.line = self.sentence(PublicType.LINE)
        self.second = self.sentence(PublicType.LINE, quiet=True)

    def reword(self, tongue: Tongue) -> None:
        """Say it in this language."""
        headline, line = f"{self._key}.headline", f"{self._key}.sentence"
        tell(self.headline, tongue.say(headline))
        tell(self.line, tongue.say(line))
        tell(self.second, tongue.echo(headline, line))

    def arrange(self) -> None:
        """Keep everything in the middle, the second language apart."""
        stacked(
            self.inside(),
            (None, 12),
            (self.headline, 24),
            (self.line, 18),
            (None, 8),
            (self.second, 22),
            (None, 16),
        )


class OfferPage(MessagePage):
    """A message with one thing to do."""

    def __init__(self, theme: Theme, key: str, offer: str) -> None:
        super().__init__(theme, key)
        self._offer = offer
        self.offer = self.button(primary=True)

    def reword(self, tongue: Tongue) -> None:
        """Say it in this language."""
        super().reword(tongue)
        self.offer.reword(answer(tongue, self._offer))

    def arrange(self) -> None:
        """Keep the offer below, as wide as two hands."""
        area = self.inside()
        height = self.answer_height()
        words = area.adjusted(0, 0, 0, -height - self.gap())
        stacked(
            words,
            (None, 6),
            (self.headline, 28),
            (self.line, 20),
            (None, 6),
            (self.second, 24),
            (None, 6),
        )
        width = area.width() if self.portrait else area.width() // 2
        left = area.left() + (area.width() - width) // 2
        self.offer.setGeometry(left, area.bottom() + 1 - height, width, height)
