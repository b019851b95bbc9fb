"""What a page speaks: one language large, another small below it, or one alone."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.domain.ticket import PublicLanguage
from kiosk.publictexts import PublicWords, pseudo_words, words
from kiosk.texts import Catalogue, Language

WordsOf = Callable[[PublicLanguage], PublicWords]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with its readings and its language."""

    language: PublicLanguage
    marked: str


@dataclass(frozen=True, slots=True)
class Tongue:
    """The words of the person's language, and those of the second."""

    main: PublicWords
    second: PublicWords | None = None

    def say(self, key: str, /, **params: object) -> Said:
        """Return the sentence in the person's language."""
        return Said(self.main.language, self.main.marked(key, **params))

    def echo(self, *keys: str, **params: object) -> Said:
        """Return sentences in the second language, one under another; without one, no words."""
        if self.second is None:
            return Said(self.main.language, "")
        lines = (self.second.marked(key, **params) for key in keys)
        return Said(self.second.language, "\n".join(lines))


class House:
    """The two languages between people, and what a sitting in any language speaks."""

    def __init__(self, both: tuple[Catalogue, Catalogue], words_of: WordsOf | None = None) -> None:
        """``words_of`` are every language's words; a stretched catalogue stretches all of them."""
        stretched = both[0].language is Language.PSEUDO
        self._words_of = words_of or (_stretched if stretched else words)
        first, second = (_public(one.language) for one in both)
        self._second = second if second is not PublicLanguage.JA else first
        self.between = self._tongue(first, second if second is not first else None)

    def sitting(self, language: PublicLanguage) -> Tongue:
        """Return what the applicant's language speaks: with Japanese below it, so that staff see.

        Japanese itself, which is also spoken before anybody chose, has the second language below.
        """
        match language:
            case PublicLanguage.JA:
                known = self._second is not PublicLanguage.JA
                return self._tongue(language, self._second if known else None)
            case PublicLanguage.EASY_JA:
                return self._tongue(language, None)
            case _:
                return self._tongue(language, PublicLanguage.JA)

    def words_of(self, language: PublicLanguage) -> PublicWords:
        """Return the words of any language."""
        return self._words_of(language)

    def _tongue(self, main: PublicLanguage, second: PublicLanguage | None) -> Tongue:
        return Tongue(self._words_of(main), self._words_of(second) if second else None)


def _public(language: Language) -> PublicLanguage:
    return PublicLanguage.EN if language is Language.EN else PublicLanguage.JA


def _stretched(_language: PublicLanguage) -> PublicWords:
    return pseudo_words()
