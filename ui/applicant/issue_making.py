"""The steps of taking a ticket, put together in the person's language."""

from collections.abc import Callable, Iterable

from kiosk.domain.ticket import Need, PaperKind, PublicLanguage, Service
from kiosk.publictexts import PublicWords
from kiosk.workflow.queue.view import IssueAnswer
from ui.applicant.button import ButtonWords, PublicButton
from ui.applicant.issue_signs import SIGN_OF_NEED, SIGN_OF_SERVICE, IssueSign
from ui.applicant.issue_steps import IssueStep, QuestionStep, WordStep
from ui.applicant.sentence import Sentence
from ui.theme import PublicType, Theme

Act = Callable[[], None]
_TITLE_PX, _WORD_PX, _FOOT_PX = 58, 68, 34  # of a full HD screen; they shrink to their places


class StepMaker:
    """Makes steps in `language`; ``words_of`` are its words."""

    def __init__(self, theme: Theme, words_of: Callable[[PublicLanguage], PublicWords]) -> None:
        self._theme, self._words_of = theme, words_of
        self.language = PublicLanguage.JA
        self.foot_words = ""
        """What stands at the foot while nothing is counted there."""

    def languages(self, choose: Callable[[PublicLanguage], None]) -> IssueStep:
        """Return the first question, in Japanese and English."""
        japanese, english = (self._words_of(one) for one in (PublicLanguage.JA, PublicLanguage.EN))
        buttons = []
        for language in PublicLanguage:
            marked = self._words_of(language).marked("language")
            says = ButtonWords(language=language, marked=marked)
            button = PublicButton(self._theme, says, primary=language is PublicLanguage.JA)
            button.clicked.connect(lambda _=False, one=language: choose(one))
            buttons.append(button)
        title = "\n".join(one["issue.choose_language"] for one in (japanese, english))
        foot = "\n".join(one["issue.ask_staff"] for one in (japanese, english))
        return QuestionStep(self._theme, self._frame(title, foot), buttons, columns=(3, 2))

    def purposes(
        self, offered: Iterable[Service], choose: Callable[[Service], None], other: Act, back: Act
    ) -> IssueStep:
        """Return the question what somebody comes for."""
        buttons = []
        for service in offered:
            key = f"issue.purpose.{service.value}"
            button = self._button(key, sign=SIGN_OF_SERVICE[service])
            button.clicked.connect(lambda _=False, one=service: choose(one))
            buttons.append(button)
        elsewhere = self._button("issue.purpose.other", sign=IssueSign.CITY_HALL)
        elsewhere.clicked.connect(other)
        words = self._framed("issue.what_for", "issue.no_names", "issue.ask_staff")
        return QuestionStep(
            self._theme, words, (*buttons, elsewhere), back=self._way("issue.back", back)
        )

    def needs(self, turn: Callable[[Need], bool], take: Act, back: Act) -> IssueStep:
        """Return the question what help is needed; no help is the big answer."""
        big = self._button("issue.none", sign=IssueSign.TICKET, primary=True)
        big.clicked.connect(take)
        buttons = []
        for need in Need:
            button = self._button(f"issue.{need.value}", sign=SIGN_OF_NEED[need])
            button.setCheckable(True)
            button.clicked.connect(
                lambda _=False, one=need: big.reword(
                    self._says("issue.take_ticket" if turn(one) else "issue.none", IssueSign.TICKET)
                )
            )
            buttons.append(button)
        return QuestionStep(
            self._theme,
            self._framed("issue.needs", "issue.needs_hint"),
            buttons,
            back=self._way("issue.back", back),
            big=big,
            columns=(3, 1),
        )

    def city_hall(self, back: Act) -> IssueStep:
        """Return the word to those whom only a city hall can help."""
        keys = ("issue.city_hall_express", "issue.city_hall_nonresident")
        sentences = [(self._sentence(key, PublicType.SENTENCE), 1) for key in keys]
        words = self._framed("issue.city_hall")
        way = self._way("issue.back", back)
        return WordStep(self._theme, words, sentences, sign=IssueSign.CITY_HALL, back=way)

    def printing(self) -> IssueStep:
        """Return the word while the paper is made."""
        sentences = [(self._sentence("issue.printing", _WORD_PX), 1)]
        return WordStep(self._theme, self._framed(""), sentences, sign=IssueSign.TICKET)

    def word(self, key: str, back: Act) -> IssueStep:
        """Return one sentence and the way to the start."""
        sentences = [(self._sentence(key, _WORD_PX), 1)]
        way = self._way("issue.start_again", back)
        return WordStep(self._theme, self._framed(""), sentences, sign=IssueSign.QUESTION, back=way)

    def ticket(self, answer: IssueAnswer, back: Act) -> IssueStep:
        """Return the number, how many are before it, how long it takes, and where the paper is."""
        said = self._said()
        number = str(answer.ticket.number) if answer.ticket is not None else ""
        big = Sentence(self._theme, PublicLanguage.JA, number, size=PublicType.NUMBER, bold=True)
        line = []
        if answer.ahead is not None:
            line.append(said.marked("ticket.ahead", count=answer.ahead))
        if answer.wait is not None:
            line.append(said.marked_wait(answer.wait.least_min, answer.wait.most_min))
        sentences = [(big, 5)]
        if line:
            size = _WORD_PX
            waits = Sentence(self._theme, self.language, "\n".join(line), size=size, bold=True)
            sentences.append((waits, 3))
        key = "issue.thanks"
        if answer.ticket is not None and answer.ticket.paper is PaperKind.PAPERLESS:
            key = "issue.remember"
        elif answer.ticket is not None and answer.ticket.paper is not PaperKind.PRINTED:
            key = "issue.staff_gives"
        sentences.append((self._sentence(key, PublicType.SENTENCE), 2))
        words = self._framed("issue.your_number")
        return WordStep(self._theme, words, sentences, back=self._way("issue.finish", back))

    # --- parts --------------------------------------------------------------------------------

    def _said(self) -> PublicWords:
        return self._words_of(self.language)

    def _says(self, key: str, sign: IssueSign | None = None) -> ButtonWords:
        foreign = self.language not in {PublicLanguage.JA, PublicLanguage.EASY_JA}
        note = self._words_of(PublicLanguage.JA).say(key).replace("\n", " / ") if foreign else ""
        marked = self._said().marked(key)
        return ButtonWords(language=self.language, marked=marked, note=note, sign=sign)

    def _button(
        self, key: str, *, sign: IssueSign | None = None, primary: bool = False
    ) -> PublicButton:
        return PublicButton(self._theme, self._says(key, sign), primary=primary)

    def _way(self, key: str, act: Act) -> PublicButton:
        button = self._button(key)
        button.clicked.connect(act)
        return button

    def _sentence(self, key: str, size: float) -> Sentence:
        return Sentence(self._theme, self.language, self._said().marked(key), size=size)

    def _framed(self, title: str, *foot: str) -> tuple[Sentence, Sentence]:
        said = self._said()
        lines = [said.marked(key) for key in foot or ("issue.ask_staff",)]
        return self._frame(said.marked(title) if title else "", "\n".join(lines))

    def _frame(self, title: str, foot: str) -> tuple[Sentence, Sentence]:
        self.foot_words = foot
        return (
            Sentence(self._theme, self.language, title, size=_TITLE_PX, bold=True),
            Sentence(self._theme, self.language, foot, size=_FOOT_PX, quiet=True),
        )
