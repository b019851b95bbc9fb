"""`kiosk photo sheet` and `kiosk photo printers`: the ID photo on paper."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli import console
from kiosk.domain.sheet import Paper, PaperTarget, SheetPrinted
from kiosk.errors import KioskError


def sheet(
    photo: Annotated[Path, typer.Argument(help="The ID photo (35:45); - takes it from the JSON.")],
    *,
    out: Annotated[Path | None, typer.Option(help="PDF to write; must not exist.")] = None,
    printer: Annotated[
        str | None, typer.Option(help='Printer to send it to; "" is the default one.')
    ] = None,
    paper: Annotated[Paper, typer.Option(help="Paper.")] = Paper.A4,
    copies_per_page: Annotated[int, typer.Option(min=1, help="Photos on the page.")] = 4,
    name_file: Annotated[
        Path | None,
        typer.Option(help="JSON with name and birth_date for the back; - is standard input."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Answer in one JSON object.")] = False,
) -> None:
    """Put an ID photo several times on paper, with name and date of birth for the back."""
    if (out is None) == (printer is None):
        raise typer.BadParameter("--out / --printer")
    from kiosk.wiring import sheets

    target = PaperTarget(paper=paper, photos=copies_per_page, printer=printer or "", pdf=out)
    try:
        request = sheets.read_request(photo, name_file, sys.stdin.buffer, console.words().language)
        printed = sheets.put_on_paper(request, target)
    except KioskError as error:
        if not as_json:
            raise
        console.show_json({"error": error.message_key, "params": error.params})
        raise typer.Exit(int(error.exit_code)) from None
    if as_json:
        told = {"replaced": printed.replaced, "uncertain": printed.uncertain}
        console.show_json({"photos": printed.photos, **told})
    else:
        _tell(printed, target)


def pages(
    *,
    printer: Annotated[str, typer.Option(help='Printer; "" is the default one.')] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Answer in one JSON object.")] = False,
) -> None:
    """Print the A4 pages that come on standard input; the station starts this by itself."""
    from kiosk.wiring import sheets

    try:
        count = sheets.put_pages_on_paper(sys.stdin.buffer, printer)
    except KioskError as error:
        if not as_json:
            raise
        console.show_json({"error": error.message_key, "params": error.params})
        raise typer.Exit(int(error.exit_code)) from None
    console.show_json({"pages": count})


def printers(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """List the printers of this computer."""
    from kiosk.wiring import sheets

    names = sheets.printer_names()
    if as_json:
        console.show_json({"printers": list(names)})
        return
    for name in names:
        console.show("sheet.printer", name=name)
    if not names:
        console.show("sheet.no_printer")


def _tell(printed: SheetPrinted, target: PaperTarget) -> None:
    if target.pdf is not None:
        console.show("sheet.made", photos=printed.photos, file=target.pdf)
    else:
        where = target.printer or console.words()["sheet.default_printer"]
        console.show("sheet.printed", photos=printed.photos, printer=where)
    if printed.replaced:
        console.show("sheet.told_replaced", count=printed.replaced)
    if printed.uncertain:
        console.show("sheet.told_uncertain", count=printed.uncertain)
