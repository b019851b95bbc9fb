"""Words for applicants in nine languages: tickets, board, voice, self-service; free of Qt.

Easy Japanese carries its readings: ``{漢字|かんじ}``. `PublicWords.say` leaves them out,
`PublicWords.marked` keeps them for screens that draw them above the characters, and
`PublicWords.spoken` puts them in place of the characters.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kiosk.domain.ticket import PublicLanguage
from kiosk.paths import resources
from kiosk.texts import read_sentences, stretch

_RUBY = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand together; ``reading`` belongs above them."""

    words: str
    reading: str = ""


def runs(marked: str) -> tuple[Run, ...]:
    """Return the words in order, each with its reading if it has one."""
    found: list[Run] = []
    end = 0
    for match in _RUBY.finditer(marked):
        if match.start() > end:
            found.append(Run(marked[end : match.start()]))
        found.append(Run(match[1], match[2]))
        end = match.end()
    if end < len(marked):
        found.append(Run(marked[end:]))
    return tuple(found)


def plain(marked: str) -> str:
    """Return the sentence without its readings."""
    return _RUBY.sub(r"\1", marked)


def placeholders(marked: str) -> frozenset[str]:
    """Return the names that are filled in."""
    return frozenset(_PLACEHOLDER.findall(marked))


class PublicWords(Mapping[str, str]):
    """The sentences of one public language by key; an unknown key or placeholder raises."""

    def __init__(self, language: PublicLanguage, sentences: Mapping[str, str]) -> None:
        self.language = language
        self._sentences = dict(sentences)

    def __getitem__(self, key: str) -> str:
        return self._sentences[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sentences)

    def __len__(self) -> int:
        return len(self._sentences)

    def say(self, key: str, /, **params: object) -> str:
        """Return the sentence, filled, without readings."""
        return _fill(plain(self[key]), params)

    def marked(self, key: str, /, **params: object) -> str:
        """Return the sentence, filled, with readings as ``{漢字|かんじ}``."""
        return _fill(self[key], params)

    def spoken(self, key: str, /, **params: object) -> str:
        """Return the sentence, filled, as it is read aloud."""
        return _fill(_RUBY.sub(r"\2", self[key]), params)

    def place(self, place: str) -> str:
        """Return a place as it is said: ``2番`` for a number, any other name as it is."""
        return self.say("place", place=place) if place.isdecimal() else place

    def come(self, place: str) -> str:
        """Return where to come; 番 belongs to a number alone."""
        return self.say(_of_place("board.please_come", place), place=place)

    def spoken_call(self, number: str, place: str) -> str:
        """Return a call as it is read aloud."""
        return self.spoken(_of_place("voice.call", place), number=number, place=place)

    def lines(self, key: str) -> tuple[str, ...]:
        """Return the short lines of a list, without readings."""
        return tuple(self.say(key).split("\n"))

    def wait(self, least_min: int, most_min: int) -> str:
        """Return how long it will probably take, without readings."""
        return plain(self.marked_wait(least_min, most_min))

    def marked_wait(self, least_min: int, most_min: int) -> str:
        """Return how long it will probably take, with readings."""
        if least_min == most_min:
            return self.marked("ticket.wait_about", minutes=most_min)
        return self.marked("ticket.wait", least=least_min, most=most_min)


def _of_place(key: str, place: str) -> str:
    """Return the key of the sentence for a numbered place, or for one with a name."""
    return key if place.isdecimal() else f"{key}_named"


def _fill(sentence: str, params: Mapping[str, object]) -> str:
    return _PLACEHOLDER.sub(lambda match: str(params[match[1]]), sentence)


@cache
def words(language: PublicLanguage) -> PublicWords:
    """Return the public words of ``language``, read once from its file."""
    path = resources() / "texts" / "public" / f"{language.value}.po"
    return PublicWords(language, read_sentences(path))


@cache
def pseudo_words() -> PublicWords:
    """Return the Japanese words stretched, to find tight places."""
    made = words(PublicLanguage.JA)
    return PublicWords(PublicLanguage.JA, {key: stretch(made[key]) for key in made})
