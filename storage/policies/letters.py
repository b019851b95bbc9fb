"""The letters of a rehearsal: a small age file to one recipient, with a code in its first line."""

import re
from pathlib import Path

from kiosk.domain.ids import StationId
from kiosk.errors import UnreadableFileError
from kiosk.texts import Language, catalogue
from storage.batches.errors import BatchFormatError
from storage.crypto.age import Identities, decrypt_small, encrypt_small

_LONGEST_FILE = 10_000  # a letter has 600 bytes
_CODE = re.compile(r"[A-Z2-7]{4}(?:-[A-Z2-7]{4}){3}")


def seal_letter(code: str, station: StationId, recipient: str) -> bytes:
    """Return the file that gives the code to this recipient alone."""
    words = catalogue(Language.JA).say("rehearsal.letter", station=station)
    return encrypt_small(f"{code}\r\n{words}\r\n".encode(), [recipient])


def open_letter(file: Path, identities: Identities) -> str:
    """Return the code in a rehearsal file, as its recipient reads it."""
    try:
        with file.open("rb") as source:
            content = source.read(_LONGEST_FILE)
    except OSError as error:
        raise UnreadableFileError(type(error).__name__, file=file.name) from error
    letter = decrypt_small(content, identities, _LONGEST_FILE)
    code = bytes(letter).partition(b"\r\n")[0].decode("ascii", errors="replace")
    if not _CODE.fullmatch(code):  # another age file of this recipient is never printed
        raise BatchFormatError("no rehearsal")
    return code
