"""`kiosk photo`: the ID photo from picture files."""

from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli import console, sheet
from kiosk.errors import ExitCode

app = typer.Typer(help="Make and check ID photos from picture files.", no_args_is_help=True)
app.command("sheet")(sheet.sheet)
app.command("pages", hidden=True)(sheet.pages)
app.command("printers")(sheet.printers)

Pictures = Annotated[Path, typer.Argument(help="Folder of the labelled pictures.")]
Labels = Annotated[Path, typer.Option(help="Tab-separated list: file, shows, expect_<check>….")]
HeldOut = Annotated[
    Path | None,
    typer.Option(help="Names and patterns, one a line, of people limits are not tuned on."),
]


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


@app.command("report")
def report(
    folder: Pictures,
    manifest: Labels,
    out: Annotated[Path, typer.Option(help="Folder for report.json, report.md and worst.png.")],
    held_out: HeldOut = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print report.json, no tables.")] = False,
) -> None:
    """Judge labelled pictures and count what the checks got right and wrong."""
    from kiosk.wiring import evaluation

    listed = evaluation.list_pictures(folder, manifest, held_out)
    made = evaluation.report(listed, console.show_progress)
    evaluation.write_report(made, out, console.words())
    if as_json:
        console.show_json(evaluation.report_record(made))
    else:
        console.show_text(evaluation.describe_report(made, console.words()))
        console.show("report.written", folder=out)
    if listed.refused:
        raise typer.Exit(int(ExitCode.BAD_INPUT))


@app.command("calibrate")
def calibrate(
    folder: Pictures,
    manifest: Labels,
    out: Annotated[Path, typer.Option(help="The policy to write (TOML); must not exist.")],
    base: Annotated[
        Path | None, typer.Option(help="The policy to begin with; otherwise the program's own.")
    ] = None,
    held_out: HeldOut = None,
) -> None:
    """Re-tune the limits of the photo rules to labelled pictures."""
    from kiosk.wiring import calibration, evaluation

    policy = calibration.base_policy(base)
    listed = evaluation.list_pictures(folder, manifest, held_out)
    made = calibration.recalibrate(listed, policy, out, console.show_progress)
    console.show_text(calibration.describe(made, console.words()))
    for line in evaluation.left_out(listed, console.words()):
        console.show_text(line)
    console.show("calibration.written", file=out)
    if listed.refused:
        raise typer.Exit(int(ExitCode.BAD_INPUT))
