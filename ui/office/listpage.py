"""A page whose overview is a list at the left and what is chosen in it at the right."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kiosk.workflow.contract.snapshot import OfficeSnapshot
from ui.office.desk import OfficeDesk
from ui.office.page import OfficePage
from ui.office.sides import Sides
from ui.office.table import ChosenTable, TableRow
from ui.widgets.key_button import Action
from ui.widgets.scroll_body import ScrollBody

_STRETCH = 3
"""The column that says most of a row gets the room that is left, on most pages the same."""


class ListPage(OfficePage):
    """What was written last is chosen; Enter does what is done most with the chosen one."""

    def __init__(
        self,
        desk: OfficeDesk,
        quiet: tuple[Action, ...],
        *,
        name: str,
        yields: tuple[int, ...],
        stretch: int = _STRETCH,
    ) -> None:
        """``name`` is the page's; columns ``yields`` give way in large type."""
        super().__init__(desk, quiet)
        self._shown_source: object = None
        words = desk.texts
        self.list = ChosenTable(
            desk.theme,
            accessible=words[f"bureau.page.{name}"],
            stretch=stretch,
            chosen=self.show_chosen,
            yields=yields,
        )
        self.sides = Sides(desk, self.overview, self.list, none=words[f"bureau.{name}.none"])

    def list_rows(self) -> Sequence[TableRow]:
        """Return the rows of the snapshot that is shown; each page its own."""
        raise NotImplementedError

    def list_source(self) -> object:
        """Return what the rows are made of: as long as it is the same object, so are they."""
        return None

    def tell_chosen(self) -> bool:
        """Show at the right what is chosen; tell whether anything is."""
        raise NotImplementedError

    def show_office(self, snapshot: OfficeSnapshot) -> None:
        """Show the list; what was written last is chosen."""
        source = self.list_source()
        if source is None or source is not self._shown_source:
            self._shown_source = source
            self.list.show_rows(self.list_rows())
        if snapshot.done is not None and self.isVisible():
            self.list.choose(snapshot.done.id)
        self.show_chosen()

    def show_chosen(self) -> None:
        """Show what is chosen and what can be done with it."""
        if not self.tell_chosen():
            self.sides.tell("", ())
        self.settle()

    def choose(self, name: str) -> None:
        """Choose the entry of this name."""
        self.list.choose(name)

    def rows(self) -> ChosenTable:
        """Return the list."""
        return self.list

    def details(self) -> ScrollBody | None:
        """Return the facts of what is chosen."""
        return self.sides.details

    def first_focus(self) -> QWidget:
        """Return the list."""
        return self.list

    def primary_ready(self) -> bool:
        """Tell whether the book was read."""
        return not self.snapshot.busy
