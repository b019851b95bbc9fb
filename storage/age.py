"""The age format (age-encryption.org/v1) behind types of ours."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

import pyrage
from pyrage import x25519

from kiosk.errors import UnreadableFileError
from storage.digests import Digest
from storage.errors import (
    BatchTamperedError,
    IdentityFileError,
    NotARecipientError,
    UnknownRecipientError,
)
from storage.files import disk_error

_LONGEST_IDENTITY_FILE = 100_000
_NO_MATCH = "No matching keys found"  # the age crate's words for DecryptError::NoMatchingKeys


class Sink(Protocol):
    """Takes decrypted bytes in order."""

    def write(self, content: bytes, /) -> int:
        """Take all of ``content``."""
        ...


@dataclass(frozen=True, slots=True, repr=False)
class Identities:
    """Private keys that open age files; without a repr."""

    keys: tuple[object, ...]


def new_identity() -> tuple[str, Identities, str]:
    """Return a new key pair: the recipient (``age1…``), the identity, and its secret text."""
    key = x25519.Identity.generate()
    return str(key.to_public()), Identities((key,)), str(key)


def parse_recipient(text: str, name: str) -> str:
    """Return ``text`` when it is an age public key; the error names the owner, never the text."""
    try:
        return str(x25519.Recipient.from_str(text.strip()))
    except pyrage.RecipientError as error:
        raise UnknownRecipientError("not an age recipient", recipient=name) from error


def fingerprint(recipient: str) -> str:
    """Return the SHA-256 of the recipient's text in hexadecimal."""
    return hashlib.sha256(recipient.encode("ascii")).hexdigest()


def read_identities(path: Path) -> Identities:
    """Return the private keys of an age identity file; ``#`` begins a comment line."""
    try:
        with path.open("rb") as file:
            text = file.read(_LONGEST_IDENTITY_FILE).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFileError(type(error).__name__, file=path.name) from error
    lines = [line.strip() for line in text.splitlines()]
    try:
        keys = tuple(
            x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")
        )
    except pyrage.IdentityError as error:
        raise IdentityFileError("not an age identity", file=path.name) from error
    if not keys:
        raise IdentityFileError("no age identity", file=path.name)
    return Identities(keys)


def encrypt_small(content: bytes | bytearray, recipients: Sequence[str]) -> bytes:
    """Return a small age file."""
    return bytes(pyrage.encrypt(bytes(content), _recipients(recipients)))


def encrypt_stream(chunks: Iterable[bytes], writer: IO[bytes], recipients: Sequence[str]) -> Digest:
    """Write the age file of ``chunks`` and return what was written of it.

    pyrage can return success although the writer failed on the last block (seen on full disks),
    and hides which error a reader raised; both are remembered here and raised afterwards.
    """
    source, target = _Source(iter(chunks)), _CheckedWriter(writer)
    try:
        pyrage.encrypt_io(source, target, _recipients(recipients))
    except (pyrage.EncryptError, OSError):
        source.raise_failure()
        target.raise_failure()
        raise
    source.raise_failure()
    target.raise_failure()
    return target.digest()


def decrypt_stream(reader: IO[bytes], sink: Sink, identities: Identities) -> Digest:
    """Hand the plain bytes to ``sink`` and return what was read of the age file."""
    source, target = _HashingReader(reader), _Remembering(sink)
    try:
        pyrage.decrypt_io(source, target, identities.keys)
    except (pyrage.DecryptError, OSError) as error:  # OSError: a later block does not open
        source.raise_failure()
        target.raise_failure()
        if str(error) == _NO_MATCH:
            raise NotARecipientError(_NO_MATCH) from error
        raise BatchTamperedError(str(error), batch_part="age") from error
    source.raise_failure()
    target.raise_failure()
    return source.digest()


def _recipients(texts: Sequence[str]) -> list[object]:
    return [x25519.Recipient.from_str(text) for text in texts]


class _Failing:
    """Remembers the first failure, because pyrage may forget it."""

    def __init__(self) -> None:
        self._failure: BaseException | None = None
        self._length = 0
        self._hash = hashlib.sha256()

    def raise_failure(self) -> None:
        if isinstance(self._failure, OSError):
            raise disk_error(self._failure) from self._failure
        if self._failure is not None:
            raise self._failure

    def digest(self) -> Digest:
        return Digest(length=self._length, sha256=self._hash.hexdigest())

    def _count(self, content: bytes) -> None:
        self._length += len(content)
        self._hash.update(content)


class _Source(_Failing):
    """Turns chunks into what `read` wants."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        super().__init__()
        self._chunks = chunks
        self._left = memoryview(b"")

    def read(self, size: int = -1) -> bytes:
        try:
            while not self._left:
                self._left = memoryview(next(self._chunks))
        except StopIteration:
            return b""
        except BaseException as error:
            self._failure = error
            raise
        taken = self._left if size < 0 else self._left[:size]
        self._left = self._left[len(taken) :]
        return bytes(taken)


class _HashingReader(_Failing):
    def __init__(self, reader: IO[bytes]) -> None:
        super().__init__()
        self._reader = reader

    def read(self, size: int = -1) -> bytes:
        try:
            content = self._reader.read(size)
        except OSError as error:
            self._failure = error
            raise
        self._count(content)
        return content


class _CheckedWriter(_Failing):
    """Writes all of it or remembers why not; nothing more is written after a failure."""

    def __init__(self, writer: IO[bytes]) -> None:
        super().__init__()
        self._writer = writer

    def write(self, content: bytes) -> int:
        self.raise_failure()
        left = memoryview(content)
        try:
            while left:
                left = left[self._writer.write(left) :]
        except OSError as error:
            self._failure = error
            raise
        self._count(content)
        return len(content)

    def flush(self) -> None:
        """Nothing is held back: the writer is unbuffered."""


class _Remembering(_Failing):
    def __init__(self, sink: Sink) -> None:
        super().__init__()
        self._sink = sink

    def write(self, content: bytes) -> int:
        self.raise_failure()
        try:
            return self._sink.write(content)
        except BaseException as error:
            self._failure = error
            raise

    def flush(self) -> None:
        """Nothing is held back."""
