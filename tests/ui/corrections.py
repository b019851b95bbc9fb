"""What the pages of corrections are shown in tests; all people are invented."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.correction import Correction, needs_new_yes
from kiosk.domain.ids import ReceiptNumber, RecordId, StaffId, StationId
from kiosk.domain.intake import CaseFile, Procedure
from kiosk.domain.names import parse_kana, parse_person_name
from kiosk.domain.record import CorrectionReason, Record, RecordLine
from kiosk.intake.reading import parse_application
from kiosk.intake.reopening import case_of
from kiosk.workflow import phases
from kiosk.workflow.errors import CorrectionsClosedError
from kiosk.workflow.snapshots import StationView
from tests.ui import samples, sittings

TYPED = {"kana": "ケンシュウ ハナヨ", "phone": "083-000-0000", "no_signature": "yes"}
LONG_NAME = "KENSHU MARIA CLARA DE LA CRUZ SANTOS"


def line(number: int, **changes: object) -> RecordLine:
    """Return the line of the record with this receipt number."""
    known: dict[str, object] = {
        "record_id": RecordId(uuid.UUID(int=number)),
        "number": ReceiptNumber(StationId("SHIMO01"), number),
        "stored_at": samples.NOW - timedelta(minutes=400 - number),
        "name": samples.APPLICATION.applicant.name,
        "version": 1,
        "procedure": Procedure.VENUE,
        "form_id": samples.APPLICATION.applicant.form_id,
        "kana": samples.APPLICATION.applicant.kana,
        "birth_date": samples.APPLICATION.applicant.birth_date,
        **changes,
    }
    return RecordLine(**known)  # type: ignore[arg-type]


def many(count: int) -> tuple[RecordLine, ...]:
    """Return a day of so many records."""
    return tuple(line(n) for n in range(1, count + 1))


LINES = (
    line(1),
    line(2, version=3, name=parse_person_name("研修 次郎"), kana=parse_kana("ケンシュウ ジロウ")),
    line(3, name=parse_person_name(LONG_NAME), procedure=Procedure.VISIT, kana=None),
)


def opened(case: CaseFile, **changes: object) -> Correction:
    """Return the record that would have been sealed of this case."""
    taken = samples.shot()
    record = Record(
        id=LINES[1].record_id,
        business_date=samples.TODAY,
        accepted_at=samples.NOW,
        accepted_by=StaffId("kenshu"),
        application=replace(
            parse_application(case, today=samples.TODAY, photo=True), confirmed=samples.CONSENT
        ),
        photo=taken.photo,
        findings=taken.findings,
        review=samples.review(),
    )
    known: dict[str, object] = {"record": record, "line": LINES[1], "lines": LINES, **changes}
    return Correction(**known)  # type: ignore[arg-type]


def listing(*lines: RecordLine, **changes: object) -> StationView:
    """Return a view of the list."""
    names = bool(changes.pop("names", False))
    corrected = changes.pop("corrected", None)
    phase = phases.ListingRecords(lines, names, corrected)  # type: ignore[arg-type]
    return samples.view(phase, **changes)


def filling(correction: Correction, **typed: str) -> StationView:
    """Return a view of the form of a record, with what was typed since."""
    case = case_of(correction.record.application)
    phase = phases.Filling(2, samples.shot(), samples.review(), correction)
    form: ApplicantForm = replace(case.form, **typed)
    return samples.view(phase, case=replace(case, form=form))


def confirming(correction: Correction, **typed: str) -> StationView:
    """Return a view while the applicant reads what was changed, or need not read it."""
    said = not needs_new_yes(tuple(typed))
    case = case_of(correction.record.application)
    case = replace(case, form=replace(case.form, **typed))
    phase = samples.confirming(
        application=parse_application(case, today=samples.TODAY, photo=True),
        confirmed=samples.CONSENT if said else None,
        hidden=said,
        correction=replace(correction, reason=CorrectionReason.MISREAD),
    )
    return samples.view(phase, case=case)


def scenes() -> Mapping[str, tuple[StationView, tuple[str, ...]]]:
    """Return view and keys pressed then, of every state that has a look of its own."""
    plain, visit = opened(samples.CASE), opened(sittings.VISIT)
    return {
        "records-none": (listing(), ()),
        "records": (listing(*LINES), ()),
        "records-names": (listing(*LINES, names=True), ("Down",)),
        "records-corrected": (listing(*LINES, corrected=LINES[1].number), ()),
        "records-found": (listing(*LINES, names=True), ("2",)),
        "records-not-found": (listing(*LINES), ("9", "9")),
        "records-many": (listing(*many(300)), ("Down",)),
        "records-notice": (listing(*LINES, notice=samples.disk_full()), ()),
        "records-closed": (
            samples.view(phases.DayClosed(samples.BATCH), notice=CorrectionsClosedError()),
            (),
        ),
        "correcting": (filling(plain), ()),
        "correcting-changed": (filling(plain, **TYPED), ()),
        "correcting-nothing": (filling(plain), ("Ctrl+Enter",)),
        "correcting-leave": (filling(plain, **TYPED), ("Esc",)),
        "correcting-visit": (filling(visit, officer="研修 四郎"), ()),
        "correcting-read": (confirming(plain, **TYPED), ()),
        "correcting-read-leave": (confirming(plain, **TYPED), ("Esc",)),
        "correcting-same-yes": (confirming(visit, officer="研修 四郎"), ()),
    }


def veiled() -> Mapping[str, tuple[StationView, tuple[str, ...]]]:
    """Return the same of states that lie under a question: what is below is not to be read."""
    view = filling(opened(samples.CASE), **TYPED)
    return {"correcting-reason": (view, ("Ctrl+Enter",))}
