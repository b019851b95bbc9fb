"""`kiosk training-season`: a whole season made up from a seed, with its known totals."""

from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli import console


def training_season(
    out: Annotated[Path, typer.Option(help="Empty folder for plan, days, cases and totals.json.")],
    seed: Annotated[int, typer.Option(help="The same seed makes the same season.")] = 1,
    book: Annotated[
        bool, typer.Option("--book", help="Also as an office's book, training password.")
    ] = False,
) -> None:
    """Make up a season of events, days and cases whose totals are known."""
    from kiosk.wiring import season

    made = season.write_season(out, seed, book=book)
    console.show("season.done", events=len(made.plan.events), people=len(made.visitors), folder=out)
