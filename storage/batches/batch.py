"""Writing a batch and proving that it opens, before anyone is told that it exists."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from storage.batches.batchcheck import problems
from storage.batches.errors import BatchError, BatchReadBackError
from storage.batches.inventory import Inventory
from storage.batches.waybill import Waybill, parse_waybill
from storage.batches.zipreader import ZipReader
from storage.crypto.age import encrypt_stream
from storage.crypto.agereading import read_age
from storage.crypto.conveyor import Conveyor
from storage.crypto.digests import Digest, Total
from storage.crypto.signing import check_signature, sign
from storage.custody.flushing import SteadyFile
from storage.files import create, disk_errors, new_file

AGE_SUFFIX = ".zip.age"
ENVELOPE_SUFFIX = ".json"
SIGNATURE_SUFFIX = ".json.sig"


@dataclass(frozen=True, slots=True)
class BatchPaths:
    """Where the three files of a batch are."""

    folder: Path
    name: str

    @property
    def age(self) -> Path:
        """Return the encrypted archive."""
        return self.folder / f"{self.name}{AGE_SUFFIX}"

    @property
    def envelope(self) -> Path:
        """Return the envelope."""
        return self.folder / f"{self.name}{ENVELOPE_SUFFIX}"

    @property
    def signature(self) -> Path:
        """Return the signature over the envelope's bytes."""
        return self.folder / f"{self.name}{SIGNATURE_SUFFIX}"

    def all(self) -> tuple[Path, Path, Path]:
        """Return the three."""
        return self.age, self.envelope, self.signature


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What was found in a batch that was just written."""

    plain: Digest
    inventory: Inventory


def write_archive(path: Path, chunks: Iterable[bytes], recipients: Sequence[str]) -> Digest:
    """Leave the encrypted archive on the disk, in full."""
    with disk_errors(), SteadyFile(new_file(path)) as file:
        return encrypt_stream(chunks, file, recipients)


def read_archive(
    path: Path, written: Digest, secret: str, seen: Callable[[int], object]
) -> ReadBack:
    """Decrypt what was written; ``seen`` is told how many bytes of it were read so far.

    Raises `BatchReadBackError` unless the disk holds exactly the bytes that were written.
    """
    inventory = Inventory(lambda _name: None)
    archive = ZipReader(inventory.begin)
    try:
        with disk_errors(), path.open("rb", buffering=0) as file:
            read = _decrypt(file, archive, secret, seen)
        archive.finish()
    except BatchError as error:
        raise BatchReadBackError(str(error)) from error
    if read != written:
        raise BatchReadBackError("other ciphertext")
    return ReadBack(Digest(length=archive.length, sha256=archive.sha256), inventory)


def _decrypt(
    file: IO[bytes], archive: ZipReader, secret: str, seen: Callable[[int], object]
) -> Digest:
    """Decrypt here, hash the ciphertext on a second thread and the content on a third."""
    total = Total()

    def passing(content: bytes) -> None:
        hashing.put(content)
        passed[0] += len(content)
        seen(passed[0])

    passed = [0]
    with (
        Conveyor("batch-hash", total.update) as hashing,
        Conveyor("batch-content", archive.write) as content,
    ):
        read_age(file, secret, passing, content.put)
    return total.digest()


def check_content(found: ReadBack, waybill: Waybill) -> None:
    """Raise `BatchReadBackError` unless sums, manifest and table agree with the envelope."""
    if wrong := problems(found.inventory, waybill):
        raise BatchReadBackError(", ".join(f"{one.item} {one.fault}" for one in wrong[:5]))


def write_envelope(paths: BatchPaths, waybill: Waybill, signing_key: bytearray) -> None:
    """Leave envelope and signature on the disk, checked as a receiver would."""
    content = waybill.spell()
    with disk_errors():
        create(paths.envelope, content)
        create(paths.signature, sign(signing_key, content))
        kept, signature = paths.envelope.read_bytes(), paths.signature.read_bytes()
    try:
        check_signature(waybill.station_public_key, kept, signature)
        same = parse_waybill(kept) == waybill
    except BatchError as error:
        raise BatchReadBackError(str(error)) from error
    if not same:
        raise BatchReadBackError("other envelope")
