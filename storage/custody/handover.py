"""The batch on its way: copies to removable disks, each read back before it counts."""

import contextlib
import errno
import hashlib
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kiosk.domain.audit import AuditKind
from kiosk.domain.custody import DayStage
from kiosk.domain.station import BatchFiles
from kiosk.errors import DiskFullError
from kiosk.vaultports import Progress, Report
from storage.audit.journal import AuditEvent
from storage.crypto.digests import Digest
from storage.custody.errors import (
    BatchGoneError,
    CopyReadBackError,
    DayNotClosedError,
    MediumError,
    MediumFullError,
)
from storage.custody.publishing import Outbox
from storage.database.models import CopyRow, ShiftRow
from storage.files import disk_error, forget_cached, new_file, sync_folder, write_all
from storage.parts import Parts

_PIECE_BYTES = 1 << 20
_LONGEST_NAME = 80  # copies.medium
_CLOSED = frozenset({DayStage.KEY_SHREDDED.value, DayStage.CONFIRMED.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """One file of the batch: where it is, where it goes, what it must be."""

    source: Path
    target: Path
    sha256: str | None
    """What the database says; None for the signatures, the public key and the day's numbers."""

    @property
    def part(self) -> Path:
        """Return where it is until it was read back."""
        return self.target.with_name(f"{self.target.name}.part")


class HandOver:
    """The copying part of `kiosk.vaultports.HandOver`."""

    def __init__(self, parts: Parts, figures: Callable[[date], tuple[Path, ...]]) -> None:
        """Use ``figures`` to find the day's signed numbers, which go with the batch."""
        self._parts = parts
        self._figures = figures
        self._outbox = Outbox(parts.layout, parts.profile)

    def copy_batch(self, business_date: date, folder: Path, report: Report) -> None:
        """Leave the batch's files in a folder of their own below ``folder``, equal to the outbox.

        A copy of the same batch that is there already is replaced file by file.
        """
        unlocked = self._parts.door.lead()
        with self._parts.store.unit() as session:
            shift = self._parts.days.existing(session, business_date)
        if shift.state not in _CLOSED:
            raise DayNotClosedError(shift.state, day=business_date.isoformat())
        medium = (folder.name or str(folder))[:_LONGEST_NAME]
        beside = self._figures(business_date)
        pieces = _pieces(self._outbox.files(shift), shift, folder, beside)
        total = sum(_size(piece.source) for piece in pieces)
        with _medium_errors(medium):
            _check_room(folder, total, medium)
            _write(pieces, _Progress(total, report), medium)
        row = CopyRow(
            id=str(uuid.uuid4()),
            shift=shift.id,
            medium=medium,
            made_at=self._parts.clock.now(),
            made_by=unlocked.member.id,
        )
        unlocked.macs.stamp(row)
        copied = AuditEvent(
            kind=AuditKind.COPY_BATCH,
            actor=unlocked.member.id,
            shift=shift.id,
            subject=shift.batch_name or "",
        )
        with self._parts.store.unit() as session:
            session.add(row)
            self._parts.journal.append(session, unlocked.keys.audit, copied)
        report(Progress(2 * total + 1, 2 * total + 1))


class _Progress:
    """Bytes written and bytes read back, and one for the end."""

    def __init__(self, total: int, report: Report) -> None:
        self._total = 2 * total + 1
        self._done = 0
        self._report = report

    def add(self, length: int) -> None:
        self._done += length
        self._report(Progress(min(self._done, self._total - 1), self._total))


def _pieces(
    files: BatchFiles, shift: ShiftRow, folder: Path, beside: tuple[Path, ...]
) -> tuple[_Piece, ...]:
    """Return the files in the order in which they get their names: the signature last."""
    place = folder / (shift.batch_name or "")
    sums = {files.age: shift.batch_sha256, files.envelope: shift.envelope_sha256}
    sources = (files.age, files.station_public_key, *beside, files.envelope, files.signature)
    return tuple(
        _Piece(source=one, target=place / one.name, sha256=sums.get(one)) for one in sources
    )


def _write(pieces: tuple[_Piece, ...], progress: _Progress, medium: str) -> None:
    place = pieces[0].target.parent
    made = not place.exists()
    place.mkdir(exist_ok=True)
    try:
        for piece in pieces:
            piece.part.unlink(missing_ok=True)  # of an attempt that was cut short
            _check_equal(_copy(piece, progress), _read_back(piece.part, progress), medium)
        for piece in pieces:
            piece.part.replace(piece.target)
        sync_folder(place)
        sync_folder(place.parent)
    except BaseException:
        _take_away(pieces, place if made else None)
        raise


def _check_equal(written: Digest, found: Digest, medium: str) -> None:
    if written != found:
        raise CopyReadBackError("other bytes", medium=medium)


def _take_away(pieces: tuple[_Piece, ...], place: Path | None) -> None:
    """Remove what has no name yet; on a medium that is gone there is nothing to be done."""
    with contextlib.suppress(OSError):
        for piece in pieces:
            piece.part.unlink(missing_ok=True)
        if place is not None:
            place.rmdir()


def _copy(piece: _Piece, progress: _Progress) -> Digest:
    total, length = hashlib.sha256(), 0
    descriptor = new_file(piece.part)
    try:
        for content in _content(piece.source):
            write_all(descriptor, content)
            total.update(content)
            length += len(content)
            progress.add(len(content))
        os.fsync(descriptor)
        forget_cached(descriptor)
    finally:
        os.close(descriptor)
    if piece.sha256 not in {None, total.hexdigest()}:
        raise BatchGoneError("other bytes", file=piece.source.name)
    return Digest(length=length, sha256=total.hexdigest())


def _content(source: Path) -> Iterator[bytes]:
    """Give the file in pieces; a fault of this disk is not one of the medium."""
    try:
        with source.open("rb", buffering=0) as file:
            while content := file.read(_PIECE_BYTES):
                yield content
    except OSError as error:
        raise BatchGoneError(type(error).__name__, file=source.name) from error


def _read_back(path: Path, progress: _Progress) -> Digest:
    total, length = hashlib.sha256(), 0
    with path.open("rb", buffering=0) as file:
        while content := file.read(_PIECE_BYTES):
            total.update(content)
            length += len(content)
            progress.add(len(content))
    return Digest(length=length, sha256=total.hexdigest())


def _size(source: Path) -> int:
    try:
        return source.stat().st_size
    except OSError as error:
        raise BatchGoneError(type(error).__name__, file=source.name) from error


def _check_room(folder: Path, needed: int, medium: str) -> None:
    if shutil.disk_usage(folder).free < needed:
        raise MediumFullError(errno.errorcode[errno.ENOSPC], medium=medium)


@contextlib.contextmanager
def _medium_errors(medium: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        said = disk_error(error)
        if isinstance(said, DiskFullError):
            raise MediumFullError(str(said), medium=medium) from error
        raise MediumError(str(said), medium=medium) from error
