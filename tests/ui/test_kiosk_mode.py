"""Kiosk mode: nothing that Qt is told leads out of the program but a lead's password."""

from collections.abc import Iterator
from typing import TypeAlias

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QInputEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kiosk.errors import DiskFullError
from kiosk.texts import Language, catalogue
from kiosk.workflow import phases
from kiosk.workflow.errors import LeaverError, StillWritingError
from kiosk.workflow.snapshots import StationView, WayOut
from tests.fakes.commands import RecordingCommands
from tests.ui import desks, samples, sittings
from tests.ui.clipping import clipped
from tests.ui.conftest import make_screens, plain_app
from tests.ui.seen import said
from ui.hands import Hands
from ui.kioskmode import KioskGuard, is_held
from ui.screens import StationScreens
from ui.staff.desks.picking import DialogPicker
from ui.theme import STANDARD

pytestmark = pytest.mark.gui
Key: TypeAlias = Qt.Key
Modifier: TypeAlias = Qt.KeyboardModifier
WORDS = catalogue(Language.JA)


@pytest.fixture
def kiosk(
    qtbot: QtBot, qapp: QApplication, commands: RecordingCommands
) -> Iterator[StationScreens]:
    made = make_screens(commands, Language.JA, kiosk=True)
    made.open()
    made.show_view(samples.view(phases.SignedOut()))
    QApplication.processEvents()
    yield made
    made.close()
    QApplication.processEvents()


