"""The venue in figures, beside the chosen ticket."""

from collections.abc import Iterator

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.texts import Catalogue
from kiosk.workflow.queue.view import QueueView
from ui.staff.console import words
from ui.theme import Theme
from ui.widgets.card import card, label
from ui.widgets.paragraph import Paragraph
from ui.widgets.scroll_body import ScrollBody

VENUE_PX = 288


class Venue(QFrame):
    """How many wait for each service and how long it takes; the day's counts."""

    def __init__(self, theme: Theme, texts: Catalogue) -> None:
        super().__init__()
        self._texts = texts
        frame, column = card(padding=16, spacing=6)
        column.addWidget(label(texts["console.venue.title"], "head"))
        self._lines: list[Line] = []
        inside = QWidget()
        self._place = QVBoxLayout()
        self._place.setSpacing(8)
        top = QVBoxLayout(inside)
        top.setContentsMargins(0, 0, 0, 0)
        top.addLayout(self._place)
        top.addStretch(1)
        column.addWidget(ScrollBody(inside), 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)
        self.setFixedWidth(theme.px(VENUE_PX))

    def show_queue(self, queue: QueueView) -> None:
        """Show these figures."""
        facts = (*service_facts(queue, self._texts), *day_facts(queue, self._texts))
        show_lines(self._place, self._lines, tuple(facts))


class Line(QWidget):
    """A name and what is said of it, below each other."""

    def __init__(self, *, beside: bool = False) -> None:
        super().__init__()
        self._name, self._said = (
            Paragraph(role="note", line_height=1.2),
            Paragraph(role="strong", line_height=1.3),
        )
        row = QHBoxLayout(self) if beside else QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8 if beside else 0)
        row.addWidget(self._name, 2)
        row.addWidget(self._said, 3)

    def show_fact(self, name: str, said: str) -> None:
        """Say this."""
        self._name.setText(name)
        self._said.setText(said)
        self.setAccessibleName(f"{name} {said}")


def show_lines(
    place: QVBoxLayout,
    lines: list[Line],
    facts: tuple[tuple[str, str], ...],
    *,
    beside: bool = False,
) -> None:
    """Show as many lines as there are facts; those that are there already are used again."""
    while len(lines) < len(facts):
        lines.append(Line(beside=beside))
        place.addWidget(lines[-1])
    for at, line in enumerate(lines):
        line.setVisible(at < len(facts))
        if at < len(facts):
            line.show_fact(*facts[at])


def service_facts(queue: QueueView, texts: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield each service with its waiting and how long somebody who comes now would wait."""
    for one in queue.services:
        waiting = texts.say("console.people", count=one.waiting)
        said = texts["console.between"].join((waiting, words.range_words(one.wait, texts)))
        yield texts[f"console.service.{one.service.value}"], said


def day_facts(queue: QueueView, texts: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield the day's counts."""
    yield texts["console.venue.issued"], texts.say("console.tickets", count=queue.issued)
    ended = texts.say("console.venue.lost", absent=queue.no_shows, cancelled=queue.cancelled)
    yield texts["console.venue.ended"], ended
    desks = texts.say("console.venue.desks_say", desks=queue.desks, staff=queue.staff)
    yield texts["console.venue.desks"], desks
