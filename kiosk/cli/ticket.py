"""`kiosk ticket`: the printer of the numbers."""

from typing import Annotated

import typer

from kiosk.cli import console
from kiosk.domain.ticket import PublicLanguage, Service

app = typer.Typer(help="Print tickets and look after their printer.", no_args_is_help=True)

Printer = Annotated[
    str,
    typer.Option(
        help="tcp:HOST[:PORT], usb:VENDOR:PRODUCT, spool:NAME, os:NAME or file:FOLDER; "
        "?mute at the end of tcp: and usb: for a printer that never answers."
    ),
]
Width = Annotated[int, typer.Option(help="Paper: 58 or 80 (mm).", min=58, max=80)]
Second = Annotated[str, typer.Option(help='Second language, as in "en"; "" none.')]
Deadline = Annotated[float, typer.Option(help="Seconds a ticket may take.", min=1, max=600)]


@app.command("serve", hidden=True)
def serve(
    printer: Printer,
    *,
    width: Width = 80,
    second: Second = "",
    deadline: Deadline = 15.0,
    torn: Annotated[bool, typer.Option("--torn", help="The last ticket broke off.")] = False,
) -> None:
    """Print the tickets that come on standard input; the station starts this by itself."""
    from kiosk.wiring import tickets

    tickets.serve_tickets(printer, tickets.roll_of(width, second, deadline), torn=torn)


@app.command("state")
def state(
    printer: Printer,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Ask the printer how it is."""
    from kiosk.wiring import tickets

    said = tickets.state_now(printer)
    if as_json:
        console.show_json({"state": said.value})
        return
    console.show("ticket_printer.says", state=console.words()[f"ticket_printer.{said.value}"])


@app.command("try")
def try_out(
    printer: Printer,
    *,
    width: Width = 80,
    second: Second = "",
    deadline: Deadline = 15.0,
    service: Annotated[Service, typer.Option(help="What the ticket is for.")] = Service.APPLY,
    language: Annotated[PublicLanguage, typer.Option(help="Its language.")] = PublicLanguage.JA,
) -> None:
    """Print one ticket that opens nothing, marked 研修."""
    from kiosk.wiring import tickets

    tickets.try_out(printer, tickets.roll_of(width, second, deadline), service, language)
    console.show("ticket_printer.tried")
