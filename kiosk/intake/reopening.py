"""An application becomes a form again, so that it can be corrected."""

from enum import StrEnum

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.application import Application
from kiosk.domain.intake import CaseFile, Intake
from kiosk.domain.ticket import PublicLanguage, Service


def case_of(application: Application) -> CaseFile:
    """Return the case from which `kiosk.intake.reading` makes the same application again.

    Its number counts as read from the form: what is not changed is not typed twice. The service
    is not in a record; where an old card was handed in, one is replaced.
    """
    said, visit = application.confirmed, application.visit
    return CaseFile(
        procedure=application.procedure,
        service=Service.RENEW if visit and visit.old_card else None,
        language=said.language if said else PublicLanguage.JA,
        intake=Intake(
            consent=application.consent, points=application.points, asked=True, scanned=True
        ),
        form=form_of(application),
        follows=application.follows,
    )


def form_of(application: Application) -> ApplicantForm:
    """Return what would have been typed for this application; names byte for byte."""
    person, wishes = application.applicant, application.wishes
    visit, other = application.visit, application.representative
    return ApplicantForm(
        form_id=person.form_id or "",
        individual_number=person.individual_number or "",
        number_again=person.individual_number or "",
        name=person.name,
        kanji_name=person.kanji_name or "",
        common_name=person.common_name or "",
        glyph_note=person.glyph_note,
        kana=person.kana or "",
        postal_code=person.postal_code or "",
        address=person.address,
        birth_date=person.birth_date.wareki(),
        sex=person.sex.value,
        phone=person.phone or "",
        representative_name=other.name if other else "",
        representative_relation=other.relation.value if other else "",
        representative_phone=(other.phone or "") if other else "",
        no_signature=_tick(not wishes.signature_certificate),
        no_authentication=_tick(not wishes.authentication_certificate),
        face_authentication=_tick(wishes.face_authentication),
        braille=_tick(wishes.braille),
        delivery=wishes.delivery.value,
        documents=_listed(visit.documents) if visit else "",
        officer=visit.officer if visit else "",
        pin_letter=_tick(visit is not None and visit.pin_letter),
        old_card=_tick(visit is not None and visit.old_card),
        paper_reason=application.paper_reason,
    )


def _tick(ticked: bool) -> str:  # noqa: FBT001 - a tick has no other word
    return "yes" if ticked else ""


def _listed(kinds: tuple[StrEnum, ...]) -> str:
    return ",".join(kind.value for kind in kinds)
