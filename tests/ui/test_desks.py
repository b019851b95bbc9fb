"""The back office by keyboard alone: what is asked of the station, what is never left behind."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from kiosk.domain.audit import AuditGroup, AuditKind
from kiosk.domain.custody import AnchorState, DayStage, SecondPerson
from kiosk.domain.ids import StaffId
from kiosk.domain.staff import Role
from kiosk.domain.station import NewStaffMember
from kiosk.texts import Language, catalogue
from kiosk.vaultports import Progress
from kiosk.workflow.desks import Desk, DeskAct, HandOverDesk, PolicyDesk, StaffDesk
from kiosk.workflow.phases import SignedOut
from tests.fakes.commands import RecordingCommands
from tests.ui import desks, samples
from tests.ui.seen import said
from ui.hands import Hands
from ui.screens import StationScreens

SECRET = "four invented words here"
EVERY: dict[str, Desk] = {
    "hand_over": desks.hand_over(),
    "audit": desks.trail(),
    "staff": desks.PEOPLE,
    "policy": desks.POLICY,
}


@dataclass
class Pick:
    """A person who picks what they were told to, at once."""

    chosen: Path | None = None
    titles: list[str] = field(default_factory=list)
    over: list[QWidget] = field(default_factory=list)
    withdrawn: int = 0

    def folder(self, over: QWidget, title: str, picked: Callable[[Path], None]) -> None:
        self._pick(over, title, picked)

    def file(self, over: QWidget, title: str, picked: Callable[[Path], None]) -> None:
        self._pick(over, title, picked)

    def withdraw(self) -> None:
        self.withdrawn += 1

    def _pick(self, over: QWidget, title: str, picked: Callable[[Path], None]) -> None:
        self.over.append(over)
        self.titles.append(title)
        if self.chosen is not None:
            picked(self.chosen)


@pytest.fixture
def pick(screens: StationScreens) -> Pick:
    made = Pick()
    for page in screens.staff.office.every():
        page.picker = made
    return made


def show(screens: StationScreens, desk: Desk, **changes: object) -> None:
    screens.show_view(desks.at(desk, **changes))
    QApplication.processEvents()


def typed(screens: StationScreens) -> str:
    """Return everything that stands in any field of the staff window, seen or not."""
    return "".join(one.text() for one in screens.staff.findChildren(QLineEdit))


# --- every desk -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EVERY)
def test_esc_leaves_a_desk(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, name: str
) -> None:
    show(screens, EVERY[name])
    hands.press("Esc")
    assert commands.asked == ["go_home"]


@pytest.mark.parametrize("name", EVERY)
def test_a_desk_that_works_takes_no_other_key(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, pick: Pick, name: str
) -> None:
    pick.chosen = Path("policy.json")
    show(screens, EVERY[name])
    show(screens, EVERY[name], busy=True)
    for key in ("Enter", "Ctrl+Enter", "Esc", "F2", "F3", "F4", "F5", "F6", "V", "1", "PgDown"):
        hands.press(key)
    assert commands.asked == []


@pytest.mark.parametrize("name", EVERY)
def test_an_error_stands_on_the_page_with_what_is_safe_and_what_to_do(
    screens: StationScreens, name: str
) -> None:
    show(screens, EVERY[name], notice=samples.disk_full())
    words = said(screens.staff)
    for part in catalogue(Language.JA).explain(samples.disk_full()):
        assert part in words


@pytest.mark.parametrize("name", EVERY)
def test_nothing_of_a_desk_stays_when_the_station_is_locked(
    screens: StationScreens, name: str
) -> None:
    show(screens, EVERY[name])
    page = screens.staff.page
    before = "".join(one.text() for one in page.findChildren(QLabel))
    screens.show_view(samples.view(SignedOut()))
    QApplication.processEvents()
    after = "".join(one.text() for one in page.findChildren(QLabel))
    for word in ("KENSHU-USB1", "kenshu2", "研修 総括", "うみ かぜ"):
        assert word not in after
    assert any(word in before for word in ("KENSHU-USB1", "kenshu2", "うみ かぜ"))


def test_the_applicant_sees_nothing_of_a_desk(screens: StationScreens) -> None:
    for desk in EVERY.values():
        show(screens, desk)
        assert "kenshu" not in said(screens.applicant).lower()
        assert "研修 " not in said(screens.applicant)


def test_the_window_stays_open_while_a_desk_works(screens: StationScreens) -> None:
    show(screens, desks.hand_over(desks.CLOSED), busy=True)
    assert not screens.staff.close()
    show(screens, desks.hand_over(desks.CLOSED))
    assert screens.staff.close()


# --- hand-over --------------------------------------------------------------------------------


def test_the_days_say_how_far_they_are_in_words(screens: StationScreens) -> None:
    show(screens, desks.hand_over())
    words = said(screens.staff)
    for stage in ("消去の途中", "受領済み", "写し済み、受領コード待ち", "締め済み、まだ写しがない"):
        assert stage in words


@pytest.mark.parametrize(
    ("down", "wish"),
    [(0, "copy_batch"), (1, "copy_batch"), (2, "copy_batch")],
)
def test_a_batch_is_copied_onto_the_chosen_medium(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, down: int, wish: str
) -> None:
    show(screens, desks.hand_over(desks.CLOSED))
    hands.press("Enter")
    for _ in range(down):
        hands.press("Down")
    hands.press("Enter")
    media = (desks.STICK, desks.SMALL, desks.ODD)
    assert commands.asked == [wish]
    assert commands.at_desks == [(desks.CLOSED.business_date, media[down].folder)]


def test_the_last_row_asks_for_a_folder(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, pick: Pick
) -> None:
    show(screens, desks.hand_over(desks.CLOSED))
    hands.press("F2")
    for _ in range(3):
        hands.press("Down")
    hands.press("Enter")
    assert commands.asked == []
    assert pick.titles
    pick.chosen = Path("/media/elsewhere")
    hands.press("Enter")
    assert commands.at_desks == [(desks.CLOSED.business_date, Path("/media/elsewhere"))]


def test_a_medium_without_room_is_marked_before_it_is_tried(
    screens: StationScreens, hands: Hands
) -> None:
    show(screens, desks.hand_over(desks.CLOSED))
    hands.press("F2")
    QApplication.processEvents()
    assert "空き 0.1 GB では足りません" in said(screens.staff)


def test_a_copy_on_its_way_is_given_up_only_after_a_question(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, desks.hand_over(desks.CLOSED))
    show(screens, desks.hand_over(desks.CLOSED), busy=True, progress=Progress(41, 100))
    assert "41 %" in said(screens.staff)
    hands.press("Esc")
    assert commands.asked == []
    hands.press("Y")
    assert commands.asked == ["cancel"]
    assert "安全なところで止めています" in said(screens.staff)
    hands.press("Esc")
    hands.press("Y")
    assert commands.asked == ["cancel"]


def test_only_a_copy_that_was_read_back_may_be_pulled_out(screens: StationScreens) -> None:
    show(screens, desks.hand_over(desks.CLOSED))
    show(screens, desks.hand_over(desks.CLOSED), busy=True, progress=Progress(100, 100))
    assert "抜いてよい" not in said(screens.staff)
    show(screens, desks.hand_over(desks.CLOSED), notice=samples.disk_full())
    assert "抜いてよい" not in said(screens.staff)
    show(screens, desks.hand_over(desks.COPIED, act=DeskAct.COPIED, pulled="KENSHU-USB1"))
    words = [one for one in screens.staff.findChildren(QLabel) if one.isVisible()]
    large = max(words, key=lambda one: one.font().pixelSize())
    assert large.text() == "抜いてよい"
    assert "KENSHU-USB1" in said(screens.staff)


def test_the_code_is_typed_in_any_shape_and_shown_in_groups(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, desks.hand_over(desks.COPIED))
    hands.press("Enter")
    hands.write("ａｂｃｄ 2345 kenshu77")
    assert "ABCD-2345-KENS-HU77" in typed(screens)
    hands.press("Enter")
    assert commands.at_desks == [(desks.COPIED.business_date, "ABCD2345KENSHU77")]


def test_a_refused_code_can_be_corrected(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    desk = desks.hand_over(desks.COPIED)
    show(screens, desk)
    hands.press("F3")
    hands.write("abcd")
    hands.press("Enter")
    show(screens, desk, busy=True)
    show(screens, replace(desk), notice=samples.disk_full())
    assert "ABCD" in typed(screens)
    hands.write("2345")
    hands.press("Enter")
    assert commands.at_desks[-1] == (desks.COPIED.business_date, "ABCD2345")


def test_headquarters_word_is_picked_as_a_file(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, pick: Pick
) -> None:
    pick.chosen = Path("token.json")
    show(screens, desks.hand_over(desks.COPIED))
    hands.press("F4")
    assert commands.asked == ["accept_receipt_token"]
    assert commands.at_desks == [(desks.COPIED.business_date, Path("token.json"))]


def test_a_day_that_cools_cannot_be_deleted(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, desks.hand_over(desks.COOLING))
    assert "2026-11-29 14:32 から消去できます" in said(screens.staff)
    for key in ("Enter", "F5"):
        hands.press(key)
    hands.write("kenshu2")
    hands.press("Ctrl+Enter")
    assert commands.asked == []


def delete(hands: Hands, count: str) -> None:
    hands.press("Enter")
    for words in ("kenshu2", SECRET, count):
        hands.write(words)
        hands.press("Enter")


def test_a_day_is_deleted_by_two_with_its_count_typed(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, desks.hand_over(desks.RIPE))
    delete(hands, "41")
    ((day, second, media),) = commands.at_desks
    assert day == desks.RIPE.business_date
    assert isinstance(second, SecondPerson)
    assert (second.staff_id, second.password) == ("kenshu2", SECRET)
    assert media == ("KENSHU-USB1", "KENSHU-USB2")


@pytest.mark.parametrize("count", ["", "4", "40", "141"])
def test_another_count_deletes_nothing(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, count: str
) -> None:
    show(screens, desks.hand_over(desks.RIPE))
    delete(hands, count)
    assert commands.asked == []
    assert "件数が違います" in said(screens.staff)


def test_media_that_were_wiped_are_not_on_the_certificate(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, desks.hand_over(desks.RIPE))
    hands.press("Enter")
    for words in ("kenshu2", SECRET, "41"):
        hands.write(words)
        screens.staff.focusNextChild()
    hands.press("Space")
    hands.press("Ctrl+Enter")
    ((_, _, media),) = commands.at_desks
    assert media == ("KENSHU-USB2",)


def test_the_second_persons_password_is_gone_as_soon_as_it_was_used(
    screens: StationScreens, hands: Hands
) -> None:
    show(screens, desks.hand_over(desks.RIPE))
    delete(hands, "41")
    assert SECRET not in typed(screens)
    assert "kenshu2" in typed(screens)


def test_a_refused_second_person_types_the_password_again_only(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    desk = desks.hand_over(desks.RIPE)
    show(screens, desk)
    delete(hands, "41")
    show(screens, desk, busy=True)
    show(screens, replace(desk), notice=samples.disk_full())
    hands.write(SECRET)
    hands.press("Ctrl+Enter")
    assert commands.asked == ["delete_day", "delete_day"]


def test_an_interrupted_deletion_goes_on(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, desks.hand_over(desks.TORN))
    delete(hands, "41")
    assert commands.asked == ["delete_day"]


def test_after_a_deletion_the_certificate_is_named(screens: StationScreens) -> None:
    one = desks.CERTIFICATES[0]
    show(screens, desks.hand_over(act=DeskAct.DELETED, certificate=one, paper=desks.PAPER))
    words = said(screens.staff)
    assert one.number in words
    assert str(desks.PAPER) in words
    show(screens, desks.hand_over(act=DeskAct.DELETED, certificate=one))
    assert "PDF を作れませんでした" in said(screens.staff)


def test_an_earlier_certificate_is_written_again(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, desks.hand_over())
    for key in ("F6", "Down", "Enter"):
        hands.press(key)
    assert commands.at_desks == [(desks.CERTIFICATES[1].number,)]


def test_a_missing_backup_is_made_first(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, desks.hand_over(desks.BARE))
    hands.press("Enter")
    assert commands.asked == ["back_up"]


@pytest.mark.parametrize("stage", [DayStage.OPEN, DayStage.CLOSING, DayStage.SEALED])
def test_a_day_that_is_not_closed_offers_nothing(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, stage: DayStage
) -> None:
    show(screens, desks.hand_over(replace(desks.OPEN, stage=stage)))
    for key in ("Enter", "F2", "F3", "F4", "F5"):
        hands.press(key)
    assert commands.asked == []


# --- the trail --------------------------------------------------------------------------------


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


# --- people -----------------------------------------------------------------------------------


def write_each(hands: Hands, *words: str) -> None:
    for one in words:
        hands.write(one)
        hands.press("Enter")


def test_everybody_changes_the_own_password(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, StaffDesk(members=(desks.CLERK,)), staff=desks.CLERK)
    hands.press("Enter")
    write_each(hands, "the old one", SECRET, SECRET)
    assert commands.at_desks == [("the old one", SECRET)]
    assert SECRET not in typed(screens)
    assert "the old one" not in typed(screens)


@pytest.mark.parametrize(
    ("new", "again", "reason"),
    [("short", "short", "12文字以上"), (SECRET, SECRET + "x", "2つのパスワードが違います")],
)
def test_a_weak_or_mistyped_password_changes_nothing(
    screens: StationScreens,
    hands: Hands,
    commands: RecordingCommands,
    new: str,
    again: str,
    reason: str,
) -> None:
    show(screens, desks.PEOPLE)
    hands.press("Enter")
    write_each(hands, "the old one", new, again)
    assert commands.asked == []
    assert reason in said(screens.staff)


@pytest.mark.parametrize("keys", [("Enter",), ("F2",), ("Down", "F3")])
@pytest.mark.parametrize("locked", [True, False])
def test_no_password_stays_on_a_page_that_was_left(
    screens: StationScreens, hands: Hands, keys: tuple[str, ...], *, locked: bool
) -> None:
    show(screens, desks.PEOPLE)
    for key in keys:
        hands.press(key)
    for one in screens.staff.page.findChildren(QLineEdit):
        if one.isVisible() and one.echoMode() is QLineEdit.EchoMode.Password:
            one.setFocus()
            hands.write(SECRET)
    assert SECRET in typed(screens)
    if locked:
        screens.show_view(samples.view(SignedOut()))
    else:
        hands.press("Esc")
    assert SECRET not in typed(screens)


def test_passwords_are_never_readable(screens: StationScreens, hands: Hands) -> None:
    show(screens, desks.PEOPLE)
    for keys in (("Enter",), ("F2",), ("Down", "F3")):
        for key in keys:
            hands.press(key)
        for one in screens.staff.page.findChildren(QLineEdit):
            if "パスワード" in one.accessibleName():
                assert one.echoMode() is QLineEdit.EchoMode.Password
        hands.press("Esc")


@pytest.mark.parametrize("key", ["F2", "F3", "F4"])
def test_who_is_no_lead_changes_nothing_about_others(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, key: str
) -> None:
    show(screens, desks.PEOPLE, staff=desks.CLERK)
    for pressed in (key, "Enter", "Y"):
        hands.press(pressed)
    assert commands.asked == []


def test_a_member_is_added_with_name_role_and_password(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, desks.PEOPLE)
    hands.press("F2")
    write_each(hands, "kenshu3", "研修 三郎")
    hands.press("1")
    hands.press("Enter")
    write_each(hands, SECRET, SECRET)
    ((person,),) = commands.at_desks
    assert isinstance(person, NewStaffMember)
    assert person.member.id == "kenshu3"
    assert person.member.role is Role.STAFF
    assert person.password == SECRET
    assert SECRET not in typed(screens)


def test_somebody_is_removed_only_after_a_question(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, desks.PEOPLE)
    for key in ("Down", "F4", "Enter"):
        hands.press(key)
    assert "金庫の鍵を新しくする" in said(screens.staff)
    assert commands.asked == []
    hands.press("Y")
    assert commands.at_desks == [(desks.CLERK.id,)]


def test_nobody_can_be_removed_by_themselves(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, desks.PEOPLE)
    for key in ("F4", "Enter", "Y"):
        hands.press(key)
    assert "remove_staff" not in commands.asked


def test_a_forgotten_password_is_replaced(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, desks.PEOPLE)
    for key in ("Down", "F3"):
        hands.press(key)
    write_each(hands, SECRET, SECRET)
    assert commands.at_desks == [(StaffId("kenshu2"), SECRET)]


# --- keys -------------------------------------------------------------------------------------


def test_the_words_of_every_recipient_are_shown(screens: StationScreens) -> None:
    show(screens, desks.POLICY)
    words = said(screens.staff)
    assert desks.CITY.words in words
    assert desks.HOME.words in words
    assert desks.SIGNED.root_words in words
    assert "あと 123日" in words
    assert "まだ開けることを確認していない" in words


def test_a_policy_is_installed_from_a_file(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, pick: Pick
) -> None:
    pick.chosen = Path("policy.json")
    show(screens, desks.POLICY)
    hands.press("F2")
    assert commands.at_desks == [(Path("policy.json"),)]


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
    assert commands.asked == asked


@pytest.mark.parametrize(
    ("desk", "key", "wish"),
    [(desks.hand_over(desks.CLOSED), "F2", "open_hand_over"), (desks.POLICY, "F3", "open_policy")],
)
def test_a_medium_plugged_in_just_now_is_found_with_f9(
    screens: StationScreens,
    hands: Hands,
    commands: RecordingCommands,
    desk: HandOverDesk | PolicyDesk,
    key: str,
    wish: str,
) -> None:
    show(screens, replace(desk, media=()))
    hands.press(key)
    QApplication.processEvents()
    assert "KENSHU-USB1" not in said(screens.staff)
    hands.press("F9")
    assert commands.asked == [wish]
    show(screens, desk)
    QApplication.processEvents()
    assert "KENSHU-USB1" in said(screens.staff)
