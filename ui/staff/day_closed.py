"""The day is closed: its batch, where it is, and what comes next."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from kiosk.domain.station import BatchFiles
from kiosk.workflow.outlook import Today
from kiosk.workflow.phases import DayClosed
from kiosk.workflow.snapshots import StationView
from ui.staff.gateline import GateLine, left_in
from ui.staff.home import RECORDS_KEY, desk_actions, step_words
from ui.staff.page import Desk, Page, middle_column
from ui.widgets.card import card, label
from ui.widgets.key_button import Action
from ui.widgets.paragraph import Paragraph

_HASH_GROUP = 8
_CARD_PX = 1040  # a SHA-256 in groups of eight fits in one line
_NOTICE_PX = 56  # the list's line needs of the place kept for a notice what is seldom used
_PARTS = ("records", "age", "envelope", "signature", "folder", "sha256", "report")


class DayClosedPage(Page):
    """Files, folder and fingerprint of the batch; the sentence says what to do with it."""

    def __init__(self, desk: Desk) -> None:
        words, large = desk.texts, desk.theme.text_scale > 1  # then a fifth has no room
        records = Action(RECORDS_KEY, words["correcting.title"], desk.commands.open_records)
        super().__init__(
            desk,
            primary=Action("Enter", words["closed.sign_out"], self._go),
            quiet=(*(() if large else (records,)), *desk_actions(words, desk.commands)),
        )
        self._goes_on, self._left = False, 0
        frame, column = card(padding=24, spacing=8)
        column.addWidget(label(words["closed.title"], "display"))
        self._explain = Paragraph(role="body", line_height=1.4)
        self._next = Paragraph(role="head", line_height=1.4)
        column.addWidget(self._explain)
        column.addWidget(self._next)
        self._gate = GateLine(desk.theme, words, desk.commands.open_gate)
        column.addWidget(self._gate)
        self._table = QWidget()
        grid = QGridLayout(self._table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        self._rows: dict[str, tuple[QLabel, QLabel]] = {}
        for row, part in enumerate(_PARTS):
            value = Paragraph(role="body", line_height=1.4)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            name = Paragraph(words[f"closed.{part}"], role="strong", line_height=1.4)
            name.setMinimumWidth(name.sizeHint().width())
            name.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(name, row, 0)
            grid.addWidget(value, row, 1)
            self._rows[part] = name, value
        grid.setColumnStretch(1, 1)
        column.addWidget(self._table)
        middle_column(self, frame, width=_CARD_PX)
        self.notice.setMinimumHeight(desk.theme.px(_NOTICE_PX))

    def show_view(self, view: StationView) -> None:
        """Show the batch, or that the day was closed before, and what comes next."""
        super().show_view(view)
        if not isinstance(view.phase, DayClosed):
            return
        self._gate.show_evening(view.gate)
        self._left = left_in(view.gate)
        batch, seen, words = view.phase.batch, view.phase.outlook, self.desk.texts
        self._explain.setText(words["closed.explain" if batch else "closed.before"])
        waits = words["closed.filing"] if batch else ""
        self._next.setText(step_words(seen.steps[0], words) if seen else waits)
        report = str(view.phase.report) if view.phase.report else ""
        said = (_batch_words(batch) | {"report": report}) if batch else {}
        for part, (name, value) in self._rows.items():
            value.setText(said.get(part, ""))
            for one in (name, value):
                one.setVisible(bool(said.get(part)))
        self._table.setVisible(batch is not None)
        self._goes_on = seen is not None and seen.state is not Today.CLOSED
        if self.bar.primary is not None:
            self.bar.primary.set_words(
                words["closed.today" if self._goes_on else "closed.sign_out"]
            )

    def press(self, key: str) -> bool:
        """Say what became of the day's records, also where that has no button."""
        if key == RECORDS_KEY:
            self.desk.commands.open_records()
            return True
        if not self.bar.asking and self._gate.press(key):
            return True
        return super().press(key)

    def more_keys(self) -> tuple[tuple[str, str], ...]:
        """Return the keys of the day's records, where they have no button, and of the list."""
        large = self.desk.theme.text_scale > 1
        records = ((RECORDS_KEY, self.desk.texts["correcting.title"]),) if large else ()
        return (*records, *self._gate.more_keys())

    def _go(self) -> None:
        if self._goes_on:
            self.desk.commands.go_home()
        elif self._left:
            words, sign_out = self.desk.texts, self.desk.commands.sign_out
            asked = words.say("gate.ask_leave", open=self._left)
            self.bar.ask(asked, words["gate.yes_leave"], sign_out)
        else:
            self.desk.commands.sign_out()


def _batch_words(batch: BatchFiles) -> dict[str, str]:
    return {
        "records": str(batch.records),
        "age": batch.age.name,
        "envelope": batch.envelope.name,
        "signature": batch.signature.name,
        "folder": str(batch.age.parent),
        "sha256": " ".join(
            batch.sha256[at : at + _HASH_GROUP] for at in range(0, len(batch.sha256), _HASH_GROUP)
        ),
    }
