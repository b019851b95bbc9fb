"""The spoken clips: made as a whole or not at all, and read aloud as they are written."""

import re
import wave
from pathlib import Path

import numpy as np
import pytest

from kiosk.devices.voices import REQUIREMENTS, have_voices
from kiosk.devices.voicing import RATE_HZ, sounds_like, trim
from kiosk.domain.calling import CLIPS
from ui.sound.clips import read_clips


def write_clip(path: Path, *, channels: int = 1, rate_hz: int = RATE_HZ, frames: int = 4) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(b"\x01\x00" * channels * frames)


def speak(folder: Path) -> None:
    for name in CLIPS:
        write_clip(folder / f"{name}.wav")


def break_off(folder: Path) -> None:
    write_clip(folder / "letter-A.wav")
    raise OSError("no network")


def test_clips_are_made_once(tmp_path: Path) -> None:
    folder = tmp_path / "voices"
    assert have_voices(folder, speak)
    assert len(read_clips(folder)) == len(CLIPS)
    assert not have_voices(folder, break_off)


def test_a_voice_that_breaks_off_leaves_nothing_half_made(tmp_path: Path) -> None:
    folder = tmp_path / "voices"
    with pytest.raises(OSError, match="no network"):
        have_voices(folder, break_off)
    assert list(tmp_path.iterdir()) == []
    assert read_clips(folder) == {}


def test_clips_of_other_words_are_made_anew_and_kept_when_that_fails(tmp_path: Path) -> None:
    folder = tmp_path / "voices"
    have_voices(folder, speak)
    (folder / "made-of").write_text("other words", encoding="ascii")
    with pytest.raises(OSError, match="no network"):
        have_voices(folder, break_off)
    assert len(read_clips(folder)) == len(CLIPS)
    assert have_voices(folder, speak)


def test_what_speaks_is_pinned_by_hash() -> None:
    lines = REQUIREMENTS.read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if line.startswith(" ")]
    assert len(pinned) == 6
    assert all(re.fullmatch(r" {4}--hash=sha256:[0-9a-f]{64}( \\)?", line) for line in pinned)


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("さんびゃくばんのかた", "サンビャクバンノカタ"),
        ("じゅう", "ジュー"),
        ("きゅうひゃく", "キューヒャク"),
        ("がめんのばんごうを、ごらんください", "ガメンノバンゴーヲゴランクダサイ"),
        ("ハチばん", "ハチバン"),
        ("エー", "エー"),
    ],
)
def test_a_clip_is_compared_with_how_it_must_sound(words: str, heard: str) -> None:
    assert sounds_like(words) == heard


def test_silence_around_a_clip_goes_and_every_clip_is_equally_loud() -> None:
    tone = np.sin(np.arange(RATE_HZ // 2) / 20) * 9_000
    spoken = np.concatenate((np.zeros(RATE_HZ // 4), tone, np.zeros(RATE_HZ)))
    clip = trim(spoken)
    assert len(tone) <= len(clip) <= len(tone) + RATE_HZ // 20
    assert np.abs(clip).max() == pytest.approx(0.8 * 32_767, abs=2)
    assert clip[0] == clip[-1] == 0
    with pytest.raises(ValueError, match="silence"):
        trim(np.zeros(RATE_HZ))


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("called-5", "missing"),
        ("called-5", "stereo"),
        ("place-1", "slow"),
        ("number-100", "torn"),
        ("letter-A", "empty"),
        ("letter-E", "none"),
    ],
)
def test_one_unusable_clip_means_no_clips(tmp_path: Path, name: str, fault: str) -> None:
    speak(tmp_path)
    path = tmp_path / f"{name}.wav"
    match fault:
        case "missing":
            path.unlink()
        case "stereo":
            write_clip(path, channels=2)
        case "slow":
            write_clip(path, rate_hz=24_000)
        case "torn":
            path.write_bytes(path.read_bytes()[:30])
        case "empty":
            path.write_bytes(b"")
        case _:
            write_clip(path, frames=0)
    assert read_clips(tmp_path) == {}
