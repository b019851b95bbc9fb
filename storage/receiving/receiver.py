"""The receiving side: needs the batch, an identity and, to trust it, the station's public key.

Order: signature, hash of the ciphertext, decryption, sums. Nothing is written before the hash fits.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kiosk.domain.progress import Progress, Report
from kiosk.errors import UnreadableFileError
from storage.batches.batch import AGE_SUFFIX, BatchPaths
from storage.batches.errors import BatchFormatError, BatchIncompleteError, BatchTamperedError
from storage.batches.inventory import Problem
from storage.batches.waybill import LONGEST_BYTES, Waybill, parse_waybill
from storage.crypto.age import read_identities
from storage.crypto.digests import Digest
from storage.crypto.signing import SIGNATURE_BYTES, check_signature, parse_public_key
from storage.receiving.opening import Arrange, LaidOut, as_it_came, check_free, silent

_PIECE_BYTES = 1 << 20


class Authenticity(StrEnum):
    """Whether the signature was checked with a key that came by another way than the batch."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedBatch:
    """A batch whose signature and ciphertext hash fit; it was not opened for this."""

    paths: BatchPaths
    waybill: Waybill
    envelope_sha256: str
    authenticity: Authenticity


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedBatch:
    """A batch laid out in ``folder``; bad files are in its ``rejected`` folder and listed.

    ``code`` proves to the station that the batch arrived and opens; None when it holds none.
    ``cards`` were with the city that day.
    """

    verified: VerifiedBatch
    folder: Path
    records: int
    photos: int
    problems: tuple[Problem, ...]
    code: str | None
    cards: int = 0


def read_envelope(age_path: Path) -> Waybill:
    """Return what the envelope says, on nobody's word yet."""
    return parse_waybill(_small(_paths(age_path).envelope, LONGEST_BYTES))


def verify_batch(
    age_path: Path, *, station_key: bytes | None, report: Report = silent
) -> VerifiedBatch:
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
    if _digest(paths.age, waybill.ciphertext.length, report) != waybill.ciphertext:
        raise BatchTamperedError("ciphertext hash", batch_part="age")
    return VerifiedBatch(
        paths=paths,
        waybill=waybill,
        envelope_sha256=hashlib.sha256(content).hexdigest(),
        authenticity=Authenticity.UNVERIFIED if station_key is None else Authenticity.VERIFIED,
    )


def open_batch(
    age_path: Path,
    identity_path: Path,
    out_dir: Path,
    *,
    station_key: bytes | None = None,
    arrange: Arrange = as_it_came,
    report: Report = silent,
) -> OpenedBatch:
    """Return the batch laid out in ``out_dir``, which must be new or empty.

    A file with a fault is put aside and listed; the rest is there. When the batch as a whole cannot
    be trusted or opened, or ``report`` raises, nothing is.
    """
    check_free(out_dir)
    identities = read_identities(identity_path)
    verified = verify_batch(age_path, station_key=station_key, report=report)
    with LaidOut(verified.paths, verified.waybill, out_dir) as made:
        made.extract(identities, arrange, report)
        made.publish()
        return opened(verified, out_dir, made)


def opened(verified: VerifiedBatch, folder: Path, made: LaidOut) -> OpenedBatch:
    """Return what was made of the batch."""
    return OpenedBatch(
        verified=verified,
        folder=folder,
        records=verified.waybill.records,
        photos=made.photos,
        problems=made.problems,
        code=made.code,
        cards=made.cards,
    )


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


def _digest(path: Path, length_told: int, report: Report) -> Digest:
    total, length = hashlib.sha256(), 0
    try:
        with path.open("rb", buffering=0) as file:
            while piece := file.read(_PIECE_BYTES):
                total.update(piece)
                length += len(piece)
                if length > length_told:
                    break  # it cannot fit any more
                report(Progress(length, 2 * length_told))
    except FileNotFoundError as error:
        raise BatchIncompleteError("missing", file=path.name) from error
    except OSError as error:
        raise UnreadableFileError(type(error).__name__, file=path.name) from error
    return Digest(length=length, sha256=total.hexdigest())
