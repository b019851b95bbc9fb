"""Random codes that a person reads from one place and types at another."""

import base64
import hashlib
import secrets
import unicodedata

CODE_BYTES = 10  # 80 bits: nobody guesses one
_GROUP = 4
_LENGTH = CODE_BYTES * 8 // 5
# Base32 (RFC 4648) has none of these digits, so each can only be meant for its look-alike.
_LOOK_ALIKES = str.maketrans("018", "OIB")


def new_code() -> str:
    """Return a code in groups, as it is shown."""
    code = base64.b32encode(secrets.token_bytes(CODE_BYTES)).decode("ascii")
    return "-".join(code[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def folded(typed: str) -> str:
    """Return the code without groups, case, full width and look-alikes; for comparing."""
    wide = unicodedata.normalize("NFKC", typed).upper().translate(_LOOK_ALIKES)
    return "".join(char for char in wide if char.isascii() and char.isalnum())


def code_sha256(typed: str) -> str:
    """Return what is kept of a code: the SHA-256 of its folded form, in hexadecimal."""
    return hashlib.sha256(folded(typed).encode("ascii")).hexdigest()
