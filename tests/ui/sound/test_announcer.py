"""Calls are heard one after another, whatever the loudspeaker does."""

import numpy as np
import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from kiosk.domain.calling import CLIPS
from kiosk.domain.ticket import PublicLanguage, Service, TicketNumber
from kiosk.queueports import Announcement, Announcer
from tests.fakes.loudspeaker import WrittenSound
from ui.sound.announcer import CallAnnouncer
from ui.sound.pcm import Samples, announcement, compose
from ui.sound.station import station_announcer

CLIPS_HERE: dict[str, Samples] = {
    name: np.full(500 + at, 1, np.int16) for at, name in enumerate(CLIPS)
}
CHIME = announcement(None).size
EN, KO, JA = PublicLanguage.EN, PublicLanguage.KO, PublicLanguage.JA


def call(number: int, *languages: PublicLanguage) -> Announcement:
    return Announcement(
        number=TicketNumber(Service.APPLY, number), place="2", languages=languages or (JA,)
    )


def read(number: int) -> int:
    words = compose(TicketNumber(Service.APPLY, number), "2", CLIPS_HERE)
    return int(announcement(words).size)


@pytest.fixture
def sound(qtbot: QtBot) -> WrittenSound:
    assert qtbot is not None
    return WrittenSound(frozenset({EN}))


@pytest.fixture
def announcer(sound: WrittenSound) -> CallAnnouncer:
    return CallAnnouncer(sound, sound, CLIPS_HERE)


def test_calls_wait_for_each_other(sound: WrittenSound, announcer: CallAnnouncer) -> None:
    for number in (1, 21, 321):
        announcer.announce(call(number))
    assert sound.heard == [read(1)]
    sound.end()
    assert sound.heard == [read(1), read(21)]
    sound.end()
    sound.end()
    assert sound.heard == [read(1), read(21), read(321)]
    assert sound.stops == 0


def test_other_languages_follow_the_japanese(sound: WrittenSound, announcer: CallAnnouncer) -> None:
    announcer.announce(call(25, EN, JA, PublicLanguage.EASY_JA, EN))
    sound.end()
    assert sound.heard == [read(25), "Ticket A-025, please come to counter 2."]
    sound.end()
    announcer.announce(call(26))
    assert sound.heard[2:] == [read(26)]
    sound.end()


def test_a_place_with_a_name_is_no_counter(sound: WrittenSound, announcer: CallAnnouncer) -> None:
    number = TicketNumber(Service.APPLY, 25)
    announcer.announce(Announcement(number=number, place="受付A", languages=(EN,)))
    sound.end()
    assert sound.heard == [CHIME, "Ticket A-025, please come to 受付A."]
    sound.end()


def test_a_language_without_a_voice_is_left_out_and_named(
    sound: WrittenSound, announcer: CallAnnouncer
) -> None:
    announcer.announce(call(1, KO))
    sound.end()
    assert sound.heard == [CHIME]
    missing = announcer.missing()
    assert missing is not None
    assert KO in missing
    assert not {JA, PublicLanguage.EASY_JA, EN} & set(missing)


def test_without_clips_the_chime_is_heard_and_the_machines_own_voice() -> None:
    sound = WrittenSound(frozenset({JA}))
    announcer = CallAnnouncer(sound, sound, {})
    announcer.announce(call(25))
    sound.end()
    assert sound.heard == [CHIME, "A-025番のかた、2番まで おこしください。"]
    sound.end()


def test_without_a_loudspeaker_nothing_is_heard_and_nobody_waits(
    sound: WrittenSound, announcer: CallAnnouncer
) -> None:
    sound.plugged = False
    announcer.announce(call(1))
    sound.end()
    assert announcer.missing() is None
    sound.plugged = True
    assert announcer.missing() is not None


def test_a_sound_that_never_ends_is_given_up(
    sound: WrittenSound, announcer: CallAnnouncer, qtbot: QtBot
) -> None:
    announcer.announce(call(1))
    announcer.announce(call(2))
    announcer.announce(call(3))
    (overdue,) = announcer.findChildren(QTimer)
    assert 6_000 < overdue.remainingTime() < 15_000
    overdue.start(1)
    qtbot.waitUntil(lambda: sound.heard == [read(1), read(2)])
    assert sound.stops > 0
    sound.end(0)  # the first, late: it ends nothing any more
    assert sound.heard == [read(1), read(2)]
    sound.end()
    sound.end()


def test_silence_forgets_what_waits(sound: WrittenSound, announcer: CallAnnouncer) -> None:
    announcer.announce(call(1))
    announcer.announce(call(2))
    announcer.be_silent()
    sound.end()
    assert sound.heard == [read(1)]
    announcer.announce(call(3))
    sound.end(0)
    assert sound.heard == [read(1), read(3)]
    sound.end()


def test_where_no_sound_is_wanted_none_is_made() -> None:
    announcer: Announcer = station_announcer(None)
    announcer.announce(call(1))
    announcer.be_silent()
    assert announcer.missing() is None
