"""What is taken, what for, who gets it and how long it is kept; the applicant's yes to that."""

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QStackedLayout, QWidget

from kiosk.domain.intake import SaidBy
from kiosk.domain.ticket import PublicLanguage
from kiosk.workflow.commands import StationCommands
from ui.applicant.button import LEAST_TARGET_PX, ButtonWords, PublicButton
from ui.applicant.message import OfferPage
from ui.applicant.page import PublicPage, answer, side_by_side, tell
from ui.applicant.terms import TermSheet
from ui.applicant.tongue import Tongue, WordsOf
from ui.theme import GRID_PX, PublicType, Theme

TERMS = ("what", "why", "who", "how_long", "law")
_TITLE_SHARE = 0.11
_NARROW_COLUMNS = 3


class ConsentPage(QWidget):
    """The terms, or a word that staff will explain; each sitting begins with the terms."""

    def __init__(self, commands: StationCommands, theme: Theme, words_of: WordsOf) -> None:
        super().__init__()
        self.terms = TermsPage(commands, theme, words_of)
        self.explained = OfferPage(theme, "consent.staff_comes", "consent.back")
        self._layout = QStackedLayout(self)
        for page in (self.terms, self.explained):
            self._layout.addWidget(page)
        self.terms.ask.clicked.connect(lambda: self._layout.setCurrentWidget(self.explained))
        self.explained.offer.clicked.connect(self.begin)
        self._sitting = 0

    @property
    def fits(self) -> bool:
        """Tell whether all words that are seen have their room."""
        return self.explained.fits if self.explained.isVisible() else self.terms.fits

    def show_sitting(self, sitting: int) -> None:
        """Begin with the terms when somebody new sits here."""
        if sitting != self._sitting:
            self._sitting = sitting
            self.begin()

    def begin(self) -> None:
        """Show the terms."""
        self._layout.setCurrentWidget(self.terms)

    def speak(self, tongue: Tongue) -> None:
        """Say everything in this language from now on."""
        self.terms.speak(tongue)
        self.explained.speak(tongue)


class TermsPage(PublicPage):
    """Languages above, the terms as a table, two answers below."""

    def __init__(self, commands: StationCommands, theme: Theme, words_of: WordsOf) -> None:
        super().__init__(theme)
        self.title = self.sentence(PublicType.SENTENCE, bold=True)
        self.sheet = TermSheet(theme)
        self.sheet.setParent(self)
        self.languages = {
            one: self._language_button(commands, one, words_of) for one in PublicLanguage
        }
        self.ask = self.button()
        self.agree = self.button(primary=True)
        self.agree.clicked.connect(lambda: commands.note_consent(SaidBy.SCREEN))

    @property
    def fits(self) -> bool:
        """Tell whether all words have their room."""
        return super().fits and self.sheet.fits

    def reword(self, tongue: Tongue) -> None:
        """Say everything in this language."""
        tell(self.title, tongue.say("consent.title"))
        self.sheet.show_terms(
            [(tongue.say(f"consent.{one}"), tongue.say(f"consent.{one}.sentence")) for one in TERMS]
        )
        self.ask.reword(answer(tongue, "consent.ask_staff"))
        self.agree.reword(answer(tongue, "consent.agree"))
        for language, button in self.languages.items():
            button.setChecked(language is tongue.main.language)

    def arrange(self) -> None:
        """Give the terms what languages, title and answers leave."""
        area, gap = self.inside().adjusted(0, -self.gap(), 0, self.gap()), self.gap()
        area = area.adjusted(0, self._arrange_languages(area) + gap, 0, 0)
        title = round(area.height() * _TITLE_SHARE)
        self.title.setGeometry(area.left(), area.top(), area.width(), title)
        height = self.answer_height()
        foot = QRect(area.left(), area.bottom() + 1 - height, area.width(), height)
        side_by_side(foot, gap, (self.ask, 30), (self.agree, 70))
        self.sheet.factor = self.factor()
        self.sheet.setGeometry(area.adjusted(0, title + gap // 2, 0, -height - gap))

    def _arrange_languages(self, area: QRect) -> int:
        """Place the languages in a row, or in rows on a narrow screen; return their height."""
        gap = max(GRID_PX, self.gap() // 2)
        buttons = tuple(self.languages.values())
        height = max(LEAST_TARGET_PX, round(self.answer_height() * 0.75))
        one_row = not self.portrait and area.width() >= len(buttons) * (LEAST_TARGET_PX + gap)
        columns = len(buttons) if one_row else _NARROW_COLUMNS
        rows = tuple(buttons[at : at + columns] for at in range(0, len(buttons), columns))
        for at, row in enumerate(rows):
            left = area.left()
            for button, width in zip(row, self._widths(row, area.width(), gap), strict=True):
                button.setGeometry(left, area.top() + at * (height + gap), width, height)
                left += width + gap
        return len(rows) * (height + gap) - gap

    def _widths(self, row: Sequence[PublicButton], room: int, gap: int) -> tuple[int, ...]:
        """Return widths of targets, what is left over shared by the length of their words."""
        spare = room - gap * (len(row) - 1) - LEAST_TARGET_PX * len(row)
        needs = [button.natural_width for button in row]
        least = min(needs)
        extra = [min(need, 2 * least) - least / 2 for need in needs]
        return tuple(LEAST_TARGET_PX + int(spare * one / sum(extra)) for one in extra)

    def _language_button(
        self, commands: StationCommands, language: PublicLanguage, words_of: WordsOf
    ) -> PublicButton:
        """Return a button that says the language in itself."""
        made = self.button()
        made.reword(ButtonWords(language=language, marked=words_of(language).marked("language")))
        made.setCheckable(True)
        made.clicked.connect(lambda: self._choose(commands, language))
        return made

    def _choose(self, commands: StationCommands, language: PublicLanguage) -> None:
        """Ask for the language; the mark stays where it is until the station says so."""
        for one, button in self.languages.items():
            button.setChecked(self.tongue is not None and one is self.tongue.main.language)
        commands.choose_language(language)
