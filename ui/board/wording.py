"""The board's words: Japanese large, another language below."""

from dataclasses import dataclass

from kiosk.domain.ticket import PublicLanguage
from kiosk.publictexts import PublicWords, words
from kiosk.workflow.queue.view import WaitRange


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardWords:
    """The main and the second language of the board."""

    first: PublicWords
    second: PublicWords

    def both(self, key: str, /, **params: object) -> tuple[str, str]:
        """Return the sentence in both languages."""
        return self.first.say(key, **params), self.second.say(key, **params)


def board_words(second: PublicLanguage = PublicLanguage.EN) -> BoardWords:
    """Return the board's words: Japanese and ``second``."""
    return BoardWords(first=words(PublicLanguage.JA), second=words(second))


def wait_words(words_: PublicWords, wait: WaitRange | None) -> str:
    """Return how long it will probably take; "" when nobody can tell."""
    return "" if wait is None else words_.wait(wait.least_min, wait.most_min)
