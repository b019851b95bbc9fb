"""`kiosk receiver`: the window with which the city and headquarters open batches."""

from pathlib import Path
from typing import Annotated

import typer

from kiosk.paths import default_receiver_folder


def receiver(
    ledger: Annotated[Path | None, typer.Option(help="Folder of the ledger.")] = None,
) -> None:
    """Open batches with a window; needs no camera."""
    from kiosk.wiring import receiverdesk

    raise typer.Exit(receiverdesk.run(ledger or default_receiver_folder()))
