"""Words for people: catalogues by key, one gettext file per language and area, free of Qt."""

import locale
import os
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from kiosk.errors import KioskError
from kiosk.paths import resources


class Language(StrEnum):
    """A language the program speaks; ``PSEUDO`` stretches every sentence to find tight places."""

    JA = "ja"
    EN = "en"
    PSEUDO = "pseudo"


class _Spelled(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "…"


class Catalogue(Mapping[str, str]):
    """The sentences of one language by key; an unknown key is a bug and raises."""

    def __init__(self, language: Language, sentences: Mapping[str, str]) -> None:
        self.language = language
        self._sentences = dict(sentences)

    def __getitem__(self, key: str) -> str:
        return self._sentences[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sentences)

    def __len__(self) -> int:
        return len(self._sentences)

    def say(self, key: str, /, **params: object) -> str:
        """Return the sentence with its placeholders filled."""
        return self[key].format(**params)

    def explain(self, error: KioskError) -> tuple[str, str, str]:
        """Return what happened, what is safe, and what to do next.

        An error must never fail to be told: without words of its own it gets general ones.
        """
        key = error.message_key if f"error.{error.message_key}.what" in self else "unknown"
        params = _Spelled(
            {name: self.get(f"{name}.{value}", value) for name, value in error.params.items()}
        )
        what, safe, then = (
            self[f"error.{key}.{part}"].format_map(params) for part in ("what", "safe", "next")
        )
        return what, safe, then


def stretch(sentence: str) -> str:
    """Return the sentence 40 % longer and bracketed, its placeholders untouched."""
    return f"[{sentence}{'・' * max(2, len(sentence) * 2 // 5)}]"


@cache
def catalogue(language: Language) -> Catalogue:
    """Return the words of ``language``, read once from its files."""
    if language is Language.PSEUDO:
        words = catalogue(Language.JA)
        return Catalogue(language, {key: stretch(words[key]) for key in words})
    sentences: dict[str, str] = {}
    for path in sorted((resources() / "texts" / language.value).glob("*.po")):
        sentences.update(read_sentences(path))
    return Catalogue(language, sentences)


def read_sentences(path: Path) -> dict[str, str]:
    """Return the sentences of a gettext file by key; those without words are left out."""
    with path.open("rb") as file:
        messages = read_po(file)
    return {
        str(message.id): message.string
        for message in messages
        if message.id and isinstance(message.string, str) and message.string
    }


def language_of_environment() -> Language:
    """Return Japanese for a Japanese environment and English for any other."""
    named = (
        os.environ.get("LC_ALL")
        or os.environ.get("LC_MESSAGES")
        or os.environ.get("LANG")
        or locale.getlocale()[0]
        or ""
    )
    return Language.JA if named.lower().startswith(("ja", "japanese")) else Language.EN
