"""Sound in a process of its own: whatever becomes of it, the next call goes on."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from kiosk.devices.printing import own_command
from kiosk.domain.ticket import Service, TicketNumber
from kiosk.queueports import Announcement
from tests.fakes.loudspeaker import WrittenSound
from ui.sound.announcer import CallAnnouncer
from ui.sound.childsink import ChildSink
from ui.sound.pcm import Samples

LISTENER = """
import os, pathlib, sys
heard = pathlib.Path(sys.argv[1])
content = sys.stdin.buffer.read()
with heard.open("a") as log:
    log.write(f"{os.getpid()} {len(content)}\\n")
{then}
"""
PATIENCE_MS = 20_000


class Machine:
    """A command that writes down what it is to play, in place of `kiosk`."""

    def __init__(self, folder: Path) -> None:
        self._script = folder / "listener.py"
        self._log = folder / "heard"
        self.behave("")
        self.command = (sys.executable, "-I", str(self._script), str(self._log))

    def behave(self, then: str) -> None:
        self._script.write_text(LISTENER.replace("{then}", then), encoding="utf-8")

    def heard(self) -> list[int]:
        return [length for _, length in self._entries()]

    def last_process(self) -> int:
        return self._entries()[-1][0]

    def _entries(self) -> list[tuple[int, int]]:
        text = self._log.read_text(encoding="utf-8") if self._log.exists() else ""
        lines = [line.split() for line in text.splitlines()]
        return [(int(pid), int(length)) for pid, length in lines]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.fixture
def sink(machine: Machine, qtbot: QtBot) -> Iterator[ChildSink]:
    made = ChildSink(machine.command)
    qtbot.waitUntil(lambda: machine.heard() == [0], timeout=PATIENCE_MS)
    qtbot.waitUntil(made.is_there, timeout=PATIENCE_MS)
    yield made
    made.stop()


def sound(length: int) -> Samples:
    return np.zeros(length, np.int16)


def test_every_sample_reaches_the_process(sink: ChildSink, machine: Machine, qtbot: QtBot) -> None:
    ended: list[bool] = []
    sink.play(sound(300_000), lambda: ended.append(True))
    qtbot.waitUntil(lambda: ended == [True], timeout=PATIENCE_MS)
    assert machine.heard() == [0, 600_000]
    assert sink.is_there()


@pytest.mark.parametrize("then", ["sys.exit(3)", "os.abort()"])
def test_no_loudspeaker_and_a_crash_are_silence_and_the_next_sound_is_tried(
    sink: ChildSink, machine: Machine, qtbot: QtBot, then: str
) -> None:
    ended: list[str] = []
    machine.behave(then)
    sink.play(sound(10), lambda: ended.append("lost"))
    qtbot.waitUntil(lambda: ended == ["lost"], timeout=PATIENCE_MS)
    assert not sink.is_there()
    machine.behave("")
    sink.play(sound(20), lambda: ended.append("heard"))
    qtbot.waitUntil(lambda: ended == ["lost", "heard"], timeout=PATIENCE_MS)
    assert sink.is_there()


def test_a_program_that_cannot_be_started_ends_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    sink = ChildSink((str(tmp_path / "nothing"),))
    ended: list[bool] = []
    sink.play(sound(10), lambda: ended.append(True))
    qtbot.waitUntil(lambda: ended == [True], timeout=PATIENCE_MS)
    assert not sink.is_there()


@pytest.mark.skipif(sys.platform == "win32", reason="signals: no such thing on Windows")
def test_stopping_ends_the_process(sink: ChildSink, machine: Machine, qtbot: QtBot) -> None:
    ended: list[bool] = []
    machine.behave("import threading; threading.Event().wait()")
    sink.play(sound(10), lambda: ended.append(True))
    qtbot.waitUntil(lambda: machine.heard() == [0, 20], timeout=PATIENCE_MS)
    process = machine.last_process()
    sink.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    assert ended == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals: no such thing on Windows")
def test_a_call_whose_process_is_killed_is_followed_by_the_next(
    sink: ChildSink, machine: Machine, qtbot: QtBot
) -> None:
    announcer = CallAnnouncer(sink, WrittenSound(), {})
    machine.behave("import threading; threading.Event().wait()")
    for number in (1, 2):
        announcer.announce(Announcement(number=TicketNumber(Service.APPLY, number), place="1"))
    qtbot.waitUntil(lambda: len(machine.heard()) == 2, timeout=PATIENCE_MS)
    machine.behave("")
    os.kill(machine.last_process(), signal.SIGKILL)
    qtbot.waitUntil(lambda: not announcer.busy, timeout=PATIENCE_MS)
    assert len(machine.heard()) == 3
    assert announcer.missing() is not None


def test_the_programs_own_command_plays_or_says_that_it_cannot(qtbot: QtBot) -> None:
    sink = ChildSink(own_command())
    ended: list[bool] = []
    sink.play(sound(480), lambda: ended.append(True))
    qtbot.waitUntil(lambda: ended == [True], timeout=PATIENCE_MS)
    sink.stop()
