"""Whether the applicant accepted the purpose of use, and the language of their screen."""

from collections.abc import Callable
from functools import partial

from kiosk.domain.finding import Verdict
from kiosk.domain.intake import CaseFile, SaidBy
from kiosk.domain.ticket import PublicLanguage
from ui.staff.page import Desk
from ui.widgets.card import label
from ui.widgets.key_button import KeyButton
from ui.widgets.remark import Remark
from ui.widgets.stack import Stack

ALOUD_KEY, LANGUAGE_KEY = "C", "L"


class Consenting(Stack):
    """Waits for a touch on the applicant's screen; C notes an answer given aloud."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        words = desk.texts
        self.state = Remark(desk.theme)
        self.aloud = KeyButton(words["reception.aloud"], ALOUD_KEY, desk.theme)
        self.aloud.on_press(lambda: desk.commands.note_consent(SaidBy.ALOUD))
        self.language = KeyButton("", LANGUAGE_KEY, desk.theme)
        self.language.on_press(self._ask_language)
        self.put(label(words["reception.consent"], "head"), self.state, self.aloud, self.language)

    def show_case(self, case: CaseFile) -> None:
        """Show what was said, and in which language the applicant reads."""
        words, said = self._desk.texts, case.intake.consent
        if said is None:
            self.state.say(words["reception.consent.waiting"], Verdict.WARN)
        else:
            self.state.say(words[f"reception.consent.{said.said.value}"], Verdict.PASS)
        self.aloud.setEnabled(said is None)
        language = words[f"console.language.{case.language.value}"]
        self.language.set_words(words.say("reception.language", language=language))

    def press(self, key: str) -> bool:
        """Press the button of this key; tell whether there is one."""
        buttons = {ALOUD_KEY: self.aloud, LANGUAGE_KEY: self.language}
        if key in buttons and buttons[key].isEnabled():
            buttons[key].click()
        return key in buttons

    def _ask_language(self) -> None:
        words = self._desk.texts
        choose: Callable[[PublicLanguage], None] = self._desk.commands.choose_language
        ways = [
            (words[f"console.language.{one.value}"], partial(choose, one)) for one in PublicLanguage
        ]
        self._desk.pick(words["reception.languages"], "", ways)
