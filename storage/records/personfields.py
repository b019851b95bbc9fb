"""An applicant as JSON fields, format 3 (docs/SECURITY.md, "Record").

Read without parsing again: parsing may widen letters, storing must not.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from kiosk.domain.applicant import Applicant, Sex
from kiosk.domain.dates import BirthDate, Era, Known
from kiosk.domain.names import Address, Kana, PersonName
from kiosk.domain.numbers import FormId, IndividualNumber, Phone, PostalCode

Fields = Mapping[str, Any]
Text = TypeVar("Text")


def applicant_fields(person: Applicant) -> dict[str, Any]:
    """Return the applicant, ready for JSON."""
    born = person.birth_date
    return {
        "form_id": person.form_id,
        "individual_number": person.individual_number,
        "name": person.name,
        "kanji_name": person.kanji_name,
        "common_name": person.common_name,
        "kana": person.kana,
        "glyph_note": person.glyph_note,
        "postal_code": person.postal_code,
        "address": person.address,
        "birth_date": born.seireki(),
        "birth_first_day": born.day.isoformat(),
        "birth_known": born.known.value,
        "birth_era": born.era.value,
        "sex": person.sex.value,
        "phone": person.phone,
    }


def applicant_of(fields: Fields) -> Applicant:
    """Return the applicant; what `applicant_fields` would spell in another way is the caller's."""
    person = Applicant(
        form_id=optional(fields["form_id"], FormId),
        individual_number=optional(fields["individual_number"], IndividualNumber),
        name=PersonName(str(fields["name"])),
        kanji_name=optional(fields["kanji_name"], PersonName),
        common_name=optional(fields["common_name"], PersonName),
        kana=optional(fields["kana"], Kana),
        glyph_note=str(fields["glyph_note"]),
        postal_code=optional(fields["postal_code"], PostalCode),
        address=Address(str(fields["address"])),
        birth_date=BirthDate(
            date.fromisoformat(fields["birth_first_day"]),
            Era(fields["birth_era"]),
            Known(fields["birth_known"]),
        ),
        sex=Sex(fields["sex"]),
        phone=optional(fields["phone"], Phone),
    )
    if (person.form_id is None) == (person.individual_number is None):
        raise ValueError("neither number, or both")
    return person


def optional(text: object, kind: Callable[[str], Text]) -> Text | None:
    """Return the text as its kind, None for nothing."""
    return None if text is None else kind(str(text))
