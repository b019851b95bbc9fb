"""The lead's board: who serves whom since when, the day's counts, devices, the order rule."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain.ticket import Ticket
from kiosk.queue.rules import OrderRule
from kiosk.queueports import PrinterState
from kiosk.texts import Catalogue
from kiosk.workflow.queue.view import QueueView, RuleFigures
from ui.staff.console import words
from ui.staff.console.chips import PRINTER_STATES
from ui.staff.console.offers import place_of
from ui.staff.console.ordering import next_under
from ui.staff.console.venue import Line, day_facts, service_facts, show_lines
from ui.theme import LARGE_TYPE, Theme
from ui.widgets.card import card, label
from ui.widgets.chip import MARKS
from ui.widgets.key_button import KeyButton
from ui.widgets.paragraph import Paragraph
from ui.widgets.scroll_body import ScrollBody

RULE_KEYS = {str(at): rule for at, rule in enumerate(OrderRule, 1)}


class Overview(QWidget):
    """Three cards side by side, in very large type below each other."""

    def __init__(self, theme: Theme, texts: Catalogue, change: Callable[[OrderRule], None]) -> None:
        super().__init__()
        self._texts = texts
        self._lines: tuple[list[Line], list[Line]] = ([], [])
        self._places = (QVBoxLayout(), QVBoxLayout())
        self._rules = {rule: _Rule(theme, texts, key, rule) for key, rule in RULE_KEYS.items()}
        for rule, row in self._rules.items():
            row.button.on_press(lambda rule=rule: change(rule))  # type: ignore[misc]
        self._leads_only = Paragraph(texts["console.board.leads_only"], role="note")
        inside = QWidget()
        columns = QVBoxLayout(inside) if theme.text_scale > LARGE_TYPE else QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(16)
        for at, title in enumerate(("desks", "day")):
            frame, column = card(padding=16, spacing=8)
            column.addWidget(label(texts[f"console.board.{title}"], "head"))
            column.addLayout(self._places[at])
            column.addStretch(1)
            columns.addWidget(frame, 4)
        columns.addWidget(self._rule_card(), 5)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ScrollBody(inside))

    def _rule_card(self) -> QWidget:
        frame, column = card(padding=16, spacing=8)
        column.addWidget(label(self._texts["console.board.rules"], "head"))
        column.addWidget(Paragraph(self._texts["console.board.what_if"], role="note"))
        for row in self._rules.values():
            column.addWidget(row)
        column.addStretch(1)
        column.addWidget(self._leads_only)
        return frame

    def show_queue(self, queue: QueueView, *, lead: bool) -> None:
        """Show the venue; only leads may change the rule."""
        texts = self._texts
        show_lines(self._places[0], self._lines[0], tuple(_desk_facts(queue, texts)), beside=True)
        facts = (
            *service_facts(queue, texts),
            *day_facts(queue, texts),
            *_outcome_facts(queue, texts),
            *_device_facts(queue, texts),
        )
        show_lines(self._places[1], self._lines[1], facts, beside=True)
        for rule, row in self._rules.items():
            row.show_line(next_under(queue, rule), now=queue.rules.order is rule, lead=lead)
            row.show_day(next((one for one in queue.what_if if one.rule is rule), None))
        self._leads_only.setVisible(not lead)

    def press(self, key: str) -> bool:
        """Choose a rule by its digit."""
        if key in RULE_KEYS:
            self._rules[RULE_KEYS[key]].button.click()
        return key in RULE_KEYS


class _Rule(QWidget):
    """One rule: its key, and who would be next under it."""

    def __init__(self, theme: Theme, texts: Catalogue, key: str, rule: OrderRule) -> None:
        super().__init__()
        self._texts = texts
        name = texts[f"console.rule.{rule.value}"]
        self._name = name
        self.button = KeyButton(name, key, theme, kind="choice")
        self.button.setCheckable(True)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._next = Paragraph(role="body", line_height=1.3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.button)
        column.addWidget(self._next)
        self._day = Paragraph(role="note")
        column.addWidget(self._day)

    def show_day(self, figures: RuleFigures | None) -> None:
        """Show how today would have gone under this rule; nothing before somebody asked."""
        known = figures is not None and figures.people > 0
        self._day.setVisible(known)
        if figures is None or not known:
            return
        key = "console.board.day_by_rule"
        if figures.priority_min is not None:
            key = "console.board.day_by_rule_priority"
        self._day.setText(
            self._texts.say(
                key,
                median=figures.median_min,
                longest=figures.longest_min,
                priority=figures.priority_min,
            )
        )

    def show_line(self, numbers: tuple[str, ...], *, now: bool, lead: bool) -> None:
        """Show the first numbers under this rule."""
        self.button.setChecked(now)
        self.button.setEnabled(lead)
        texts = self._texts
        joined = " → ".join(numbers) or texts["console.nobody_waits"]
        key = "console.board.line_now" if now else "console.board.line"
        self._next.setText(texts.say(key, numbers=joined))
        self.setAccessibleName(f"{self._name} {self._next.text()}")


def _desk_facts(queue: QueueView, texts: Catalogue) -> Iterator[tuple[str, str]]:
    served: dict[str, list[Ticket]] = {place: [] for place in queue.places}
    for one in queue.in_service:
        served.setdefault(place_of(one), []).append(one)
    for place, tickets in served.items():
        name = texts.say("console.place", place=place)
        if place == queue.here:
            name = texts.say("console.place_here", place=place)
        if not tickets:
            yield name, texts["console.board.free"]
        for one in tickets:
            minutes = words.minute_words(words.since(one, queue), texts)
            what = words.service_words(one, texts)
            said = texts["console.between"].join((str(one.number), what, minutes))
            yield name, f"{said}\n{words.standing_words(one, texts)}"


def _outcome_facts(queue: QueueView, texts: Catalogue) -> Iterator[tuple[str, str]]:
    done = [
        f"{texts[f'console.outcome.{one.value}']} {count}" for one, count in queue.outcomes if count
    ]
    yield texts["console.board.outcomes"], "\n".join(done) or texts["console.board.none_yet"]


def _device_facts(queue: QueueView, texts: Catalogue) -> Iterator[tuple[str, str]]:
    mark = MARKS[PRINTER_STATES[queue.printer]]
    works = queue.printer is PrinterState.READY
    word = texts["console.board.works" if works else f"printer.{queue.printer.value}.word"]
    yield texts["console.board.printer"], f"{mark} {word}"
    if queue.board is not None:
        key = "console.board.works" if queue.board else "board_chip.unseen.word"
        yield texts["console.board.screen"], f"{MARKS['ok' if queue.board else 'bad']} {texts[key]}"
    if queue.papers:
        numbers = " ".join(str(one.number) for one in queue.papers)
        yield texts["console.board.papers"], numbers
