"""Files that others made, taken from the disk no further than they are read."""

from pathlib import Path

from kiosk.errors import UnreadableFileError


def read_bounded(path: Path, most_bytes: int) -> bytes:
    """Return the file, and of a larger one only so much that it is seen to be too large."""
    try:
        with path.open("rb") as file:
            return file.read(most_bytes + 1)
    except OSError as error:
        raise UnreadableFileError(type(error).__name__, file=path.name) from error
