"""The keys of a signed-in station: derived from the vault key, wiped when it is locked."""

import secrets

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.crypto.envelope import KEY_BYTES

DEK_MAGIC = b"KBK1"
"""Begins what the recipients find in a record's ``dek_age``; the key follows."""
NUMBERS = "numbers"
"""What the tags of numbers are made under: the vault key's for 申請書ID, a day's for 個人番号."""
_ZEROS = memoryview(bytes(65_536))


def new_key() -> bytearray:
    """Return 32 random bytes."""
    return bytearray(secrets.token_bytes(KEY_BYTES))


def derive(material: bytearray, purpose: str) -> bytearray:
    """Return the key for one purpose (HKDF-SHA256, no salt, info ``kiosk v1 <purpose>``)."""
    key = bytearray(KEY_BYTES)
    HKDF(
        algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"kiosk v1 {purpose}".encode("ascii")
    ).derive_into(material, key)
    return key


def wipe(*buffers: bytearray) -> None:
    """Overwrite the buffers with zeros, where they are."""
    for buffer in buffers:
        with memoryview(buffer) as view:
            for at in range(0, len(view), len(_ZEROS)):
                piece = view[at : at + len(_ZEROS)]
                piece[:] = _ZEROS[: len(piece)]


class Keyring:
    """Every key that a log-in opens. ``shifts`` holds the keys of days that were used."""

    def __init__(self, vault_key: bytearray, device_secret: bytearray) -> None:
        """Take over ``vault_key``; the caller keeps ``device_secret``."""
        self._vault_key = vault_key
        both = vault_key + device_secret
        self.slots = derive(both, "shift")
        wipe(both)
        self.rows = derive(vault_key, "rowmac")
        self.audit = derive(vault_key, "audit")
        self.anchor = derive(vault_key, "anchor")
        self.signing = derive(vault_key, "signing")
        self.queue = derive(vault_key, "queue")
        self.office = derive(vault_key, "office")
        self.numbers = derive(vault_key, NUMBERS)
        self.shifts: dict[str, bytearray] = {}

    @property
    def vault_key(self) -> bytearray:
        """Return the vault key itself; only for giving it to a member of staff."""
        return self._vault_key

    def forget_shift(self, shift: str) -> None:
        """Wipe one day's key."""
        wipe(self.shifts.pop(shift, bytearray()))

    def wipe(self) -> None:
        """Wipe every key."""
        wipe(self._vault_key, self.slots, self.rows, self.audit, self.anchor, self.signing)
        wipe(self.queue, self.office, self.numbers)
        wipe(*self.shifts.values())
        self.shifts.clear()


def audit_door_key(device_secret: bytearray) -> bytearray:
    """Return the key for audit entries made while nobody is signed in."""
    return derive(device_secret, "audit door")
