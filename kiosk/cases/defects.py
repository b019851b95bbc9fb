"""不備: what may be done about one, and how a list of them becomes cases."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from kiosk.cases.matching import BatchIndex, match
from kiosk.cases.rows import DefectRow
from kiosk.domain.case import (
    Act,
    BatchPlace,
    ContactResult,
    ContactTried,
    Defect,
    DefectOutcome,
    DefectReason,
    DefectSource,
    Found,
    Identified,
    NumberHash,
    Reshot,
    Settled,
)
from kiosk.domain.ids import CaseId, ReceiptNumber, StaffId

ENOUGH_ATTEMPTS = 3
"""Our own rule until the city says otherwise: three attempts before somebody is unreachable."""
Application = BatchPlace | NumberHash | tuple[ReceiptNumber | None, date | None]
Mark = tuple[Application, DefectReason, str, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What became of a list: new cases, rows that say the same again, rows known before."""

    opened: tuple[Defect, ...]
    repeated: tuple[tuple[int, int], ...]
    """A row, and the earlier row of the list that says the same."""
    known: tuple[tuple[int, CaseId], ...]
    """A row, and the case that is about it already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where rows come from: who told, whose hand took them in, the list's hash if it is a file."""

    source: DefectSource
    at: datetime
    by: StaffId
    list_sha256: str = ""


def open_defect(row: DefectRow, index: BatchIndex, case_id: CaseId, origin: Origin) -> Defect:
    """Return the case of one row, matched to the application it is about."""
    found = match(
        index,
        number_hash=row.number_hash,
        receipt=row.receipt,
        business_date=row.business_date,
    )
    return Defect(
        id=case_id,
        opened=origin.at,
        by=origin.by,
        source=origin.source,
        reason=row.reason,
        words=row.words,
        number_hash=row.number_hash,
        receipt=row.receipt,
        business_date=row.business_date,
        noticed=row.noticed,
        reply_by=row.reply_by,
        list_sha256=origin.list_sha256,
        row=row.row,
        match=found,
    )


def take_in(
    rows: Iterable[DefectRow],
    index: BatchIndex,
    *,
    before: Iterable[Defect],
    ids: Iterator[CaseId],
    origin: Origin,
) -> TakenIn:
    """Return one case for each 不備 that is new; the same list twice opens nothing the second time.

    Two rows are the same when application, reason, words and day of notice are.
    """
    known = {mark: one.id for one in before for mark in marks(one)}
    first_rows: dict[Mark, int] = {}
    opened: list[Defect] = []
    repeated: list[tuple[int, int]] = []
    seen_before: list[tuple[int, CaseId]] = []
    for row in rows:
        number = row.row or 0
        draft = open_defect(row, index, CaseId(""), origin)
        mine = marks(draft)
        earlier = next((first_rows[mark] for mark in mine if mark in first_rows), None)
        case_before = next((known[mark] for mark in mine if mark in known), None)
        if earlier is not None:
            repeated.append((number, earlier))
        elif case_before is not None:
            seen_before.append((number, case_before))
        else:
            first_rows.update(dict.fromkeys(mine, number))
            opened.append(replace(draft, id=next(ids)))
    return TakenIn(opened=tuple(opened), repeated=tuple(repeated), known=tuple(seen_before))


def marks(case: Defect) -> tuple[Mark, ...]:
    """Return what makes it this 不備 and no other; one mark in common is enough.

    A batch that comes later turns what was not found into a place: both marks stay good. A bare
    receipt number is a mark only where nothing better is told: it is given anew each day.
    """
    about: list[Application] = []
    place = place_of(case)
    if place is not None:
        about.append(place)
    if case.number_hash is not None:
        about.append(case.number_hash)
    if not about or (case.number_hash is None and case.business_date is not None):
        about.append((case.receipt, case.business_date))
    return tuple((one, case.reason, case.words, case.noticed) for one in about)


def place_of(case: Defect) -> BatchPlace | None:
    """Return the application it is about: what a person found last, else what matched."""
    for entry in reversed(case.history):
        if isinstance(entry.act, Identified):
            return entry.act.place
    return case.match.place if isinstance(case.match, Found) else None


def attempts(case: Defect) -> tuple[ContactTried, ...]:
    """Return every attempt to speak to the applicant, oldest first."""
    acts = (entry.act for entry in case.history)
    return tuple(act for act in acts if isinstance(act, ContactTried))


def reshots(case: Defect) -> tuple[Reshot, ...]:
    """Return the new applications that were linked, oldest first."""
    return tuple(entry.act for entry in case.history if isinstance(entry.act, Reshot))


def refusal(case: Defect, act: Act) -> str | None:
    """Return why the act does not fit."""
    match act:
        case Identified() | ContactTried():
            return None
        case Reshot():
            return _reshot_refusal(case, act)
        case Settled():
            return _settled_refusal(case, act.outcome)
        case _:
            return "not_for_this_case"


def _reshot_refusal(case: Defect, act: Reshot) -> str | None:
    place = place_of(case)
    if place and (act.receipt, act.business_date) == (place.receipt, place.business_date):
        return "reshot_is_the_same"
    return "reshot_known" if act in reshots(case) else None


def _settled_refusal(case: Defect, outcome: DefectOutcome) -> str | None:
    tried = attempts(case)
    match outcome:
        case DefectOutcome.RESHOT:
            return None if reshots(case) else "no_reshot"
        case DefectOutcome.NOT_OURS:
            return "is_ours" if place_of(case) else None
        case DefectOutcome.UNREACHABLE:
            if any(one.result is ContactResult.REACHED for one in tried):
                return "was_reached"
            return None if len(tried) >= ENOUGH_ATTEMPTS else "too_few_attempts"
        case DefectOutcome.CORRECTED | DefectOutcome.WITHDRAWN | DefectOutcome.AT_THE_CITY:
            return None if tried or reshots(case) else "nobody_contacted"
