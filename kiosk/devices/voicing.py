"""Reads the clips of a call aloud into WAV files: `python -m kiosk.devices.voicing FOLDER`.

Runs only as the child of `kiosk.devices.voices`, with pyopenjtalk-plus on its path.
"""

import importlib
import re
import sys
import wave
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from kiosk.domain.calling import CLIPS

RATE_HZ: Final = 48_000  # the voice's own
SPEED: Final = 0.95  # a hall echoes, and many who wait are old
_AS_WRITTEN: Final = {"use_sudachi_kanji_yomi": False, "predict_nani": False}
_LOUD: Final = 0.8  # of full scale, for the loudest moment of each clip
_HEARD: Final = 0.02  # of the loudest moment; what is quieter at the ends is the voice's own pause
_KEPT_S: Final = 0.02
_FADE_S: Final = 0.005


def speak_clips(folder: Path) -> None:
    """Leave a WAV file per clip in the folder."""
    voice = _voice()
    for name, words in CLIPS.items():
        if voice.g2p(words, kana=True, **_AS_WRITTEN).replace("、", "") != sounds_like(words):
            raise ValueError(f"{name} would be misread")
        labels = voice.extract_fullcontext(words, **_AS_WRITTEN)
        spoken, rate_hz = voice.synthesize(labels, speed=SPEED)
        if rate_hz != RATE_HZ:
            raise ValueError(f"{rate_hz} Hz")
        _write(folder / f"{name}.wav", trim(spoken))


def sounds_like(words: str) -> str:
    """Return how kana must be read: in katakana, long vowels as ー."""
    shifted = "".join(chr(ord(one) + 0x60) if "ぁ" <= one <= "ゖ" else one for one in words)
    return re.sub("(?<=[ュゴ])ウ", "ー", shifted.replace("、", ""))


def trim(spoken: npt.NDArray[np.float64]) -> npt.NDArray[np.int16]:
    """Return the clip without the silence around it, equally loud as every other."""
    loudest = np.abs(spoken).max()
    if not loudest:
        raise ValueError("silence")
    heard = np.flatnonzero(np.abs(spoken) > _HEARD * loudest)
    kept = round(_KEPT_S * RATE_HZ)
    part = spoken[max(0, heard[0] - kept) : heard[-1] + kept] / loudest * _LOUD * 32_767
    ramp = np.linspace(0.0, 1.0, round(_FADE_S * RATE_HZ))
    part[: len(ramp)] *= ramp
    part[-len(ramp) :] *= ramp[::-1]
    return np.asarray(np.round(part), np.int16)


def _write(path: Path, samples: npt.NDArray[np.int16]) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(samples.astype("<i2").tobytes())


class _Absent(ModuleType):
    """A part of sudachipy with nothing in it but names for types."""

    def __getattr__(self, name: str) -> type:
        if name[:1].isupper():
            return object
        raise AttributeError(name)


def _voice() -> Any:
    """Return pyopenjtalk without sudachipy, which would bring 75 MB to tell kanji apart.

    The clips are kana, and its use is switched off; it is imported all the same.
    """
    absent: Any = ModuleType("sudachipy")
    for part in ("dictionary", "tokenizer"):
        setattr(absent, part, _Absent(part))
    sys.modules["sudachipy"] = absent
    return importlib.import_module("pyopenjtalk")


if __name__ == "__main__":
    speak_clips(Path(sys.argv[1]))
