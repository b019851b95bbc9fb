"""Headquarters' root key: Ed25519, kept offline, locked by a passphrase; it signs what binds."""

from dataclasses import dataclass

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from kiosk.domain.station import PolicyFiles
from storage.errors import RootKeyError
from storage.passwords import check_password
from storage.policyfile import Policy, sound_policy
from storage.receipttoken import ReceiptToken, wrap_token

OWNER = "root"  # as which a weak passphrase is named


@dataclass(frozen=True, slots=True, repr=False)
class RootKey:
    """The opened root key; without a repr."""

    private: Ed25519PrivateKey

    @property
    def public(self) -> bytes:
        """Return the raw public key, 32 bytes."""
        return self.private.public_key().public_bytes_raw()

    def sign_policy(self, policy: Policy) -> PolicyFiles:
        """Return the policy's files; raise `PolicyRefusedError` for one no station would take."""
        content = sound_policy(policy).spell()
        return PolicyFiles(
            content=content, signature=self.private.sign(content), root_public=self.public
        )

    def sign_token(self, token: ReceiptToken) -> bytes:
        """Return the token's file."""
        return wrap_token(token, self.private.sign(token.spell()))


def new_root() -> RootKey:
    """Return a root nobody has used."""
    return RootKey(Ed25519PrivateKey.generate())


def lock_root(root: RootKey, passphrase: str) -> bytes:
    """Return the PEM file (PKCS #8), which only the passphrase opens; a weak one is refused."""
    check_password(passphrase, OWNER)
    return root.private.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode())
    )


def open_root(pem: bytes, passphrase: str, file: str) -> RootKey:
    """Return the root key; ``file`` is named when it is none or the passphrase is another."""
    try:
        key = load_pem_private_key(pem, passphrase.encode())
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise RootKeyError("not opened", file=file) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise RootKeyError("another kind of key", file=file)
    return RootKey(key)
