"""A site picture's file: what it is called, what it is bound to, how it opens."""

import hashlib
from pathlib import Path

from kiosk.domain.sitepicture import PictureId, is_picture_id
from storage.crypto.envelope import Place, unseal
from storage.errors import TamperedError
from storage.office.bookkeys import BookKeys

FOLDER = "pictures"
SUFFIX = ".sealed"
LARGEST_BYTES = 16 << 20
"""Far beyond any covered JPEG: a file that was put in a picture's place fills no memory."""


def is_picture_file(path: Path) -> bool:
    """Tell whether a picture's file can be called that."""
    return path.suffix == SUFFIX and is_picture_id(path.stem)


def opened_picture(keys: BookKeys, picture: PictureId, sha256: str, sealed: bytes) -> bytes:
    """Return the pixels; raise `TamperedError` unless they are those the line speaks of."""
    content = bytes(unseal(keys.pictures, picture_place(keys, picture), sealed))
    if hashlib.sha256(content).hexdigest() != sha256:
        raise TamperedError("sha256")
    return content


def picture_place(keys: BookKeys, picture: PictureId) -> Place:
    """Return where a picture lives; the file of another one does not open."""
    return Place(
        database=keys.name,
        station="",
        shift="",
        table="pictures",
        row=picture,
        column="jpeg",
        schema_version=1,
        row_version=1,
    )
