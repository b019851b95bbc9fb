"""`kiosk recover`: opens what a dead laptop held. Needs no Qt, no camera, no password of staff."""

from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli import console


def recover(
    source: Annotated[
        Path,
        typer.Argument(
            help="The laptop's data folder, its station.db, a backup file, or a book's backup."
        ),
    ],
    identity: Annotated[Path, typer.Option(help="File with the age identity (AGE-SECRET-KEY-…).")],
    out: Annotated[Path, typer.Option(help="Folder to write to; must not hold anything yet.")],
) -> None:
    """Open records and office's book of a laptop that no longer starts, with an identity."""
    from kiosk.wiring import headquarters

    found, words = headquarters.recover(source, identity, out), console.words()
    for day in found.days:
        console.show("recover.day", day=day.business_date, records=day.records, photos=day.photos)
    console.show("recover.done", records=sum(one.records for one in found.days), folder=out)
    if found.days or found.trail.n:
        console.show(f"recover.audit_{found.trail.state.value}", n=found.trail.n)
    if book := found.office:
        console.show("recover.book", entries=book.entries, pictures=book.pictures)
        key = "recover.book_proved" if book.proved else "recover.book_not_proved"
        console.show(key, lines=book.lines, head=book.head[:16])
    for problem in found.problems:
        fault = words[f"recover.fault.{problem.fault.value}"]
        console.show("recover.problem", item=problem.item, fault=fault)
    if not headquarters.is_whole(found):
        raise typer.Exit(int(headquarters.PROBLEMS_FOUND))
