"""The office's book in the second place: one folder a station, always as the book is now.

Files are ciphertext as they lie beside the vault. Each is written under another name, read back
from the disk, and then named; what the book forgot is destroyed there, too.
"""

import hashlib
from pathlib import Path

from storage.custody.errors import BackupReadBackError
from storage.files import (
    disk_errors,
    forget_cached,
    make_folder,
    replace,
    shred,
    sync_folder,
)
from storage.office.picturefile import FOLDER, SUFFIX, is_picture_file
from storage.office.recoverykey import FILE

BOOK = "book.db"
SUFFIX_OF_FOLDER = "-office"
_PIECE_BYTES = 1 << 20


def backup_folder(place: Path, station: str) -> Path:
    """Return where a station's book is kept in the second place."""
    return place / f"{station}{SUFFIX_OF_FOLDER}"


def back_up_book(office: Path, target: Path) -> None:
    """Leave in ``target`` what ``office`` holds; the book is closed while this runs.

    Pictures come before the book that names them, so that at no moment a line lacks its pixels.
    """
    with disk_errors():
        make_folder(target / FOLDER)
        ours = {path.name for path in (office / FOLDER).glob(f"*{SUFFIX}") if is_picture_file(path)}
        for name in sorted(ours):
            _copy(office / FOLDER / name, target / FOLDER / name)
        for name in (FILE, BOOK):
            _copy(office / name, target / name)
        for path in (target / FOLDER).iterdir():
            if path.name not in ours and (is_picture_file(path) or path.name.endswith(".part")):
                shred(path)
        sync_folder(target / FOLDER)


def _copy(source: Path, target: Path) -> None:
    """Leave the same bytes, seen there; a file that has them already is only looked at."""
    content = source.read_bytes()
    if _digest(target) == hashlib.sha256(content).digest():
        return
    replace(target, content)
    if _digest(target) != hashlib.sha256(content).digest():
        raise BackupReadBackError(target.name)


def _digest(path: Path) -> bytes:
    """Return what the disk, not the memory, has; nothing when there is no file."""
    total = hashlib.sha256()
    try:
        with path.open("rb", buffering=0) as file:
            forget_cached(file.fileno())
            while piece := file.read(_PIECE_BYTES):
                total.update(piece)
    except FileNotFoundError:
        return b""
    return total.digest()
