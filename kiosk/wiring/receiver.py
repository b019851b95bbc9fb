"""What `kiosk batch` asks of the storage room."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import ExitCode, UnreadableFileError
from kiosk.texts import Catalogue
from storage import receiver
from storage.inventory import Problem

PROBLEMS_FOUND = ExitCode.BAD_INPUT
_KEY_BYTES = 10_000  # a PEM public key has 113


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A batch as people are told of it; ``fingerprint`` is of the key that signed it."""

    station: str
    records: int
    training: bool
    fingerprint: str
    authentic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An opened batch as people are told of it."""

    verified: Verified
    records: int
    photos: int
    problems: tuple[Problem, ...]


def verify_batch(file: Path, station_key: Path | None) -> Verified:
    """Return the batch whose signature and hash fit."""
    return _told(receiver.verify_batch(file, station_key=_key(station_key)))


def open_batch(file: Path, identity: Path, out: Path, station_key: Path | None) -> Opened:
    """Return the batch that was written to ``out``."""
    opened = receiver.open_batch(file, identity, out, station_key=_key(station_key))
    return Opened(
        verified=_told(opened.verified),
        records=opened.records,
        photos=opened.photos,
        problems=opened.problems,
    )


def problem_words(problem: Problem, words: Catalogue) -> str:
    """Return what is wrong with which item."""
    return f"{problem.item}: {words[f'batch.fault.{problem.fault.value}']}"


def _told(batch: receiver.VerifiedBatch) -> Verified:
    digest = hashlib.sha256(batch.waybill.station_public_key).hexdigest()
    return Verified(
        station=batch.waybill.station,
        records=batch.waybill.records,
        training=batch.waybill.training,
        fingerprint=" ".join(digest[at : at + 4] for at in range(0, 32, 4)),
        authentic=batch.authenticity is receiver.Authenticity.VERIFIED,
    )


def _key(path: Path | None) -> bytes | None:
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            return file.read(_KEY_BYTES)
    except OSError as error:
        raise UnreadableFileError(type(error).__name__, file=path.name) from error
