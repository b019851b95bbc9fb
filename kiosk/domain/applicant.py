"""申請者: what the contract asks to be recorded of one person, and what of it is typed."""

from dataclasses import dataclass, fields
from enum import StrEnum

from kiosk.domain.dates import BirthDate
from kiosk.domain.names import Address, Kana, PersonName
from kiosk.domain.numbers import FormId, IndividualNumber, Phone, PostalCode


class Sex(StrEnum):
    """性別 as on the 住民票."""

    MALE = "male"
    FEMALE = "female"
    UNSTATED = "unstated"
    """空欄, for papers that do not say."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Applicant:
    """One validated applicant; without a repr, so that no log ever shows a person.

    Exactly one of ``form_id`` and ``individual_number`` is there: the 個人番号 is asked for only
    when the form has no 申請書ID (specification 8(3); 番号法 14条). ``kanji_name`` and
    ``common_name`` (通称) belong to foreign residents. ``glyph_note`` says in words what a
    character looks like that cannot be typed (外字), "" when all could.
    """

    form_id: FormId | None
    individual_number: IndividualNumber | None = None
    name: PersonName
    kanji_name: PersonName | None = None
    common_name: PersonName | None = None
    kana: Kana | None
    glyph_note: str = ""
    postal_code: PostalCode | None = None
    address: Address
    birth_date: BirthDate
    sex: Sex
    phone: Phone | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ApplicantForm:
    """What was typed, not yet validated; without a repr.

    Choices hold the value of their enum, ticks "yes" or "", ``documents`` kinds with commas
    between them. ``number_again`` is the number typed a second time.
    """

    form_id: str = ""
    individual_number: str = ""
    number_again: str = ""
    name: str = ""
    kanji_name: str = ""
    common_name: str = ""
    glyph_note: str = ""
    kana: str = ""
    postal_code: str = ""
    address: str = ""
    birth_date: str = ""
    sex: str = ""
    phone: str = ""
    representative_name: str = ""
    representative_relation: str = ""
    representative_phone: str = ""
    no_signature: str = ""
    no_authentication: str = ""
    face_authentication: str = ""
    braille: str = ""
    delivery: str = ""
    documents: str = ""
    officer: str = ""
    pin_letter: str = ""
    old_card: str = ""
    paper_reason: str = ""


FORM_FIELDS = tuple(field.name for field in fields(ApplicantForm))
