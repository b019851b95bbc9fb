"""はじめ: what waits, how the three targets stand, what comes next."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.texts import Catalogue
from kiosk.workflow.contract.snapshot import Due, DueWhat, OfficeSnapshot
from ui.office.desk import OfficeDesk
from ui.office.page import OfficePage
from ui.office.table import ChosenTable, TableRow
from ui.office.targetbars import TargetCard
from ui.office.words import due_verdict, hours, late_words, short_day
from ui.theme import LARGE_TYPE
from ui.widgets.card import card, label
from ui.widgets.key_button import Action
from ui.widgets.paragraph import Paragraph

NEXT_EVENTS = 4
_RIGHT_PX = 520
_REFRESH = "F9"
_PAGE_OF = {
    DueWhat.CASE: "cases",
    DueWhat.EVENT: "plan",
    DueWhat.PERSON: "people",
    DueWhat.EQUIPMENT: "equipment",
}


class StartPage(OfficePage):
    """Enter opens what is chosen on the page where it is done."""

    def __init__(self, desk: OfficeDesk) -> None:
        words = desk.texts
        super().__init__(desk, (Action(_REFRESH, words["bureau.refresh"], desk.session.read),))
        self.list = ChosenTable(
            desk.theme,
            accessible=words["bureau.due.title"],
            stretch=3,
            chosen=self.settle,
            yields=(1, 0),
        )
        self._none = Paragraph(words["bureau.due.none"], role="field")
        self._count = label(role="title")
        self.targets: tuple[TargetCard, ...] = tuple(TargetCard(desk.theme, words) for _ in "123")
        self._next = Paragraph(role="body", line_height=1.5)
        left, right = self._left(), self._right()
        large = desk.theme.text_scale >= LARGE_TYPE
        row = QVBoxLayout(self.overview) if large else QHBoxLayout(self.overview)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(left, 1)
        row.addWidget(right)
        if not large:
            right.setFixedWidth(min(desk.theme.px(_RIGHT_PX), 640))

    def show_office(self, snapshot: OfficeSnapshot) -> None:
        """Show all of it."""
        words = self.texts
        self._count.setText(words.say("bureau.due.title_count", count=len(snapshot.overdue)))
        rows = [_row(at, one, words) for at, one in enumerate(snapshot.overdue)]
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self._none.setVisible(not rows)
        for shown, standing in zip(self.targets, snapshot.targets, strict=False):
            shown.show_standing(standing)
        coming = [
            words.say(
                "bureau.next.line",
                day=short_day(event.date, words),
                hours=hours(event),
                place=event.place.name,
                status=words[f"event_status.{event.status.value}"],
            )
            for event in snapshot.coming[:NEXT_EVENTS]
        ]
        self._next.setText("\n".join(coming) or words["bureau.next.none"])

    def rows(self) -> ChosenTable:
        """Return the list."""
        return self.list

    def first_focus(self) -> QWidget:
        """Return the list of what waits."""
        return self.list if self.list.shown else self

    def primary_words(self) -> str:
        """Return that Enter opens."""
        return self.texts["bureau.open"]

    def primary_ready(self) -> bool:
        """Tell whether something is chosen."""
        return bool(self.list.name)

    def do_primary(self) -> None:
        """Turn to the page of what is chosen."""
        what, _, rest = self.list.name.partition(" ")
        self.desk.open_entry(_PAGE_OF[DueWhat(what)], rest.partition(" ")[0])

    def _left(self) -> QWidget:
        frame, column = card(padding=20, spacing=12)
        column.addWidget(self._count)
        column.addWidget(self.list, 1)
        column.addWidget(self._none)
        column.addWidget(label(self.texts["bureau.next.title"], "head"))
        column.addWidget(self._next)
        return frame

    def _right(self) -> QWidget:
        words = self.texts
        frame, column = card(padding=20, spacing=8)
        column.addWidget(label(words["bureau.targets"], "title"))
        for one in self.targets:
            column.addWidget(one)
        column.addStretch(1)
        return frame


def _row(at: int, due: Due, words: Catalogue) -> TableRow:
    return TableRow(
        name=f"{due.what.value} {due.id} {at}",
        cells=(
            late_words(due, words),
            short_day(due.due, words),
            words[due.why],
            due.about or due.id,
        ),
        verdict=due_verdict(due),
    )
