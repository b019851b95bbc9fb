"""A loudspeaker and voices that write down what is heard, and end when they are told."""

from dataclasses import dataclass, field

import numpy as np

from kiosk.domain.ticket import PublicLanguage
from ui.sound.announcer import Done
from ui.sound.pcm import Samples


@dataclass
class WrittenSound:
    """Implements `ui.sound.announcer.Sink` and `Talker`; ``heard`` holds lengths and sentences."""

    languages: frozenset[PublicLanguage] = frozenset()
    plugged: bool = True
    heard: list[object] = field(default_factory=list)
    played: list[Samples] = field(default_factory=list)
    stops: int = 0
    _done: list[Done] = field(default_factory=list)

    def play(self, samples: Samples, done: Done) -> None:
        self.heard.append(np.asarray(samples).size)
        self.played.append(samples)
        self._done.append(done)

    def say(self, sentence: str, language: PublicLanguage, done: Done) -> None:
        assert language in self.languages
        self.heard.append(sentence)
        self._done.append(done)

    def stop(self) -> None:
        self.stops += 1

    def is_there(self) -> bool:
        return self.plugged

    def speaks(self, language: PublicLanguage) -> bool:
        return language in self.languages

    def end(self, which: int = -1) -> None:
        """Let the latest sound (or that one) end; twice is no harm."""
        self._done[which]()
