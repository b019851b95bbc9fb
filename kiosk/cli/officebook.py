"""`kiosk office`: the window; and, by command, what stations sent and what was made of it."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli import console, office
from kiosk.cli.batch import LedgerFolder, Training
from kiosk.cli.bookdoor import Book, door_of
from kiosk.cli.login import PasswordFile, StaffName
from kiosk.errors import ExitCode
from kiosk.paths import default_data_folder

app = typer.Typer(help="Plan, people, cases and what stations sent.")


@app.callback(invoke_without_command=True)
def window(
    asked: typer.Context,
    data: Annotated[
        Path | None,
        typer.Option(
            help="Folder of a station, or of headquarters' book (an empty one begins it)."
        ),
    ] = None,
) -> None:
    """Keep plan, targets, people and cases with a window; needs no camera."""
    if asked.invoked_subcommand is None:
        office.office(data)


@app.command("import")
def import_figures(
    files: Annotated[
        list[Path], typer.Argument(help="figures-….json with its .sig, or folders of them.")
    ],
    *,
    book: Book,
    ledger: LedgerFolder = None,
    training: Training = False,
    staff: StaffName = "",
    password_file: PasswordFile = None,
) -> None:
    """Take stations' signed numbers into the book; exit code 4 when one was left out."""
    from kiosk.contract.figurewords import disagreement
    from kiosk.documents.spelling import day
    from kiosk.wiring import figuresin

    door = door_of(book, staff, password_file)
    done = figuresin.import_figures(files, door, ledger=ledger, training=training)
    for one in done.files:
        console.show(f"figures_taken.{one.taken.value}", file=one.file.name)
        if one.error is not None:
            console.explain(one.error)
    for clash in done.disagreements:
        console.show("figures_taken.clash", words=disagreement(console.words(), clash, day))
    if not done.whole:
        raise typer.Exit(int(ExitCode.BAD_INPUT))


@app.command("figures")
def write_figures(
    out: Annotated[Path, typer.Option(help="Folder for the numbers and their signature.")],
    *,
    date: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The business day.")],
    data: Annotated[Path | None, typer.Option(help="The station's data folder.")] = None,
    staff: StaffName = "",
    password_file: PasswordFile = None,
) -> None:
    """Leave a station's signed numbers of a day once more; of an open day, marked as such."""
    from kiosk.wiring import figuresin

    door = door_of(data or default_data_folder(), staff, password_file)
    for path in figuresin.write_figures(door, date.date(), out):
        console.show("reports_done.file", file=path)


@app.command("ledger")
def ledger(
    book: Book,
    *,
    ledger: LedgerFolder = None,
    certificates: Annotated[
        Path | None, typer.Option(help="Folder of stations' deletion certificates (JSON, .sig).")
    ] = None,
    training: Training = False,
    staff: StaffName = "",
    password_file: PasswordFile = None,
) -> None:
    """List each batch: when it came, whether its numbers are here, whether it was deleted."""
    from kiosk.wiring import retention

    door = door_of(book, staff, password_file)
    view = retention.look(door, ledger=ledger, certificates=certificates, training=training)
    words = console.words()
    for line in view.lines:
        console.show_text(retention.line_words(line, words))
    for gap in view.gaps:
        console.show("receiver.gap", station=gap.station, numbers=gap.spelled(), words=gap.words)
    for file in view.refused:
        console.show("retention.refused", file=file)
    if not view.lines:
        console.show("receiver.empty")


@app.command("accept-older")
def accept_older(
    book: Book,
    *,
    lines: Annotated[int, typer.Option(help="How many lines it has, as the refusal said.")],
    staff: StaffName = "",
    password_file: PasswordFile = None,
) -> None:
    """Go on with an older copy of the book that was put back; at a station 総括責任者 only."""
    from kiosk.wiring import bookaccepting

    bookaccepting.accept(door_of(book, staff, password_file), lines)
    console.show("office.accepted", lines=lines)
