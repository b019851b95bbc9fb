"""What a staff member's password opens: the own X25519 key, and with it the vault key."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from storage.crypto.canonical import pack
from storage.crypto.envelope import Place, seal, unseal
from storage.crypto.keys import wipe
from storage.crypto.passwords import SALT_BYTES, Argon2Cost, stretch
from storage.errors import TamperedError

Stretch = Callable[[str, bytes, bytearray, Argon2Cost], bytearray]
_SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffLock:
    """What the database holds of one staff member's keys; none of it opens without a password."""

    cost: Argon2Cost
    salt: bytes
    public_key: bytes
    private_key: bytes
    vault_key: bytes


def new_lock(
    password: str, vault_key: bytearray, place: Place, device_secret: bytearray, *, cost: Argon2Cost
) -> StaffLock:
    """Return a lock that ``password`` opens here; ``place`` is that of the private key."""
    private = X25519PrivateKey.generate()
    salt = secrets.token_bytes(SALT_BYTES)
    key = stretch(password, salt, device_secret, cost)
    lock = StaffLock(
        cost=cost,
        salt=salt,
        public_key=private.public_key().public_bytes_raw(),
        private_key=seal(key, place, private.private_bytes_raw()),
        vault_key=give_vault_key(vault_key, private.public_key(), place),
    )
    wipe(key)
    return lock


def open_lock(
    lock: StaffLock,
    password: str,
    place: Place,
    device_secret: bytearray,
    *,
    stretch: Stretch = stretch,
) -> bytearray | None:
    """Return the vault key, or None when the password is not the one.

    Raises `TamperedError` when the password is right and the rest of the lock is not.
    """
    key = stretch(password, lock.salt, device_secret, lock.cost)
    try:
        private = unseal(key, place, lock.private_key)
    except TamperedError:
        return None
    finally:
        wipe(key)
    try:
        opened = _SUITE.decrypt(
            lock.vault_key, X25519PrivateKey.from_private_bytes(private), _info(place)
        )
    except InvalidTag as error:
        raise TamperedError("vault key of a staff member") from error
    finally:
        wipe(private)
    return bytearray(opened)


def give_vault_key(vault_key: bytearray, public_key: X25519PublicKey, place: Place) -> bytes:
    """Return the vault key for one staff member; their password is not needed for it."""
    return _SUITE.encrypt(bytes(vault_key), public_key, _info(place))


def _info(place: Place) -> bytes:
    return pack("kiosk v1 vault key", place.database, place.station, place.row)
