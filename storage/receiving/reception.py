"""Receiving with a ledger: only what follows is opened, and what was refused is kept as well.

The signature is checked with the key that the ledger knows for the station; a key that comes with
the batch counts for nothing.
"""

from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.ledger import BatchMark
from kiosk.domain.progress import Report
from storage.batches.batch import AGE_SUFFIX
from storage.batches.errors import BatchError, BatchFormatError, BatchTamperedError
from storage.batches.waybill import Waybill
from storage.crypto.age import read_identities
from storage.receiving.errors import (
    AuditBackwardsError,
    BatchForkError,
    BatchGapError,
    OtherStationKeyError,
    RepeatedBatchError,
    UnknownStationError,
)
from storage.receiving.ledger import Ledger
from storage.receiving.ledgerline import one_line
from storage.receiving.opening import Arrange, LaidOut, as_it_came, check_free, silent
from storage.receiving.receiver import (
    OpenedBatch,
    VerifiedBatch,
    opened,
    read_envelope,
    verify_batch,
)

NOTED = (
    AuditBackwardsError,
    BatchForkError,
    BatchFormatError,
    BatchGapError,
    BatchTamperedError,
    OtherStationKeyError,
    RepeatedBatchError,
    UnknownStationError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A batch that is what its station signed, and whether the ledger lets it be opened.

    ``late`` tells that it fills a gap; ``refusal`` is None when it may be opened.
    """

    verified: VerifiedBatch
    late: bool
    refusal: BatchError | None


def look(age_path: Path, ledger: Ledger, *, report: Report = silent) -> Arrival:
    """Return the batch as its known station signed it, or raise what does not fit; noted if so."""
    waybill: Waybill | None = None
    try:
        waybill = read_envelope(age_path)
        verified = _verified(age_path, waybill, ledger, report)
    except NOTED as error:
        _note(ledger, age_path, error, waybill)
        raise
    mark = mark_of(verified)
    station, training = verified.waybill.station, verified.waybill.training
    try:
        late = ledger.check(station, mark, training=training)
    except NOTED as error:
        ledger.note_refused(
            age_path.name, error.message_key, training=training, mark=(station, mark)
        )
        return Arrival(verified=verified, late=False, refusal=error)
    return Arrival(verified=verified, late=late, refusal=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What is to be opened, with what, to where; ``gap_words`` say why missing ones are skipped."""

    age: Path
    identity: Path
    out: Path
    gap_words: str = ""
    arrange: Arrange = as_it_came


def receive(asked: Opening, ledger: Ledger, *, report: Report = silent) -> OpenedBatch:
    """Return the batch laid out and noted in the ledger; all of it or nothing.

    The ledger is written when the folder has its name: after a crash between the two the batch may
    be opened again, into another folder.
    """
    check_free(asked.out)
    identities = read_identities(asked.identity)
    arrival = look(asked.age, ledger, report=report)
    verified = arrival.verified
    station, training = verified.waybill.station, verified.waybill.training
    skipping = isinstance(arrival.refusal, BatchGapError) and asked.gap_words.strip()
    if arrival.refusal is not None and not skipping:
        raise arrival.refusal
    try:
        with LaidOut(verified.paths, verified.waybill, asked.out) as made:
            made.extract(identities, asked.arrange, report)
            made.publish()
            try:
                ledger.note_opened(
                    station,
                    mark_of(verified),
                    training=training,
                    problems=bool(made.problems),
                    gap_words=asked.gap_words,
                )
            except BaseException:
                made.withdraw()
                raise
            return opened(verified, asked.out, made)
    except NOTED as error:
        ledger.note_refused(
            asked.age.name,
            error.message_key,
            training=training,
            mark=(station, mark_of(verified)),
        )
        raise


def mark_of(verified: VerifiedBatch) -> BatchMark:
    """Return what the ledger keeps of the envelope."""
    waybill = verified.waybill
    return BatchMark(
        name=one_line(waybill.file.removesuffix(AGE_SUFFIX)),
        business_date=waybill.business_date,
        seq=waybill.seq,
        envelope_sha256=verified.envelope_sha256,
        previous_sha256=waybill.previous_sha256,
        records=waybill.records,
        audit_n=waybill.audit.n,
        audit_head=waybill.audit.head.hex(),
    )


def _verified(age_path: Path, waybill: Waybill, ledger: Ledger, report: Report) -> VerifiedBatch:
    key = ledger.key_of(waybill.station, training=waybill.training)
    if key != waybill.station_public_key:
        raise OtherStationKeyError("other key in the envelope", station=waybill.station)
    verified = verify_batch(age_path, station_key=key, report=report)
    if verified.waybill != waybill:
        raise BatchTamperedError("envelope changed while reading", batch_part="json")
    return verified


def _note(ledger: Ledger, age_path: Path, error: BatchError, waybill: Waybill | None) -> None:
    """Keep what was refused before anything in it could be believed."""
    training = waybill is not None and waybill.training
    ledger.note_refused(age_path.name, error.message_key, training=training)
