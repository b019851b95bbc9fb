"""The ways into the office: headquarters' passphrase, the log-in of a station's people."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.background import WorkerBackground
from kiosk.errors import KioskError
from kiosk.texts import Language, catalogue
from kiosk.wiring.office import HeadquartersGate, StationGate
from kiosk.workflow.contract.gate import GateKind
from tests.storage.people import LEAD_PASSWORD, STAFF_PASSWORD, Place
from tests.ui.conftest import plain_app
from tests.ui.office.acts import ONE, WORD, Files, StandingClock, begin_book, crew
from ui.app import make_app
from ui.hands import Hands
from ui.office.people import PeoplePage
from ui.office.window import OfficeWindow
from ui.receiver.deliverer import Deliverer

JA = catalogue(Language.JA)


def test_an_empty_folder_begins_a_book_that_only_its_passphrase_opens(tmp_path: Path) -> None:
    folder = tmp_path / "hq"
    gate = HeadquartersGate(folder, JA, StandingClock())
    assert gate.kind is GateKind.BEGINNING
    office = gate.open("kenshu", WORD)
    office.book.put(crew()[0], by=office.by, expected_version=0)
    gate.shut()
    gate.shut()
    again = HeadquartersGate(folder, JA, StandingClock())
    assert again.kind is GateKind.HEADQUARTERS
    with pytest.raises(KioskError) as refused:
        again.open("kenshu", "another word of the same length")
    assert refused.value.message_key == "office_passphrase"
    opened = again.open("kenshu2", WORD)
    assert [one.ref.id for one in opened.book.read().kept] == [ONE]
    again.shut()


def test_a_name_that_no_history_can_hold_opens_nothing(tmp_path: Path) -> None:
    gate = HeadquartersGate(tmp_path / "hq", JA, StandingClock())
    with pytest.raises(KioskError) as refused:
        gate.open("研修", WORD)
    assert refused.value.message_key == "field"
    assert not (tmp_path / "hq").exists()


def test_a_short_passphrase_begins_no_book(tmp_path: Path) -> None:
    gate = HeadquartersGate(tmp_path / "hq", JA, StandingClock())
    with pytest.raises(KioskError):
        gate.open("kenshu", "short")
    assert gate.kind is GateKind.BEGINNING
    assert not list(tmp_path.iterdir())


def test_the_people_of_a_station_open_its_book_with_their_own_password(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.create(training=True)
    station = place.open()
    try:
        gate = StationGate(station, JA, StandingClock())
        assert (gate.kind, gate.training) == (GateKind.STATION, True)
        with pytest.raises(KioskError):
            gate.open("lead1", STAFF_PASSWORD)
        office = gate.open("lead1", LEAD_PASSWORD)
        assert (office.by, office.where) == ("lead1", "SK01")
        office.book.put(crew()[0], by=office.by, expected_version=0)
        gate.shut()
        with pytest.raises(KioskError):
            office.book.read()
        again = gate.open("staff1", STAFF_PASSWORD)
        assert [one.by for one in again.book.read().kept] == ["lead1"]
    finally:
        station.close()


def test_a_window_on_a_thread_of_its_own_opens_and_shows_the_book(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    folder = tmp_path / "hq"
    begin_book(folder, crew()).close()
    make_app()
    deliverer = Deliverer()
    with WorkerBackground("office", deliverer.deliver) as background:
        gate = HeadquartersGate(folder, JA, StandingClock())
        window = OfficeWindow(JA, gate, Files(), background)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        Hands(window).sign_in("kenshu", WORD)
        qtbot.waitUntil(lambda: window.page is not None, timeout=20_000)
        qtbot.waitUntil(lambda: bool(window.page and window.page.snapshot.people), timeout=20_000)
        Hands(window).press("F3")
        assert isinstance(window.page, PeoplePage)
        assert [row.name for row in window.page.list.shown] == ["P-01", "P-02"]
        background.call(gate.shut)
        window.close()
        window.deleteLater()
    QApplication.processEvents()
    plain_app()
