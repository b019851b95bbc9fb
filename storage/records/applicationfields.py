"""Way, wishes and papers of an application as JSON fields (docs/SECURITY.md, "Record")."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kiosk.domain.applicant import Applicant
from kiosk.domain.application import (
    Application,
    Delivery,
    DocumentKind,
    Relation,
    Representative,
    Route,
    VisitPapers,
    Wishes,
)
from kiosk.domain.intake import Procedure, SaidBy, SaidYes, TriagePoint
from kiosk.domain.names import PersonName
from kiosk.domain.numbers import Phone
from kiosk.domain.ticket import PublicLanguage
from storage.crypto.canonical import spell_time
from storage.records.personfields import optional

Fields = Mapping[str, Any]


def application_fields(whole: Application) -> dict[str, Any]:
    """Return everything but the applicant, ready for JSON."""
    return {
        "procedure": whole.procedure.value,
        "route": whole.route.value,
        "paper_reason": whole.paper_reason,
        "consent": said_fields(whole.consent),
        "points": points_fields(whole.points),
        "representative": whole.representative and _representative_fields(whole.representative),
        "wishes": _wishes_fields(whole.wishes),
        "visit": whole.visit and _visit_fields(whole.visit),
        "confirmed": said_fields(whole.confirmed),
        "follows": whole.follows,
    }


def application_of(fields: Fields, applicant: Applicant) -> Application:
    """Return the application of this applicant."""
    representative, visit = fields["representative"], fields["visit"]
    return Application(
        applicant=applicant,
        procedure=Procedure(fields["procedure"]),
        route=Route(fields["route"]),
        paper_reason=str(fields["paper_reason"]),
        consent=said_of(fields["consent"]),
        points=points_of(fields["points"]),
        representative=None if representative is None else _representative(representative),
        wishes=_wishes(fields["wishes"]),
        visit=None if visit is None else _visit(visit),
        confirmed=said_of(fields["confirmed"]),
        follows=str(fields["follows"]),
    )


def said_fields(yes: SaidYes | None) -> dict[str, Any] | None:
    """Return an applicant's yes, None when none was said."""
    if yes is None:
        return None
    return {"said": yes.said.value, "language": yes.language.value, "at": spell_time(yes.at)}


def said_of(fields: Fields | None) -> SaidYes | None:
    """Return the yes that `said_fields` wrote."""
    if fields is None:
        return None
    return SaidYes(
        said=SaidBy(fields["said"]),
        language=PublicLanguage(fields["language"]),
        at=datetime.fromisoformat(fields["at"]),
    )


def points_fields(points: frozenset[TriagePoint]) -> list[str]:
    """Return the points of the triage in the order of their letters."""
    return sorted(point.value for point in points)


def points_of(fields: list[str]) -> frozenset[TriagePoint]:
    """Return the points that `points_fields` wrote."""
    return frozenset(TriagePoint(point) for point in fields)


def _representative_fields(person: Representative) -> dict[str, Any]:
    return {"name": person.name, "relation": person.relation.value, "phone": person.phone}


def _representative(fields: Fields) -> Representative:
    return Representative(
        name=PersonName(str(fields["name"])),
        relation=Relation(fields["relation"]),
        phone=optional(fields["phone"], Phone),
    )


def _wishes_fields(wishes: Wishes) -> dict[str, Any]:
    return {
        "signature_certificate": wishes.signature_certificate,
        "authentication_certificate": wishes.authentication_certificate,
        "face_authentication": wishes.face_authentication,
        "braille": wishes.braille,
        "delivery": wishes.delivery.value,
    }


def _wishes(fields: Fields) -> Wishes:
    return Wishes(
        signature_certificate=bool(fields["signature_certificate"]),
        authentication_certificate=bool(fields["authentication_certificate"]),
        face_authentication=bool(fields["face_authentication"]),
        braille=bool(fields["braille"]),
        delivery=Delivery(fields["delivery"]),
    )


def _visit_fields(papers: VisitPapers) -> dict[str, Any]:
    return {
        "officer": papers.officer,
        "documents": [kind.value for kind in papers.documents],
        "pin_letter": papers.pin_letter,
        "old_card": papers.old_card,
    }


def _visit(fields: Fields) -> VisitPapers:
    return VisitPapers(
        officer=str(fields["officer"]),
        documents=tuple(DocumentKind(kind) for kind in fields["documents"]),
        pin_letter=bool(fields["pin_letter"]),
        old_card=bool(fields["old_card"]),
    )
