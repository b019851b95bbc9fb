"""Case files of invented people for the intake's tests."""

from dataclasses import replace
from datetime import date
from typing import Any

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.intake import CaseFile, Intake, Procedure, TriagePoint

TODAY = date(2026, 11, 22)
FORM = ApplicantForm(
    form_id="9999 0000 1111 2222 3333 444",
    number_again="99990000111122223333444",
    name="研修 太郎",
    kana="けんしゅう たろう",
    address="山口県下関市研修町1番1号",
    birth_date="S25.3.4",
    sex="male",
)
PARENT: dict[str, Any] = {
    "representative_name": "研修 母",
    "representative_relation": "parent",
}
PAPERS: dict[str, Any] = {
    "documents": "driver_licence, pension",
    "officer": "研修職員",
    "delivery": "restricted_mail",
}


def case_file(
    *points: TriagePoint,
    procedure: Procedure = Procedure.VENUE,
    scanned: bool = False,
    **typed: Any,
) -> CaseFile:
    """Return a case in which the points apply and the fields were typed."""
    return CaseFile(
        procedure=procedure,
        intake=Intake(points=frozenset(points), asked=True, scanned=scanned),
        form=replace(FORM, **typed),
    )
