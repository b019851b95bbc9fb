"""The audit trail by keyboard: groups, pages, the proof."""

import pytest

from kiosk.domain.audit import AuditGroup, AuditKind
from kiosk.texts import Language, catalogue
from tests.fakes.commands import RecordingCommands
from tests.ui import desks
from tests.ui.desks import show
from tests.ui.seen import said
from ui.hands import Hands
from ui.screens import StationScreens


@pytest.mark.parametrize(("at", "group"), list(enumerate(AuditGroup)))
def test_a_digit_asks_for_its_group(
    screens: StationScreens,
    hands: Hands,
    commands: RecordingCommands,
    at: int,
    group: AuditGroup,
) -> None:
    show(screens, desks.trail())
    hands.press(str(at + 1))
    assert commands.at_desks == [(group, None)]


def test_pages_are_turned_down_and_up_again(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    first, second = desks.trail(600), desks.trail(588, before=589)
    show(screens, first)
    hands.press("PgUp")
    hands.press("PgDown")
    assert commands.at_desks == [(AuditGroup.ALL, 589)]
    show(screens, second)
    hands.press("PgDown")
    show(screens, desks.trail(576, before=577, more=False))
    hands.press("PgDown")
    hands.press("PgUp")
    assert commands.at_desks[1:] == [(AuditGroup.ALL, 577), (AuditGroup.ALL, 589)]
    show(screens, second)
    hands.press("PgUp")
    assert commands.at_desks[-1] == (AuditGroup.ALL, None)


@pytest.mark.parametrize("key", ["V", "Enter"])
def test_the_trail_is_verified(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, key: str
) -> None:
    show(screens, desks.trail())
    hands.press(key)
    assert commands.asked == ["verify_audit"]


def test_the_proof_can_be_read_aloud(screens: StationScreens) -> None:
    show(screens, desks.trail(proof=desks.PROOF))
    words = said(screens.staff)
    assert "12,600" in words
    assert "0001 0203 0405 0607" in words


@pytest.mark.parametrize("language", [Language.JA, Language.EN])
def test_every_kind_and_group_has_words(language: Language) -> None:
    words = catalogue(language)
    for kind in AuditKind:
        assert words[f"audit.kind.{kind.value}"]
    for group in AuditGroup:
        assert words[f"audit.group.{group.value}"]
