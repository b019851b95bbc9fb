"""Pages between two people: the chair is free."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kiosk.workflow.phases import Receipted
from kiosk.workflow.snapshots import LightState, StationView
from ui.staff.home import RECORDS_KEY, desk_actions
from ui.staff.page import Desk, Page, middle_column
from ui.staff.slips import told_of_slip
from ui.widgets.card import card, label
from ui.widgets.key_button import Action, KeyButton
from ui.widgets.paragraph import Paragraph
from ui.widgets.remark import Remark
from ui.widgets.wrapping_row import WrappingRow
from ui.words import work_day_words

_LIGHT = {LightState.UNCHECKED: "room.unchecked", LightState.DRIFTED: "room.drifted"}


class _BetweenPeople(Page):
    """What can be done while the chair is free: begin, look at the light, tend to duties, close."""

    def __init__(self, desk: Desk) -> None:
        words, commands = desk.texts, desk.commands
        records = Action(RECORDS_KEY, words["correcting.title"], commands.open_records)
        desks = (records, *desk_actions(words, commands))
        large = desk.theme.text_scale > 1  # beside the primary there is no room for nine buttons
        super().__init__(
            desk,
            primary=Action("Enter", words["ready.begin"], commands.begin_sitting),
            quiet=(
                Action("F2", words["room.open"], commands.begin_light_check),
                Action("F3", words["duties.title"], commands.open_duties),
                Action("K", words["cards.title"], commands.open_cards),
                Action("F10", words["ready.close_day"], commands.ask_close),
                *(() if large else desks),
            ),
        )
        self._desks = _DeskRow(desk, desks) if large else None
        self.padding_px = 12 if large else 32  # the row of desks needs its place
        self._light = Remark(desk.theme, keeps_place=not large)
        self._light.setFixedWidth(desk.theme.px(640))

    def show_view(self, view: StationView) -> None:
        """Tell what is to be seen to: the light, and how many duties are open."""
        super().show_view(view)
        words = self.desk.texts
        key = _LIGHT.get(view.light)
        self._light.say(words[key] if key else "")
        self.bar.set_quiet_words("F3", words.say("duties.menu", count=view.duties_open))
        self.bar.show_action("K", shown=view.cards_here)

    def press(self, key: str) -> bool:
        """Open a desk also where its button stands below the card."""
        if self._desks is not None and not self.bar.asking and self._desks.press(key):
            return True
        return super().press(key)

    def _rows(self) -> tuple[QWidget, ...]:
        return () if self._desks is None else (self._desks,)


class _DeskRow(WrappingRow):
    """The desks' buttons in a row of their own, which scrolls with the card."""

    def __init__(self, desk: Desk, actions: tuple[Action, ...]) -> None:
        self.buttons = {one.key: KeyButton(one.words, one.key, desk.theme) for one in actions}
        super().__init__(*self.buttons.values())
        for one in actions:
            self.buttons[one.key].on_press(one.run)

    def press(self, key: str) -> bool:
        """Press the button of this key; tell whether there is one."""
        if key in self.buttons:
            self.buttons[key].click()
        return key in self.buttons


class ReadyPage(_BetweenPeople):
    """The chair is free."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        frame, column = card(padding=self.padding_px, spacing=8)
        column.addWidget(Paragraph(desk.texts["ready.title"], role="display", line_height=1.3))
        column.addWidget(Paragraph(desk.texts["ready.explain"], role="body"))
        column.addSpacing(self.padding_px // 2)
        self._records = label(role="number")
        self._day = label(role="body")
        column.addWidget(label(desk.texts["ready.records"], "strong"))
        column.addWidget(self._records)
        column.addWidget(self._day)
        middle_column(self, frame, self._light, *self._rows(), width=640)

    def show_view(self, view: StationView) -> None:
        """Show how many records the day holds."""
        super().show_view(view)
        words = self.desk.texts
        self._records.setText(words.say("ready.count", count=view.records_today))
        self._day.setText(words.say("ready.day", day=work_day_words(view.business_date, words)))


class ReceiptPage(_BetweenPeople):
    """The record is stored: its number, large."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        frame, column = card(padding=self.padding_px, spacing=8)
        done = label(desk.texts["receipt.title"], "title")
        done.setProperty("state", "ok")
        column.addWidget(done)
        column.addWidget(label(desk.texts["receipt.number"], "strong"))
        self._number = label(role="number")
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self._number)
        column.addWidget(Paragraph(desk.texts["receipt.explain"], role="body"))
        self._slip = Remark(desk.theme, keeps_place=False)
        column.addWidget(self._slip)
        middle_column(self, frame, self._light, *self._rows(), width=880)

    def show_view(self, view: StationView) -> None:
        """Show the receipt number."""
        super().show_view(view)
        if isinstance(view.phase, Receipted):
            self._number.setText(str(view.phase.receipt.number))
        self._slip.say(*told_of_slip(view, self.desk.texts))

    def wipe(self) -> None:
        """Forget the number."""
        self._number.setText("")
        self._slip.say("")
