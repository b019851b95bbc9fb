"""Printers that never answer: a folder, the machine's spooler."""

import os
import sys
from pathlib import Path

import pytest
from PIL import Image

from kiosk.devices.tickets.folder import FolderOutlet
from kiosk.devices.tickets.outlet import Outlet
from kiosk.devices.tickets.picture import draw_ticket
from kiosk.devices.tickets.spool import SpoolOutlet
from kiosk.domain.ticket import PrintTrouble
from kiosk.queueports import PrinterState
from tests.fakes.escpos_paper import Paper, PaperPath
from tests.kiosk.devices.tickets.desk import became
from tests.kiosk.devices.tickets.faces import FACE, bitmap


def put(outlet: Outlet, sent: list[bool] | None = None) -> None:
    outlet.put(bitmap(30), lambda: sent.append(True) if sent is not None else None)


def test_a_folder_gets_one_picture_after_another_and_keeps_what_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there yet"
    outlet = FolderOutlet(folder)
    assert outlet.look() is PrinterState.READY
    for _ in range(2):
        outlet.put(draw_ticket(FACE, 80), lambda: None)
    first, second = sorted(folder.iterdir())
    assert (first.name, second.name) == ("ticket-0001.png", "ticket-0002.png")
    with Image.open(second) as picture:
        assert Paper(picture).codes == (FACE.code,)


def test_a_folder_that_cannot_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    outlet = FolderOutlet(tmp_path / "file")
    assert became(lambda: put(outlet)) is PrintTrouble.REFUSED


def test_a_spooler_gets_the_whole_ticket_as_raw_bytes() -> None:
    path = PaperPath()
    named: list[str] = []

    def send(name: str, content: bytes) -> None:
        named.append(name)
        path.buffer += content

    outlet = SpoolOutlet("受付", send)
    assert outlet.look() is PrinterState.UNKNOWN
    sent: list[bool] = []
    put(outlet, sent)
    path.run()
    assert (named, sent) == (["受付"], [True])
    assert path.papers[0].picture.size == (64, 30)


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (PermissionError("told no"), PrintTrouble.REFUSED),
        (OSError("nobody there"), PrintTrouble.OFFLINE),
        (TimeoutError("a part was taken"), PrintTrouble.UNKNOWN),
    ],
)
def test_a_spooler_that_fails_is_told_as_it_is(error: OSError, trouble: PrintTrouble) -> None:
    def send(_name: str, _content: bytes) -> None:
        raise error

    assert became(lambda: put(SpoolOutlet("受付", send))) is trouble


@pytest.mark.skipif(sys.platform == "win32", reason="windows: winspool has no stand-in")
@pytest.mark.parametrize(("ending", "trouble"), [(0, None), (1, PrintTrouble.REFUSED)])
def test_lp_is_given_the_bytes_and_asked_for_nothing_but_raw(
    tmp_path: Path, ending: int, trouble: PrintTrouble | None
) -> None:
    lp = tmp_path / "lp"
    lp.write_text(
        f'#!/bin/sh\nprintf "%s " "$@" > "{tmp_path}/said"\n'
        f'cat > "{tmp_path}/bytes"\nexit {ending}\n',
        encoding="utf-8",
    )
    lp.chmod(0o700)
    saved = os.environ["PATH"]
    os.environ["PATH"] = f"{tmp_path}{os.pathsep}{saved}"
    try:
        assert became(lambda: put(SpoolOutlet("Receipt"))) is trouble
    finally:
        os.environ["PATH"] = saved
    assert (tmp_path / "said").read_text(encoding="utf-8") == "-s -d Receipt -o raw - "
    path = PaperPath(buffer=bytearray((tmp_path / "bytes").read_bytes()))
    path.run()
    assert len(path.papers) == 1


def test_a_machine_without_a_spooler_is_an_offline_printer(tmp_path: Path) -> None:
    saved = os.environ["PATH"]
    os.environ["PATH"] = str(tmp_path)
    try:
        assert became(lambda: put(SpoolOutlet("Receipt"))) is PrintTrouble.OFFLINE
    finally:
        os.environ["PATH"] = saved