class Listener(QWidget):
    """Takes whatever reaches it."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[QEvent.Type] = []
        self.setAcceptDrops(True)

    def event(self, event: QEvent) -> bool:
        if not isinstance(event, QInputEvent | QDropEvent):
            return super().event(event)
        self.heard.append(event.type())
        event.accept()
        return True


@pytest.fixture
def listener(open_listener: Listener) -> Iterator[Listener]:
    guard = KioskGuard([])
    guard.start()
    yield open_listener
    guard.stop()


@pytest.fixture
def open_listener(qtbot: QtBot, qapp: QApplication) -> Iterator[Listener]:
    made = Listener()
    made.heard.clear()
    yield made
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


LEADS_OUT = [
    (Key.Key_F4, Modifier.AltModifier),
    (Key.Key_Q, Modifier.ControlModifier),
    (Key.Key_W, Modifier.ControlModifier),
    (Key.Key_F4, Modifier.ControlModifier),
    (Key.Key_F11, Modifier.NoModifier),
    (Key.Key_Space, Modifier.AltModifier),
    (Key.Key_Tab, Modifier.AltModifier),
    (Key.Key_Escape, Modifier.ControlModifier | Modifier.ShiftModifier),
    (Key.Key_Print, Modifier.NoModifier),
    (Key.Key_Print, Modifier.AltModifier),
    (Key.Key_Menu, Modifier.NoModifier),
    (Key.Key_F10, Modifier.ShiftModifier),
    (Key.Key_Meta, Modifier.NoModifier),
    (Key.Key_D, Modifier.MetaModifier),
    (Key.Key_E, Modifier.MetaModifier),
    (Key.Key_LaunchMail, Modifier.NoModifier),
]
STAYS = [
    (Key.Key_F10, Modifier.NoModifier),
    (Key.Key_F12, Modifier.NoModifier),
    (Key.Key_Q, Modifier.ControlModifier | Modifier.ShiftModifier),
    (Key.Key_Return, Modifier.ControlModifier),
    (Key.Key_P, Modifier.ControlModifier),
    (Key.Key_V, Modifier.ControlModifier),
    (Key.Key_Tab, Modifier.ShiftModifier),
    (Key.Key_Q, Modifier.NoModifier),
    (Key.Key_Henkan, Modifier.NoModifier),
    (Key.Key_Zenkaku_Hankaku, Modifier.NoModifier),
]


@pytest.mark.parametrize(("key", "held"), LEADS_OUT)
def test_keys_that_lead_out_arrive_nowhere(listener: Listener, key: Key, held: Modifier) -> None:
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(listener, QKeyEvent(kind, key, held))
    assert listener.heard == []


@pytest.mark.parametrize(("key", "held"), STAYS)
def test_keys_of_the_work_and_of_the_input_method_arrive(
    listener: Listener, key: Key, held: Modifier
) -> None:
    QCoreApplication.sendEvent(listener, QKeyEvent(QEvent.Type.KeyPress, key, held))
    assert QEvent.Type.KeyPress in listener.heard


def test_a_menu_a_drop_and_a_pinch_arrive_nowhere(listener: Listener) -> None:
    words, here = QMimeData(), QPointF(4, 4)
    words.setText("研修")
    action, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Modifier.NoModifier
    pinch = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        here,
        here,
        here,
        1.5,
        QPointF(),
    )
    for event in (
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(4, 4), QPoint(4, 4)),
        QDropEvent(here, action, words, left, none),
        pinch,
    ):
        QCoreApplication.sendEvent(listener, event)
    assert listener.heard == []


@pytest.mark.parametrize(
    "button",
    [Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton, Qt.MouseButton.BackButton],
)
def test_only_the_left_button_of_a_mouse_does_anything(
    listener: Listener, button: Qt.MouseButton
) -> None:
    def click(which: Qt.MouseButton) -> None:
        here = QPointF(4, 4)
        for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            event = QMouseEvent(kind, here, here, which, which, Modifier.NoModifier)
            QCoreApplication.sendEvent(listener, event)

    click(button)
    assert listener.heard == []
    click(Qt.MouseButton.LeftButton)
    assert QEvent.Type.MouseButtonPress in listener.heard


def test_words_are_not_made_larger_by_the_wheel(listener: Listener) -> None:
    here = QPointF(4, 4)
    for held, heard in ((Modifier.ControlModifier, []), (Modifier.NoModifier, [QEvent.Type.Wheel])):
        wheel = QWheelEvent(
            here,
            here,
            QPoint(0, 0),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            held,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QCoreApplication.sendEvent(listener, wheel)
        assert listener.heard == heard


def test_no_field_lets_its_words_be_dragged_away(kiosk: StationScreens) -> None:
    edits = kiosk.staff.findChildren(QLineEdit)
    assert edits
    for page in kiosk.staff.pages.every():
        page.ensurePolished()
        assert [one for one in page.findChildren(QLineEdit) if one.dragEnabled()] == []


def test_the_windows_have_no_frame_and_the_public_ones_leave_the_keyboard_with_staff(
    kiosk: StationScreens,
) -> None:
    for window in kiosk.windows:
        assert window.windowFlags() & Qt.WindowType.FramelessWindowHint
        assert is_held(window)
    for window in kiosk.public:
        assert window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
        assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert not kiosk.staff.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus


def test_a_window_that_is_made_small_comes_back(kiosk: StationScreens) -> None:
    kiosk.staff.showMinimized()
    for _ in range(3):
        QApplication.processEvents()
    assert not kiosk.staff.isMinimized()


def test_outside_kiosk_mode_everything_arrives(open_listener: Listener) -> None:
    listener = open_listener
    press = QKeyEvent(QEvent.Type.KeyPress, Key.Key_F11, Modifier.NoModifier)
    QCoreApplication.sendEvent(listener, press)
    menu = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(4, 4), QPoint(4, 4))
    QCoreApplication.sendEvent(listener, menu)
    assert {QEvent.Type.KeyPress, QEvent.Type.ContextMenu} <= set(listener.heard)


# --- left alone -----------------------------------------------------------------------------


def told(window: QWidget) -> str:
    """Return all that any widget of the window holds in words, seen or not."""
    labels = [one.text() for one in window.findChildren(QLabel)]
    names = [one.accessibleName() for one in window.findChildren(QWidget)]
    return "\n".join([*labels, *names])


@pytest.mark.parametrize(
    "after",
    [
        samples.view(phases.SignedOut(kept=True)),
        samples.view(samples.confirming(hidden=True), case=samples.CASE),
        samples.view(phases.Receipted(18, samples.RECEIPT)),
    ],
    ids=["lock", "30 s", "sealed"],
)
def test_an_applicants_screen_that_is_left_knows_nobody(
    kiosk: StationScreens, after: StationView
) -> None:
    kiosk.show_view(samples.view(samples.confirming(), case=samples.CASE))
    QApplication.processEvents()
    assert "研修 花子" in told(kiosk.applicant)
    kiosk.show_view(after)
    QApplication.processEvents()
    assert "研修 花子" not in told(kiosk.applicant)
    assert samples.FORM.address not in told(kiosk.applicant)


def test_the_page_of_an_abandoned_reception_stays_with_its_sitting(kiosk: StationScreens) -> None:
    screen = kiosk.applicant
    kiosk.show_view(sittings.scenes()["receiving-new"])
    for _ in range(120):
        kiosk.pass_time(samples.NOW)
    seen = [screen.page]
    for phase in (phases.SignedOut(kept=True), phases.Ready()):
        kiosk.show_view(samples.view(phase))
        seen.append(screen.page)
    assert seen == [screen.consent, screen.blank, screen.welcome]


# --- the way out ------------------------------------------------------------------------------


def test_closing_asks_for_a_lead_in_place(
    kiosk: StationScreens, commands: RecordingCommands
) -> None:
    hands = Hands(kiosk.staff)
    assert not kiosk.staff.close()
    assert kiosk.staff.way_out.isVisible()
    hands.sign_in("kenshu", "training-password")
    assert commands.asked[-1] == "leave_program"
    assert commands.credentials == [("kenshu", "training-password")]
    assert kiosk.staff.isVisible()


def test_the_program_ends_when_the_password_was_right(kiosk: StationScreens, qtbot: QtBot) -> None:
    Hands(kiosk.staff).press("Ctrl+Shift+Q")
    with qtbot.waitSignal(kiosk.staff.closed):
        kiosk.show_view(samples.view(phases.SignedOut(), way_out=WayOut(open=True)))
    assert not kiosk.staff.isVisible()
    assert not kiosk.applicant.isVisible()


def test_a_wrong_password_is_told_in_words_and_the_password_is_gone(
    kiosk: StationScreens, commands: RecordingCommands
) -> None:
    hands = Hands(kiosk.staff)
    hands.press("Ctrl+Shift+Q")
    hands.sign_in("kenshu", "wrong")
    kiosk.show_view(samples.view(phases.SignedOut(), way_out=WayOut(busy=True)))
    assert kiosk.staff.way_out.leave.busy
    refused = WayOut(refused=DiskFullError())
    kiosk.show_view(samples.view(phases.SignedOut(), way_out=refused))
    assert WORDS["error.disk_full.what"] in said(kiosk.staff.way_out)
    assert kiosk.staff.way_out.password.text() == ""
    assert kiosk.staff.focusWidget() is kiosk.staff.way_out.password
    hands.press("Esc")
    assert not kiosk.staff.way_out.isVisible()
    assert commands.asked[-1] == "stay"


def test_no_key_reaches_the_page_below_the_question(
    kiosk: StationScreens, commands: RecordingCommands
) -> None:
    kiosk.show_view(samples.view(phases.Ready()))
    hands = Hands(kiosk.staff)
    hands.press("Ctrl+Shift+Q")
    asked = len(commands.asked)
    for key in ("Space", "F2", "F12", "F10", "Tab", "Tab", "Tab", "Tab", "Tab"):
        hands.press(key)
    assert commands.asked[asked:] == []
    focus = kiosk.staff.focusWidget()
    assert focus is not None
    assert kiosk.staff.way_out.isAncestorOf(focus)


@pytest.mark.parametrize(
    "view",
    [
        samples.view(samples.sealing(), case=samples.CASE),
        samples.view(phases.AtDesk(desk=desks.POLICY, busy=True)),
    ],
    ids=["sealing", "desk"],
)
def test_while_something_is_written_the_question_is_refused_in_words(
    kiosk: StationScreens, view: StationView
) -> None:
    kiosk.show_view(view)
    assert not kiosk.staff.close()
    assert not kiosk.staff.way_out.isVisible()
    assert WORDS.explain(StillWritingError())[0] in said(kiosk.staff)


def test_the_lock_takes_the_question_and_what_was_typed_away(kiosk: StationScreens) -> None:
    kiosk.show_view(samples.view(phases.Ready()))
    hands = Hands(kiosk.staff)
    hands.press("Ctrl+Shift+Q")
    hands.write("kenshu")
    kiosk.show_view(samples.view(phases.SignedOut()))
    assert not kiosk.staff.way_out.isVisible()
    assert kiosk.staff.way_out.staff_id.text() == ""


def test_outside_kiosk_mode_the_window_closes_at_once(
    screens: StationScreens, qtbot: QtBot
) -> None:
    screens.show_view(samples.view(phases.SignedOut()))
    with qtbot.waitSignal(screens.staff.closed):
        screens.staff.close()


def test_the_question_has_room_for_its_words_in_the_largest_type(
    qtbot: QtBot, qapp: QApplication, commands: RecordingCommands
) -> None:
    made = make_screens(commands, Language.PSEUDO, theme=STANDARD.with_text_scale(2.0), kiosk=True)
    made.show_view(samples.view(phases.Ready()))
    Hands(made.staff).press("Ctrl+Shift+Q")
    made.show_view(samples.view(phases.Ready(), way_out=WayOut(refused=LeaverError())))
    QApplication.processEvents()
    found = clipped(made.staff.way_out)
    inside = made.staff.rect().contains(made.staff.way_out.leave.geometry())
    made.close()
    QApplication.processEvents()
    plain_app()
    assert found == []
    assert inside


def test_the_programs_own_dialog_shows_folders_and_changes_none(kiosk: StationScreens) -> None:
    picker = DialogPicker()
    picker.folder(kiosk.staff, "folder", print)
    (dialog,) = kiosk.staff.findChildren(QFileDialog)
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    assert dialog.testOption(QFileDialog.Option.ReadOnly)
    picker.withdraw()
    QApplication.processEvents()
