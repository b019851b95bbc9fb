"""The age format (age-encryption.org/v1) behind types of ours."""

import hashlib
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

import pyrage
from pyrage import x25519

from kiosk.errors import UnreadableFileError
from storage.batches.errors import BatchTamperedError, IdentityFileError, NotARecipientError
from storage.crypto.conveyor import PIECE_BYTES, Belt, Beside, Conveyor
from storage.crypto.digests import Digest, Total
from storage.errors import UnknownRecipientError
from storage.files import disk_error

_LONGEST_IDENTITY_FILE = 100_000
_NO_MATCH = "No matching keys found"  # the age crate's words for DecryptError::NoMatchingKeys


class Sink(Protocol):
    """Takes decrypted bytes in order."""

    def write(self, content: bytes | bytearray, /) -> object:
        """Take all of ``content``."""
        ...


class Writer(Protocol):
    """Takes encrypted bytes in order."""

    def write(self, content: memoryview, /) -> int:
        """Take some of ``content`` and return how many bytes."""
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


def decrypt_small(content: bytes, identities: Identities, longest: int) -> bytearray:
    """Return what a small age file holds; the caller wipes it. More than ``longest`` is refused."""
    plain = _Little(longest)
    decrypt_stream(io.BytesIO(content), plain, identities)
    return plain.content


def encrypt_stream(chunks: Iterable[bytes], writer: Writer, recipients: Sequence[str]) -> Digest:
    """Write the age file of ``chunks`` and return what was written of it.

    ``chunks`` are taken on the calling thread, encrypted and written on a second one, hashed on a
    third. pyrage can return success although the writer failed on the last block (seen on full
    disks), and hides which error a reader raised; both are remembered here and raised afterwards.
    """
    total = Total()
    belt = Belt()
    keys = _recipients(recipients)
    with Conveyor("batch-hash", total.update) as hashing:
        target = _CheckedWriter(writer, hashing)
        with Beside("batch-age", belt, lambda: _encrypt(belt, target, keys)):
            for chunk in chunks:
                if not belt.put(chunk):
                    break
    return total.digest()


def _encrypt(belt: Belt, target: "_CheckedWriter", recipients: list[object]) -> None:
    try:
        pyrage.encrypt_io(belt, target, recipients)
    except (pyrage.EncryptError, OSError) as error:
        target.raise_failure()
        if isinstance(error, OSError):
            raise disk_error(error) from error
        raise
    target.raise_failure()


def decrypt_stream(
    reader: IO[bytes],
    sink: Sink,
    identities: Identities,
    seen: Callable[[int], object] = lambda _length: None,
) -> Digest:
    """Hand the plain bytes to ``sink``, on another thread, and return what was read.

    ``seen`` is told now and then how many bytes were read so far; what it raises comes out.
    """
    total = Total()
    with Conveyor("batch-hash", total.update) as hashing:
        source = _Source(reader, hashing, seen)
        with Conveyor("batch-content", sink.write) as content:
            target = _Content(content)
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
    return total.digest()


def _recipients(texts: Sequence[str]) -> list[object]:
    return [x25519.Recipient.from_str(text) for text in texts]


class _Little:
    """Keeps a few bytes and refuses more."""

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self.content = bytearray()

    def write(self, content: bytes | bytearray, /) -> int:
        if len(self.content) + len(content) > self._longest:
            raise BatchTamperedError("too long", batch_part="age")
        self.content += content
        return len(content)


class _Failing:
    """Remembers the first failure, because pyrage may forget it."""

    def __init__(self) -> None:
        self._failure: BaseException | None = None

    def raise_failure(self) -> None:
        if isinstance(self._failure, OSError):
            raise disk_error(self._failure) from self._failure
        if self._failure is not None:
            raise self._failure


class _Source(_Failing):
    """Reads ahead in large pieces; age asks for 8 KB at a time."""

    def __init__(self, reader: IO[bytes], hashing: Conveyor, seen: Callable[[int], object]) -> None:
        super().__init__()
        self._reader = reader
        self._hashing = hashing
        self._seen = seen
        self._length = 0
        self._left = memoryview(b"")

    def read(self, size: int = -1) -> bytes:
        if not self._left:
            try:
                self._fill()
            except BaseException as error:
                self._failure = error
                raise
        taken = self._left if size < 0 else self._left[:size]
        self._left = self._left[len(taken) :]
        return bytes(taken)

    def _fill(self) -> None:
        content = self._reader.read(PIECE_BYTES)
        self._hashing.put(content)
        self._length += len(content)
        self._seen(self._length)
        self._left = memoryview(content)


class _CheckedWriter(_Failing):
    """Writes all of it or remembers why not; nothing more is written after a failure."""

    def __init__(self, writer: Writer, hashing: Conveyor) -> None:
        super().__init__()
        self._writer = writer
        self._hashing = hashing

    def write(self, content: bytes) -> int:
        self.raise_failure()
        left = memoryview(content)
        try:
            while left:
                left = left[self._writer.write(left) :]
        except OSError as error:
            self._failure = error
            raise
        self._hashing.put(content)
        return len(content)

    def flush(self) -> None:
        """Nothing is held back: the writer is unbuffered."""


class _Content(_Failing):
    def __init__(self, content: Conveyor) -> None:
        super().__init__()
        self._content = content

    def write(self, content: bytes) -> int:
        self.raise_failure()
        try:
            self._content.put(content)
        except BaseException as error:
            self._failure = error
            raise
        return len(content)

    def flush(self) -> None:
        """Leave it to the conveyor, which empties itself at its end."""
