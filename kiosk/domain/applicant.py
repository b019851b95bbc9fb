"""申請者: what the contract asks to be recorded of one person."""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from kiosk.domain.dates import BirthDate, parse_birth_date
from kiosk.domain.names import (
    Address,
    Kana,
    PersonName,
    parse_address,
    parse_kana,
    parse_person_name,
)
from kiosk.domain.numbers import FormId, parse_form_id
from kiosk.errors import FieldError


class Sex(StrEnum):
    """性別 as on the 住民票."""

    MALE = "male"
    FEMALE = "female"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Applicant:
    """One validated applicant; without a repr, so that no log ever shows a person."""

    form_id: FormId
    name: PersonName
    kana: Kana
    address: Address
    birth_date: BirthDate
    sex: Sex


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ApplicantForm:
    """What was typed, not yet validated; field names are those of `Applicant`."""

    form_id: str = ""
    name: str = ""
    kana: str = ""
    address: str = ""
    birth_date: str = ""
    sex: str = ""


FORM_FIELDS = tuple(field.name for field in fields(ApplicantForm))


def parse_field(field: str, text: str, *, today: date) -> object:
    """Return one field's value or raise `FieldError`; used while a person is typing."""
    match field:
        case "form_id":
            return parse_form_id(text)
        case "name":
            return parse_person_name(text)
        case "kana":
            return parse_kana(text)
        case "address":
            return parse_address(text)
        case "birth_date":
            return parse_birth_date(text, today=today)
        case "sex":
            return parse_sex(text)
        case _:
            raise KeyError(field)


def parse_sex(text: str) -> Sex:
    """Return 性別 from its key."""
    try:
        return Sex(text)
    except ValueError as error:
        raise FieldError("sex", "required") from error


def field_errors(form: ApplicantForm, *, today: date) -> tuple[FieldError, ...]:
    """Return every reason why the form is not yet an applicant, in the order of the fields."""
    errors = []
    for field in FORM_FIELDS:
        try:
            parse_field(field, getattr(form, field), today=today)
        except FieldError as error:
            errors.append(error)
    return tuple(errors)


def parse_applicant(form: ApplicantForm, *, today: date) -> Applicant:
    """Return the applicant, or raise the first `FieldError`."""
    return Applicant(
        form_id=parse_form_id(form.form_id),
        name=parse_person_name(form.name),
        kana=parse_kana(form.kana),
        address=parse_address(form.address),
        birth_date=parse_birth_date(form.birth_date, today=today),
        sex=parse_sex(form.sex),
    )
