"""A voice that writes down what it would say."""

from dataclasses import dataclass, field

from kiosk.ports import VoiceState


@dataclass
class WrittenVoice:
    """Implements `kiosk.ports.Voice`; speaks ``languages`` only, and until it is stopped."""

    languages: tuple[str, ...] = ("ja", "en")
    engine: bool = True
    said: list[str] = field(default_factory=list)
    cut_short: int = 0
    _speaking: bool = False
    _voiceless: bool = False

    def say(self, words: str, language: str) -> None:
        if not self.engine:
            return
        self.cut_short += self._speaking
        self._voiceless = language not in self.languages
        self._speaking = not self._voiceless
        if self._speaking:
            self.said.append(words)

    def stop(self) -> None:
        self._speaking = False

    def state(self) -> VoiceState:
        if not self.engine:
            return VoiceState.NO_ENGINE
        if self._voiceless:
            return VoiceState.NO_VOICE
        return VoiceState.SPEAKING if self._speaking else VoiceState.READY
