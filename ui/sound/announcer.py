"""One call after another: chime, Japanese from clips, other languages by the machine's voices."""

from collections import deque
from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from kiosk.domain.ticket import PublicLanguage
from kiosk.publictexts import words
from kiosk.queueports import Announcement
from ui.sound.pcm import Samples, announcement, compose, length_s

Done = Callable[[], None]
Step = Callable[[], float]
"""Begins something that is heard; returns after how many seconds it must have ended."""

JAPANESE = frozenset({PublicLanguage.JA, PublicLanguage.EASY_JA})
LONGEST_SENTENCE_S = 20.0
GRACE_S = 6.0  # a process starts, a device wakes up; one that was pulled out says nothing about it


class Sink(Protocol):
    """Where samples are heard; used on the main thread, never blocks, never raises."""

    def play(self, samples: Samples, done: Done) -> None:
        """Have the samples heard; call ``done`` once, later, when they ended or cannot be heard."""
        ...

    def stop(self) -> None:
        """Be silent now; ``done`` of what was heard is not called any more."""
        ...

    def is_there(self) -> bool:
        """Tell whether anything can be heard now."""
        ...


class Talker(Protocol):
    """Who speaks sentences; as silent and patient as a `Sink`."""

    def say(self, sentence: str, language: PublicLanguage, done: Done) -> None:
        """Have the sentence heard; call ``done`` once, later."""
        ...

    def stop(self) -> None:
        """Be silent now."""
        ...

    def speaks(self, language: PublicLanguage) -> bool:
        """Tell whether there is a voice for the language."""
        ...


class CallAnnouncer(QObject):
    """Implements `kiosk.queueports.Announcer`; calls wait for each other and never cut in."""

    def __init__(self, sink: Sink, talker: Talker, clips: Mapping[str, Samples]) -> None:
        super().__init__()
        self._sink, self._talker, self._clips = sink, talker, clips
        self._calls: deque[Announcement] = deque()
        self._steps: deque[Step] = deque()
        self._turn = 0
        self._busy = False
        self._overdue = QTimer(self, singleShot=True)
        self._overdue.timeout.connect(self._give_up_step)

    @property
    def busy(self) -> bool:
        """Tell whether a call is being heard."""
        return self._busy

    def announce(self, one: Announcement) -> None:
        """Have the call heard once those before it have been heard in full."""
        self._calls.append(one)
        if not self._busy:
            self._go_on()

    def be_silent(self) -> None:
        """Forget what waits and end what is heard."""
        self._calls.clear()
        self._steps.clear()
        self._busy = False
        self._turn += 1
        self._overdue.stop()
        self._sink.stop()
        self._talker.stop()

    def missing(self) -> tuple[PublicLanguage, ...] | None:
        """Return the languages that are not spoken here; None when nothing is heard at all."""
        if not self._sink.is_there():
            return None
        return tuple(language for language in PublicLanguage if not self._speaks(language))

    def _speaks(self, language: PublicLanguage) -> bool:
        by_clips = language in JAPANESE and bool(self._clips)
        return by_clips or self._talker.speaks(language)

    def _go_on(self) -> None:
        """Begin what comes next, until nothing does."""
        self._busy = bool(self._steps or self._calls)
        if not self._busy:
            return
        if not self._steps:
            self._steps.extend(self._steps_of(self._calls.popleft()))
        self._turn += 1
        self._overdue.start(round(1000 * self._steps.popleft()()))

    def _steps_of(self, call: Announcement) -> list[Step]:
        languages = list(dict.fromkeys(_as_spoken(language) for language in call.languages))
        by_clips = bool(self._clips) and PublicLanguage.JA in languages
        if by_clips:
            languages.remove(PublicLanguage.JA)
        read = compose(call.number, call.place, self._clips) if by_clips else None
        steps: list[Step] = [partial(self._play, announcement(read))]
        for language in languages:
            if self._talker.speaks(language):
                sentence = words(language).spoken_call(str(call.number), call.place)
                steps.append(partial(self._say, sentence, language))
        return steps

    def _play(self, samples: Samples) -> float:
        self._sink.play(samples, self._once())
        return length_s(samples) + GRACE_S

    def _say(self, sentence: str, language: PublicLanguage) -> float:
        self._talker.say(sentence, language, self._once())
        return LONGEST_SENTENCE_S

    def _once(self) -> Done:
        """Return what ends this very step: a word that comes late ends no other."""
        turn = self._turn

        def done() -> None:
            if turn == self._turn and self._busy:
                self._overdue.stop()
                self._go_on()

        return done

    def _give_up_step(self) -> None:
        self._sink.stop()
        self._talker.stop()
        self._go_on()


def _as_spoken(language: PublicLanguage) -> PublicLanguage:
    return PublicLanguage.JA if language in JAPANESE else language


class SilentAnnouncer:
    """`Announcer` where no sound is wanted."""

    def announce(self, one: Announcement) -> None:
        """Say nothing."""

    def be_silent(self) -> None:
        """Be silent, as ever."""

    def missing(self) -> tuple[PublicLanguage, ...] | None:
        """Return None: nothing is heard at all."""
        return None
