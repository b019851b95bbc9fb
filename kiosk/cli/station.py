"""`kiosk run`, `kiosk setup`, `kiosk training-day`."""

from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli import console
from kiosk.paths import default_data_folder

DataFolder = Annotated[Path | None, typer.Option(help="The station's data folder.")]
CameraSource = Annotated[
    str | None,
    typer.Option(help="Device index or name:…, file, folder, http://… or sitter:"),
]


def run(
    data: DataFolder = None,
    camera: CameraSource = None,
    training: Annotated[bool, typer.Option("--training", help="Practise; nothing counts.")] = False,
) -> None:
    """Start the station; without a screen, play a training day instead."""
    from kiosk.wiring import launch

    folder = data or default_data_folder()
    if not launch.has_screen():
        out = launch.training_day_folder(folder)
        console.show("run.no_screen", folder=out)
        training_day(out=out, camera=camera)
        return
    from kiosk.wiring import desk

    raise typer.Exit(desk.run(folder, camera=camera, training=training))


def setup(
    data: Annotated[Path, typer.Option(help="The data folder to make.")],
    answers: Annotated[Path, typer.Option(help="TOML file with the answers; see the README.")],
) -> None:
    """Set up a station from a file of answers."""
    from kiosk.wiring import launch

    station = launch.set_up(data, answers)
    console.show("setup.done", station=station, folder=data)


def training_day(
    out: Annotated[Path, typer.Option(help="Folder for pictures, batch, keys and summary.")],
    data: DataFolder = None,
    camera: CameraSource = None,
    applicants: Annotated[int, typer.Option(min=0, max=600, help="How many applicants.")] = 3,
) -> None:
    """Play a whole day through the real windows, store and batch, without a person."""
    from kiosk.wiring import training

    summary = training.play(out, data=data, camera=camera, applicants=applicants)
    console.show("training.done", records=summary.records, folder=out)
