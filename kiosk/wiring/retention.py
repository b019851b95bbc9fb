"""What became of each batch: received, its numbers here, deleted at the station, and proved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kiosk.clock import SystemClock
from kiosk.domain.dates import JST
from kiosk.domain.deletion import DeletionCertificate
from kiosk.domain.figures import DayFigures
from kiosk.domain.ids import StationId
from kiosk.domain.ledger import BatchMark, Gap, LedgerLine, Outcome
from kiosk.errors import KioskError
from kiosk.texts import Catalogue
from kiosk.wiring.openbook import Door, open_book
from kiosk.wiring.receiver import begun_ledger
from storage.receiving.ledger import Ledger
from storage.receiving.signedcertificates import read_certificate

_PATTERNS = ("DEL-*.json", "*/DEL-*.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchLife:
    """One batch that was opened here.

    ``figures`` tells whether the book has its numbers; None that it has others' for the day.
    ``certificate`` is None as long as nobody proved that the station deleted the day.
    """

    mark: BatchMark
    station: str
    received: date
    figures: bool | None
    certificate: DeletionCertificate | None
    days: int
    """Since the business date, to the deletion or to today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lives:
    """Every batch by business date, what never came, certificates that prove nothing."""

    lines: tuple[BatchLife, ...]
    gaps: tuple[Gap, ...]
    refused: tuple[str, ...]


def look(door: Door, *, ledger: Path | None, certificates: Path | None, training: bool) -> Lives:
    """Return what became of every batch that was opened."""
    with begun_ledger(ledger) as trusted, open_book(door) as book:
        return lives_of(trusted, book.read(DayFigures).figures, certificates, training=training)


def lives_of(
    trusted: Ledger,
    figures: tuple[DayFigures, ...],
    certificates: Path | None,
    *,
    training: bool,
) -> Lives:
    """Return what a ledger, these numbers and the certificates of a folder say together."""
    proofs: dict[str, DeletionCertificate] = {}
    refused: list[str] = []
    for file in sorted(_files(certificates)):
        try:
            proof = read_certificate(file, trusted)
            proofs[proof.batch] = proof
        except KioskError:
            refused.append(file.name)
    lines = tuple(_lives(trusted, training, figures, proofs))
    return Lives(lines=lines, gaps=trusted.gaps(training=training), refused=tuple(refused))


def line_words(line: BatchLife, words: Catalogue) -> str:
    """Return one batch as people read it."""
    known = {True: "here", False: "missing", None: "other"}[line.figures]
    proof = line.certificate
    return words.say(
        "retention.line",
        day=line.mark.business_date.isoformat(),
        batch=line.mark.name,
        records=line.mark.records,
        received=line.received.isoformat(),
        figures=words[f"retention.figures.{known}"],
        deleted=(
            words.say("retention.open", days=line.days)
            if proof is None
            else words.say(
                "retention.deleted",
                day=proof.deleted_at.astimezone(JST).date().isoformat(),
                number=proof.number,
                days=line.days,
            )
        ),
    )


def _lives(
    ledger: Ledger,
    training: bool,  # noqa: FBT001 - which of the two ledgers
    figures: tuple[DayFigures, ...],
    proofs: Mapping[str, DeletionCertificate],
) -> Iterator[BatchLife]:
    days = {(one.station, one.business_date): one for one in figures}
    today = SystemClock().now().astimezone(JST).date()
    opened = [one for one in ledger.lines(training=training) if _was_opened(one)]
    for line in sorted(opened, key=lambda one: _mark(one).business_date):
        mark = _mark(line)
        day = days.get((StationId(line.station), mark.business_date))
        proof = _proof_of(mark, proofs)
        until = proof.deleted_at.astimezone(JST).date() if proof else today
        yield BatchLife(
            mark=mark,
            station=line.station,
            received=line.at.astimezone(JST).date(),
            figures=_agrees(day, mark),
            certificate=proof,
            days=(until - mark.business_date).days,
        )


def _proof_of(
    mark: BatchMark, proofs: Mapping[str, DeletionCertificate]
) -> DeletionCertificate | None:
    """Return the certificate of this very batch: one of another envelope proves nothing of it."""
    proof = proofs.get(mark.name)
    if proof is None or proof.envelope_sha256 != mark.envelope_sha256:
        return None
    return proof


def _agrees(day: DayFigures | None, mark: BatchMark) -> bool | None:
    if day is None:
        return False
    told = (day.batch, day.tally.applications, day.audit_n, day.audit_head)
    return True if told == (mark.name, mark.records, mark.audit_n, mark.audit_head) else None


def _was_opened(line: LedgerLine) -> bool:
    return line.outcome in {Outcome.OPENED, Outcome.OPENED_WITH_PROBLEMS} and line.batch is not None


def _mark(line: LedgerLine) -> BatchMark:
    if line.batch is None:
        raise TypeError("no batch in the line")
    return line.batch


def _files(folder: Path | None) -> Iterator[Path]:
    if folder is not None:
        for pattern in _PATTERNS:
            yield from folder.glob(pattern)
