"""The outbox: where a batch is made out of sight, gets its names, and stays until it is deleted."""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from kiosk.domain.station import BatchFiles
from storage.batches.batch import BatchPaths
from storage.batches.errors import BatchReadBackError
from storage.crypto.signing import to_pem
from storage.custody.errors import DayNotClosedError, NoRoomError
from storage.database.models import ShiftRow
from storage.files import disk_errors, make_folder, replace, sync_folder
from storage.layout import Layout
from storage.profile import Profile

_ROOM = 2
"""How often the day's bytes must fit beside the database: the batch, and as much to go on with."""
_MARGIN_BYTES = 16_000_000  # manifest, table and journal of a day without photos
_MB = 1_000_000


class Outbox:
    """One station's folder of batches."""

    def __init__(self, layout: Layout, profile: Profile) -> None:
        self._layout = layout
        self._profile = profile

    def check_room(self, day_bytes: int) -> None:
        """Raise `NoRoomError` when the disk might fill before the batch is there."""
        needed = _ROOM * day_bytes + _MARGIN_BYTES
        with disk_errors():
            free = shutil.disk_usage(self._layout.folder).free
        if free < needed:
            raise NoRoomError("outbox", needed_mb=str(-(-needed // _MB)), free_mb=str(free // _MB))

    @contextlib.contextmanager
    def workshop(self, name: str) -> Iterator[BatchPaths]:
        """Give an empty place to write in; nothing is left there afterwards, however it ends."""
        self.clear(name)
        with disk_errors():
            make_folder(self._layout.unfinished)
        try:
            yield BatchPaths(self._layout.unfinished, name)
        finally:
            shutil.rmtree(self._layout.unfinished, ignore_errors=True)

    def clear(self, name: str) -> None:
        """Take away what an attempt left that never became the day's batch."""
        with disk_errors():
            shutil.rmtree(self._layout.unfinished, ignore_errors=True)
            for left_over in BatchPaths(self._layout.outbox, name).all():
                left_over.unlink(missing_ok=True)

    def publish(self, unfinished: BatchPaths) -> None:
        """Give the files their names, the archive first, the signature last."""
        outbox = self._layout.outbox
        with disk_errors():
            public_key = to_pem(self._profile.signing_public)
            replace(self._public_key, public_key)
            if self._public_key.read_bytes() != public_key:
                raise BatchReadBackError("public key")
            finished = BatchPaths(outbox, unfinished.name)
            for part, path in zip(unfinished.all(), finished.all(), strict=True):
                part.replace(path)
            sync_folder(outbox)

    def files(self, shift: ShiftRow) -> BatchFiles:
        """Return the batch of a sealed day."""
        if shift.batch_name is None or shift.batch_sha256 is None:
            raise DayNotClosedError("no batch", day=shift.business_date)
        paths = BatchPaths(self._layout.outbox, shift.batch_name)
        return BatchFiles(
            age=paths.age,
            envelope=paths.envelope,
            signature=paths.signature,
            station_public_key=self._public_key,
            records=shift.records,
            sha256=shift.batch_sha256,
        )

    @property
    def _public_key(self) -> Path:
        return self._layout.outbox / f"{self._profile.station}.pub.pem"
