"""A file that a command is given: read whole, or not at all."""

from pathlib import Path

from kiosk.documents.foreignfile import read_bounded
from kiosk.errors import UnreadableFileError


def read_small(file: Path, longest: int) -> bytes:
    """Return the file; raise `UnreadableFileError` for one longer than ``longest`` bytes."""
    content = read_bounded(file, longest)
    if len(content) > longest:
        raise UnreadableFileError("too long", file=file.name)
    return content
