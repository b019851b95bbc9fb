"""`kiosk batch`: what the city and headquarters do with a day's batch. Needs no Qt, no camera."""

from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli import console

app = typer.Typer(help="Open and verify the day's encrypted batches.", no_args_is_help=True)

BatchFile = Annotated[Path, typer.Argument(help="The batch: …zip.age, with .json and .sig beside.")]
StationKey = Annotated[
    Path | None,
    typer.Option(help="The station's public key (PEM) that you received by another way."),
]


@app.command("open")
def open_batch(
    file: BatchFile,
    identity: Annotated[Path, typer.Option(help="File with the age identity (AGE-SECRET-KEY-…).")],
    out: Annotated[Path, typer.Option(help="Folder to write to; must not hold anything yet.")],
    station_key: StationKey = None,
) -> None:
    """Verify a batch and write its applicants and photos to a folder."""
    from kiosk.wiring import receiver

    opened = receiver.open_batch(file, identity, out, station_key)
    console.show("batch.opened", records=opened.records, folder=out)
    _say_who_signed(opened.verified.fingerprint, authentic=opened.verified.authentic)
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
    _say_who_signed(verified.fingerprint, authentic=verified.authentic)


def _say_who_signed(fingerprint: str, *, authentic: bool) -> None:
    console.show("batch.key_known" if authentic else "batch.key_unknown", fingerprint=fingerprint)
