"""A file that a command leaves: never over another one, never half."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from kiosk.errors import OutputExistsError
from storage.files import create, disk_errors


def require_new(out: Path) -> None:
    """Raise `OutputExistsError` when there is something already."""
    with disk_errors():
        there = out.exists()
    if there:
        raise OutputExistsError(file=out.name)


def write_new(out: Path, content: bytes) -> None:
    """Leave ``content`` in a new file that only its owner reads."""
    require_new(out)
    with disk_errors():
        create(out, content)


def write_all_new(made: Sequence[tuple[Path, bytes]]) -> tuple[Path, ...]:
    """Leave all of the files, in folders made as needed, or none; return their paths."""
    with disk_errors():
        for folder in dict.fromkeys(path.parent for path, _ in made):
            folder.mkdir(parents=True, exist_ok=True)
    for path, _ in made:
        require_new(path)
    written: list[Path] = []
    try:
        for path, content in made:
            write_new(path, content)
            written.append(path)
    except BaseException:
        for path in written:
            with suppress(OSError):  # what went wrong first is what is told
                path.unlink(missing_ok=True)
        raise
    return tuple(written)
