"""`kiosk photo`: the ID photo from picture files."""

from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli import console
from kiosk.errors import ExitCode

app = typer.Typer(help="Make and check ID photos from picture files.", no_args_is_help=True)


@app.command("make")
def make(
    image: Annotated[Path, typer.Argument(help="JPEG or PNG with one face.")],
    out: Annotated[Path, typer.Option(help="The photo to write (JPEG, 35:45).")],
) -> None:
    """Cut an ID photo from a picture."""
    from kiosk.wiring import photos

    made = photos.make(image, out)
    console.show("photo.made", width=made.width_px, height=made.height_px, file=out)


@app.command("check")
def check(
    images: Annotated[list[Path], typer.Argument(help="JPEG or PNG pictures.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per line.")] = False,
) -> None:
    """Judge pictures by the photo rules."""
    from kiosk.wiring import photos

    unreadable = False
    for report in photos.check(images):
        unreadable |= report.refused is not None
        if as_json:
            console.show_json(photos.as_json(report))
        else:
            photos.describe(report, console.words(), console.show)
    if unreadable:
        raise typer.Exit(int(ExitCode.BAD_INPUT))
