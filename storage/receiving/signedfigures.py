"""A station's numbers of a day as they arrive: believed when the ledger's key signed them."""

from pathlib import Path

from kiosk.contract.figuresfile import LONGEST_BYTES, FiguresFileError, read_figures
from kiosk.domain.figures import DayFigures
from kiosk.errors import UnreadableFileError
from storage.batches.errors import BatchTamperedError
from storage.crypto.signing import SIGNATURE_BYTES, check_signature
from storage.receiving.errors import FiguresSignatureError
from storage.receiving.ledger import Ledger

SIGNATURE_SUFFIX = ".sig"


def read_signed(file: Path, ledger: Ledger) -> DayFigures:
    """Return the numbers in ``file`` as their known station signed them.

    Raises `FiguresFileError` for what no station writes, `UnknownStationError`, and
    `FiguresSignatureError` when the signature beside it is not there or does not fit.
    """
    content = _bytes(file, LONGEST_BYTES)
    figures = read_figures(content)
    key = ledger.key_of(figures.station, training=figures.training)
    try:
        signature = _bytes(file.with_name(f"{file.name}{SIGNATURE_SUFFIX}"), SIGNATURE_BYTES)
        check_signature(key, content, signature)
    except (UnreadableFileError, BatchTamperedError) as error:
        raise FiguresSignatureError(str(error), file=file.name, station=figures.station) from error
    return figures


def _bytes(file: Path, longest: int) -> bytes:
    try:
        with file.open("rb") as opened:
            content = opened.read(longest + 1)
    except OSError as error:
        raise UnreadableFileError(type(error).__name__, file=file.name) from error
    if len(content) > longest:
        raise FiguresFileError("long")
    return content
