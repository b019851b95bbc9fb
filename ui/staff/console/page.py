"""The page of the line: lists at the left, the chosen ticket in the middle, one primary action."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.domain.finding import Verdict
from kiosk.domain.ticket import Ticket
from kiosk.errors import KioskError
from kiosk.queue import acts
from kiosk.queue.rules import OrderRule
from kiosk.workflow.queue.view import QueueView
from kiosk.workflow.snapshots import StationView
from ui.staff.console.asking import ASKED_KEYS, Asking
from ui.staff.console.card import TICKET_KEYS, TicketCard
from ui.staff.console.choice import Choice
from ui.staff.console.giving import Giving
from ui.staff.console.issuing import IssuePanel
from ui.staff.console.offers import Intents, keys_for
from ui.staff.console.overview import Overview
from ui.staff.console.primary import PrimaryAction
from ui.staff.console.rail import Rail
from ui.staff.console.remarks import Remarks
from ui.staff.console.searching import SearchPanel
from ui.staff.console.sides import Middle, Sides, ticket_side
from ui.staff.console.venue import Venue
from ui.staff.home import RECORDS_KEY, desk_actions
from ui.staff.page import Desk, Page
from ui.theme import LARGE_TYPE
from ui.widgets.key_button import Action

_LINE_KEYS = ("G", "/", "F9", "F3")
_OFFICE_KEYS = (
    "F2",
    "F10",
    RECORDS_KEY,
    "K",
    "F4",
    "F5",
    "F6",
    "F7",
)  # their buttons stand on the board
_IMMEDIATE: Mapping[str, str] = MappingProxyType(
    {"C": "call", "R": "call", "N": "miss", "B": "back", "P": "priority"}
)


class ConsolePage(Page):
    """Shows the line and has every wish under one key."""

    def __init__(self, desk: Desk) -> None:
        words, commands = desk.texts, desk.commands
        super().__init__(
            desk,
            primary=Action("Space", words["console.call_nobody"], self._press_primary, ("Enter",)),
            quiet=(
                Action("G", words["console.issue"], self._issue),
                Action("/", words["console.search"], self._search),
                Action("F8", words["console.board"], self._turn, ("W",)),
                Action("F9", words["console.without_ticket"], commands.begin_sitting),
                Action("F2", words["room.open"], commands.begin_light_check),
                Action("F3", words["duties.title"], commands.open_duties),
                Action(RECORDS_KEY, words["correcting.title"], commands.open_records),
                Action("K", words["cards.title"], commands.open_cards),
                Action("F10", words["ready.close_day"], commands.ask_close),
                *desk_actions(words, commands),
                Action("Z", words["console.end_all"], self._ask_end_all),
            ),
        )
        theme = desk.theme
        self._queue, self._lead = QueueView(), False
        self._choice = Choice()
        self._notice: KioskError | None = None
        self._played = False  # the last key came from a played day, not from fingers
        self.intents = Intents()
        self.primary = PrimaryAction(desk, self.intents)
        self.rail = Rail(theme, words, self.choose)
        self.card = TicketCard(theme, words, self.do)
        self.asking = Asking(desk, self.card, self.intents)
        self.giving = Giving(desk)
        self.issuing = IssuePanel(theme, words, self.giving.give, self.leave_panel)
        self.searching = SearchPanel(theme, words, self._take_found, today=desk.today)
        self.overview = Overview(theme, words, self._change_rule)
        self.venue = Venue(theme, words)
        self._remarks = Remarks(theme, words)
        self._lay_out()
        for action in self.actions_here:
            if action.key != "Space":  # the mouse leaves the keyboard with the list
                self.bar.button(action.key).setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.keep_notice_in_sight()

    def _lay_out(self) -> None:
        theme = self.desk.theme
        chosen = ticket_side(theme, self._remarks.every(), self.card, self.venue)
        self._middle = Middle(chosen, self.issuing, self.searching)
        self._sides = Sides(theme, self.rail, self._middle, self.overview)
        whole = QVBoxLayout(self.body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._sides)

    @property
    def chosen(self) -> Ticket | None:
        """Return the ticket that is chosen."""
        return self._choice.ticket(self._queue)

    @property
    def panel(self) -> QWidget | None:
        """Return the panel that lies in the chosen ticket's place."""
        return self._middle.panel

    @property
    def on_board(self) -> bool:
        """Tell whether the lead's board is seen."""
        return self._sides.on_board

    def show_view(self, view: StationView) -> None:
        """Show the line as it is now; the choice stays with its ticket."""
        super().show_view(view)
        queue = self._queue = view.queue
        self._lead = view.staff is not None and view.staff.role.may_close_the_day()
        if view.notice is not None and view.notice is not self._notice:
            self.intents.renew()  # it was refused: the same wish may be made again
        self._notice = view.notice
        self.intents.keep(queue)
        self._hear_answers(queue)
        self.rail.show_queue(queue)
        self.venue.show_queue(queue)
        self.searching.show_queue(queue)
        self._choice.follow(queue, held=self.asking.ticket is not None)
        self.asking.follow(queue)
        self._show_chosen()
        self._show_primary()
        self._remarks.show_view(view)
        self._show_board()
        self.bar.set_quiet_words("F3", self.desk.texts.say("duties.menu", count=view.duties_open))

    def begin(self) -> None:
        """Start at the line."""
        self.leave_panel()
        if self.on_board:
            self._turn()
        super().begin()

    def wipe(self) -> None:
        """Forget the receipt's number and what was looked for."""
        self._remarks.wipe()
        self.searching.field.clear()

    def first_focus(self) -> QWidget:
        """Return the list: Space and letters go from there to the page."""
        return self.rail.waiting

    def choose(self, name: str) -> None:
        """Choose this ticket and stay with it."""
        if name != self._choice.name:
            self.asking.leave()
        self._choice.choose(name)
        self._show_chosen()

    def _show_chosen(self) -> None:
        self.rail.choose(self._choice.name)
        ticket = self.chosen
        if ticket is None:
            self.card.show_nobody(waiting=bool(self._queue.waiting))
        else:
            self.card.show_ticket(ticket, self._queue)

    def _show_primary(self) -> None:
        self.primary.show_queue(self._queue, self.bar, free=self.panel is None)

    def _show_board(self) -> None:
        if self.on_board:
            self.overview.show_queue(self._queue, lead=self._lead)
        large = self.desk.theme.text_scale > LARGE_TYPE  # then one button fewer has room
        for key in (*_LINE_KEYS, *_OFFICE_KEYS):
            shown = (key in _OFFICE_KEYS) is self.on_board
            self.bar.show_action(key, shown=shown and not (large and key == RECORDS_KEY))
            self.bar.button(key).setEnabled(True)  # a key that is known works everywhere
        board = "console.board_back" if self.on_board else "console.board"
        self.bar.set_quiet_words("F8", self.desk.texts[board])
        may_end = self.on_board and self._lead and bool(self._queue.waiting)
        self.bar.show_action("Z", shown=may_end)

    def press(self, key: str) -> bool:
        """Do what the key stands for; a panel or a question has the keys first."""
        if self.bar.asking:
            return super().press(key)
        if key == "Esc":
            return self._escape()
        if self.on_board and self.overview.press(key):
            return True
        if self.panel is not None:
            return self._press_panel(key)
        if self.card.options.press(key):
            return True
        if not self.on_board and self._press_line(key):
            return True
        self.primary.scripted = self._played
        taken = super().press(key)
        self.primary.scripted = False
        return taken

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell fingers from a played day: only fingers tap twice by mistake."""
        self._played = event.timestamp() == 0  # the window system gives its events a time
        event.ignore()

    def more_keys(self) -> tuple[tuple[str, str], ...]:
        """Return the keys of the chosen ticket and of the lists."""
        texts = self.desk.texts
        shown = [(key, texts[f"console.do.{key}"]) for key in TICKET_KEYS]
        return (("↑ · ↓", texts["console.choose"]), *shown)

    def _escape(self) -> bool:
        if self.panel is not None:
            self.leave_panel()
        elif self.asking.ticket is not None:
            self.asking.leave()
        elif self.on_board:
            self._turn()
        else:
            self._choice.let_go()
            self._choice.follow(self._queue, held=False)
            self._show_chosen()
        return True

    def _press_panel(self, key: str) -> bool:
        if self.panel is self.searching and self.searching.press(key):
            return True
        if self.panel is self.issuing and key == "G":
            self.issuing.begin(self._queue)  # the next one, whatever becomes of the last
            return True
        if self.panel is self.issuing and self.issuing.press(key):
            return True
        return super().press(key) if len(key) > 1 and key.startswith("F") else True

    def _press_line(self, key: str) -> bool:
        if key in {"Up", "Down"}:
            self._move(1 if key == "Down" else -1)
            return True
        button = self.card.buttons.get(key)
        if button is None or self.asking.ticket is not None:
            return button is not None
        if key == "J" and self._queue.papers and self.chosen not in self._queue.papers:
            self.choose(str(self._queue.papers[0].id))  # the paper that is missing comes first
        if button.isEnabled():
            button.click()
        return True

    def _move(self, by: int) -> None:
        names = self.rail.names()
        if not names:
            return
        self.choose(self._choice.neighbour(names, by))
        self.keep_in_sight(self.rail.list_of(self._choice.name))

    def do(self, key: str) -> None:
        """Have the key's act happen to the chosen ticket, or ask what is missing."""
        ticket = self.chosen
        if ticket is None or key not in keys_for(ticket, self._queue):
            return
        if key in ASKED_KEYS:
            self.asking.ask(key, ticket, self._queue)
            return
        act = self._act(key, ticket)
        self.desk.commands.order_ticket(ticket, act, self.intents.of(_IMMEDIATE[key], ticket))

    def _act(self, key: str, ticket: Ticket) -> acts.Act:
        match key:
            case "C" | "R":
                return acts.Call(self._queue.here)
            case "N":
                return acts.Miss()
            case "P":
                return acts.Prioritise(not ticket.priority)
            case _:
                return acts.Reactivate() if ticket.ended else acts.Return()

    def leave_panel(self) -> None:
        """Show the chosen ticket again."""
        self.asking.leave()
        self._middle.show_panel(None)
        self._show_primary()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _press_primary(self) -> None:
        self.primary.press()

    def _issue(self) -> None:
        self._open(self.issuing)
        self._remarks.forget_issued()
        self.issuing.begin(self._queue)

    def _search(self) -> None:
        self._open(self.searching)
        self.searching.begin()

    def _open(self, panel: QWidget) -> None:
        if self.on_board:
            self._turn()
        self.asking.leave()
        self._middle.show_panel(panel)
        self._show_primary()

    def _hear_answers(self, queue: QueueView) -> None:
        for answer in self.giving.hear(queue):
            here = self.panel is self.issuing and answer.intent == self.issuing.intent
            words, verdict = self.giving.told(answer)
            if here and verdict is Verdict.FAIL:
                self.issuing.refused(words)
                continue
            if here:
                self.leave_panel()
            self._remarks.say_issued(words, verdict)

    def _take_found(self, name: str) -> None:
        self.leave_panel()
        self.choose(name)

    def _turn(self) -> None:
        """Turn to the lead's board, or back."""
        if not self.on_board:
            self.leave_panel()
            self.desk.commands.compare_orders()
        self._sides.turn()
        self._show_board()
        if not self.on_board:
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _change_rule(self, rule: OrderRule) -> None:
        if self._lead and rule is not self._queue.rules.order:
            self.desk.commands.change_order(rule)
        self.overview.show_queue(self._queue, lead=self._lead)

    def _ask_end_all(self) -> None:
        texts, count = self.desk.texts, len(self._queue.waiting)
        self.bar.ask(
            texts.say("console.ask_end_all", count=count), texts["console.yes_end_all"], self._end
        )

    def _end(self) -> None:
        if not self._queue.waiting:
            return
        self.desk.commands.end_all_waiting(
            self.intents.of("end_all", self._queue.waiting[0].ticket)
        )
