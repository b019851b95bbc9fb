"""A second reader of age files (age-encryption.org/v1), made from `cryptography` alone.

What pyrage wrote is read back by code that shares nothing with it, so an error of one of them is
found before the day's key goes. It is also three times as fast as pyrage, which asks Python for
8 KB at a time, and leaves the interpreter free meanwhile (measured, docs/adr/0016).
"""

import base64
import binascii
import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.batches.errors import BatchTamperedError

_INTRO = b"age-encryption.org/v1\n"
_STANZA = b"-> X25519 "
_MAC_MARK = b"\n---"
_LONGEST_HEADER = 64_000  # some hundred recipients
_CHUNK_BYTES = 64 << 10
_TAG_BYTES = 16
_SEALED_BYTES = _CHUNK_BYTES + _TAG_BYTES
_AT_ONCE = 16
_NONCE_BYTES = 16
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_CHECKSUM_CHARS = 6


@dataclass(frozen=True, slots=True)
class _Header:
    """What stands before the encrypted bytes."""

    macced: bytes
    mac: bytes
    stanzas: tuple[tuple[bytes, bytes], ...]
    """Ephemeral share and wrapped file key of each X25519 recipient."""


def read_age(
    reader: IO[bytes],
    secret: str,
    passing: Callable[[bytes], object],
    sink: Callable[[bytearray], object],
) -> None:
    """Hand the plain bytes to ``sink``; ``passing`` gets every byte that is read, in order.

    ``secret`` is an ``AGE-SECRET-KEY-1…`` text. Raises `BatchTamperedError` unless the whole file
    is authentic to its end.
    """
    start = reader.read(_LONGEST_HEADER)
    passing(start)
    header, length = _parse(start)
    file_key = _file_key(header, secret)
    if not hmac.compare_digest(_mac(file_key, header.macced), header.mac):
        raise _tampered("header mac")
    nonce, pending = start[length:][:_NONCE_BYTES], start[length + _NONCE_BYTES :]
    cipher = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    step, counter = _AT_ONCE * _SEALED_BYTES, 0
    while content := reader.read(step):
        passing(content)
        # The last chunk has another nonce, so one chunk always waits for the end to be seen.
        whole = (len(pending) + len(content) - 1) // _SEALED_BYTES
        sink(_opened(cipher, (pending, content), counter, whole))
        counter += whole
        pending = _rest(pending, content, whole * _SEALED_BYTES)
    if len(pending) > _SEALED_BYTES:
        whole = (len(pending) - 1) // _SEALED_BYTES
        sink(_opened(cipher, (pending, b""), counter, whole))
        counter += whole
        pending = pending[whole * _SEALED_BYTES :]
    if counter and len(pending) == _TAG_BYTES:
        raise _tampered("empty last chunk")
    sink(_open(cipher, counter, pending, last=True))


def _rest(pending: bytes, content: bytes, taken: int) -> bytes:
    """Return what is left of both after so many bytes, without joining them."""
    if taken < len(pending):
        return pending[taken:] + content
    return content[taken - len(pending) :]


def _chunks(parts: tuple[bytes, bytes], count: int) -> Iterator[memoryview]:
    """Give the first chunks of both parts; only the one that lies across them is copied."""
    first, second = (memoryview(part) for part in parts)
    for at in range(0, count * _SEALED_BYTES, _SEALED_BYTES):
        end = at + _SEALED_BYTES
        if end <= len(first):
            yield first[at:end]
        elif at >= len(first):
            yield second[at - len(first) : end - len(first)]
        else:
            yield memoryview(bytes(first[at:]) + bytes(second[: end - len(first)]))


def _opened(
    cipher: ChaCha20Poly1305, parts: tuple[bytes, bytes], first: int, count: int
) -> bytearray:
    plain = bytearray(count * _CHUNK_BYTES)
    with memoryview(plain) as target:
        for at, chunk in enumerate(_chunks(parts, count)):
            room = target[at * _CHUNK_BYTES : (at + 1) * _CHUNK_BYTES]
            try:
                cipher.decrypt_into(_chunk_nonce(first + at, last=False), chunk, None, room)
            except InvalidTag as error:
                raise _tampered("chunk") from error
    return plain


def _open(cipher: ChaCha20Poly1305, counter: int, chunk: bytes, *, last: bool) -> bytearray:
    try:
        return bytearray(cipher.decrypt(_chunk_nonce(counter, last=last), chunk, None))
    except (InvalidTag, ValueError) as error:
        raise _tampered("last chunk") from error


def _chunk_nonce(counter: int, *, last: bool) -> bytes:
    return counter.to_bytes(11, "big") + bytes([last])


def _parse(start: bytes) -> tuple[_Header, int]:
    mark = start.find(_MAC_MARK)
    end = start.find(b"\n", mark + len(_MAC_MARK))
    if not start.startswith(_INTRO) or min(mark, end) < 0:
        raise _tampered("header")
    if start[mark + len(_MAC_MARK)] != ord(" "):
        raise _tampered("header mark")
    macced = start[: mark + len(_MAC_MARK)]
    lines = start[len(_INTRO) : mark].split(b"\n")
    try:
        mac = _base64(start[mark + len(_MAC_MARK) + 1 : end])
        stanzas = tuple(
            (_base64(line.removeprefix(_STANZA)), _base64(body))
            for line, body in pairwise(lines)
            if line.startswith(_STANZA)
        )
    except binascii.Error as error:
        raise _tampered("header") from error
    return _Header(macced, mac, stanzas), end + 1


def _file_key(header: _Header, secret: str) -> bytes:
    private = X25519PrivateKey.from_private_bytes(_raw(secret))
    public = private.public_key().public_bytes_raw()
    for share, wrapped in header.stanzas:
        try:
            shared = private.exchange(X25519PublicKey.from_public_bytes(share))
            key = _derived(shared, share + public, b"age-encryption.org/v1/X25519")
            return ChaCha20Poly1305(key).decrypt(bytes(12), wrapped, None)
        except (InvalidTag, ValueError):
            continue  # another recipient's
    raise _tampered("no stanza opens")


def _mac(file_key: bytes, macced: bytes) -> bytes:
    return hmac.digest(_derived(file_key, b"", b"header"), macced, "sha256")


def _derived(material: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(material)


def _raw(secret: str) -> bytes:
    """Return the 32 bytes of a key that this program made: its checksum is not looked at."""
    letters = secret.lower().removeprefix("age-secret-key-1")[:-_CHECKSUM_CHARS]
    number = 0
    for letter in letters:
        number = number << 5 | _BECH32.index(letter)
    spare = len(letters) * 5 - 256
    return (number >> spare).to_bytes(32, "big")


def _base64(text: bytes) -> bytes:
    found = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    if base64.b64encode(found).rstrip(b"=") != text:
        raise _tampered("header spelling")
    return found


def _tampered(detail: str) -> BatchTamperedError:
    return BatchTamperedError(detail, batch_part="age")
