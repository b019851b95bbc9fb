"""The fields of the confirmation in two columns, on as few pages as their size allows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.publictexts import plain
from ui.applicant.cell import Cell, Drawing, Sizes
from ui.applicant.entries import Entry
from ui.theme import GRID_PX, Theme

_MOST_PX, _LEAST_PX, _LABEL_PX = 46, 30, 24  # of a full HD screen
_LEAST_ANYWHERE_PX = 20  # what is read at arm's length
_TWO_COLUMNS = 16  # characters of a value in each


@dataclass(frozen=True, slots=True)
class _Row:
    drawings: tuple[Drawing, ...]
    height: float
    fits: bool


class EntrySheet(QWidget):
    """Paints the fields; a page that was left is gone with everything else by `forget`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._cells: tuple[Cell, ...] = ()
        self._pages: tuple[tuple[_Row, ...], ...] = ()
        self.factor = 1.0
        self.value_px = 0.0
        self.page = 0

    @property
    def pages(self) -> int:
        """Return how many pages there are; at least one."""
        return max(1, len(self._pages))

    @property
    def fits(self) -> bool:
        """Tell whether every word of every page has its room."""
        gap = self._gap()
        return all(
            sum(row.height for row in page) + gap * (len(page) - 1) <= self.height() + 1
            and all(row.fits for row in page)
            for page in self._pages
        )

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these fields from their first page on."""
        self._cells = tuple(Cell(self._theme, one) for one in entries)
        self.setAccessibleName("\n".join(_read(one) for one in entries))
        self.page = 0
        self._lay()

    def forget(self) -> None:
        """Show nothing, and know nothing."""
        self._cells, self._pages, self.page = (), (), 0
        self.setAccessibleName("")
        self.update()

    def place(self, area: QRect, factor: float) -> None:
        """Stand there; laid out at once, because the pages are counted before anything is seen."""
        self.factor = factor
        self.setGeometry(area)
        self._lay()

    def turn_to(self, page: int) -> None:
        """Show another page."""
        self.page = min(max(0, page), self.pages - 1)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the fields out anew."""
        super().resizeEvent(event)
        self._lay()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page's fields, a fine line between rows."""
        if not self._pages:
            return
        colours, gap = self._theme.colours, self._gap()
        rows = self._pages[min(self.page, len(self._pages) - 1)]
        spare = self.height() - sum(row.height for row in rows) - gap * (len(rows) - 1)
        between = gap + (min(gap, spare / (len(rows) - 1)) if len(rows) > 1 and spare > 0 else 0)
        top = 0.0
        with QPainter(self) as painter:
            for at, row in enumerate(rows):
                if at:
                    painter.setPen(QPen(QColor(colours.line), 1))
                    middle = top - between / 2
                    painter.drawLine(QPointF(0, middle), QPointF(self.width(), middle))
                for column, drawing in enumerate(row.drawings):
                    drawing.paint(painter, column * (self._column() + 2 * gap), top, colours)
                top += row.height + between

    # --- laying out -------------------------------------------------------------------------------

    def _lay(self) -> None:
        """Find the largest size that needs no more pages than the least would."""
        if not self._cells or self.width() < 1 or self.height() < 1:
            self._pages = ()
            return
        scale = self.factor * self._theme.text_scale
        label = max(_LABEL_PX * self.factor, _LEAST_ANYWHERE_PX * min(1.0, self.factor / 0.6))
        least = Sizes(max(_LEAST_PX * scale, label), label)
        pages = tuple(self._paged(least))
        used, sizes = least, Sizes(_MOST_PX * scale, label)
        while sizes.value_px > least.value_px:
            tried = tuple(self._paged(sizes))
            if len(tried) <= len(pages):
                used, pages = sizes, tried
                break
            sizes = sizes.smaller()
        self._pages, self.value_px = pages, used.value_px
        self.page = min(self.page, len(pages) - 1)
        self.update()

    def _paged(self, sizes: Sizes) -> Iterator[tuple[_Row, ...]]:
        page: list[_Row] = []
        filled, gap = 0.0, self._gap()
        for row in self._rows(sizes):
            if page and filled + gap + row.height > self.height():
                yield tuple(page)
                page, filled = [], 0.0
            filled += row.height + (gap if page else 0.0)
            page.append(row)
        if page:
            yield tuple(page)

    def _rows(self, sizes: Sizes) -> Iterator[_Row]:
        """Yield rows of one wide field or of as many as there are columns."""
        columns = self._columns(sizes)
        waiting: list[Cell] = []
        for cell in self._cells:
            if cell.wide or columns == 1:
                if waiting:
                    yield self._row(waiting, self._column(), sizes)
                    waiting = []
                yield self._row([cell], self.width(), sizes)
                continue
            waiting.append(cell)
            if len(waiting) == columns:
                yield self._row(waiting, self._column(), sizes)
                waiting = []
        if waiting:
            yield self._row(waiting, self._column(), sizes)

    def _row(self, cells: Sequence[Cell], width: float, sizes: Sizes) -> _Row:
        """Return a row; what is too long for a page of its own is set smaller."""
        while True:
            drawings = tuple(cell.drawn(width, sizes) for cell in cells)
            height = max(one.height for one in drawings)
            fits = all(one.fits for one in drawings)
            inside = height <= self.height() and fits
            if inside or sizes.value_px <= _LEAST_ANYWHERE_PX * min(1.0, self.factor):
                return _Row(drawings, height, fits)
            sizes = sizes.smaller()

    def _columns(self, sizes: Sizes) -> int:
        return 2 if self._column() >= sizes.value_px * _TWO_COLUMNS / 2 else 1

    def _column(self) -> float:
        return (self.width() - 2 * self._gap()) / 2

    def _gap(self) -> float:
        return max(float(GRID_PX), 16 * self.factor)


def _read(entry: Entry) -> str:
    """Return a field as it is read aloud."""
    value = entry.value.marked if entry.written else plain(entry.value.marked)
    return f"{plain(entry.label.marked)}: {value}"
