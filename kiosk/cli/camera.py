"""`kiosk camera`: what a camera really gives."""

from typing import Annotated

import typer

from kiosk.cli import console

app = typer.Typer(help="Look at cameras.", no_args_is_help=True)


@app.command("probe")
def probe(
    source: Annotated[
        str, typer.Argument(help="Device index or name:…, file, folder, http://… or sitter:")
    ],
    frames: Annotated[int, typer.Option(min=10, max=3000, help="Frames to read.")] = 90,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Print name, size, frames per second, latency, drops and what the driver refused."""
    from kiosk.wiring import cameras

    report = cameras.probe(source, frames)
    if as_json:
        console.show_json(report)
        return
    for key, value in report.items():
        console.show("camera.line", key=console.words()[f"camera.probe.{key}"], value=value)


@app.command("list")
def list_cameras() -> None:
    """Print the cameras of this computer."""
    from kiosk.wiring import cameras

    names = cameras.names()
    for name in names:
        console.show("camera.listed", name=name)
    if not names:
        console.show("camera.none")
