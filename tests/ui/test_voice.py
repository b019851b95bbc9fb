"""The voice for applicants: off by default, one hint at a time, silent after the sitting."""

import importlib.util
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.domain.finding import Hint
from kiosk.domain.intake import CaseFile
from kiosk.domain.ticket import PublicLanguage
from kiosk.ports import CameraState, CameraStatus, Voice, VoiceState
from kiosk.publictexts import words
from kiosk.workflow import phases
from tests.fakes.voice import WrittenVoice
from tests.ui import samples
from tests.ui.seen import said
from ui.hands import Hands
from ui.screens import StationScreens
from ui.voice import QtVoice, Speaker

WORDS = words(PublicLanguage.JA)
POSING = samples.view(phases.Posing(1))


def speaking(
    voice: Voice,
    hints: list[Hint],
    *,
    on: bool = True,
    language: PublicLanguage = PublicLanguage.JA,
) -> Speaker:
    """Return a speaker that has seen these hints, ten a second."""
    speaker = Speaker(voice, on=on)
    case = CaseFile(language=language)
    speaker.show_view(samples.view(phases.Posing(1), case=case))
    for at, hint in enumerate(hints):
        speaker.show_live(samples.live(hint, 0.0), at * 100_000_000)
    return speaker


def test_a_settled_hint_is_spoken_in_the_words_that_are_shown() -> None:
    voice = WrittenVoice()
    speaking(voice, [Hint.TAKE_OFF_MASK] * 15)
    assert voice.said == [WORDS["hint.take_off_mask"]]


@pytest.mark.parametrize(
    ("language", "words_said"),
    [
        (PublicLanguage.EN, ["Please take off your mask."]),
        (PublicLanguage.EASY_JA, ["マスクを とって ください。"]),
        (PublicLanguage.VI, []),  # the machine has no such voice, and reads it in no other
    ],
)
def test_the_voice_speaks_the_language_of_the_screen_or_not_at_all(
    language: PublicLanguage, words_said: list[str]
) -> None:
    voice = WrittenVoice()
    speaking(voice, [Hint.TAKE_OFF_MASK] * 15, language=language)
    assert voice.said == words_said


def test_switched_off_it_says_nothing() -> None:
    voice = WrittenVoice()
    speaking(voice, [Hint.TAKE_OFF_MASK] * 100, on=False)
    assert voice.said == []


def test_the_newest_hint_cuts_the_last_one_short() -> None:
    voice = WrittenVoice()
    speaking(voice, [Hint.MOVE_LEFT] * 11 + [Hint.CHIN_UP] * 11)
    assert voice.said == [WORDS["hint.move_left"], WORDS["hint.chin_up"]]
    assert voice.cut_short == 1


@pytest.mark.parametrize(
    "view",
    [
        samples.view(phases.Shooting(1)),
        samples.view(phases.Ready()),
        samples.view(phases.SignedOut()),
        samples.view(phases.Posing(1), camera=CameraStatus(state=CameraState.LOST)),
    ],
)
def test_nothing_is_said_once_nobody_is_to_follow_it(view: object) -> None:
    voice = WrittenVoice()
    speaker = speaking(voice, [Hint.MOVE_LEFT] * 11)
    assert isinstance(view, type(POSING))
    speaker.show_view(view)
    assert voice.state() is VoiceState.READY
    for at in range(11, 90):
        speaker.show_live(samples.live(Hint.MOVE_LEFT, 0.0), at * 100_000_000)
    assert len(voice.said) == 1


def test_the_next_person_hears_the_same_hint_anew() -> None:
    voice = WrittenVoice()
    speaker = speaking(voice, [Hint.MOVE_LEFT] * 11)
    speaker.show_view(samples.view(phases.Ready()))
    speaker.show_view(samples.view(phases.Posing(2)))
    for at in range(11, 23):
        speaker.show_live(samples.live(Hint.MOVE_LEFT, 0.0), at * 100_000_000)
    assert len(voice.said) == 2


def test_v_switches_the_voice_and_the_page_says_so(screens: StationScreens, hands: Hands) -> None:
    speaker = Speaker(WrittenVoice(), on=False)
    screens.staff.pages.posing.give_voice(speaker)
    screens.show_view(POSING)
    assert "音声案内 切" in said(screens.staff)
    hands.press("V")
    assert speaker.on
    assert "音声案内 入" in said(screens.staff)
    hands.press("V")
    assert not speaker.on


def test_without_a_voice_there_is_no_key_for_it(screens: StationScreens, hands: Hands) -> None:
    screens.show_view(POSING)
    hands.press("V")
    assert "音声" not in said(screens.staff)
    screens.show_view(samples.view(phases.Developing(1)))
    screens.show_view(POSING)
    QApplication.processEvents()
    assert not screens.staff.pages.posing.bar.button("V").isVisible()


@pytest.mark.parametrize(
    ("voice", "words"),
    [
        (WrittenVoice(languages=("en",)), "この言語の声がありません"),
        (WrittenVoice(engine=False), "この端末は話せません"),
    ],
)
def test_staff_read_why_nothing_is_heard(
    screens: StationScreens, hands: Hands, voice: WrittenVoice, words: str
) -> None:
    speaker = Speaker(voice, on=False)
    screens.staff.pages.posing.give_voice(speaker)
    screens.show_view(POSING)
    speaker.show_view(POSING)
    hands.press("V")
    for at in range(12):
        speaker.show_live(samples.live(Hint.MOVE_LEFT, 0.0), at * 100_000_000)
    assert said(screens.staff).count(words) == 1
    hands.press("V")
    assert words not in said(screens.staff)


def qt_voice() -> QtVoice:
    if importlib.util.find_spec("PySide6.QtTextToSpeech") is None:
        pytest.skip("voice: PySide6-Addons is not installed")
    return QtVoice(engine="mock")


@pytest.mark.parametrize("make", [WrittenVoice, qt_voice])
def test_every_voice_speaks_stops_and_owns_up(make: Callable[[], Voice], qapp: object) -> None:
    assert qapp is not None
    voice = make()
    assert voice.state() is VoiceState.READY
    voice.stop()
    voice.say("Please hold still.", "en")
    assert voice.state() is VoiceState.SPEAKING
    voice.say("Please come closer.", "en")
    voice.stop()
    assert voice.state() is VoiceState.READY
    voice.say("nuqneH", "tlh")
    assert voice.state() is VoiceState.NO_VOICE
    voice.say("Please hold still.", "en")
    assert voice.state() is VoiceState.SPEAKING
    voice.stop()


def test_an_engine_that_is_not_there_is_silence_and_not_an_error(qapp: object) -> None:
    assert qapp is not None
    voice = QtVoice(engine="no such engine")
    voice.say("Please hold still.", "en")
    voice.stop()
    assert voice.state() is VoiceState.NO_ENGINE
