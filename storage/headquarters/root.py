"""Headquarters' root key: Ed25519, kept offline, locked by a passphrase; it signs what binds.

Format (docs/SECURITY.md, "Root"): a line with the cost and salt of Argon2id, then PKCS #8 in PEM
under what the passphrase stretches to. PKCS #8 alone would cost a thief 2,048 rounds of PBKDF2 a
guess (measured: cryptography 50 with OpenSSL), too few for a key that opens everything to come.
"""

import secrets
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
from storage.crypto.passwords import (
    PRODUCTION_COST,
    SALT_BYTES,
    Argon2Cost,
    check_password,
    parse_cost,
    stretch,
)
from storage.errors import TamperedError
from storage.policies.errors import RootKeyError
from storage.policies.policyfile import Policy, sound_policy
from storage.policies.receipttoken import ReceiptToken, wrap_token

HEAD = "kiosk-root/1"
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


def lock_root(root: RootKey, passphrase: str, cost: Argon2Cost = PRODUCTION_COST) -> bytes:
    """Return the file, which only the passphrase opens; a weak one is refused."""
    check_password(passphrase, OWNER)
    salt = secrets.token_bytes(SALT_BYTES)
    head = f"{HEAD} {cost.spell()} {salt.hex()}\n".encode()
    return head + root.private.private_bytes(
        Encoding.PEM,
        PrivateFormat.PKCS8,
        BestAvailableEncryption(_stretched(passphrase, salt, cost)),
    )


def open_root(content: bytes, passphrase: str, file: str) -> RootKey:
    """Return the root key; ``file`` is named when it is none or the passphrase is another."""
    head, _, pem = content.partition(b"\n")
    try:
        name, cost, salt = head.decode("ascii").split(" ")
        stretched = _stretched(passphrase, bytes.fromhex(salt), parse_cost(cost))
        key = load_pem_private_key(pem, stretched if name == HEAD else None)
    except (ValueError, TypeError, UnsupportedAlgorithm, TamperedError) as error:
        raise RootKeyError("not opened", file=file) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise RootKeyError("another kind of key", file=file)
    return RootKey(key)


def _stretched(passphrase: str, salt: bytes, cost: Argon2Cost) -> bytes:
    """Return what locks the PEM, in characters that any tool takes as a passphrase."""
    return stretch(passphrase, salt, bytearray(), cost).hex().encode("ascii")
