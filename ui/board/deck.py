"""The slides of a folder: ``<language>/NN-name.md``, read once; and whose turn it is."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.domain.ticket import PublicLanguage
from kiosk.paths import resources

_log = logging.getLogger(__name__)
LARGEST_SLIDE_BYTES = 20_000  # a screen full of words has less than 2,000
MOST_SLIDES = 30  # of one language: a visitor waits less than an hour

Decks = Mapping[PublicLanguage, Sequence["Slide"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """A screen full of words; ``folder`` is where its pictures lie."""

    name: str
    language: PublicLanguage
    markdown: str
    folder: Path


def built_in_slides() -> Path:
    """Return the folder of the slides that come with the program."""
    return resources() / "slides"


def read_decks(folder: Path) -> Decks:
    """Return the slides of each language that has any.

    Files beside the language folders are Japanese: who has only those needs no folder.
    """
    decks = {one: _read_deck(folder / one.value, one) for one in PublicLanguage}
    if not decks[PublicLanguage.JA]:
        decks[PublicLanguage.JA] = _read_deck(folder, PublicLanguage.JA)
    return {language: deck for language, deck in decks.items() if deck}


def playlist(decks: Decks) -> tuple[Slide, ...]:
    """Return the slides in their turn: all in Japanese, all in another language, and again."""
    others = [deck for language, deck in decks.items() if language is not PublicLanguage.JA]
    japanese = tuple(decks.get(PublicLanguage.JA, ()))
    if not others:
        return japanese
    return tuple(slide for deck in others for slide in (*japanese, *deck))


class Carousel:
    """Slides in their turn; a slide that was interrupted by a call is shown anew."""

    def __init__(self, slides: Sequence[Slide], slide_time: timedelta) -> None:
        self._slides = tuple(slides)
        self._slide_time = slide_time
        self._at = 0
        self._since: datetime | None = None

    def rest(self) -> None:
        """Show none for now."""
        self._since = None

    def slide_at(self, now: datetime) -> Slide | None:
        """Return the slide whose turn it is at ``now``; None where there are none."""
        if not self._slides:
            return None
        if self._since is None:
            self._since = now
        # A clock that was set back must not keep a slide for hours.
        elif abs(now - self._since) >= self._slide_time:
            self._at, self._since = (self._at + 1) % len(self._slides), now
        return self._slides[self._at]


def _read_deck(folder: Path, language: PublicLanguage) -> tuple[Slide, ...]:
    files = sorted(folder.glob("*.md"))[:MOST_SLIDES]
    read = (_read_slide(file, language) for file in files)
    return tuple(slide for slide in read if slide is not None)


def _read_slide(file: Path, language: PublicLanguage) -> Slide | None:
    """Return the slide; a file that cannot be read is left out, for the others' sake."""
    try:
        with file.open("rb") as content:
            text = content.read(LARGEST_SLIDE_BYTES).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        _log.warning("slide %s left out: %s", file.name, type(error).__name__)
        return None
    return Slide(name=file.stem, language=language, markdown=text, folder=file.parent)
