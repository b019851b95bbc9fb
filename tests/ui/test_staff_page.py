"""People and passwords by keyboard; no password is left anywhere."""

import pytest
from PySide6.QtWidgets import QLineEdit

from kiosk.domain.ids import StaffId
from kiosk.domain.staff import Role
from kiosk.domain.station import NewStaffMember
from kiosk.workflow.desks import StaffDesk
from kiosk.workflow.phases import SignedOut
from tests.fakes.commands import RecordingCommands
from tests.ui import desks, samples
from tests.ui.desks import show, typed
from tests.ui.seen import said
from ui.hands import Hands
from ui.screens import StationScreens

SECRET = "four invented words here"


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
