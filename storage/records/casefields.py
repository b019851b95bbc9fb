"""A sitting's case as JSON fields, draft format 2 (docs/SECURITY.md, "Draft")."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from kiosk.domain.applicant import FORM_FIELDS, ApplicantForm
from kiosk.domain.intake import CaseFile, Intake, Procedure
from kiosk.domain.ticket import PublicLanguage, Service
from storage.records.applicationfields import points_fields, points_of, said_fields, said_of

Fields = Mapping[str, Any]


def case_fields(case: CaseFile) -> dict[str, Any]:
    """Return the case, ready for JSON."""
    intake = case.intake
    return {
        "procedure": case.procedure.value,
        "service": None if case.service is None else case.service.value,
        "ticket": encodable(case.ticket),
        "language": case.language.value,
        "intake": {
            "consent": said_fields(intake.consent),
            "points": points_fields(intake.points),
            "asked": intake.asked,
            "scanned": intake.scanned,
        },
        "form": form_fields(case.form, FORM_FIELDS),
        "follows": encodable(case.follows),
    }


def case_of(fields: Fields) -> CaseFile:
    """Return the case that `case_fields` wrote."""
    intake, service = fields["intake"], fields["service"]
    return CaseFile(
        procedure=Procedure(fields["procedure"]),
        service=None if service is None else Service(service),
        ticket=str(fields["ticket"]),
        language=PublicLanguage(fields["language"]),
        intake=Intake(
            consent=said_of(intake["consent"]),
            points=points_of(intake["points"]),
            asked=bool(intake["asked"]),
            scanned=bool(intake["scanned"]),
        ),
        form=form_of(fields["form"], FORM_FIELDS),
        follows=str(fields["follows"]),
    )


def form_fields(form: ApplicantForm, names: tuple[str, ...]) -> dict[str, str]:
    """Return what was typed into the named fields."""
    return {name: encodable(typed) for name, typed in asdict(form).items() if name in names}


def form_of(fields: Fields, names: tuple[str, ...]) -> ApplicantForm:
    """Return the form with the named fields as they were typed."""
    return ApplicantForm(**{name: str(fields[name]) for name in names})


def encodable(typed: str) -> str:
    """Return the text without halves of characters: a broken key press must not cost a draft."""
    return typed.encode("utf-8", "replace").decode("utf-8")
