"""The applicant's receipt number, large, and what happens next."""

from kiosk.domain.application import Delivery
from kiosk.domain.ids import ReceiptNumber
from ui.applicant.page import PublicPage, stacked, tell
from ui.applicant.terms import TermSheet
from ui.applicant.tongue import Said, Tongue
from ui.theme import PublicType, Theme


class ReceiptPage(PublicPage):
    """Only the number and the way of the card: no name, no picture."""

    def __init__(self, theme: Theme, contact: str = "") -> None:
        """``contact`` is whom to ask later, "" leaves it out."""
        super().__init__(theme)
        self._contact = contact
        self._delivery = Delivery.AT_CITY
        self.title = self.sentence(PublicType.SENTENCE, bold=True)
        self.second_title = self.sentence(PublicType.NOTE, quiet=True)
        self.number = self.sentence(PublicType.NUMBER, bold=True)
        self.done = self.sentence(PublicType.LINE, bold=True)
        self.then = TermSheet(theme)
        self.then.setParent(self)
        self.second = self.sentence(PublicType.NOTE, quiet=True)

    @property
    def fits(self) -> bool:
        """Tell whether all words have their room."""
        return super().fits and self.then.fits

    def show_number(
        self, number: ReceiptNumber | None, delivery: Delivery = Delivery.AT_CITY
    ) -> None:
        """Show the number and how the card comes, or forget the last one."""
        self.number.say(str(number) if number is not None else "")
        if delivery is not self._delivery:
            self._delivery = delivery
            self._tell_next()

    def reword(self, tongue: Tongue) -> None:
        """Say it in this language."""
        tell(self.title, tongue.say("receipt.title"))
        tell(self.second_title, tongue.echo("receipt.title"))
        tell(self.done, tongue.say("receipt.done"))
        self._tell_next()

    def arrange(self) -> None:
        """Give the number what the sentences leave, on one line."""
        self.then.factor = self.factor()
        stacked(
            self.inside(),
            (self.title, 9),
            (self.second_title, 4),
            (self.number, 22),
            (self.done, 8),
            (None, 1),
            (self.then, 42),
            (None, 1),
            (self.second, 13),
        )

    def _tell_next(self) -> None:
        if self.tongue is None:
            return
        keys = ["receipt.when", f"receipt.delivery.{self._delivery.value}", "receipt.keep"]
        keys += ["receipt.contact"] if self._contact else []
        sentences = [self.tongue.say(key, contact=self._contact) for key in keys]
        label = self.tongue.say("receipt.next")
        none = Said(label.language, "")
        self.then.show_terms([(label if not at else none, one) for at, one in enumerate(sentences)])
        tell(self.second, self.tongue.echo(*keys[:2]))
