"""`kiosk people`: 誓約書 to be signed, who signed it, and who works for the contract."""

from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli import console
from kiosk.cli.login import PasswordFile, StaffName, log_in
from kiosk.paths import default_data_folder

app = typer.Typer(help="Papers about the people who work.", no_args_is_help=True)

Book = Annotated[
    Path | None, typer.Option("--data", help="The station's folder, or headquarters' book.")
]
Out = Annotated[Path, typer.Option(help="The paper (PDF); must not exist.")]


@app.command("form")
def form(
    *,
    out: Out,
    person: Annotated[str, typer.Option(help="Number of the person; empty: a blank form.")] = "",
    addressee: Annotated[str, typer.Option(help="To whom it is addressed.")] = "",
    data: Book = None,
    staff: StaffName = "",
    password_file: PasswordFile = None,
) -> None:
    """Leave a pledge of secrecy to be signed; a blank one needs no book."""
    from kiosk.wiring import people

    register = None
    if person:
        folder = data or default_data_folder()
        register = people.Register(folder=folder, log_in=log_in(staff, password_file))
    people.write_form(out, register=register, person=person, addressee=addressee)
    console.show("gate.paper", file=out)


@app.command("register")
def register(
    out: Out, data: Book = None, staff: StaffName = "", password_file: PasswordFile = None
) -> None:
    """Leave the list of who signed the pledge of secrecy."""
    from kiosk.wiring import people

    folder = data or default_data_folder()
    asked = people.Register(folder=folder, log_in=log_in(staff, password_file))
    count = people.write_register(asked, out)
    console.show("gate.people_paper", file=out, count=count)


@app.command("list")
def list_people(
    out: Annotated[Path, typer.Option(help="PDF, or a table where it ends in .xlsx.")],
    data: Book = None,
    staff: StaffName = "",
    password_file: PasswordFile = None,
) -> None:
    """Leave the register of the people who work."""
    from kiosk.wiring import people

    folder = data or default_data_folder()
    asked = people.Register(folder=folder, log_in=log_in(staff, password_file))
    count = people.write_list(asked, out)
    console.show("gate.people_paper", file=out, count=count)
