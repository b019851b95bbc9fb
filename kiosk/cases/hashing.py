"""申請書ID as a keyed hash: cases can be matched by it and nobody can read it back."""

import hashlib
import hmac

from kiosk.domain.case import NumberHash
from kiosk.domain.numbers import FormId

SHORTEST_KEY_BYTES = 32  # as long as the hash (RFC 2104, section 3)
_USE = b"shinsei-kiosk cases form-id v1\x00"


def hash_number(key: bytes, number: FormId) -> NumberHash:
    """Return HMAC-SHA-256 of the number in hexadecimal.

    The key is what keeps the 10^23 numbers from being tried: it is as secret as the book.
    """
    if len(key) < SHORTEST_KEY_BYTES:
        raise ValueError("key too short")
    return NumberHash(hmac.new(key, _USE + number.encode("ascii"), hashlib.sha256).hexdigest())
