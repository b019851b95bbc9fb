"""What was typed becomes an application, or reasons why not yet, each beside its field."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import TypeVar

from kiosk.domain.applicant import Applicant, ApplicantForm, Sex
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
from kiosk.domain.dates import age_of, parse_birth_date
from kiosk.domain.intake import CaseFile, Procedure, TriagePoint
from kiosk.domain.names import (
    parse_address,
    parse_common_name,
    parse_kana,
    parse_note,
    parse_person_name,
)
from kiosk.domain.numbers import (
    parse_form_id,
    parse_individual_number,
    parse_phone,
    parse_postal_code,
)
from kiosk.errors import FieldError
from kiosk.intake.documents import lacks_documents
from kiosk.intake.shape import asked, required
from kiosk.intake.triage import FormShape, rule

TICK = "yes"
LONGEST_NOTE = 120
OF_AGE_FOR_SIGNING = 15
"""Under 15 there is no 署名用電子証明書, and a 法定代理人 applies (domain facts 2.5, 3.1)."""
Choice = TypeVar("Choice", bound=StrEnum)
Parse = Callable[[str], object]


def parse_field(field: str, text: str, *, today: date) -> object:
    """Return one field's value or raise `FieldError`; used while a person is typing."""
    return _parsers(today)[field](text)


def field_errors(case: CaseFile, *, today: date, photo: bool) -> tuple[FieldError, ...]:
    """Return every reason why the form is not yet an application, in the order of the fields.

    ``photo`` tells whether there is one: under one year of age there is none, else there is.
    """
    shape, form = rule(case).shape, case.form
    errors = list(_typed_wrong(form, shape, today))
    if not errors:
        errors += _do_not_fit(case, shape, today=today, photo=photo)
    return tuple(errors)


def number_errors(case: CaseFile) -> tuple[FieldError, ...]:
    """Return what is wrong with the number: typed ones are typed twice, scanned ones are not."""
    field = "individual_number" if rule(case).shape.hand_written else "form_id"
    parse = parse_individual_number if field == "individual_number" else parse_form_id
    try:
        number = parse(getattr(case.form, field))
    except FieldError as error:
        return (error,)
    if case.intake.scanned and field == "form_id":
        return ()
    try:
        again = parse(case.form.number_again)
    except FieldError as error:
        return (FieldError("number_again", error.reason),)
    return () if again == number else (FieldError("number_again", "number_differs"),)


def parse_application(case: CaseFile, *, today: date, photo: bool) -> Application:
    """Return the application, or raise the first `FieldError`."""
    errors = field_errors(case, today=today, photo=photo)
    if errors:
        raise errors[0]
    form, shape = case.form, rule(case).shape
    return Application(
        applicant=_applicant(form, shape, today),
        procedure=case.procedure,
        route=Route.PAPER if shape.hand_written else Route.ONLINE,
        paper_reason=form.paper_reason.strip() if shape.hand_written else "",
        consent=case.intake.consent,
        points=case.intake.points,
        representative=_representative(form) if shape.represented else None,
        wishes=_wishes(form, shape),
        visit=_visit(form, shape) if shape.procedure is Procedure.VISIT else None,
        follows=case.follows,
    )


def _parsers(today: date) -> dict[str, Parse]:
    return {
        "form_id": parse_form_id,
        "individual_number": parse_individual_number,
        "number_again": str,
        "name": parse_person_name,
        "kanji_name": lambda text: parse_person_name(text, field="kanji_name"),
        "common_name": parse_common_name,
        "glyph_note": lambda text: parse_note("glyph_note", text, LONGEST_NOTE),
        "kana": parse_kana,
        "postal_code": parse_postal_code,
        "address": parse_address,
        "birth_date": lambda text: parse_birth_date(text, today=today),
        "sex": lambda text: _choice("sex", text, Sex),
        "phone": parse_phone,
        "representative_name": lambda text: parse_person_name(text, field="representative_name"),
        "representative_relation": lambda text: _choice("representative_relation", text, Relation),
        "representative_phone": lambda text: parse_phone(text, field="representative_phone"),
        "no_signature": _tick,
        "no_authentication": _tick,
        "face_authentication": _tick,
        "braille": _tick,
        "delivery": lambda text: _choice("delivery", text, Delivery),
        "documents": parse_documents,
        "officer": lambda text: parse_note("officer", text, LONGEST_NOTE),
        "pin_letter": _tick,
        "old_card": _tick,
        "paper_reason": lambda text: parse_note("paper_reason", text, LONGEST_NOTE),
    }


