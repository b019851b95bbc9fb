"""What is heard, as samples: the chime, then the clips in order, and no clip cut."""

import itertools

import numpy as np
import pytest

from kiosk.domain.calling import CLIPS
from kiosk.domain.ticket import Service, TicketNumber
from ui.sound.pcm import LOUD, RATE_HZ, Samples, announcement, chime, compose, length_s

NUMBER = TicketNumber(Service.APPLY, 325)
MARKS = {name: at for at, name in enumerate(CLIPS, 1)}
CLIP_LENGTHS = {name: 1_000 + 10 * at for name, at in MARKS.items()}


def marked_clips() -> dict[str, Samples]:
    """Return clips of different lengths, each of one value alone."""
    return {name: np.full(CLIP_LENGTHS[name], MARKS[name], np.int16) for name in CLIPS}


def heard(samples: Samples) -> list[str]:
    """Return the names of the clips in the samples; each must be there in full."""
    names = {mark: name for name, mark in MARKS.items()}
    edges = np.flatnonzero(np.diff(samples, prepend=0, append=0))
    found = []
    for start, end in itertools.pairwise(edges.tolist()):
        if samples[start]:
            name = names[int(samples[start])]
            assert end - start == CLIP_LENGTHS[name]
            found.append(name)
    return found


def test_the_clips_come_whole_and_in_order() -> None:
    assert heard(compose(NUMBER, "2", marked_clips())) == [
        "letter-A",
        "number-300",
        "number-20",
        "called-5",
        "place-2",
    ]


def test_a_clip_that_is_cut_would_be_noticed() -> None:
    with pytest.raises(AssertionError):
        heard(compose(NUMBER, "2", marked_clips())[:-1])


def test_the_chime_comes_first_and_a_tail_last() -> None:
    words = compose(NUMBER, "2", marked_clips())
    whole = announcement(words)
    assert np.array_equal(whole[: len(chime())], chime())
    assert heard(whole[len(chime()) :]) == heard(words)
    assert not whole[-RATE_HZ // 5 :].any()
    assert np.array_equal(announcement(None)[: len(chime())], chime())


def test_the_chime_is_short_clean_and_not_too_loud() -> None:
    samples = chime()
    assert 1.0 < length_s(samples) < 2.0
    assert np.abs(samples).max() == pytest.approx(LOUD * 32_767, abs=1)
    assert abs(int(samples[0])) < 100
    assert abs(int(samples[-1])) < 100
    steps = np.abs(np.diff(samples.astype(int)))
    assert steps.max() < 4_000  # a click is a jump over a quarter of the range


def test_the_chime_falls_from_e_to_c() -> None:
    tones = []
    for start_s in (0.1, 0.8):
        start = round(start_s * RATE_HZ)
        part = chime()[start : start + RATE_HZ // 4].astype(float)
        tones.append(float(np.abs(np.fft.rfft(part)).argmax() * 4))
    assert tones == pytest.approx([659, 523], abs=5)
