"""The receiving side: needs the batch, an identity and, to trust it, the station's public key.

Order: signature, hash of the ciphertext, decryption, sums. Nothing is written before the hash fits.
"""

import contextlib
import hashlib
import secrets
import shutil
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO

from kiosk.errors import OutputExistsError, UnreadableFileError
from storage.age import Identities, decrypt_stream, read_identities
from storage.batch import AGE_SUFFIX, BatchPaths
from storage.batchcheck import problems
from storage.digests import Digest
from storage.errors import (
    BatchFormatError,
    BatchIncompleteError,
    BatchTamperedError,
)
from storage.files import PRIVATE, disk_errors
from storage.inventory import PHOTOS, Inventory, ItemFault, Problem
from storage.signing import SIGNATURE_BYTES, check_signature, parse_public_key
from storage.waybill import LONGEST_BYTES, Waybill, parse_waybill
from storage.zipreader import ZipReader

REJECTED = "rejected"
_PIECE_BYTES = 1 << 20
_PUT_ASIDE = frozenset({ItemFault.OTHER_BYTES, ItemFault.NOT_LISTED, ItemFault.NOT_CLAIMED})


class Authenticity(StrEnum):
    """Whether the signature was checked with a key that came by another way than the batch."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedBatch:
    """A batch whose signature and ciphertext hash fit; it was not opened for this."""

    paths: BatchPaths
    waybill: Waybill
    authenticity: Authenticity


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedBatch:
    """A batch laid out in ``folder``; bad files are in its ``rejected`` folder and listed."""

    verified: VerifiedBatch
    folder: Path
    records: int
    photos: int
    problems: tuple[Problem, ...]


def verify_batch(age_path: Path, *, station_key: bytes | None) -> VerifiedBatch:
    """Return the envelope when signature and ciphertext hash fit, else raise what does not.

    ``station_key`` is a PEM file's content or 32 raw bytes. Without it the key inside the envelope
    is used, which proves that nothing was damaged but not where it came from.
    """
    paths = _paths(age_path)
    content = _small(paths.envelope, LONGEST_BYTES)
    signature = _small(paths.signature, SIGNATURE_BYTES)
    if station_key is not None:  # an untrusted envelope is not even parsed
        check_signature(parse_public_key(station_key), content, signature)
    waybill = parse_waybill(content)
    if station_key is None:
        check_signature(waybill.station_public_key, content, signature)
    if _digest(paths.age) != waybill.ciphertext:
        raise BatchTamperedError("ciphertext hash", batch_part="age")
    return VerifiedBatch(
        paths=paths,
        waybill=waybill,
        authenticity=Authenticity.UNVERIFIED if station_key is None else Authenticity.VERIFIED,
    )


def open_batch(
    age_path: Path, identity_path: Path, out_dir: Path, *, station_key: bytes | None = None
) -> OpenedBatch:
    """Return the batch laid out in ``out_dir``, which must be new or empty.

    A file with a fault is put aside and listed; the rest is there. When the batch as a whole cannot
    be trusted or opened, nothing is.
    """
    if out_dir.exists() and (not out_dir.is_dir() or any(out_dir.iterdir())):
        raise OutputExistsError("not empty", file=out_dir.name)
    identities = read_identities(identity_path)
    verified = verify_batch(age_path, station_key=station_key)
    part = out_dir.with_name(f".{out_dir.name}-{secrets.token_hex(4)}.part")
    try:
        with disk_errors():
            (part / "photos").mkdir(mode=0o700, parents=True)
        inventory = _extract(verified, identities, part)
        found = problems(inventory, verified.waybill)
        with disk_errors():
            _put_aside(part, found)
            if out_dir.exists():
                out_dir.rmdir()
            part.rename(out_dir)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    bad = {one.item for one in found}
    photos = {name for name in inventory.sums if name.startswith(PHOTOS)}
    return OpenedBatch(
        verified=verified,
        folder=out_dir,
        records=verified.waybill.records,
        photos=len(photos - bad),
        problems=found,
    )


def _extract(verified: VerifiedBatch, identities: Identities, folder: Path) -> Inventory:
    with contextlib.ExitStack() as files:

        def keep(name: str) -> IO[bytes]:
            # Names come from a fixed pattern (`batchcheck`), so none of them leaves the folder.
            file = (folder / name).open("xb")
            files.callback(file.close)
            (folder / name).chmod(PRIVATE)
            return file

        inventory = Inventory(keep)
        archive = ZipReader(inventory.begin)
        with disk_errors(), verified.paths.age.open("rb") as file:
            read = decrypt_stream(file, archive, identities)
        archive.finish()
    plain = Digest(length=archive.length, sha256=archive.sha256)
    if read != verified.waybill.ciphertext:
        raise BatchTamperedError("ciphertext changed while reading", batch_part="age")
    if plain != verified.waybill.plain:
        raise BatchTamperedError("plain hash", batch_part="zip")
    return inventory


def _put_aside(folder: Path, found: tuple[Problem, ...]) -> None:
    for problem in found:
        path = folder / problem.item
        if problem.fault in _PUT_ASIDE and path.is_file():
            (folder / REJECTED).mkdir(mode=0o700, exist_ok=True)
            path.rename(folder / REJECTED / path.name)


def _paths(age_path: Path) -> BatchPaths:
    if not age_path.name.endswith(AGE_SUFFIX):
        raise BatchFormatError("file name")
    return BatchPaths(age_path.parent, age_path.name.removesuffix(AGE_SUFFIX))


def _small(path: Path, longest: int) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(longest + 1)
    except FileNotFoundError as error:
        raise BatchIncompleteError("missing", file=path.name) from error
    except OSError as error:
        raise UnreadableFileError(type(error).__name__, file=path.name) from error
    if len(content) > longest:
        raise BatchTamperedError("too long", batch_part="json")
    return content


def _digest(path: Path) -> Digest:
    total, length = hashlib.sha256(), 0
    try:
        with path.open("rb", buffering=0) as file:
            while piece := file.read(_PIECE_BYTES):
                total.update(piece)
                length += len(piece)
    except FileNotFoundError as error:
        raise BatchIncompleteError("missing", file=path.name) from error
    except OSError as error:
        raise UnreadableFileError(type(error).__name__, file=path.name) from error
    return Digest(length=length, sha256=total.hexdigest())
