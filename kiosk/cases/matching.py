"""Which application of which batch a 不備 is about."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kiosk.domain.case import Ambiguous, BatchPlace, Found, Match, NotFound, NumberHash
from kiosk.domain.ids import ReceiptNumber

_NOWHERE: frozenset[BatchPlace] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchItem:
    """One application of a batch; a hand-written form has no 申請書ID and no hash."""

    place: BatchPlace
    number_hash: NumberHash | None


@dataclass(frozen=True, slots=True)
class BatchIndex:
    """Every application that was handed over, by number and by receipt."""

    by_number: Mapping[NumberHash, frozenset[BatchPlace]]
    by_receipt: Mapping[ReceiptNumber, frozenset[BatchPlace]]


def index_items(items: Iterable[BatchItem]) -> BatchIndex:
    """Return the index; the order of the items and items given twice change nothing."""
    by_number: defaultdict[NumberHash, set[BatchPlace]] = defaultdict(set)
    by_receipt: defaultdict[ReceiptNumber, set[BatchPlace]] = defaultdict(set)
    for item in items:
        by_receipt[item.place.receipt].add(item.place)
        if item.number_hash is not None:
            by_number[item.number_hash].add(item.place)
    return BatchIndex(
        {number: frozenset(places) for number, places in by_number.items()},
        {receipt: frozenset(places) for receipt, places in by_receipt.items()},
    )


def match(
    index: BatchIndex,
    *,
    number_hash: NumberHash | None,
    receipt: ReceiptNumber | None,
    business_date: date | None,
) -> Match:
    """Return the application that fits everything that is told of it.

    Two things that point to different applications are never settled by guessing, nor is a number
    that nobody handed in beside a receipt that fits. A receipt number without its day fits one
    application of each day.
    """
    told: list[frozenset[BatchPlace]] = []
    if number_hash is not None:
        told.append(index.by_number.get(number_hash, _NOWHERE))
    if receipt is not None:
        told.append(_on(business_date, index.by_receipt.get(receipt, _NOWHERE)))
    fitting = frozenset.intersection(*told) if told else _NOWHERE
    if len(fitting) > 1:
        fitting = _on(business_date, fitting) or fitting
    if len(fitting) == 1:
        return Found(place=next(iter(fitting)))
    possible = fitting or _NOWHERE.union(*told)
    return Ambiguous(candidates=_sorted(possible)) if possible else NotFound()


def _on(day: date | None, places: frozenset[BatchPlace]) -> frozenset[BatchPlace]:
    return places if day is None else frozenset(one for one in places if one.business_date == day)


def _sorted(places: Iterable[BatchPlace]) -> tuple[BatchPlace, ...]:
    return tuple(sorted(places, key=lambda one: (one.business_date, one.receipt, one.batch)))