def parse_documents(text: str) -> tuple[DocumentKind, ...]:
    """Return the kinds of 本人確認書類 in the order of their list."""
    named = {part.strip() for part in text.split(",") if part.strip()}
    if not named:
        raise FieldError("documents", "required")
    kinds = tuple(kind for kind in DocumentKind if kind.value in named)
    if len(kinds) != len(named):
        raise FieldError("documents", "required")
    return kinds


def _typed_wrong(form: ApplicantForm, shape: FormShape, today: date) -> list[FieldError]:
    errors, must, parsers = [], required(shape), _parsers(today)
    for field in asked(shape):
        text = getattr(form, field)
        if not text.strip() and field not in must:
            continue
        try:
            parsers[field](text)
        except FieldError as error:
            errors.append(error)
    return errors


def _do_not_fit(case: CaseFile, shape: FormShape, *, today: date, photo: bool) -> list[FieldError]:
    """Return where fields that are right by themselves contradict each other or the reception."""
    errors = []
    form = case.form
    age = age_of(parse_birth_date(form.birth_date, today=today), today)
    if (age < 1) is photo:
        reason = "photo_not_needed" if age < 1 else "photo_needed"
        errors.append(FieldError("birth_date", reason))
    elif age < OF_AGE_FOR_SIGNING and not shape.represented:
        errors.append(FieldError("birth_date", "representative_needed"))
    elif age >= OF_AGE_FOR_SIGNING and case.intake.applies(TriagePoint.MINOR):
        # Else somebody of age would lose the 署名用電子証明書 without a word.
        errors.append(FieldError("birth_date", "not_a_minor"))
    if shape.procedure is Procedure.VISIT:
        lack = lacks_documents(parse_documents(form.documents), pin_letter=form.pin_letter == TICK)
        if lack is not None:
            errors.append(FieldError("documents", lack))
    return errors


def _applicant(form: ApplicantForm, shape: FormShape, today: date) -> Applicant:
    by_hand, foreign = shape.hand_written, shape.foreign
    return Applicant(
        form_id=None if by_hand else parse_form_id(form.form_id),
        individual_number=parse_individual_number(form.individual_number) if by_hand else None,
        name=parse_person_name(form.name),
        kanji_name=_optional(form.kanji_name, parse_person_name) if foreign else None,
        common_name=_optional(form.common_name, parse_common_name) if foreign else None,
        kana=_optional(form.kana, parse_kana),
        glyph_note=form.glyph_note.strip(),
        postal_code=_optional(form.postal_code, parse_postal_code),
        address=parse_address(form.address),
        birth_date=parse_birth_date(form.birth_date, today=today),
        sex=_choice("sex", form.sex, Sex),
        phone=_optional(form.phone, parse_phone),
    )


def _representative(form: ApplicantForm) -> Representative:
    return Representative(
        name=parse_person_name(form.representative_name, field="representative_name"),
        relation=_choice("representative_relation", form.representative_relation, Relation),
        phone=_optional(form.representative_phone, parse_phone),
    )


def _wishes(form: ApplicantForm, shape: FormShape) -> Wishes:
    face = form.face_authentication == TICK
    visit = shape.procedure is Procedure.VISIT  # at a venue nobody is asked: collected at the city
    return Wishes(
        signature_certificate=not (shape.represented or face or form.no_signature == TICK),
        authentication_certificate=form.no_authentication != TICK,
        face_authentication=face,
        braille=form.braille == TICK,
        delivery=_choice("delivery", form.delivery, Delivery) if visit else Delivery.AT_CITY,
    )


def _visit(form: ApplicantForm, shape: FormShape) -> VisitPapers:
    return VisitPapers(
        officer=parse_note("officer", form.officer, LONGEST_NOTE),
        documents=parse_documents(form.documents),
        pin_letter=form.pin_letter == TICK,
        old_card=shape.replaces and form.old_card == TICK,
    )


Value = TypeVar("Value")


def _optional(text: str, parse: Callable[[str], Value]) -> Value | None:
    return parse(text) if text.strip() else None


def _choice(field: str, text: str, kind: type[Choice]) -> Choice:
    try:
        return kind(text)
    except ValueError as error:
        raise FieldError(field, "required") from error


def _tick(text: str) -> bool:
    return text == TICK
