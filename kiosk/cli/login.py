"""How a command is told who asks."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli import console

if TYPE_CHECKING:
    from kiosk.wiring.bookdoor import LogIn

StaffName = Annotated[str, typer.Option(help="Log-in name at the station.")]
PasswordFile = Annotated[
    Path | None,
    typer.Option(help="File whose first line is the password; without it you are asked."),
]


def log_in(staff: str, file: Path | None) -> "LogIn":
    """Return name and password; the password is asked for where no file has it."""
    from kiosk.wiring.bookdoor import LogIn
    from kiosk.wiring.headquarters import passphrase_of

    if file is not None:
        return LogIn(staff=staff, password=passphrase_of(file))
    asked = typer.prompt(console.words()["field.password"], hide_input=True, err=True)
    return LogIn(staff=staff, password=str(asked))
