"""提供データ・消去の一覧: each batch, when it came, and the proof that its day was deleted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kiosk.documents.reportblocks import block
from kiosk.documents.reportcontent import Block, Cell
from kiosk.documents.spelling import day, grouped
from kiosk.domain.figures import DayFigures, EventFigures
from kiosk.texts import Catalogue

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchProof:
    """What is known of one batch at headquarters.

    ``agrees`` tells whether what came is what the book's numbers are of. ``deleted`` is None and
    ``certificate`` empty as long as nobody proved that the station deleted the day.
    """

    batch: str
    received: date
    agrees: bool
    deleted: date | None = None
    certificate: str = ""


def deliveries_block(
    words: Catalogue, events: Iterable[EventFigures], proofs: Iterable[BatchProof]
) -> Block:
    """Return the table; what nobody knows is said in words, never left out."""
    known = {one.batch: one for one in proofs}
    rows: list[tuple[Cell, ...]] = [
        (
            day(one.business_date),
            one.station,
            one.batch or words["reports.not_closed"],
            grouped(one.batch_sha256),
            _received(known.get(one.batch), words),
            _deleted(known.get(one.batch), words),
        )
        for one in _days(events)
    ]
    columns = ("date", "station", "batch", "sha256", "received", "deleted")
    return block(words, "deliveries", columns, rows)


def unproved(
    words: Catalogue, events: Iterable[EventFigures], proofs: Iterable[BatchProof]
) -> tuple[str, ...]:
    """Return a sentence that names the batches of which nobody proved the deletion."""
    proved = {one.batch for one in proofs if one.deleted is not None and one.agrees}
    left = [one.batch for one in _days(events) if one.batch and one.batch not in proved]
    if not left:
        return ()
    named = "、".join(left[:_MOST_NAMED]) + ("…" if len(left) > _MOST_NAMED else "")
    return (words.say("reports.notice.unproved", count=len(left), batches=named),)


def _days(events: Iterable[EventFigures]) -> Iterator[DayFigures]:
    """Yield each station's day once: a station can be at two events of a day."""
    found = {(one.business_date, one.station): one for event in events for one in event.days}
    yield from found.values()


def _received(proof: BatchProof | None, words: Catalogue) -> str:
    if proof is None:
        return words["reports.delivery.unseen"]
    return day(proof.received) if proof.agrees else words["reports.delivery.other"]


def _deleted(proof: BatchProof | None, words: Catalogue) -> str:
    if proof is None or proof.deleted is None or not proof.agrees:
        return words["reports.delivery.unproved"]
    number, deleted = proof.certificate, day(proof.deleted)
    return words.say("reports.delivery.proved", day=deleted, number=number)
