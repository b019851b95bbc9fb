"""The machine's voice, and who decides what it says to the applicant."""

import importlib
from collections.abc import Callable
from types import ModuleType
from typing import Any

from PySide6.QtCore import QLocale, QLoggingCategory, QObject

from kiosk.domain.ticket import PublicLanguage
from kiosk.guidance.speech import Speech, listen
from kiosk.ports import CameraState, Voice, VoiceState
from kiosk.publictexts import PublicWords, words
from kiosk.workflow.phases import Posing
from kiosk.workflow.snapshots import LiveView, StationView

_STATES = {"Ready": VoiceState.READY, "Error": VoiceState.NO_ENGINE}
_SPOKEN_AS = {PublicLanguage.EASY_JA: PublicLanguage.JA.value}
_UNABLE = frozenset({VoiceState.NO_VOICE, VoiceState.NO_ENGINE})


class QtVoice:
    """Speaks with the voices of the machine; implements `kiosk.ports.Voice`.

    Qt's speech is part of PySide6-Addons: where that is not installed, nothing is spoken. The
    engine is made with the first sentence, because loading it takes up to a second.
    """

    def __init__(self, parent: QObject | None = None, *, engine: str = "") -> None:
        """``engine`` names one of Qt's (``mock``); empty means the machine's usual one."""
        self._parent, self._name = parent, engine
        self._speech: Any = None
        self._tried = False
        self._voiceless = False

    def say(self, words: str, language: str) -> None:
        """Begin to speak; what is being spoken ends."""
        speech = self._engine()
        if speech is None:
            return
        speech.stop()
        self._voiceless = not _choose_voice(speech, language)
        if not self._voiceless:
            speech.say(words)

    def stop(self) -> None:
        """Be silent now."""
        if self._speech is not None:
            self._speech.stop()

    def state(self) -> VoiceState:
        """Return whether something is or could be spoken."""
        if self._engine() is None:
            return VoiceState.NO_ENGINE
        if self._voiceless:
            return VoiceState.NO_VOICE
        return _STATES.get(self._speech.state().name, VoiceState.SPEAKING)

    def _engine(self) -> Any:
        if not self._tried:
            self._tried = True
            module = _qt_speech()
            if module is not None and self._is_there(module):
                self._speech = module.QTextToSpeech(self._name, self._parent)
        return self._speech

    def _is_there(self, module: ModuleType) -> bool:
        """Tell whether the engine exists; the mock one is for tests only."""
        engines = set(module.QTextToSpeech.availableEngines())
        return self._name in engines if self._name else bool(engines - {"mock"})


def _qt_speech() -> ModuleType | None:
    # Speech needs Qt's multimedia, which complains where PipeWire is not; nothing is played by it.
    QLoggingCategory.setFilterRules("qt.multimedia.symbolsresolver.warning=false")
    try:
        return importlib.import_module("PySide6.QtTextToSpeech")
    except ImportError:
        return None


def _choose_voice(speech: Any, language: str) -> bool:
    """Have the engine speak a language; tell whether it can."""
    wanted = QLocale(language).language()
    for locale in speech.availableLocales():
        if locale.language() == wanted:
            speech.setLocale(locale)
            return bool(speech.availableVoices())
    return False


class Speaker:
    """Speaks the hints of a sitting in the person's language while it is switched on.

    Silent in every other phase, and in a language the machine has no voice for.
    """

    def __init__(
        self,
        voice: Voice,
        words_of: Callable[[PublicLanguage], PublicWords] = words,
        *,
        on: bool,
        changed: Callable[[], None] | None = None,
    ) -> None:
        """``words_of`` are every language's words; ``changed`` is told of every change."""
        self._voice, self._words_of = voice, words_of
        self._language = PublicLanguage.JA
        self._changed = changed
        self._speech = Speech()
        self._posing = False
        self.on = on

    @property
    def unable(self) -> VoiceState | None:
        """Return why nothing can be heard though it is switched on, None when all is well."""
        state = self._voice.state() if self.on else VoiceState.READY
        return state if state in _UNABLE else None

    def toggle(self) -> None:
        """Switch speaking on or off."""
        self.on = not self.on
        self._speech = Speech()
        self._voice.stop()
        self._tell()

    def show_view(self, view: StationView) -> None:
        """Be silent where nobody poses; begin afresh with the next person."""
        self._language = view.case.language
        posing = isinstance(view.phase, Posing) and view.camera.state is CameraState.LIVE
        if self._posing and not posing:
            self._voice.stop()
        if posing and not self._posing:
            self._speech = Speech()
        self._posing = posing

    def show_live(self, live: LiveView | None, now_ns: int) -> None:
        """Say the hint once it has settled; ``now_ns`` is the frame's time."""
        if not self.on or not self._posing or live is None:
            return
        before = self.unable
        self._speech, hint = listen(self._speech, live.hint, now_ns)
        if hint is not None:
            said = self._words_of(self._language).spoken(f"hint.{hint.value}")
            self._voice.say(said, _SPOKEN_AS.get(self._language, self._language.value))
        if self.unable is not before:
            self._tell()

    def attend(self, changed: Callable[[], None]) -> None:
        """Have ``changed`` called whenever what staff see of the voice has changed."""
        self._changed = changed
        changed()

    def _tell(self) -> None:
        if self._changed is not None:
            self._changed()
