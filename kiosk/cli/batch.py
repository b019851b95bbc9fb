"""`kiosk batch`: what the city and headquarters do with a day's batch. Needs no Qt, no camera."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli import batchlist, console

if TYPE_CHECKING:
    from kiosk.domain.delivery import Reception

app = typer.Typer(help="Open and verify the day's encrypted batches.", no_args_is_help=True)
app.command("support-list")(batchlist.support_list)

BatchFile = Annotated[Path, typer.Argument(help="The batch: …zip.age, with .json and .sig beside.")]
StationKey = Annotated[
    Path | None,
    typer.Option(help="The station's public key (PEM) that you received by another way."),
]
LedgerFolder = Annotated[
    Path | None, typer.Option(help="Folder of the ledger; without it the usual one, once begun.")
]
Training = Annotated[bool, typer.Option("--training", help="The ledger of practice batches.")]


@app.command("open")
def open_batch(
    file: BatchFile,
    *,
    identity: Annotated[Path, typer.Option(help="File with the age identity (AGE-SECRET-KEY-…).")],
    out: Annotated[Path, typer.Option(help="Folder to write to; must not hold anything yet.")],
    station_key: StationKey = None,
    profile: Annotated[str, typer.Option(help="folder, xlsx or per-person.")] = "folder",
    ledger: LedgerFolder = None,
    no_ledger: Annotated[bool, typer.Option("--no-ledger", help="Look for no gap or repeat.")] = (
        False
    ),
    allow_gap: Annotated[
        str, typer.Option(help="Go on though earlier batches are missing; the reason why.")
    ] = "",
) -> None:
    """Verify a batch and write its applicants and photos to a folder."""
    from kiosk.wiring import receiver

    order = receiver.Order(
        file=file, identity=identity, out=out, profile=profile, gap_words=allow_gap
    )
    with receiver.ledger_for(ledger, unused=no_ledger) as book:
        if book is None:
            verified, opened = receiver.open_unlisted(order, station_key)
        else:
            verified, opened = receiver.open_listed(order, book, station_key)
    console.show("batch.opened", records=opened.records, folder=out)
    _say_who_signed(verified.key_words, authentic=verified.authentic)
    console.show("batch.no_ledger" if book is None else "batch.ledger_used")
    _say_code(opened)
    for problem in opened.problems:
        console.show("batch.problem", item=receiver.problem_words(problem, console.words()))
    if opened.problems:
        raise typer.Exit(int(receiver.PROBLEMS_FOUND))


@app.command("verify")
def verify_batch(file: BatchFile, station_key: StationKey = None) -> None:
    """Verify a batch's signature and hash without opening it."""
    from kiosk.wiring import receiver

    verified = receiver.verify_batch(file, station_key)
    console.show("batch.verified", records=verified.records, station=verified.station)
    _say_who_signed(verified.key_words, authentic=verified.authentic)


@app.command("trust")
def trust_station(
    key: Annotated[Path, typer.Argument(help="The station's public key, STATION.pub.pem.")],
    station: Annotated[
        str | None, typer.Option(help="The station's name, if the file's name is another.")
    ] = None,
    words_compared: Annotated[
        bool,
        typer.Option("--words-compared", help="The words were the same on the station's screen."),
    ] = False,
    ledger: LedgerFolder = None,
    training: Training = False,
) -> None:
    """Add a station's key to the ledger, once its words were compared."""
    from kiosk.wiring import receiver

    name, public, words = receiver.read_key(key, station)
    console.show("receiver.trust_words", station=name, words=words)
    if not words_compared:
        console.show("receiver.trust_ask")
        return
    receiver.trust(ledger, name, public, training=training)
    console.show("receiver.trusted", station=name)


@app.command("ledger")
def show_ledger(ledger: LedgerFolder = None, training: Training = False) -> None:
    """List what was opened and refused, and what is missing."""
    from kiosk.wiring import receiver

    lines, gaps = receiver.history(ledger, training=training)
    words = console.words()
    if not lines:
        console.show("receiver.empty")
    for line in lines:
        told = receiver.line_words(line, words)
        console.show("receiver.line", n=line.n, **told)
    for gap in gaps:
        console.show("receiver.gap", station=gap.station, numbers=gap.spelled(), words=gap.words)


def _say_who_signed(key_words: str, *, authentic: bool) -> None:
    console.show("batch.key_known" if authentic else "batch.key_unknown", fingerprint=key_words)


def _say_code(opened: "Reception") -> None:
    """Tell the code by which the station learns that everything arrived, if everything did."""
    from kiosk.wiring import receiver

    if opened.problems:
        console.show("receiver.code_held")
    elif opened.code is not None:
        console.show("receiver.code_line", code=receiver.grouped_code(opened.code))
