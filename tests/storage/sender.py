"""A station as the receiver knows it: a key, and one signed batch after another, made quickly."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from kiosk.domain.ids import ReceiptNumber, StationId
from kiosk.domain.ledger import BatchMark
from kiosk.domain.record import Record
from storage.batches.batch import BatchPaths
from storage.batches.batchcontent import BatchFacts, BatchItem, content
from storage.batches.waybill import Waybill
from storage.batches.zipstream import zip_chunks
from storage.crypto.age import encrypt_stream
from storage.crypto.digests import AuditHead, Digest
from storage.crypto.identities import new_age_identity
from storage.crypto.signing import new_signing_key, sign
from tests.storage.people import DAY, TestClock, new_record

STATION = StationId("SK01")
CODE = "ABCDEFGHIJKLMN22"
Change = Callable[[Waybill], Waybill]


def unchanged(waybill: Waybill) -> Waybill:
    """Return the envelope as it is."""
    return waybill


@dataclass
class Sender:
    """Makes batches in ``root``; each follows the last one unless told otherwise."""

    __test__ = False

    root: Path
    station: StationId = STATION
    training: bool = False
    seq: int = 0
    previous: str | None = None
    clock: TestClock = field(default_factory=TestClock)

    def __post_init__(self) -> None:
        self.root.mkdir(parents=True, exist_ok=True)
        self.recipient, secret = new_age_identity()
        self.identity = self.root / "identity.txt"
        self.identity.write_text(secret, encoding="ascii")
        self.private, self.public = new_signing_key()

    def send(
        self, records: Iterable[Record] | None = None, *, change: Change = unchanged
    ) -> BatchPaths:
        """Leave the next batch; ``change`` respells its envelope before it is signed."""
        self.seq += 1
        day = DAY + timedelta(days=self.seq - 1)
        given = [new_record(self.seq, day=day)] if records is None else list(records)
        name = f"KB-{self.station}-{day:%Y%m%d}-{self.seq:04d}"
        paths = BatchPaths(self.root, name)
        items = [
            BatchItem(number=ReceiptNumber(self.station, at), record=one, duty=None)
            for at, one in enumerate(given, start=1)
        ]
        plain = b"".join(zip_chunks(content(self._facts(name, day), items, _ignore), _noon()))
        with paths.age.open("wb", buffering=0) as file:
            written = encrypt_stream([plain], file, [self.recipient])
        waybill = change(self._waybill(day, len(given), plain, written, paths))
        spelled = waybill.spell()
        paths.envelope.write_bytes(spelled)
        paths.signature.write_bytes(sign(self.private, spelled))
        self.previous = hashlib.sha256(spelled).hexdigest()
        return paths

    def again_from(self, seq: int, previous: str | None) -> None:
        """Go back, as a station does whose data were rolled back."""
        self.seq, self.previous = seq, previous

    def _facts(self, name: str, day: date) -> BatchFacts:
        return BatchFacts(
            name=name,
            station=self.station,
            shift="shift",
            business_date=day,
            training=self.training,
            receipt_code=CODE,
            closed_at=self.clock.now(),
            duties_open=(),
        )

    def _waybill(
        self, day: date, records: int, plain: bytes, written: Digest, paths: BatchPaths
    ) -> Waybill:
        return Waybill(
            station=self.station,
            station_public_key=self.public,
            shift="shift",
            business_date=day,
            seq=self.seq,
            previous_sha256=self.previous,
            records=records,
            plain=Digest(length=len(plain), sha256=hashlib.sha256(plain).hexdigest()),
            ciphertext=written,
            file=paths.age.name,
            audit=AuditHead(n=10 * self.seq, head=bytes([self.seq % 256]) * 32),
            recipients=(),
            one_time="0" * 64,
            operators=("lead1", "staff1"),
            closed_at=self.clock.now(),
            program="研修",
            training=self.training,
        )


def mark(seq: int, **changes: object) -> BatchMark:
    """Return the mark of an invented batch that follows the one before."""
    made = BatchMark(
        name=f"KB-SK01-20261103-{seq:04d}",
        business_date=DAY,
        seq=seq,
        envelope_sha256=_hash(seq),
        previous_sha256=None if seq == 1 else _hash(seq - 1),
        records=1,
        audit_n=10 * seq,
        audit_head=_hash(1000 + seq),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def _hash(seq: int) -> str:
    return hashlib.sha256(str(seq).encode()).hexdigest()


def _noon() -> datetime:
    return TestClock().now()


def _ignore(_count: int) -> None:
    """Take no notice."""
