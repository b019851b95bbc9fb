"""The morning: where the station stands, what comes next, and who is on duty today."""

from PySide6.QtCore import Qt

from kiosk.custody.nextstep import StepKind
from kiosk.domain.custody import DayStage, DayStanding
from kiosk.workflow.evening import day_to_close
from kiosk.workflow.phases import Opening
from kiosk.workflow.snapshots import StationView
from ui.staff.duty_people import DutyPeople
from ui.staff.gateline import GateLine
from ui.staff.home import desk_actions, step_words
from ui.staff.page import Desk, Page, two_columns
from ui.staff.state_list import StateList
from ui.widgets.card import card, label
from ui.widgets.key_button import Action
from ui.widgets.paragraph import Paragraph
from ui.words import work_day_words

_TOP = Qt.AlignmentFlag.AlignTop
_SIDE_PX, _MOST_SIDE_PX = 520, 600  # large type: the people need the rest of 1366 px


class OpeningPage(Page):
    """Opens the day, or has an earlier one closed first; leads do, others see whom to call."""

    def __init__(self, desk: Desk) -> None:
        words, commands = desk.texts, desk.commands
        super().__init__(
            desk,
            primary=Action("Enter", words["opening.begin"], self._go),
            quiet=(
                Action("F8", words["opening.go_on"], self._go_on),
                Action("F9", words["opening.look"], commands.go_home),
                *desk_actions(words, commands),
            ),
        )
        self._close: DayStanding | None = None
        self._sentence = Paragraph(role="title", line_height=1.4, align=_TOP)
        self._date_name = label(words["opening.date"], "strong")
        self._date = Paragraph(role="display", line_height=1.3, align=_TOP)
        self._records = label(role="title")
        self._people = DutyPeople(desk.theme, words)
        self._call = Paragraph(role="strong", line_height=1.4, align=_TOP)
        self._gate = GateLine(desk.theme, words, self._open_gate)
        self._states = StateList(desk.theme, words)
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self.desk.theme
        left, column = card(padding=24, spacing=8)
        column.addWidget(self._sentence)
        column.addSpacing(8)
        for widget in (self._date_name, self._date, self._records, self._people, self._call):
            column.addWidget(widget)
        column.addStretch(1)
        column.addWidget(self._gate)
        right, side = card(padding=16, spacing=8)
        side.addWidget(self._states, 1)
        two_columns(self, left, right, right_px=min(theme.px(_SIDE_PX), _MOST_SIDE_PX))

    def show_view(self, view: StationView) -> None:
        """Show what is first, and everything else that is to be done."""
        super().show_view(view)
        if not isinstance(view.phase, Opening):
            return
        seen, words = view.phase.outlook, self.desk.texts
        self._close = day_to_close(seen)
        self._sentence.setText(step_words(seen.steps[0], words))
        self._date_name.setText(words["opening.date_to_close" if self._close else "opening.date"])
        self._date.setText(
            work_day_words(self._close.business_date if self._close else seen.today, words)
        )
        self._records.setText(
            words.say("opening.records", count=self._close.records) if self._close else ""
        )
        self._records.setVisible(self._close is not None)
        lead = view.staff is not None and view.staff.role.may_close_the_day()
        self._people.setVisible(self._close is None and lead)
        self._people.show_members(view.members, view.staff)
        self._states.show_outlook(seen)
        self._call.setText("" if lead else self._whom_to_call(view))
        self._call.setVisible(not lead)
        self._gate.show_morning(view.gate)
        self._offer(view.phase, lead=lead)

    def begin(self) -> None:
        """Begin with nobody ticked but the one who is signed in."""
        self._people.forget()
        super().begin()

    def press(self, key: str) -> bool:
        """Tick people with the number keys."""
        if not self.bar.asking and self._people.isVisible() and self._people.press(key):
            return True
        if not self.bar.asking and self._gate.press(key):
            return True
        return super().press(key)

    def more_keys(self) -> tuple[tuple[str, str], ...]:
        """Return the number keys, and the list's."""
        people = (("1–9", self.desk.texts["opening.people"]),) if self._people.isVisible() else ()
        return (*people, *self._gate.more_keys())

    def _whom_to_call(self, view: StationView) -> str:
        leads = [one.display_name for one in view.members if one.role.may_close_the_day()]
        return self.desk.texts.say("opening.call_lead", names="、".join(leads))

    def _offer(self, phase: Opening, *, lead: bool) -> None:
        words = self.desk.texts
        self.bar.set_busy(phase.busy)
        stopped = self._close is not None and self._close.stage is DayStage.CLOSING
        today = self._close is not None and self._close.business_date == phase.outlook.today
        self.bar.show_action("F8", shown=lead and stopped and today)
        if self.bar.primary is not None:
            key = "opening.close" if self._close else "opening.begin"
            self.bar.primary.set_words(words[key])
            opens = any(one.kind is StepKind.OPEN_DAY for one in phase.outlook.steps)
            enabled = lead and (self._close is not None or opens)
            if enabled != self.bar.primary.isEnabled():
                self.bar.primary.setEnabled(enabled)
                (self.bar.primary if enabled else self.bar.button("F9")).setFocus()

    def _go(self) -> None:
        if self._close is not None:
            self.desk.commands.ask_close()
        else:
            self.desk.commands.open_day(self._people.chosen())

    def _open_gate(self) -> None:
        self.desk.commands.open_gate(self._people.chosen())

    def _go_on(self) -> None:
        if self._close is not None:
            self.desk.commands.open_day(self._close.people)
