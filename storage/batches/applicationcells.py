"""What the batch's table says of an applicant and an application, column by column, in Japanese."""

from datetime import datetime

from kiosk.domain.applicant import Applicant
from kiosk.domain.application import Application, Representative, VisitPapers, Wishes
from kiosk.domain.dates import JST
from kiosk.domain.intake import SaidYes, TriagePoint
from kiosk.domain.numbers import grouped
from kiosk.texts import Language, catalogue

_AND = "・"


def person_cells(person: Applicant) -> dict[str, str]:
    """Return the applicant's cells; the 個人番号 is there only where there is no 申請書ID."""
    words, form_id = catalogue(Language.JA), person.form_id
    return {
        "form_id": form_id or "",
        # Excel would show 23 bare digits as 1.23E+22
        "form_id_grouped": grouped(form_id) if form_id else "",
        "individual_number": person.individual_number or "",
        "name": person.name,
        "kanji_name": person.kanji_name or "",
        "common_name": person.common_name or "",
        "kana": person.kana or "",
        "glyph_note": person.glyph_note,
        "postal_code": person.postal_code or "",
        "address": person.address,
        "birth_date": person.birth_date.seireki(),
        "birth_wareki": person.birth_date.wareki(),
        "sex": words[f"batch.sex.{person.sex.value}"],
        "phone": person.phone or "",
    }


def application_cells(whole: Application) -> dict[str, str]:
    """Return the cells of everything else that was entered."""
    words = catalogue(Language.JA)
    points = [words[f"batch.point.{one.value}"] for one in TriagePoint if one in whole.points]
    return {
        "procedure": words[f"batch.procedure.{whole.procedure.value}"],
        "route": words[f"batch.route.{whole.route.value}"],
        "paper_reason": whole.paper_reason,
        "points": _AND.join(points),
        **_representative(whole.representative),
        **_wishes(whole.wishes),
        **_visit(whole.visit),
        "consent": _said(whole.consent),
        "confirmed": _said(whole.confirmed),
        "follows": whole.follows,
    }


def clock_time(moment: datetime) -> str:
    """Return date and wall time in Japan, as a spreadsheet sorts them."""
    return moment.astimezone(JST).strftime("%Y-%m-%d %H:%M:%S")


def _representative(person: Representative | None) -> dict[str, str]:
    words = catalogue(Language.JA)
    return {
        "representative_name": person.name if person else "",
        "representative_relation": words[f"batch.relation.{person.relation.value}"]
        if person
        else "",
        "representative_phone": (person.phone or "") if person else "",
    }


def _wishes(wishes: Wishes) -> dict[str, str]:
    return {
        "signature_certificate": _issued(wishes.signature_certificate),
        "authentication_certificate": _issued(wishes.authentication_certificate),
        "face_authentication": _wished(wishes.face_authentication),
        "braille": _wished(wishes.braille),
        "delivery": catalogue(Language.JA)[f"batch.delivery.{wishes.delivery.value}"],
    }


def _visit(papers: VisitPapers | None) -> dict[str, str]:
    """Return what the officer saw and took; empty cells where no officer was."""
    if papers is None:
        return dict.fromkeys(("documents", "officer", "pin_letter", "old_card"), "")
    words = catalogue(Language.JA)
    return {
        "documents": _AND.join(words[f"batch.document.{one.value}"] for one in papers.documents),
        "officer": papers.officer,
        "pin_letter": _taken(papers.pin_letter),
        "old_card": _taken(papers.old_card),
    }


def _said(yes: SaidYes | None) -> str:
    if yes is None:
        return ""
    words = catalogue(Language.JA)
    return words.say(
        "batch.said",
        how=words[f"batch.said_by.{yes.said.value}"],
        language=words[f"batch.language.{yes.language.value}"],
        at=clock_time(yes.at),
    )


def _issued(wanted: bool) -> str:  # noqa: FBT001 - one tick of the form
    return catalogue(Language.JA)["batch.issued" if wanted else "batch.not_issued"]


def _wished(wanted: bool) -> str:  # noqa: FBT001 - one tick of the form
    return catalogue(Language.JA)["batch.wished"] if wanted else ""


def _taken(was: bool) -> str:  # noqa: FBT001 - one tick of the form
    return catalogue(Language.JA)["batch.taken"] if was else ""
