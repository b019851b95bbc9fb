"""A card to the city and back through a real session, by real keys alone."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.domain.audit import AuditKind
from kiosk.domain.cardslip import CardNotReturned, CardReturned, CardTaker
from kiosk.domain.intake import Procedure
from kiosk.workflow import phases
from tests.ui.seen import said
from tests.ui.staff.table import Table, lay


@pytest.fixture
def visit(qtbot: QtBot) -> Iterator[Table]:
    made = lay(Procedure.VISIT)
    yield made
    made.screens.close()
    QApplication.processEvents()


def hand_over(table: Table, name: str, *, officer: str = "") -> None:
    table.press("N")
    table.hands.write(name)
    table.press("Enter", "Enter", "Enter", "1", "Enter")
    if officer:
        table.hands.write(officer)
    table.press("Ctrl+Enter")


def slips(table: Table) -> list[object]:
    (day,) = table.bench.station.slips.values()
    return [one.ended and type(one.ended) for one in day]


def test_two_cards_go_out_and_are_back_before_the_evening(visit: Table) -> None:
    visit.press("K")
    hand_over(visit, "研修 花子", officer="研修 係員")
    assert "1番のカードを預けました" in said(visit.screens.staff)
    visit.press("P")
    assert visit.bench.sheets.pages == [(b"card slip 1",)]
    hand_over(visit, "研修 次郎")
    assert slips(visit) == [None, None]
    visit.bench.clock.pass_s(120)
    visit.bench.session.pass_time()
    QApplication.processEvents()
    assert said(visit.screens.staff).count("預け中") >= 2
    visit.press("Enter", "2")  # the newest is chosen: to the representative
    visit.press("Up", "X", "1", "Y")
    assert slips(visit) == [CardNotReturned, CardReturned]
    (day,) = visit.bench.station.slips.values()
    assert isinstance(day[1].ended, CardReturned)
    assert day[1].ended.to is CardTaker.REPRESENTATIVE
    assert day[1].giving.officer == "研修 係員"  # of the card before
    visit.press("Esc")
    assert visit.at(phases.Ready)
    kinds = [line.kind for line in visit.bench.station.trail]
    for kind in (AuditKind.GIVE_CARD, AuditKind.RETURN_CARD, AuditKind.SETTLE_CARD):
        assert kind in kinds


def test_a_card_is_given_back_with_two_keys_and_the_lock_hides_the_list(visit: Table) -> None:
    visit.press("K")
    hand_over(visit, "研修 花子", officer="研修 係員")
    before = len(visit.keys)
    visit.press("Enter", "Enter")
    assert len(visit.keys) - before == 2
    assert slips(visit) == [CardReturned]
    visit.press("F12")
    assert visit.at(phases.SignedOut)
    assert "花子" not in said(visit.screens.staff) + said(visit.screens.applicant)
