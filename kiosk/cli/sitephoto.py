"""`kiosk site-photo`: pictures of a venue without anybody in them."""

from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli import console
from kiosk.domain.sitephoto import ChosenBoxes, Hides, show_share_box
from kiosk.errors import ExitCode

app = typer.Typer(help="Make pictures of a venue fit for a report.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object per picture.")]


@app.command("cover")
def cover(
    picture: Annotated[Path, typer.Argument(help="JPEG or PNG of the venue; it is left alone.")],
    out: Annotated[Path, typer.Option(help="The covered picture (JPEG); must not exist.")],
    box: Annotated[
        list[str] | None,
        typer.Option(help="Also cover left,top,width,height: shares of the sides, 0 to 1."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Cover faces and papers; refuse the picture while a face is still found in it."""
    from kiosk.wiring import sitephotos

    done = sitephotos.cover(picture, out, ChosenBoxes.parse(box or ()))
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
