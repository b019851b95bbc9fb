"""The machine's loudspeaker and voices, as far as there are any."""

import importlib
from typing import Any

import numpy as np
from PySide6.QtCore import QBuffer, QIODevice, QLocale, QLoggingCategory, QObject, QTimer

from kiosk.domain.ticket import PublicLanguage
from ui.sound.announcer import Done
from ui.sound.pcm import RATE_HZ, Samples

LOCALES = {
    PublicLanguage.JA: "ja_JP",
    PublicLanguage.EASY_JA: "ja_JP",
    PublicLanguage.EN: "en_US",
    PublicLanguage.ZH_HANS: "zh_CN",
    PublicLanguage.ZH_HANT: "zh_TW",
    PublicLanguage.KO: "ko_KR",
    PublicLanguage.VI: "vi_VN",
    PublicLanguage.PT: "pt_BR",
    PublicLanguage.TL: "fil_PH",
}


class QtSink(QObject):
    """`Sink` on the machine's usual loudspeaker, whichever that is when a call begins."""

    def __init__(self) -> None:
        super().__init__()
        self._multimedia = _qt_module("QtMultimedia")
        self._sink: Any = None
        self._buffer = QBuffer(self)
        self._done: Done | None = None

    def play(self, samples: Samples, done: Done) -> None:
        """Have the samples heard; without a loudspeaker they end at once."""
        self.stop()
        self._done = done
        if not self.is_there():
            QTimer.singleShot(0, self, self._end)
            return
        device = self._multimedia.QMediaDevices.defaultAudioOutput()
        form, pcm = self._form(device, samples)
        self._buffer.setData(pcm)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._sink = self._multimedia.QAudioSink(device, form, self)
        self._sink.stateChanged.connect(self._change)
        self._sink.start(self._buffer)

    def stop(self) -> None:
        """Be silent now."""
        self._done = None
        sink, self._sink = self._sink, None
        if sink is not None:
            sink.blockSignals(True)
            sink.stop()
            sink.deleteLater()
        self._buffer.close()

    def is_there(self) -> bool:
        """Tell whether the machine has a loudspeaker now."""
        if self._multimedia is None:
            return False
        return not self._multimedia.QMediaDevices.defaultAudioOutput().isNull()

    def _form(self, device: Any, samples: Samples) -> tuple[Any, bytes]:
        """Return the format and the bytes; twice the same channel where the device wants two."""
        form = self._multimedia.QAudioFormat()
        form.setSampleRate(RATE_HZ)
        form.setChannelCount(1)
        form.setSampleFormat(self._multimedia.QAudioFormat.SampleFormat.Int16)
        if device.isFormatSupported(form):
            return form, samples.tobytes()
        form.setChannelCount(2)
        return form, np.repeat(samples, 2).tobytes()

    def _change(self) -> None:  # without the state: PySide 6.12 cannot hand a QAudio::State over
        ended = {"IdleState", "StoppedState"}  # all was heard, or the device is gone
        if self._sink is not None and self._sink.state().name in ended:
            QTimer.singleShot(0, self, self._end)

    def _end(self) -> None:
        done, self._done = self._done, None
        if done is not None:
            self.stop()
            done()


class QtTalker(QObject):
    """`Talker` with the voices of the machine; ``engine`` names one of Qt's (``mock``)."""

    def __init__(self, engine: str = "") -> None:
        super().__init__()
        self._speech: Any = None
        self._done: Done | None = None
        self._begun = False
        self._locales: dict[PublicLanguage, QLocale] = {}
        module = _qt_module("QtTextToSpeech")
        if module is not None and _has_engine(module, engine):
            self._speech = module.QTextToSpeech(engine, self)
            self._speech.stateChanged.connect(self._change)
            self._locales = _voices(self._speech)

    def say(self, sentence: str, language: PublicLanguage, done: Done) -> None:
        """Have the sentence heard; without a voice it ends at once."""
        self.stop()
        self._done = done
        if not self.speaks(language):
            QTimer.singleShot(0, self, self._end)
            return
        self._begun = False
        self._speech.setLocale(self._locales[language])
        self._speech.say(sentence)

    def stop(self) -> None:
        """Be silent now."""
        self._done = None
        if self._speech is not None:
            self._speech.stop()

    def speaks(self, language: PublicLanguage) -> bool:
        """Tell whether the machine has a voice for the language."""
        return language in self._locales

    def _change(self, state: Any) -> None:
        """End with the sentence; being ready for it, a moment before, is not its end."""
        if state.name == "Error" or (state.name == "Ready" and self._begun):
            self._end()
        self._begun = self._begun or state.name in {"Speaking", "Synthesizing"}

    def _end(self) -> None:
        done, self._done = self._done, None
        if done is not None:
            done()


def _voices(speech: Any) -> dict[PublicLanguage, QLocale]:
    """Return the locale in which each language is spoken; Chinese needs its own region's."""
    there = list(speech.availableLocales())
    found: dict[PublicLanguage, QLocale] = {}
    for language, name in LOCALES.items():
        wanted = QLocale(name)
        same = [one for one in there if one.language() == wanted.language()]
        exact = [one for one in same if one.territory() == wanted.territory()]
        chinese = wanted.language() == QLocale.Language.Chinese
        if exact or (same and not chinese):
            found[language] = (exact or same)[0]
    return found


def _has_engine(module: Any, engine: str) -> bool:
    engines = set(module.QTextToSpeech.availableEngines())
    return engine in engines if engine else bool(engines - {"mock"})


def _qt_module(name: str) -> Any:
    """Return Qt's module; None where PySide6-Addons is not installed or lacks a library."""
    # Qt's multimedia complains where PipeWire is not; PulseAudio and WASAPI do as well.
    QLoggingCategory.setFilterRules("qt.multimedia.symbolsresolver.warning=false")
    try:
        return importlib.import_module(f"PySide6.{name}")
    except ImportError:
        return None
