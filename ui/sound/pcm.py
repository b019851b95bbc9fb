"""Sound as samples: our own chime, and a call put together from clips."""

import itertools
from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt

from kiosk.domain.calling import clips_of
from kiosk.domain.ticket import TicketNumber

Samples = npt.NDArray[np.int16]
"""Mono, `RATE_HZ` a second."""

RATE_HZ: Final = 48_000
LOUD: Final = 0.6  # of full scale: loud enough over a hall, and no speaker distorts
_TONES_HZ: Final = (659.26, 523.25)  # E5 and C5: the falling third that says "somebody is called"
_SECOND_TONE_S: Final = 0.45
_TONE_S: Final = 1.1
_DECAY_S: Final = 0.35
_RISE_S: Final = 0.005  # without it each tone begins with a click
_AFTER_CHIME_S: Final = 0.15
_BETWEEN_GROUPS_S: Final = 0.3
_BETWEEN_CLIPS_S: Final = 0.02
_TAIL_S: Final = 0.3  # the device's last buffer is cut off when it is told to stop


def silence(length_s: float) -> Samples:
    """Return nothing to be heard for so long."""
    return np.zeros(round(length_s * RATE_HZ), np.int16)


def length_s(samples: Samples) -> float:
    """Return how long it takes to be heard."""
    return len(samples) / RATE_HZ


def chime() -> Samples:
    """Return ピンポーン: two bell-like tones, the second lower."""
    whole = np.zeros(round((_SECOND_TONE_S + _TONE_S) * RATE_HZ))
    for at, hz in enumerate(_TONES_HZ):
        start = round(at * _SECOND_TONE_S * RATE_HZ)
        tone = _bell(hz)
        whole[start : start + len(tone)] += tone
    loudest = float(np.abs(whole).max())
    return np.asarray(np.round(whole / loudest * LOUD * 32_767), np.int16)


def _bell(hz: float) -> npt.NDArray[np.float64]:
    at_s = np.arange(round(_TONE_S * RATE_HZ)) / RATE_HZ
    wave = np.sin(2 * np.pi * hz * at_s) + 0.25 * np.sin(4 * np.pi * hz * at_s)
    end = np.minimum(1.0, (_TONE_S - at_s) / 0.05)
    bell: npt.NDArray[np.float64] = (
        wave * np.minimum(1.0, at_s / _RISE_S) * np.exp(-at_s / _DECAY_S) * end
    )
    return bell


def compose(number: TicketNumber, place: str, clips: Mapping[str, Samples]) -> Samples:
    """Return the call in Japanese: letter and number, a pause, the place."""
    groups = [_joined([clips[name] for name in group]) for group in clips_of(number, place)]
    between = [silence(_BETWEEN_GROUPS_S)] * len(groups)
    return np.concatenate(list(itertools.chain(*zip(groups, between, strict=True)))[:-1])


def _joined(clips: list[Samples]) -> Samples:
    gaps = [silence(_BETWEEN_CLIPS_S)] * len(clips)
    return np.concatenate(list(itertools.chain(*zip(clips, gaps, strict=True)))[:-1])


def announcement(words: Samples | None) -> Samples:
    """Return the chime and what follows it, with a tail that may be cut off."""
    spoken = (silence(_AFTER_CHIME_S), words) if words is not None else ()
    return np.concatenate((chime(), *spoken, silence(_TAIL_S)))
