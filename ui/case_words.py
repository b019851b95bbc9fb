"""An application as the staff's catalogue says it, a line for each thing."""

from datetime import date

from kiosk.domain.application import Application, Wishes
from kiosk.domain.intake import Procedure
from kiosk.domain.numbers import grouped
from kiosk.texts import Catalogue
from ui.words import birth_words

Line = tuple[str, str]
"""What it is, and how it stands."""
_SHOWN_DIGITS = 4


def application_lines(one: Application, today: date, texts: Catalogue) -> tuple[Line, ...]:
    """Return names and values in the order of the form; the 個人番号 but for its last digits."""
    person = one.applicant
    lines = [
        ("form_id", grouped(person.form_id) if person.form_id else ""),
        ("individual_number", _masked(person.individual_number or "")),
        ("name", person.name),
        ("kanji_name", person.kanji_name or ""),
        ("common_name", person.common_name or ""),
        ("kana", person.kana or ""),
        ("glyph_note", person.glyph_note),
        ("birth_date", birth_words(person.birth_date, today, texts)),
        ("sex", texts[f"sex.{person.sex.value}"]),
        ("postal_code", person.postal_code or ""),
        ("address", person.address),
        ("phone", person.phone or ""),
        *_of_others(one, texts),
        ("wishes", wish_words(one.wishes, texts)),
        *_of_papers(one, texts),
        ("follows", one.follows),
    ]
    return tuple((texts[f"field.{field}"], value) for field, value in lines if value)


def wish_words(wishes: Wishes, texts: Catalogue) -> str:
    """Return what differs from a card with both certificates, or that nothing does."""
    said = [
        *([] if wishes.signature_certificate else ["no_signature"]),
        *([] if wishes.authentication_certificate else ["no_authentication"]),
        *(["face_authentication"] if wishes.face_authentication else []),
        *(["braille"] if wishes.braille else []),
    ]
    return texts["case.between"].join(texts[f"wish.{one}"] for one in said or ["none"])


def _of_others(one: Application, texts: Catalogue) -> list[Line]:
    if one.representative is None:
        return []
    agent = one.representative
    return [
        ("representative_name", agent.name),
        ("representative_relation", texts[f"relation.{agent.relation.value}"]),
        ("representative_phone", agent.phone or ""),
    ]


def _of_papers(one: Application, texts: Catalogue) -> list[Line]:
    lines: list[Line] = []
    if one.procedure is Procedure.VISIT and one.visit is not None:
        kinds = [texts[f"document.{kind.value}"] for kind in one.visit.documents]
        papers = [
            *([texts["paper.pin_letter"]] if one.visit.pin_letter else []),
            *([texts["paper.old_card"]] if one.visit.old_card else []),
        ]
        lines = [
            ("documents", texts["case.between"].join(kinds)),
            ("papers", texts["case.between"].join(papers)),
            ("officer", one.visit.officer),
            ("delivery", texts[f"delivery.{one.wishes.delivery.value}"]),
        ]
    return [*lines, ("paper_reason", one.paper_reason)]


def _masked(digits: str) -> str:
    if not digits:
        return ""
    return "•" * (len(digits) - _SHOWN_DIGITS) + digits[-_SHOWN_DIGITS:]
