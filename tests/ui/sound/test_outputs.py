"""Qt's own loudspeaker and voices; a machine without them is silence and not an error."""

import importlib.util

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.domain.ticket import PublicLanguage, Service, TicketNumber
from kiosk.queueports import Announcement
from ui.sound.announcer import CallAnnouncer
from ui.sound.outputs import QtSink, QtTalker
from ui.sound.pcm import silence

if importlib.util.find_spec("PySide6.QtMultimedia") is None:
    pytest.skip("sound: PySide6-Addons is not installed", allow_module_level=True)


def test_a_sound_ends_whether_or_not_there_is_a_loudspeaker(qtbot: QtBot) -> None:
    sink = QtSink()
    ended: list[bool] = []
    sink.play(silence(0.05), lambda: ended.append(True))
    assert ended == []
    qtbot.waitUntil(lambda: ended == [True])
    sink.stop()


def test_a_sound_that_is_stopped_does_not_end_later(qtbot: QtBot) -> None:
    sink = QtSink()
    ended: list[str] = []
    sink.play(silence(0.05), lambda: ended.append("first"))
    sink.stop()
    sink.play(silence(0.05), lambda: ended.append("second"))
    qtbot.waitUntil(lambda: ended != [])
    assert ended == ["second"]
    sink.stop()


def test_a_sentence_ends_by_itself(qtbot: QtBot) -> None:
    talker = QtTalker("mock")
    assert talker.speaks(PublicLanguage.EN)
    ended: list[bool] = []
    talker.say("Ticket A-025, please come.", PublicLanguage.EN, lambda: ended.append(True))
    assert ended == []
    qtbot.waitUntil(lambda: ended == [True])


def test_without_an_engine_nothing_is_said_and_nobody_waits(qtbot: QtBot) -> None:
    talker = QtTalker("no such engine")
    ended: list[bool] = []
    assert not any(talker.speaks(language) for language in PublicLanguage)
    talker.say("…", PublicLanguage.KO, lambda: ended.append(True))
    qtbot.waitUntil(lambda: ended == [True])
    talker.stop()


def test_a_call_passes_through_qts_own_parts(qtbot: QtBot, qapp: QApplication) -> None:
    assert qapp is not None
    announcer = CallAnnouncer(QtSink(), QtTalker("mock"), {})
    for number in (1, 2):
        announcer.announce(
            Announcement(
                number=TicketNumber(Service.APPLY, number),
                place="1",
                languages=(PublicLanguage.EN,),
            )
        )
    qtbot.waitUntil(lambda: not announcer.busy, timeout=20_000)
