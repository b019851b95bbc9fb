"""Recipients, policy, rehearsal, and a database that disagrees."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.custody import AnchorState
from kiosk.texts import Language, catalogue
from tests.fakes.commands import RecordingCommands
from tests.ui import desks
from tests.ui.desks import Pick, show
from tests.ui.seen import said
from ui.hands import Hands
from ui.screens import StationScreens


def test_the_words_of_every_recipient_are_shown(screens: StationScreens) -> None:
    show(screens, desks.POLICY)
    words = said(screens.staff)
    assert desks.CITY.words in words
    assert desks.HOME.words in words
    assert desks.SIGNED.root_words in words
    assert "あと 123日" in words
    assert "まだ開けることを確認していない" in words


def test_a_policy_is_looked_at_before_it_is_installed(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, pick: Pick
) -> None:
    pick.chosen = Path("policy.json")
    show(screens, desks.POLICY)
    hands.press("F2")
    assert commands.asked == ["preview_policy"]
    show(screens, desks.NEWER)
    words = said(screens.staff)
    assert f"{desks.BRANCH.name}（新しい受取人）：{desks.BRANCH.words}" in words
    assert f"{desks.CITY.name}：{desks.CITY.words}" in words
    assert desks.NEW_ROOT_WORDS in words
    hands.press("Enter")
    assert commands.asked == ["preview_policy", "install_policy"]
    assert commands.at_desks == [(Path("policy.json"),), (Path("policy.json"),)]


def test_esc_leaves_a_newer_policy_alone(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, desks.NEWER)
    hands.press("Esc")
    assert "新しい受取人" not in said(screens.staff)
    hands.press("Esc")
    assert commands.asked == ["go_home"]


def test_rehearsal_files_go_onto_a_medium(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, desks.POLICY)
    hands.press("F3")
    hands.press("Enter")
    assert commands.asked == ["write_rehearsal"]
    assert commands.at_desks == [(desks.STICK.folder,)]


def test_a_rehearsal_code_is_handed_on(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, desks.POLICY)
    hands.press("Enter")
    hands.write("kens-hu22")
    hands.press("Enter")
    assert commands.asked == ["prove_rehearsal"]
    assert commands.at_desks == [("KENSHU22",)]


@pytest.mark.parametrize("state", [one for one in AnchorState if one is not AnchorState.AGREES])
def test_when_the_database_disagrees_everybody_reads_what_to_do(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, state: AnchorState
) -> None:
    desk = replace(desks.POLICY, outlook=desks.standing(anchor=state))
    show(screens, desk)
    assert catalogue(Language.JA)[f"policy.anchor.{state.value}"] in said(screens.staff)
    assert "総括責任者を呼び" in said(screens.staff)
    hands.press("F5")
    hands.write("承認")
    hands.press("Ctrl+Enter")
    assert "accept_anchor" not in commands.asked


@pytest.mark.parametrize(("word", "asked"), [("承認", ["accept_anchor"]), ("はい", []), ("", [])])
def test_the_general_manager_accepts_with_a_typed_word(
    screens: StationScreens,
    hands: Hands,
    commands: RecordingCommands,
    word: str,
    asked: list[str],
) -> None:
    show(screens, desks.BEHIND, staff=desks.GENERAL)
    hands.press("F5")
    hands.write(word)
    hands.press("Enter")
    hands.write("my own password")
    hands.press("Enter")
    assert commands.asked == asked
    assert commands.at_desks == [("my own password",) for _ in asked]
