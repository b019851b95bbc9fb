"""A day's batch as it was received, and the ways to spoil it."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kiosk.domain.station import BatchFiles
from storage.batches.waybill import Waybill, parse_waybill
from storage.batches.zipstream import Entry, zip_chunks
from storage.crypto.age import encrypt_stream
from storage.crypto.digests import Digest
from storage.crypto.signing import new_signing_key, sign
from storage.receiving.receiver import open_batch
from tests.storage.people import ALONE, DAY, Place, TestClock, exempted, new_record
from tests.storage.port_suite import ignore


class Received(Place):
    """A day's batch of three records, the third with a duty, and the ways to spoil it."""

    __test__ = False

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.create()
        station = self.open_signed_in()
        for record in (new_record(1), new_record(2), exempted(3)):
            station.put(record)
        self.files: BatchFiles = station.close_day(DAY, ALONE, ignore)
        station.close()
        self.key = self.files.station_public_key.read_bytes()
        self.out = root / "out"

    def rebuild(
        self,
        change: Callable[[dict[str, bytes]], object],
        envelope: Callable[[Waybill], Waybill] = lambda waybill: waybill,
    ) -> None:
        """Put a batch with other content in place of the real one, signed by a key of its own."""
        opened = self.root / "real"
        open_batch(self.files.age, self.identity, opened)
        names = [str(p.relative_to(opened)) for p in opened.rglob("*") if p.is_file()]
        content = {name: (opened / name).read_bytes() for name in sorted(names)}
        del content["SHA256SUMS"]  # comes anew, fitting the change
        change(content)
        entries = [Entry.of(name, data) for name, data in content.items()]
        plain = b"".join(zip_chunks(entries, TestClock().now()))
        self.wrap(plain, envelope)

    def wrap(
        self, plain: bytes, envelope: Callable[[Waybill], Waybill] = lambda waybill: waybill
    ) -> None:
        """Encrypt and sign ``plain`` as the batch."""
        with self.files.age.open("wb", buffering=0) as file:
            written = encrypt_stream([plain], file, [self.recipient])
        private, public = new_signing_key()
        waybill = replace(
            parse_waybill(self.files.envelope.read_bytes()),
            plain=Digest(length=len(plain), sha256=hashlib.sha256(plain).hexdigest()),
            ciphertext=written,
            station_public_key=public,
        )
        spelled = envelope(waybill).spell()
        self.files.envelope.write_bytes(spelled)
        self.files.signature.write_bytes(sign(private, spelled))


def nothing(_content: dict[str, bytes]) -> None:
    """Change nothing."""
