"""The receiver's window on the real storage room: a stick, a ledger, a batch."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.background import WorkerBackground
from kiosk.errors import KioskError
from kiosk.texts import Language, catalogue
from kiosk.vaultports import Progress
from kiosk.wiring.receiver import NoBatchHereError
from kiosk.wiring.receiverdesk import LedgerDoor
from storage.batches.errors import BatchTamperedError
from storage.crypto.signing import new_signing_key
from tests.storage.sender import CODE, Sender
from tests.ui.conftest import plain_app
from tests.ui.receiver.acts import Person
from tests.ui.seen import said
from ui.hands import Hands
from ui.receiver.deliverer import Deliverer
from ui.receiver.window import ReceiverWindow


@pytest.fixture
def sender(tmp_path: Path) -> Sender:
    return Sender(tmp_path / "stick" / "KB")


@pytest.fixture
def door(tmp_path: Path) -> LedgerDoor:
    return LedgerDoor(tmp_path / "ledger")


def _ignore(_progress: Progress) -> None:
    """Take no notice."""


def test_a_stick_is_searched_one_folder_deep(door: LedgerDoor, sender: Sender) -> None:
    first, second = sender.send(), sender.send()
    assert door.batches_in(sender.root.parent) == (first.age, second.age)
    assert door.batches_in(first.age) == (first.age,)
    for place in (first.envelope, sender.root.parent / "absent"):
        with pytest.raises(NoBatchHereError):
            door.batches_in(place)


def test_a_batch_exchanged_between_look_and_trust_is_refused(
    door: LedgerDoor, sender: Sender
) -> None:
    seen = door.look(sender.send().age, _ignore)
    assert seen.refusal is not None
    assert seen.refusal.message_key == "unknown_station"
    sender.again_from(0, None)
    sender.private, sender.public = new_signing_key()
    sender.send()
    with pytest.raises(BatchTamperedError):
        door.trust(seen)
    with pytest.raises(KioskError):
        door.look(sender.root / "absent.zip.age", _ignore)


def test_a_first_batch_is_received_through_the_window(
    qtbot: QtBot, qapp: QApplication, door: LedgerDoor, sender: Sender, tmp_path: Path
) -> None:
    plain_app()
    paths = sender.send()
    person = Person(place=paths.age, key=sender.identity, folder=tmp_path / "out")
    deliverer = Deliverer()
    with WorkerBackground("receiving", deliverer.deliver) as background:
        window = ReceiverWindow(catalogue(Language.JA), door, person, background)
        window.show()
        hands = Hands(window)
        for key in ("F2", "F3", "F4"):
            hands.press(key)
        qtbot.waitUntil(lambda: window.choosing.complete)
        hands.press("Ctrl+Enter")
        qtbot.waitUntil(lambda: window.page is window.looking)
        assert window.looking.kind == "unknown_station"
        hands.press("Enter")
        hands.press("Y")
        qtbot.waitUntil(lambda: window.page is window.looking and window.looking.kind == "")
        hands.press("Enter")
        qtbot.waitUntil(lambda: window.page is window.result)
        assert window.result.code.text().replace(" ", "") == CODE
        assert (tmp_path / "out" / paths.name / "applicants.csv").is_file()
        hands.press("F6")
        qtbot.waitUntil(lambda: window.page is window.ledger)
        assert paths.name in said(window)
        window.close()
        window.deleteLater()
    QApplication.processEvents()
