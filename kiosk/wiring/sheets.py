"""A photo sheet from what a command was given: parsed once, painted, put where it belongs."""

import base64
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from kiosk.clock import SystemClock
from kiosk.devices.printing import ChildSheetPrinter, own_command
from kiosk.domain.dates import parse_birth_date
from kiosk.domain.names import parse_person_name
from kiosk.domain.photo import MOST_FILE_BYTES
from kiosk.domain.sheet import PaperTarget, PhotoSheet, SheetPrinted
from kiosk.domain.sheet_errors import SheetPhotoError, SheetRequestError
from kiosk.errors import DiskFullError, OutputExistsError, UnreadableFileError
from kiosk.settings import PrintSettings
from kiosk.texts import Language, catalogue
from kiosk.wiring.launch import show_nowhere_without_a_screen
from kiosk.wiring.smallfile import read_small
from kiosk.workflow.stage import business_date_at

STANDARD_INPUT = Path("-")
LONGEST_REQUEST_BYTES = 2 * MOST_FILE_BYTES  # base64 makes four bytes of three


@dataclass(frozen=True, slots=True, repr=False)
class SheetRequest:
    """What the command was told; without a repr."""

    sheet: PhotoSheet
    language: Language


def read_request(
    photo: Path, name_file: Path | None, standard_input: BinaryIO, language: Language
) -> SheetRequest:
    """Return the sheet; ``-`` as photo takes it from the JSON, ``-`` as file is standard input."""
    fields: Mapping[str, Any] = {}
    if name_file == STANDARD_INPUT:
        fields = _fields(standard_input.read(LONGEST_REQUEST_BYTES + 1))
    elif name_file is not None:
        fields = _fields(read_small(name_file, LONGEST_REQUEST_BYTES))
    jpeg = _embedded(fields) if photo == STANDARD_INPUT else read_small(photo, MOST_FILE_BYTES)
    name, born = fields.get("name", ""), fields.get("birth_date", "")
    if not isinstance(name, str) or not isinstance(born, str):
        raise SheetRequestError("not text")
    today = business_date_at(SystemClock().now())
    try:
        return SheetRequest(
            PhotoSheet(
                jpeg=jpeg,
                name=parse_person_name(name) if name.strip() else "",
                birth_date=parse_birth_date(born, today=today) if born.strip() else None,
                training=fields.get("training") is True,
            ),
            Language(fields.get("language", language)),
        )
    except ValueError as error:
        raise SheetRequestError("language") from error


def put_on_paper(request: SheetRequest, target: PaperTarget) -> SheetPrinted:
    """Print, or leave a new PDF; an existing file is left alone."""
    from ui.paper import output

    show_nowhere_without_a_screen()
    app = output.make_paper_app()
    words = catalogue(request.language)
    try:
        if target.pdf is None:
            return output.print_sheet(request.sheet, target, words)
        content, printed = output.pdf_of(request.sheet, target, words)
        _write(target.pdf, content)
        return printed
    finally:
        app.processEvents()


def put_pages_on_paper(standard_input: BinaryIO, printer: str) -> int:
    """Print the pages the station says; return how many they were."""
    from ui.paper import output, pages

    said = _fields(standard_input.read(LONGEST_REQUEST_BYTES + 1)).get("pages")
    if not isinstance(said, list) or not said:
        raise SheetRequestError("no pages")
    try:
        pictures = tuple(base64.b64decode(page, validate=True) for page in said)
    except (TypeError, ValueError):
        raise SheetRequestError("no pictures") from None
    show_nowhere_without_a_screen()
    app = output.make_paper_app()
    try:
        pages.print_pages(pictures, printer)
    finally:
        app.processEvents()
    return len(pictures)


def printer_names() -> tuple[str, ...]:
    """Return the printers of this machine."""
    from ui.paper import output

    show_nowhere_without_a_screen()
    output.make_paper_app()
    return output.printer_names()


def sheet_printer(settings: PrintSettings, language: str) -> ChildSheetPrinter:
    """Return what the station prints with."""
    return ChildSheetPrinter(own_command(), deadline_s=settings.deadline_s, language=language)


def _fields(content: bytes) -> Mapping[str, Any]:
    if len(content) > LONGEST_REQUEST_BYTES:
        raise SheetRequestError("too long")
    try:
        fields = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise SheetRequestError("not JSON") from None  # the error would quote what was said
    if not isinstance(fields, dict):
        raise SheetRequestError("no object")
    return fields


def _embedded(fields: Mapping[str, Any]) -> bytes:
    try:
        return base64.b64decode(fields["jpeg"], validate=True)
    except (KeyError, TypeError, ValueError):
        raise SheetPhotoError("no photo in the request") from None


def _write(path: Path, content: bytes) -> None:
    """Leave the file in full or not at all, readable by its owner only."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
    except FileExistsError as error:
        raise OutputExistsError(file=path.name) from error
    except OSError as error:
        raise UnreadableFileError(type(error).__name__, file=path.name) from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise DiskFullError(type(error).__name__) from error


_BINARY = getattr(os, "O_BINARY", 0)  # Windows would turn line ends
