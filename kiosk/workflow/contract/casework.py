"""What is done to cases: opened, and an entry added at the end of one."""

from collections.abc import Callable
from typing import Any

from kiosk.cases.caseids import fresh_ids
from kiosk.cases.defects import Origin, take_in
from kiosk.cases.errors import CaseRefusedError
from kiosk.cases.life import step
from kiosk.cases.matching import index_items
from kiosk.cases.opening import Opening
from kiosk.cases.rows import DefectRow
from kiosk.domain.case import Act, Case, CaseKind, Defect, DefectSource
from kiosk.domain.ids import CaseId, EventId, StationId
from kiosk.officeports import Change, OfficeStaleError
from kiosk.workflow.contract.snapshot import OfficeSnapshot

Open = Callable[[Opening], Case]
"""Makes the case of what was typed; raises `FieldError`."""


def open_case(
    kind: CaseKind, make: Open, event: EventId | None, where: StationId, office: OfficeSnapshot
) -> Change:
    """Return a new case under the next number of the day."""
    taken = {one.case.id for one in office.cases}
    name: CaseId = next(fresh_ids(kind, where, office.today, taken))
    opening = Opening(id=name, at=office.at, by=office.by, event=event)
    return Change(entry=make(opening), expected_version=0)


def open_defect(
    row: DefectRow, source: DefectSource, where: StationId, office: OfficeSnapshot
) -> Change:
    """Return the 不備 that somebody typed; it is matched when its batch is looked into.

    Raise `CaseRefusedError` where there is a case about it already.
    """
    cases = [one.case for one in office.cases]
    taken = take_in(
        (row,),
        index_items(()),
        before=[one for one in cases if isinstance(one, Defect)],
        ids=fresh_ids(CaseKind.DEFECT, where, office.today, {one.id for one in cases}),
        origin=Origin(source=source, at=office.at, by=office.by),
    )
    if taken.known:
        raise CaseRefusedError(taken.known[0][1], "known_already")
    return Change(entry=taken.opened[0], expected_version=0)


def add_to_case(case: CaseId, act: Act, seen: int, office: OfficeSnapshot) -> Change:
    """Return the case with one entry more; a case that somebody else wrote to is looked at anew."""
    standing = office.case(case)
    if standing is None or standing.kept.version != seen:
        raise OfficeStaleError("case", entry=case)
    found: Any = standing.case
    return Change(entry=step(found, act, at=office.at, by=office.by), expected_version=seen)
