"""`kiosk doctor`: tells whether this computer is fit for a day."""

from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli import console
from kiosk.errors import ExitCode


def doctor(
    data: Annotated[Path | None, typer.Option(help="The station's data folder.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Check program, models, fonts, disk, camera stack and store; exit code 3 if unfit."""
    from kiosk.wiring import health

    report = health.examine(data)
    if as_json:
        console.show_json(report.as_json())
    else:
        for line in report.lines(console.words()):
            console.show("doctor.line", line=line)
    if not report.fit:
        raise typer.Exit(int(ExitCode.ENVIRONMENT))
