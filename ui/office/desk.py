"""What the pages of the office's window share, and how a page is made known to it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kiosk.texts import Catalogue
from kiosk.workflow.contract.session import OfficeSession
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.office.page import OfficePage


class Chooser(Protocol):
    """Asks a person for files; None when nothing was chosen."""

    def plan_file(self) -> Path | None:
        """Return a sheet or a calendar to read."""
        ...

    def sheet_out(self) -> Path | None:
        """Return the sheet to be written."""
        ...

    def calendar_out(self) -> Path | None:
        """Return the calendar to be written."""
        ...

    def defect_list(self) -> Path | None:
        """Return the city's list of 不備 to read."""
        ...

    def batch_folder(self) -> Path | None:
        """Return the folder of an opened batch."""
        ...

    def cases_out(self) -> Path | None:
        """Return the list of cases to be written, xlsx or CSV."""
        ...

    def picture_in(self) -> Path | None:
        """Return a photo of a venue to be covered."""
        ...

    def folder_out(self) -> Path | None:
        """Return the folder into which papers are to be written."""
        ...

    def folder_in(self) -> Path | None:
        """Return a folder to read from."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeDesk:
    """``open_entry`` turns to the page of this name and chooses an entry there."""

    session: OfficeSession
    texts: Catalogue
    theme: Theme
    chooser: Chooser
    open_entry: Callable[[str, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpec:
    """A page of the window: its name (text key ``bureau.page.<name>``), its key, its maker.

    A page ``under`` another has no key of its own: the other opens it for one of its entries.
    """

    name: str
    key: str
    make: Callable[[OfficeDesk], "OfficePage"]
    under: str = ""
