"""What cases are called: ``D-HQ-20261124-001``; the letter is the kind, the rest where and when."""

import re
from collections.abc import Collection, Iterator
from datetime import date
from itertools import count

from kiosk.domain.case import CaseKind
from kiosk.domain.ids import CaseId, StationId
from kiosk.errors import FieldError

LETTERS = {
    CaseKind.DEFECT: "D",
    CaseKind.INQUIRY: "Q",
    CaseKind.COMPLAINT: "C",
    CaseKind.INCIDENT: "I",
}
_FORM = re.compile(r"[DQCI]-[A-Z0-9]{2,12}-[0-9]{8}-[0-9]{3,6}")


def parse_case_id(text: str) -> CaseId:
    """Return the case's name as it is read aloud and typed."""
    name = text.strip().upper()
    if not _FORM.fullmatch(name):
        raise FieldError("case_id", "case_id_form")
    return CaseId(name)


def fresh_ids(
    kind: CaseKind, where: StationId, day: date, taken: Collection[CaseId]
) -> Iterator[CaseId]:
    """Yield names nobody has, in order; ``where`` keeps two machines from giving the same one."""
    used = frozenset(taken)
    for number in count(1):
        name = CaseId(f"{LETTERS[kind]}-{where}-{day:%Y%m%d}-{number:03}")
        if name not in used:
            yield name
