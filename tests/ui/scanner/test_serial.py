"""A serial scanner, through the terminal pair that stands for its cable."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.ports import ScannerState
from ui.scanner.serial import SILENCE_MS, SerialScanner

if sys.platform == "win32":
    pytest.skip("serial: no terminal pairs on Windows", allow_module_level=True)

import tty

TICKET = "SK1.ABCDEFGH234567AZ"
CARD = "621498320257"


class Cable:
    """A terminal pair; the scanner's end is reached by a name that survives a re-plug."""

    def __init__(self, folder: Path) -> None:
        self.name = folder / "scanner"
        self._ends: tuple[int, int] | None = None

    def plug(self) -> None:
        near, far = os.openpty()
        tty.setraw(far)
        self._ends = near, far
        self.name.symlink_to(os.ttyname(far))

    def send(self, content: bytes) -> None:
        assert self._ends is not None
        os.write(self._ends[0], content)

    def pull(self) -> None:
        if self._ends is not None:
            self.name.unlink()
            for end in self._ends:
                os.close(end)
            self._ends = None


class Desk:
    def __init__(self, name: Path) -> None:
        self.codes: list[str] = []
        self.states: list[ScannerState] = []
        self.scanner = SerialScanner(
            self.codes.append, str(name), changed=self.states.append, retry_ms=20
        )


@pytest.fixture
def cable(tmp_path: Path) -> Iterator[Cable]:
    made = Cable(tmp_path)
    yield made
    made.pull()


@pytest.fixture
def desk(qapp: QApplication, cable: Cable) -> Iterator[Desk]:
    assert qapp is not None
    made = Desk(cable.name)
    yield made
    made.scanner.stop()


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n"])
def test_a_line_is_a_code(desk: Desk, cable: Cable, qtbot: QtBot, end: bytes) -> None:
    cable.plug()
    desk.scanner.start()
    assert desk.scanner.state is ScannerState.READY
    cable.send(TICKET.encode() + end + CARD.encode() + end)
    qtbot.waitUntil(lambda: len(desk.codes) == 2)
    assert desk.codes == [TICKET, "000000000000"]


def test_a_code_in_pieces_is_one_code(desk: Desk, cable: Cable, qtbot: QtBot) -> None:
    cable.plug()
    desk.scanner.start()
    cable.send(TICKET[:7].encode())
    qtbot.waitUntil(lambda: desk.scanner.busy)
    cable.send(TICKET[7:].encode() + b"\r")
    qtbot.waitUntil(lambda: desk.codes == [TICKET])


def test_half_a_code_and_then_silence_is_dropped(desk: Desk, cable: Cable, qtbot: QtBot) -> None:
    cable.plug()
    desk.scanner.start()
    cable.send(TICKET[:7].encode())
    qtbot.waitUntil(lambda: desk.scanner.busy)
    qtbot.waitUntil(lambda: not desk.scanner.busy, timeout=10 * SILENCE_MS)
    cable.send(TICKET.encode() + b"\r")
    qtbot.waitUntil(lambda: desk.codes == [TICKET])


@pytest.mark.parametrize("noise", [b"\xff\xfe\x00\x80", b"9" * 5_000, b"\x00" * 30])
def test_noise_is_foreign_and_the_next_code_is_read(
    desk: Desk, cable: Cable, qtbot: QtBot, noise: bytes
) -> None:
    cable.plug()
    desk.scanner.start()
    cable.send(noise[:3_000])
    qtbot.waitUntil(lambda: desk.scanner.busy)
    cable.send(noise[3_000:] + b"\r" + TICKET.encode() + b"\r")
    qtbot.waitUntil(lambda: desk.codes == ["", TICKET])


def test_a_scanner_that_is_not_there_is_missing_until_it_is(
    desk: Desk, cable: Cable, qtbot: QtBot
) -> None:
    desk.scanner.start()
    assert desk.scanner.state is ScannerState.MISSING
    cable.plug()
    qtbot.waitUntil(lambda: desk.scanner.state is ScannerState.READY)
    cable.send(TICKET.encode() + b"\r")
    qtbot.waitUntil(lambda: desk.codes == [TICKET])


def test_a_pulled_cable_is_told_and_works_again_once_it_is_back(
    desk: Desk, cable: Cable, qtbot: QtBot
) -> None:
    cable.plug()
    desk.scanner.start()
    cable.send(TICKET[:7].encode())
    qtbot.waitUntil(lambda: desk.scanner.busy)
    cable.pull()
    qtbot.waitUntil(lambda: desk.scanner.state is ScannerState.MISSING)
    cable.plug()
    qtbot.waitUntil(lambda: desk.scanner.state is ScannerState.READY)
    cable.send(TICKET.encode() + b"\r")
    qtbot.waitUntil(lambda: desk.codes == [TICKET])
    assert desk.states == [ScannerState.READY, ScannerState.MISSING, ScannerState.READY]
