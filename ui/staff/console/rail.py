"""The rail: who waits above, who is called, served, parked or without paper below."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Slot
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QVBoxLayout, QWidget

from kiosk.domain.ticket import Parked, Ticket
from kiosk.texts import Catalogue
from kiosk.workflow.queue.view import QueueView, WaitingLine
from ui.staff.console import words
from ui.staff.console.rows import ROW, ROW_PX, RowPainter, TicketRow
from ui.theme import Theme
from ui.widgets.card import card, label

RAIL_PX = 376
_MOST_BELOW = 4  # rows of the lower list; what is more is scrolled to


class TicketList(QListView):
    """Rows of which at most one is chosen; leaves every key to the page."""

    def __init__(self, theme: Theme, name: str, chosen: Callable[[str], None]) -> None:
        super().__init__()
        self._theme, self._tell = theme, chosen
        self._rows: tuple[TicketRow, ...] = ()
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setItemDelegate(RowPainter(theme, self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(theme.px(ROW_PX) + 8)
        self.clicked.connect(self._clicked)

    @property
    def rows(self) -> tuple[TicketRow, ...]:
        """Return what is shown."""
        return self._rows

    def row_height(self) -> int:
        """Return how high one row is."""
        return self._theme.px(ROW_PX) + 4

    def show_rows(self, rows: tuple[TicketRow, ...]) -> None:
        """Show these; only what differs is touched, so that nothing flickers or scrolls."""
        if rows == self._rows:
            return
        self._rows = rows
        self._items.setRowCount(min(self._items.rowCount(), len(rows)))
        while self._items.rowCount() < len(rows):
            self._items.appendRow(_row_item())
        for at, row in enumerate(rows):
            item = self._items.item(at)
            if item.data(ROW) != row:
                item.setData(row, ROW)
                item.setText(row.spoken)
                item.setToolTip(row.spoken)

    def choose(self, name: str) -> None:
        """Mark this row, or none when it is elsewhere; bring it into sight."""
        names = [one.name for one in self._rows]
        if name not in names:
            self.clearSelection()
            return
        index = self._items.index(names.index(name), 0)
        if not self.selectionModel().isSelected(index):
            self.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the page."""
        event.ignore()

    def viewportEvent(self, event: QEvent) -> bool:
        """Take no double click for another key."""
        if event.type() is QEvent.Type.MouseButtonDblClick:
            return True
        return super().viewportEvent(event)

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._rows):
            self._tell(self._rows[index.row()].name)


class Rail(QFrame):
    """Two lists as one: the arrows go through both."""

    def __init__(self, theme: Theme, texts: Catalogue, chosen: Callable[[str], None]) -> None:
        super().__init__()
        self._texts = texts
        self.waiting = TicketList(theme, texts["console.waiting"], chosen)
        self.below = TicketList(theme, texts["console.in_service"], chosen)
        self._waiting_head, self._below_head = label(role="head"), label(role="head")
        self._below_more = label(role="note")
        frame, column = card(padding=12, spacing=10)
        column.addWidget(self._waiting_head)
        column.addWidget(self.waiting, 1)
        column.addWidget(self._below_head)
        column.addWidget(self._below_more)
        column.addWidget(self.below)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)

    def show_queue(self, queue: QueueView) -> None:
        """Show both lists."""
        texts = self._texts
        self._waiting_head.setText(texts.say("console.waiting_count", count=len(queue.waiting)))
        served = _served(queue)
        self._below_head.setText(texts.say("console.in_service_count", count=len(served)))
        apart = [
            texts.say(key, count=count)
            for key, count in (
                ("console.papers_count", len(queue.papers)),
                ("console.parked_count", len(queue.parked)),
            )
            if count
        ]
        self._below_more.setText(texts["console.between"].join(apart))
        self._below_more.setVisible(bool(apart))
        self.waiting.show_rows(tuple(waiting_row(one, self._texts) for one in queue.waiting))
        self.below.show_rows(
            (
                *(self._row(one, queue, bad=True) for one in queue.papers),
                *(self._row(one, queue) for one in served),
                *(self._row(one, queue) for one in queue.parked),
            )
        )
        shown = max(1, min(_MOST_BELOW, len(self.below.rows)))
        self.below.setFixedHeight(shown * self.below.row_height() + 4)

    def choose(self, name: str) -> None:
        """Mark the ticket of this name."""
        self.waiting.choose(name)
        self.below.choose(name)

    def names(self) -> tuple[str, ...]:
        """Return the tickets in the order the arrows go."""
        return tuple(one.name for one in (*self.waiting.rows, *self.below.rows))

    def list_of(self, name: str) -> QWidget:
        """Return the list that shows this ticket."""
        return self.below if name in {one.name for one in self.below.rows} else self.waiting

    def _row(self, ticket: Ticket, queue: QueueView, *, bad: bool = False) -> TicketRow:
        texts = self._texts
        minutes = words.minute_words(words.since(ticket, queue), texts)
        about = words.brief_words(ticket, texts)
        more = words.service_words(ticket, texts)
        if isinstance(ticket.standing, Parked):
            more = words.return_words(ticket, texts, brief=True)
        return TicketRow(
            name=str(ticket.id),
            number=str(ticket.number),
            about=about,
            more=more,
            minutes="" if bad else minutes,
            bad=bad,
            spoken=" ".join(filter(None, (str(ticket.number), about, more, minutes))),
        )


def waiting_row(line: WaitingLine, texts: Catalogue) -> TicketRow:
    """Return the row of somebody who waits."""
    ticket = line.ticket
    minutes = words.minute_words(line.waited, texts)
    about = words.brief_service(ticket, texts)
    more = words.need_words(ticket, texts, brief=True)
    patience = texts[f"console.patience.{line.patience.value}"]
    return TicketRow(
        name=str(ticket.id),
        number=str(ticket.number),
        about=about,
        more=more,
        minutes=minutes,
        patience=line.patience,
        spoken=" ".join(filter(None, (str(ticket.number), about, more, minutes, patience))),
    )


def _served(queue: QueueView) -> tuple[Ticket, ...]:
    """Return who is called or served, this station's own first."""
    own = (queue.own,) if queue.own is not None else ()
    ids = {one.id for one in own}
    return (*own, *(one for one in queue.in_service if one.id not in ids))


def _row_item() -> QStandardItem:
    """Return an item nobody types into: else the IME would swallow the page's letters."""
    made = QStandardItem()
    made.setEditable(False)
    return made
