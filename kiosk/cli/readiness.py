"""`kiosk readiness`: may we open? The station, the people and the list on one paper."""

from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli import console
from kiosk.cli.login import PasswordFile, StaffName, log_in
from kiosk.errors import ExitCode


def readiness(
    out: Annotated[Path, typer.Option(help="The paper (PDF); must not exist.")],
    data: Annotated[Path | None, typer.Option(help="The station's data folder.")] = None,
    staff: StaffName = "",
    password_file: PasswordFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Look at everything and leave it on paper; exit code 3 while something forbids to open."""
    from kiosk.wiring import readiness as wiring

    looked = wiring.look(data, log_in(staff, password_file) if staff else None, out)
    if as_json:
        console.show_json(looked.as_json())
    else:
        words = console.words()
        for line in looked.lines(words):
            console.show("doctor.line", line=line)
        console.show(f"readiness.verdict.{looked.verdict.value}")
        console.show("gate.paper", file=out)
    if not looked.fit:
        raise typer.Exit(int(ExitCode.ENVIRONMENT))
