"""`kiosk office`: the window of plan, people and cases, at a station or at headquarters."""

from pathlib import Path
from typing import Annotated

import typer


def office(
    data: Annotated[
        Path | None,
        typer.Option(
            help="Folder of a station, or of headquarters' book (an empty one begins it)."
        ),
    ] = None,
) -> None:
    """Keep plan, targets, people and cases with a window; needs no camera."""
    from kiosk.wiring import office as wiring

    raise typer.Exit(wiring.run(data))
