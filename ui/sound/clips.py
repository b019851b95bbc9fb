"""The spoken clips as set-up left them: one WAV file each, all of them or none."""

import logging
import wave
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from kiosk.domain.calling import CLIPS
from ui.sound.pcm import RATE_HZ, Samples

_log = logging.getLogger(__name__)
LONGEST_BYTES = 1_000_000  # ten seconds; a clip takes two
_FORMAT = (1, 2, RATE_HZ)  # mono, 16 bits


def read_clips(folder: Path) -> Mapping[str, Samples]:
    """Return every clip by its name; nothing when one is missing or is not as it must be.

    A call with a hole in it would name another number.
    """
    clips: dict[str, Samples] = {}
    for name in CLIPS:
        samples = _read(folder / f"{name}.wav")
        if samples is None:
            _log.info("no voice: %s is missing or unusable", name)
            return {}
        clips[name] = samples
    return clips


def _read(path: Path) -> Samples | None:
    try:
        with wave.open(str(path), "rb") as file:
            if (file.getnchannels(), file.getsampwidth(), file.getframerate()) != _FORMAT:
                return None
            content = file.readframes(LONGEST_BYTES // 2)
    except (OSError, EOFError, wave.Error):
        return None
    whole = content[: len(content) // 2 * 2]
    return np.frombuffer(whole, "<i2").astype(np.int16) if whole else None
