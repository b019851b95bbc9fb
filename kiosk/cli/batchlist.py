"""`kiosk batch support-list`: who was supported, one line a person, for the city alone to read."""

from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli import console

Batches = Annotated[
    list[Path], typer.Argument(help="Batches: …zip.age, each with .json and .sig beside.")
]
StationKeys = Annotated[
    list[Path] | None,
    typer.Option("--station-key", help="A station's public key (PEM) that you received yourself."),
]


def support_list(
    files: Batches,
    *,
    identity: Annotated[Path, typer.Option(help="File with the age identity (AGE-SECRET-KEY-…).")],
    out: Annotated[Path, typer.Option(help="The sealed list, a new file: ….age.")],
    to: Annotated[
        list[str] | None, typer.Option(help="Who can open it, an age public key (age1…).")
    ] = None,
    form: Annotated[str, typer.Option(help="xlsx, csv or csv-cp932.")] = "xlsx",
    station_key: StationKeys = None,
    ledger: Annotated[
        Path | None,
        typer.Option(help="Folder of the ledger that knows the stations' keys, if none is given."),
    ] = None,
    no_ledger: Annotated[bool, typer.Option("--no-ledger", help="Ask no ledger for keys.")] = False,
    place: Annotated[str, typer.Option(help="The place in each line, else its station.")] = "",
) -> None:
    """Write 申請サポート報告書 of one or more batches, encrypted; nothing of it in clear."""
    from kiosk.wiring import supportlists
    from kiosk.wiring.supportorder import Order

    order = Order(
        files=tuple(files),
        identity=identity,
        recipients=tuple(to or ()),
        out=out,
        form=supportlists.list_form(form),
        station_keys=tuple(station_key or ()),
        ledger=ledger,
        no_ledger=no_ledger,
        place=place.strip(),
    )
    made = supportlists.make_list(order, console.words())
    key = "support_list.made_training" if made.training else "support_list.made"
    console.show(key, people=made.people, batches=made.batches, file=out)
    for station, words, authentic in made.signed_by:
        console.show("support_list.signed_by", station=station)
        console.show("batch.key_known" if authentic else "batch.key_unknown", fingerprint=words)
    for words in made.opened_by:
        console.show("support_list.opened_by", words=words)
    console.show("support_list.sha256", sha256=made.sha256)
    for named in made.left_out:
        console.show("support_list.left_out", person=named)
    if made.left_out:
        console.show("support_list.left_out_next")
        raise typer.Exit(int(supportlists.LEFT_OUT))
