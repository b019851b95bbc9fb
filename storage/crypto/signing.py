"""The station's Ed25519 key: signs envelopes, so that anyone with openssl can check them."""

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

from storage.batches.errors import BatchTamperedError, StationKeyError

PUBLIC_BYTES = 32
SIGNATURE_BYTES = 64


def new_signing_key() -> tuple[bytearray, bytes]:
    """Return a private key and its public key, raw."""
    private = Ed25519PrivateKey.generate()
    return bytearray(private.private_bytes_raw()), private.public_key().public_bytes_raw()


def sign(private: bytearray, content: bytes) -> bytes:
    """Return the raw signature, 64 bytes."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(content)


def check_signature(public: bytes, content: bytes, signature: bytes) -> None:
    """Raise `BatchTamperedError` unless the key signed exactly this content."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
    except (InvalidSignature, ValueError) as error:
        raise BatchTamperedError("signature", batch_part="signature") from error


def to_pem(public: bytes) -> bytes:
    """Return the public key as openssl reads it."""
    return Ed25519PublicKey.from_public_bytes(public).public_bytes(
        Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
    )


def parse_public_key(given: bytes) -> bytes:
    """Return the raw public key of a PEM file's content, or of 32 raw bytes."""
    if len(given) == PUBLIC_BYTES:
        return given
    try:
        key = load_pem_public_key(given)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise StationKeyError("no public key") from error
    if not isinstance(key, Ed25519PublicKey):
        raise StationKeyError("another kind of key")
    return key.public_bytes_raw()
