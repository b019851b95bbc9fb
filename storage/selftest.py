"""Does sealing work on this machine? A throw-away key, a throw-away text, the real functions."""

from kiosk.errors import KioskError
from storage.crypto.envelope import Place, seal, unseal
from storage.crypto.keys import new_key, wipe

_PLACE = Place(
    database="selftest",
    station="selftest",
    shift="selftest",
    table="selftest",
    row="selftest",
    column="selftest",
    schema_version=1,
    row_version=1,
)
_TEXT = b"training"


def seals_and_opens() -> bool:
    """Tell whether what is sealed opens again, and does not when one bit of it is turned."""
    key = new_key()
    try:
        sealed = bytearray(seal(key, _PLACE, _TEXT))
        opened = bytes(unseal(key, _PLACE, bytes(sealed)))
        sealed[-1] ^= 1
        try:
            unseal(key, _PLACE, bytes(sealed))
        except KioskError:
            return opened == _TEXT
        return False
    finally:
        wipe(key)
