"""Pages between two people and at the end of the day."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QWidget

from kiosk.domain.custody import AloneReason
from kiosk.domain.station import BatchFiles
from kiosk.workflow.phases import Closing, ConfirmingClose, DayClosed, Receipted
from kiosk.workflow.snapshots import LightState, StationView
from ui.staff.page import Desk, Page, middle_column
from ui.widgets.card import card, label
from ui.widgets.key_button import Action
from ui.widgets.paragraph import Paragraph
from ui.widgets.remark import Remark
from ui.words import work_day_words

_HASH_GROUP = 8


_LIGHT = {LightState.UNCHECKED: "room.unchecked", LightState.DRIFTED: "room.drifted"}


def _wait() -> None:
    """Do nothing: the batch is being built."""


class _BetweenPeople(Page):
    """What can be done while the chair is free: begin, look at the light, tend to duties, close."""

    def __init__(self, desk: Desk) -> None:
        words, commands = desk.texts, desk.commands
        super().__init__(
            desk,
            primary=Action("Enter", words["ready.begin"], commands.begin_sitting),
            quiet=(
                Action("F2", words["room.open"], commands.begin_light_check),
                Action("F3", words["duties.title"], commands.open_duties),
                Action("F10", words["ready.close_day"], commands.ask_close),
            ),
        )
        self._light = Remark(desk.theme)
        self._light.setFixedWidth(desk.theme.px(640))

    def show_view(self, view: StationView) -> None:
        """Tell what is to be seen to: the light, and how many duties are open."""
        super().show_view(view)
        words = self.desk.texts
        key = _LIGHT.get(view.light)
        self._light.say(words[key] if key else "")
        self.bar.set_quiet_words("F3", words.say("duties.menu", count=view.duties_open))


class ReadyPage(_BetweenPeople):
    """The chair is free."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        frame, column = card(padding=32, spacing=8)
        column.addWidget(Paragraph(desk.texts["ready.title"], role="display", line_height=1.3))
        column.addWidget(Paragraph(desk.texts["ready.explain"], role="body"))
        column.addSpacing(16)
        self._records = label(role="number")
        self._day = label(role="body")
        column.addWidget(label(desk.texts["ready.records"], "strong"))
        column.addWidget(self._records)
        column.addWidget(self._day)
        middle_column(self, frame, self._light, width=640)

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
        frame, column = card(padding=32, spacing=8)
        done = label(desk.texts["receipt.title"], "title")
        done.setProperty("state", "ok")
        column.addWidget(done)
        column.addWidget(label(desk.texts["receipt.number"], "strong"))
        self._number = label(role="number")
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self._number)
        column.addWidget(Paragraph(desk.texts["receipt.explain"], role="body"))
        middle_column(self, frame, self._light, width=880)

    def show_view(self, view: StationView) -> None:
        """Show the receipt number."""
        super().show_view(view)
        if isinstance(view.phase, Receipted):
            self._number.setText(str(view.phase.receipt.number))

    def wipe(self) -> None:
        """Forget the number."""
        self._number.setText("")


class ConfirmClosePage(Page):
    """The lead reads the figures before closing the day."""

    def __init__(self, desk: Desk) -> None:
        words = desk.texts
        super().__init__(
            desk,
            primary=Action(
                "Enter",
                words["close.confirm"],
                lambda: desk.commands.confirm_close(AloneReason.SINGLE_VISIT),
            ),
            quiet=(Action("Esc", words["close.decline"], desk.commands.decline_close),),
        )
        frame, column = card(padding=32, spacing=16)
        column.addWidget(label(words["close.title"], "display"))
        self._records = label(role="title")
        column.addWidget(self._records)
        self._duties = Remark(desk.theme, keeps_place=False)
        column.addWidget(self._duties)
        column.addWidget(Paragraph(words["close.explain"], role="body"))
        middle_column(self, frame, width=720)

    def show_view(self, view: StationView) -> None:
        """Show how many records go into the batch, and what has not been done about them."""
        super().show_view(view)
        if isinstance(view.phase, ConfirmingClose):
            words = self.desk.texts
            self._records.setText(
                words.say(
                    "close.records",
                    day=work_day_words(view.business_date, words),
                    count=view.phase.records,
                )
            )
            left = view.phase.duties
            self._duties.say(words.say("duties.left", count=left) if left else "")


class ClosingPage(Page):
    """The batch is being built and verified."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, primary=Action("Enter", desk.texts["closing.busy"], _wait))
        self.bar.set_busy(True)
        frame, column = card(padding=32, spacing=16)
        column.addWidget(label(desk.texts["closing.title"], "display"))
        column.addWidget(Paragraph(desk.texts["closing.explain"], role="body"))
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._words = label(role="strong")
        column.addWidget(self._progress)
        column.addWidget(self._words)
        middle_column(self, frame, width=720)

    def show_view(self, view: StationView) -> None:
        """Show how far the batch is."""
        super().show_view(view)
        if not isinstance(view.phase, Closing):
            return
        progress = view.phase.progress
        self._progress.setRange(0, progress.total)
        self._progress.setValue(progress.done)
        self._words.setText(
            self.desk.texts.say("closing.progress", done=progress.done, total=progress.total)
            if progress.total
            else self.desk.texts["closing.working"]
        )


class DayClosedPage(Page):
    """The day is closed: where its files are, and the fingerprint to read to the city."""

    def __init__(self, desk: Desk) -> None:
        words = desk.texts
        super().__init__(
            desk, primary=Action("Enter", words["closed.sign_out"], desk.commands.sign_out)
        )
        frame, column = card(padding=32, spacing=12)
        column.addWidget(label(words["closed.title"], "display"))
        self._explain = Paragraph(role="body")
        column.addWidget(self._explain)
        self._table = QWidget()
        grid = QGridLayout(self._table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        self._values: dict[str, QLabel] = {}
        for row, part in enumerate(("records", "age", "envelope", "signature", "folder", "sha256")):
            value = Paragraph(role="body", line_height=1.4)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            name = Paragraph(words[f"closed.{part}"], role="strong", line_height=1.4)
            name.setMinimumWidth(name.sizeHint().width())
            name.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(name, row, 0)
            grid.addWidget(value, row, 1)
            self._values[part] = value
        grid.setColumnStretch(1, 1)
        column.addWidget(self._table)
        middle_column(self, frame, width=880)

    def show_view(self, view: StationView) -> None:
        """Show the batch, or that the day was closed before."""
        super().show_view(view)
        if not isinstance(view.phase, DayClosed):
            return
        batch, words = view.phase.batch, self.desk.texts
        self._explain.setText(words["closed.explain" if batch else "closed.before"])
        for part, value in (_batch_words(batch) if batch else {}).items():
            self._values[part].setText(value)
        self._table.setVisible(batch is not None)


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
