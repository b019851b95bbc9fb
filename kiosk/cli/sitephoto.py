"""`kiosk site-photo`: pictures of a venue without anybody in them."""

from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli import console
from kiosk.cli.bookdoor import Book, door_of
from kiosk.cli.login import PasswordFile, StaffName
from kiosk.domain.sitephoto import ChosenBoxes, Hides, show_share_box
from kiosk.errors import ExitCode

app = typer.Typer(help="Make pictures of a venue fit for a report.", no_args_is_help=True)

Picture = Annotated[Path, typer.Argument(help="JPEG or PNG of the venue; it is left alone.")]
Boxes = Annotated[
    list[str] | None,
    typer.Option("--box", help="Also cover left,top,width,height: shares of the sides, 0 to 1."),
]
LeftOpen = Annotated[
    list[str] | None,
    typer.Option("--leave-open", help="Do not cover this paper: a box of --json. Faces stay."),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object per picture.")]


@app.command("cover")
def cover(
    picture: Picture,
    out: Annotated[Path, typer.Option(help="The covered picture (JPEG); must not exist.")],
    box: Boxes = None,
    leave_open: LeftOpen = None,
    as_json: AsJson = False,
) -> None:
    """Cover faces and papers; refuse the picture while a face is still found in it."""
    from kiosk.wiring import sitephotos

    done = sitephotos.cover(picture, out, ChosenBoxes.parse(box or (), leave_open or ()))
    if as_json:
        console.show_json(sitephotos.as_json(done))
        return
    photo = done.photo
    console.show(
        "site_photo.covered",
        file=out,
        faces=photo.found(Hides.FACE),
        papers=photo.found(Hides.PAPER),
        chosen=photo.found(Hides.CHOSEN),
    )
    console.show("site_photo.look")


@app.command("keep")
def keep(
    picture: Picture,
    book: Book,
    *,
    event: Annotated[str, typer.Option(help="Of which event it is, as the plan calls it.")],
    caption: Annotated[str, typer.Option(help="What is to be seen; it stands in the report.")],
    box: Boxes = None,
    leave_open: LeftOpen = None,
    as_json: AsJson = False,
    staff: StaffName = "",
    password_file: PasswordFile = None,
) -> None:
    """Cover faces and papers and keep the picture in the office's book, for the daily report."""
    from kiosk.domain.ids import parse_event_id
    from kiosk.wiring import picturekeeping

    chosen = ChosenBoxes.parse(box or (), leave_open or ())
    where = picturekeeping.Where(
        event=parse_event_id(event), caption=caption, door=door_of(book, staff, password_file)
    )
    kept = picturekeeping.keep(picture, chosen, where)
    if as_json:
        console.show_json(picturekeeping.as_json(kept))
        return
    console.show("site_photo.kept", event=kept.event, id=kept.id)
    console.show("site_photo.kept_covers", faces=kept.faces, papers=kept.papers, chosen=kept.chosen)
    console.show("site_photo.look")


@app.command("check")
def check(
    pictures: Annotated[list[Path], typer.Argument(help="Pictures that are to go into a report.")],
    as_json: AsJson = False,
) -> None:
    """Look for faces in finished pictures; nothing is changed."""
    from kiosk.wiring import sitephotos

    clean = True
    for seen in sitephotos.check(pictures):
        clean &= seen.photo.clean
        if as_json:
            console.show_json(sitephotos.as_json(seen))
            continue
        key = "site_photo.clean" if seen.photo.clean else "site_photo.not_clean"
        console.show(key, file=seen.source, count=len(seen.photo.left))
        for left in seen.photo.left:
            console.show("site_photo.left", box=show_share_box(left))
    if not clean:
        raise typer.Exit(int(ExitCode.REFUSED))
