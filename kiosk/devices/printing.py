"""Printing in a process of its own: a driver that hangs is ended, the screens never wait for it.

Personal words and the photo go to the child by standard input, never by argument or file.
"""

import base64
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kiosk.domain.sheet import PaperTarget, PhotoSheet, SheetPrinted
from kiosk.domain.sheet_errors import (
    PrinterMissingError,
    PrinterRefusedError,
    SheetError,
    SheetFullError,
    SheetPhotoError,
    SheetRequestError,
    SheetUnconfirmedError,
)
from kiosk.errors import DiskFullError, KioskError, OutputExistsError, UnreadableFileError
from kiosk.paths import resources

_TOLD: tuple[type[KioskError], ...] = (
    PrinterMissingError,
    PrinterRefusedError,
    SheetFullError,
    SheetPhotoError,
    SheetRequestError,
    DiskFullError,
    OutputExistsError,
    UnreadableFileError,
    SheetError,
)
_BY_KEY = {error.message_key: error for error in _TOLD}
_NO_WINDOW = int(getattr(subprocess, "CREATE_NO_WINDOW", 0))  # Windows opens a console otherwise


def own_command() -> tuple[str, ...]:
    """Return what starts this program once more, from the tree or as a built application."""
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    return (sys.executable, "-m", "kiosk")


class ChildSheetPrinter:
    """Implements `kiosk.ports.SheetPrinter` with the command `kiosk photo sheet`."""

    def __init__(self, command: Sequence[str], *, deadline_s: float, language: str = "ja") -> None:
        self._command = tuple(command)
        self._deadline_s = deadline_s
        self._language = language

    def print_sheet(self, sheet: PhotoSheet, target: PaperTarget) -> SheetPrinted:
        """Return what was put on paper; the child is ended at the deadline."""
        where = ["--printer", target.printer]
        if target.pdf is not None:
            where = ["--out", str(target.pdf.absolute())]
        paper = ["--paper", target.paper.value, "--copies-per-page", str(target.photos)]
        words = ["photo", "sheet", "-", "--name-file", "-", "--json", *paper, *where]
        told = self._ask(words, self._spelled(sheet))
        try:
            return SheetPrinted(
                photos=int(told["photos"]),
                replaced=int(told["replaced"]),
                uncertain=int(told["uncertain"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise SheetUnconfirmedError("answer without counts") from error

    def print_pages(self, pages: tuple[bytes, ...], printer: str) -> None:
        """Return once the printer's queue has the pages."""
        spelled = [base64.b64encode(page).decode("ascii") for page in pages]
        said = json.dumps({"pages": spelled}).encode("ascii")
        told = self._ask(["photo", "pages", "--json", "--printer", printer], said)
        if told.get("pages") != len(pages):
            raise SheetUnconfirmedError("answer without pages")

    def printers(self) -> tuple[str, ...]:
        """Return the names of the machine's printers."""
        told = self._ask(["photo", "printers", "--json"], b"")
        try:
            return tuple(str(name) for name in told["printers"])
        except (KeyError, TypeError) as error:
            raise SheetUnconfirmedError("answer without printers") from error

    def _spelled(self, sheet: PhotoSheet) -> bytes:
        return json.dumps(
            {
                "jpeg": base64.b64encode(sheet.jpeg).decode("ascii"),
                "name": sheet.name,
                "birth_date": sheet.birth_date.wareki() if sheet.birth_date else "",
                "training": sheet.training,
                "language": self._language,
            }
        ).encode("utf-8")

    def _ask(self, words: Sequence[str], said: bytes) -> Mapping[str, Any]:
        """Return the child's answer, or raise what it tells; its other words are not for people."""
        try:
            done = subprocess.run(  # noqa: S603 - our own program, no shell
                (*self._command, *words),
                input=said,
                capture_output=True,
                timeout=self._deadline_s,
                check=False,
                cwd=_folder(),
                creationflags=_NO_WINDOW,
            )
        except subprocess.TimeoutExpired:
            raise SheetUnconfirmedError("deadline") from None  # its trace holds what was said
        except OSError as error:
            raise SheetError(f"no child: {type(error).__name__}") from None
        try:
            told = json.loads(done.stdout)
            key = told.get("error")
        except (ValueError, AttributeError):
            raise SheetUnconfirmedError(f"no answer, exit {done.returncode}") from None
        if key is None:
            return dict(told)
        params = told.get("params", {})
        raise _BY_KEY.get(key, SheetUnconfirmedError)(
            f"told {key}", **{str(name): str(value) for name, value in params.items()}
        )


def _folder() -> Path:
    """Return where `python -m kiosk` finds the program."""
    return resources().parent
