"""A list of many rows in columns, one of which is chosen; painted only where it is seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Slot,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from kiosk.domain.finding import Verdict
from ui.signs import paint_mark
from ui.theme import StaffType, Theme

_SIDE_PX = 8
_MARK_PX = 20
_LINE = 2.1
_LEAST_CHARS = 10  # of what matters most in a row
_FAR = 100_000
_STEPS = {"Up": -1, "Down": 1, "PgUp": -1, "PgDown": 1, "Home": -_FAR, "End": _FAR}
_PAGES = frozenset({"PgUp", "PgDown"})
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row: ``name`` tells it from the others, the mark repeats a cell's words by its shape."""

    name: str
    cells: tuple[str, ...]
    verdict: Verdict | None = None


class _Rows(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[TableRow, ...] = ()
        self.columns = 0

    def show_rows(self, rows: tuple[TableRow, ...], columns: int) -> None:
        self.beginResetModel()
        self.rows, self.columns = rows, columns
        self.endResetModel()

    def rowCount(self, _parent: _Index | None = None) -> int:
        return len(self.rows)

    def columnCount(self, _parent: _Index | None = None) -> int:
        return self.columns + 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[column - 1] if column else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " ".join(row.cells)
        return None


class _Painter(QStyledItemDelegate):
    def __init__(self, rows: _Rows, theme: Theme) -> None:
        super().__init__()
        self._rows, self._theme = rows, theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row, colours = self._rows.rows[index.row()], self._theme.colours
        area = QRectF(option.rect)
        table = option.widget
        chosen = isinstance(table, ChosenTable) and table.currentIndex().row() == index.row()
        painter.save()
        if chosen:
            painter.fillRect(area, QColor(colours.key_pale))
            painter.setPen(QPen(QColor(colours.key), 2))
            painter.drawLine(area.topLeft(), area.topRight())
            painter.drawLine(area.bottomLeft(), area.bottomRight())
        if index.column() == 0:
            if row.verdict is not None:
                side = self._theme.px(_MARK_PX)
                place = QRectF(0, 0, side, side)
                place.moveCenter(area.center())
                paint_mark(painter, place, row.verdict, colours)
        else:
            painter.setPen(QColor(colours.ink if chosen else colours.text))
            inside = area.adjusted(_SIDE_PX, 0, -_SIDE_PX, 0)
            words = painter.fontMetrics().elidedText(
                row.cells[index.column() - 1], Qt.TextElideMode.ElideRight, int(inside.width())
            )
            middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(inside, middle, words)
        painter.restore()


class ChosenTable(QTableView):
    """Arrows, page keys, Home and End choose; every other key is left to the page."""

    def __init__(
        self,
        theme: Theme,
        *,
        accessible: str,
        stretch: int,
        chosen: Callable[[], None],
        yields: tuple[int, ...] = (),
    ) -> None:
        """``stretch`` is the column that takes the room that is left, from 0.

        Where that is too little, in large type, the columns ``yields`` are not shown, one by one;
        the page tells beside the list what they say.
        """
        super().__init__()
        self._theme, self._stretch, self._chosen = theme, stretch, chosen
        self._yields = yields
        self._widths: dict[int, int] = {}
        self._rows, self._told = _Rows(), ""
        self._painter = _Painter(self._rows, theme)
        self.setModel(self._rows)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(accessible)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(8)
        line = max(theme.px(StaffType.BODY) * _LINE, 32)
        self.verticalHeader().setDefaultSectionSize(round(line))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumHeight(round(line) * 3)

    @property
    def name(self) -> str:
        """Return which row is chosen; empty when there is none."""
        at = self.currentIndex().row()
        return self._rows.rows[at].name if 0 <= at < len(self._rows.rows) else ""

    @property
    def shown(self) -> tuple[TableRow, ...]:
        """Return every row, seen or scrolled away."""
        return self._rows.rows

    def show_rows(self, rows: Sequence[TableRow]) -> None:
        """Show these; what was chosen stays so as long as it is there, else the first is."""
        rows = tuple(rows)
        if rows == self._rows.rows:
            return
        before = self.name
        columns = len(rows[0].cells) if rows else 0
        self._rows.show_rows(rows, columns)
        self._measure(columns)
        if not self.choose(before) and rows:
            self._choose(0)

    def choose(self, name: str) -> bool:
        """Choose the row of this name; tell whether there is one."""
        names = [one.name for one in self._rows.rows]
        if name not in names:
            return False
        self._choose(names.index(name))
        return True

    def choose_next(self, by: int) -> None:
        """Choose the row so many further, as far as there are any."""
        if self._rows.rows:
            at = self.currentIndex().row() + by
            self._choose(max(0, min(at, len(self._rows.rows) - 1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the page, which knows when the list has them."""
        event.ignore()

    def press(self, key: str) -> bool:
        """Choose by key; tell whether it stands for a row."""
        steps = _STEPS.get(key)
        if steps is None or not self._rows.rows:
            return False
        page = max(1, self.viewport().height() // max(1, self.rowHeight(0)) - 1)
        self.choose_next(steps * page if key in _PAGES else steps)
        return True

    @Slot(QItemSelection, QItemSelection)
    def selectionChanged(self, now: QItemSelection, before: QItemSelection) -> None:
        """Tell the page and paint both rows whole."""
        super().selectionChanged(now, before)
        self.viewport().update()
        if self.name != self._told:
            self._told = self.name
            self._chosen()

    def _choose(self, at: int) -> None:
        index = self._rows.index(at, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)
        row = self._rows.rows[at]
        self.setAccessibleDescription(" ".join(row.cells))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide columns where the window is narrow or the type is large."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        if not self._rows.columns:
            return
        taken = self.columnWidth(0)
        shown = [one for one in range(self._rows.columns) if one != self._stretch]
        taken += sum(self._widths.get(one, 0) for one in shown)
        free = self.viewport().width() - taken
        least = _LEAST_CHARS * self.fontMetrics().height()
        for column in self._yields:
            hidden = free < least
            self.setColumnHidden(column + 1, hidden)
            free += self._widths.get(column, 0) if hidden else 0

    def _measure(self, columns: int) -> None:
        """Give each column the room of its longest words; the stretching one gets the rest."""
        metrics = self.fontMetrics()
        header = self.horizontalHeader()
        self.setColumnWidth(0, self._theme.px(_MARK_PX) + 2 * _SIDE_PX)
        for column in range(columns):
            at = column + 1
            if column == self._stretch:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
                continue
            words = {row.cells[column] for row in self._rows.rows}
            widest = max((metrics.horizontalAdvance(one) for one in words), default=0)
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed)
            self._widths[column] = widest + 2 * _SIDE_PX + 4
            self.setColumnWidth(at, self._widths[column])
        self._make_room()
