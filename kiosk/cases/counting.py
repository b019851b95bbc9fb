"""Cases of a period in numbers, for reports: nothing in them names anybody."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from kiosk.cases.life import as_of
from kiosk.cases.talks import reported
from kiosk.domain.case import (
    Case,
    CaseKind,
    CaseStatus,
    Closed,
    Complaint,
    ContactTried,
    Defect,
    DefectOutcome,
    DefectReason,
    Entry,
    Reported,
    Reshot,
    Settled,
)
from kiosk.domain.dates import JST

Named = TypeVar("Named")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFigures:
    """A period's figures, both days included. Counts of a kind come in the order of its enum."""

    first: date
    last: date
    opened: tuple[tuple[CaseKind, int], ...]
    closed: tuple[tuple[CaseKind, int], ...]
    standing: tuple[tuple[CaseKind, CaseStatus, int], ...]
    """How many are how far at the end of the last day, of all that were ever opened."""
    defects: tuple[tuple[DefectReason, int], ...]
    outcomes: tuple[tuple[DefectOutcome, int], ...]
    attempts: int
    reshot: int
    complaints_reported: int
    complaints_unreported: int
    """Complaints of which the city knew nothing at the end of the last day."""


def count_cases(cases: Iterable[Case], first: date, last: date) -> CaseFigures:
    """Return what happened from ``first`` to ``last`` in Japan, and how all stood then."""
    end = datetime.combine(last + timedelta(days=1), time(), JST) - timedelta.resolution
    then = [as_of(case, end) for case in cases if case.opened <= end]
    fresh = [case for case in then if _day(case.opened) >= first]
    done = [(case, entry) for case in then for entry in case.history if _day(entry.at) >= first]
    acts = [entry.act for _, entry in done]
    standing = Counter((CaseKind(case.kind), case.status) for case in then)
    complaints = [case for case in then if isinstance(case, Complaint)]
    return CaseFigures(
        first=first,
        last=last,
        opened=_counted(CaseKind, (CaseKind(case.kind) for case in fresh)),
        closed=_counted(CaseKind, (CaseKind(case.kind) for case, entry in done if _closes(entry))),
        standing=tuple(
            (kind, status, standing[kind, status])
            for kind in CaseKind
            for status in CaseStatus
            if standing[kind, status]
        ),
        defects=_counted(DefectReason, (one.reason for one in fresh if isinstance(one, Defect))),
        outcomes=_counted(DefectOutcome, (a.outcome for a in acts if isinstance(a, Settled))),
        attempts=sum(isinstance(act, ContactTried) for act in acts),
        reshot=sum(isinstance(act, Reshot) for act in acts),
        complaints_reported=len({one.id for one, entry in done if isinstance(entry.act, Reported)}),
        complaints_unreported=sum(reported(case) is None for case in complaints),
    )


def _counted(order: Iterable[Named], found: Iterable[Named]) -> tuple[tuple[Named, int], ...]:
    counts = Counter(found)
    return tuple((one, counts[one]) for one in order if counts[one])


def _closes(entry: Entry) -> bool:
    return isinstance(entry.act, Closed | Settled)


def _day(moment: datetime) -> date:
    return moment.astimezone(JST).date()
