"""A file that a command leaves: never over another one, never half."""

from pathlib import Path

from kiosk.errors import OutputExistsError
from storage.files import create, disk_errors


def require_new(out: Path) -> None:
    """Raise `OutputExistsError` when there is something already."""
    if out.exists():
        raise OutputExistsError(file=out.name)


def write_new(out: Path, content: bytes) -> None:
    """Leave ``content`` in a new file that only its owner reads."""
    require_new(out)
    with disk_errors():
        create(out, content)
