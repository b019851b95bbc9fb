"""The options by which a command finds and opens the office's book."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.login import log_in

if TYPE_CHECKING:
    from kiosk.wiring.openbook import Door

Book = Annotated[Path, typer.Option("--book", help="Headquarters' book, or a station's folder.")]


def door_of(book: Path, staff: str, password_file: Path | None) -> "Door":
    """Return where the book is and who asks."""
    from kiosk.wiring.openbook import Door

    return Door(folder=book, log_in=log_in(staff, password_file))
