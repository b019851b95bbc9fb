"""Whether a batch follows those of its station that were opened before: pure decisions."""

from collections.abc import Sequence
from itertools import pairwise

from kiosk.domain.ids import StationId
from kiosk.domain.ledger import BatchMark, Gap, LedgerLine, Outcome
from storage.receiving.errors import (
    AuditBackwardsError,
    BatchForkError,
    BatchGapError,
    RepeatedBatchError,
)

_OPENED = frozenset({Outcome.OPENED, Outcome.OPENED_WITH_PROBLEMS})


def opened_of(lines: Sequence[LedgerLine], station: str) -> list[tuple[LedgerLine, BatchMark]]:
    """Return the station's opened batches by running number."""
    found = [
        (line, line.batch)
        for line in lines
        if line.outcome in _OPENED and line.station == station and line.batch is not None
    ]
    return sorted(found, key=lambda one: one[1].seq)


def check_arrival(
    lines: Sequence[LedgerLine], station: str, mark: BatchMark, *, gap_allowed: bool
) -> None:
    """Raise why the batch must not be opened; the order of the rules is the policy."""
    known = opened_of(lines, station)
    for line, before in known:
        if before.envelope_sha256 == mark.envelope_sha256:
            raise RepeatedBatchError(
                "same envelope", batch_name=mark.name, at=line.at.date().isoformat()
            )
    marks = [before for _, before in known]
    if not _has_its_own_place(marks, mark):
        raise BatchForkError("same place", batch_name=mark.name, seq=str(mark.seq))
    below = max((one for one in marks if one.seq < mark.seq), key=lambda one: one.seq, default=None)
    above = min((one for one in marks if one.seq > mark.seq), key=lambda one: one.seq, default=None)
    _check_links(below, mark, above)
    _check_audit(below, mark)
    if above is not None:
        _check_audit(mark, above)
        return  # a batch that was missing; it leaves the gap smaller
    missing_from = 1 if below is None else below.seq + 1
    if mark.seq > missing_from and not gap_allowed:
        gap = Gap(station=StationId(station), first=missing_from, last=mark.seq - 1, words="")
        raise BatchGapError("gap", batch_name=mark.name, missing=gap.spelled())


def is_late(lines: Sequence[LedgerLine], station: str, mark: BatchMark) -> bool:
    """Tell whether later batches of the station were opened before."""
    return any(one.seq > mark.seq for _, one in opened_of(lines, station))


def skips(lines: Sequence[LedgerLine], station: str, mark: BatchMark) -> bool:
    """Tell whether batches before this one never came, and none after it did."""
    last = max((one.seq for _, one in opened_of(lines, station)), default=0)
    return mark.seq > last + 1


def gaps(lines: Sequence[LedgerLine]) -> tuple[Gap, ...]:
    """Return the numbers that never came, by station, each with the reason it was skipped for."""
    found = []
    for station in sorted({line.station for line in lines if line.outcome in _OPENED}):
        last = 0
        for line, mark in opened_of(lines, station):
            if mark.seq > last + 1:
                words = _reason(lines, station, last + 1) or line.words
                found.append(
                    Gap(
                        station=StationId(station),
                        first=last + 1,
                        last=mark.seq - 1,
                        words=words,
                    )
                )
            last = mark.seq
    return tuple(found)


def _reason(lines: Sequence[LedgerLine], station: str, missing: int) -> str:
    """Return why this number was skipped: the first batch beyond it that came with a reason."""
    beyond = [
        line.words
        for line in lines
        if line.outcome in _OPENED
        and line.station == station
        and line.batch is not None
        and line.batch.seq > missing
        and line.words
    ]
    return beyond[0] if beyond else ""


def _has_its_own_place(marks: Sequence[BatchMark], mark: BatchMark) -> bool:
    """Tell whether no other batch has this number, or says that it follows the same one."""
    if mark.seq < 1 or (mark.seq == 1) != (mark.previous_sha256 is None):
        return False
    return all(one.seq != mark.seq and one.previous_sha256 != mark.previous_sha256 for one in marks)


def _check_links(below: BatchMark | None, mark: BatchMark, above: BatchMark | None) -> None:
    """Raise unless neighbours in number are neighbours by hash, and only they are."""
    chain = [one for one in (below, mark, above) if one is not None]
    for one, following in pairwise(chain):
        linked = following.previous_sha256 == one.envelope_sha256
        if linked != (following.seq == one.seq + 1):
            raise BatchForkError("other previous", batch_name=mark.name, seq=str(mark.seq))


def _check_audit(before: BatchMark | None, after: BatchMark) -> None:
    if before is None:
        return
    longer = after.audit_n > before.audit_n
    same = after.audit_n == before.audit_n and after.audit_head == before.audit_head
    if not longer and not same:
        raise AuditBackwardsError("audit", batch_name=after.name)
