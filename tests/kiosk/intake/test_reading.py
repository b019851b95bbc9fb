from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.applicant import FORM_FIELDS, ApplicantForm, Sex
from kiosk.domain.application import Delivery, DocumentKind, Relation, Route
from kiosk.domain.intake import CaseFile, Procedure, SaidBy, SaidYes, TriagePoint
from kiosk.domain.ticket import PublicLanguage, Service
from kiosk.errors import FieldError
from kiosk.intake.reading import field_errors, number_errors, parse_application, parse_field
from kiosk.texts import Language, catalogue
from tests.kiosk.domain.outcomes import outcome
from tests.kiosk.intake.people import PAPERS, PARENT, TODAY, case_file

BY_HAND = TriagePoint.HAND_WRITTEN
TOLD = catalogue(Language.JA).keys() & catalogue(Language.EN).keys()


def reasons(case: CaseFile, *, photo: bool = True) -> list[tuple[str, str]]:
    """Return field and reason of everything that is wrong."""
    errors = field_errors(case, today=TODAY, photo=photo)
    return [(error.field, error.reason) for error in errors]


def wrong_numbers(case: CaseFile) -> list[tuple[str, str]]:
    return [(error.field, error.reason) for error in number_errors(case)]


# --- whole forms -------------------------------------------------------------------------------


def test_a_complete_form_becomes_an_application_that_holds_what_was_typed() -> None:
    consent = SaidYes(
        said=SaidBy.SCREEN, language=PublicLanguage.VI, at=datetime(2026, 11, 22, tzinfo=UTC)
    )
    case = case_file()
    case = replace(case, intake=replace(case.intake, consent=consent), follows="SK1-1122-0001")
    made = parse_application(case, today=TODAY, photo=True)
    assert reasons(case) == []
    assert made.applicant.name == "研修 太郎"
    assert made.applicant.kana == "ケンシュウ タロウ"
    assert made.applicant.form_id == "99990000111122223333444"
    assert made.applicant.individual_number is None
    assert made.applicant.sex is Sex.MALE
    assert (made.route, made.paper_reason) == (Route.ONLINE, "")
    assert (made.consent, made.follows) == (consent, "SK1-1122-0001")
    assert (made.representative, made.visit) == (None, None)


def test_every_empty_field_is_named_in_the_order_of_the_form() -> None:
    case = replace(case_file(), form=ApplicantForm())
    assert [field for field, _ in reasons(case)] == [
        "form_id", "name", "kana", "birth_date", "sex", "address",
    ]  # fmt: skip


def test_an_incomplete_form_is_no_application() -> None:
    with pytest.raises(FieldError) as caught:
        parse_application(case_file(sex=""), today=TODAY, photo=True)
    assert caught.value.field == "sex"


def test_optional_fields_are_checked_only_when_something_is_typed() -> None:
    assert reasons(case_file(postal_code="75", phone="1")) == [
        ("postal_code", "postal_code_digits"),
        ("phone", "phone_form"),
    ]
    made = parse_application(
        case_file(postal_code="〒750-0006", phone="083 999 0000"), today=TODAY, photo=True
    )
    assert (made.applicant.postal_code, made.applicant.phone) == ("7500006", "083-999-0000")


def test_an_unknown_field_is_a_bug() -> None:
    with pytest.raises(KeyError):
        parse_field("pin", "1234", today=TODAY)


# --- foreign residents -------------------------------------------------------------------------


def test_a_foreign_resident_keeps_all_names_and_needs_no_reading() -> None:
    case = case_file(
        TriagePoint.FOREIGN,
        name="NGUYỄN KENSHU",
        kanji_name="阮 研修",
        common_name="研修 花子",
        kana="",
    )
    person = parse_application(case, today=TODAY, photo=True).applicant
    assert (person.name, person.kanji_name, person.common_name, person.kana) == (
        "NGUYỄN KENSHU", "阮 研修", "研修 花子", None,
    )  # fmt: skip


def test_a_reading_in_latin_letters_and_a_latin_common_name_are_refused() -> None:
    case = case_file(TriagePoint.FOREIGN, name="KENSHU", kana="KENSHU", common_name="KENSHU")
    assert reasons(case) == [("common_name", "common_name_latin"), ("kana", "only_kana")]


def test_a_kanji_name_left_over_from_another_answer_is_not_stored() -> None:
    made = parse_application(case_file(kanji_name="阮 研修"), today=TODAY, photo=True)
    assert made.applicant.kanji_name is None


# --- age, photo, representative ----------------------------------------------------------------


def test_an_infant_has_no_photo_and_a_parent() -> None:
    infant = case_file(TriagePoint.UNDER_ONE, birth_date="2026-01-01", **PARENT)
    assert reasons(infant, photo=False) == []
    assert reasons(infant, photo=True) == [("birth_date", "photo_not_needed")]
    made = parse_application(infant, today=TODAY, photo=False)
    assert made.representative is not None
    assert made.representative.relation is Relation.PARENT
    assert not made.wishes.signature_certificate


def test_on_the_first_birthday_a_photo_is_needed() -> None:
    case = case_file(TriagePoint.MINOR, birth_date="2025-11-22", **PARENT)
    assert reasons(case, photo=False) == [("birth_date", "photo_needed")]
    assert reasons(case, photo=True) == []


def test_a_minor_without_a_representative_is_noticed_by_the_birth_date() -> None:
    assert reasons(case_file(birth_date="2011-11-23")) == [("birth_date", "representative_needed")]
    assert reasons(case_file(birth_date="2011-11-22")) == []


def test_somebody_of_age_is_not_taken_for_a_minor() -> None:
    case = case_file(TriagePoint.MINOR, birth_date="2011-11-22", **PARENT)
    assert reasons(case) == [("birth_date", "not_a_minor")]
    ward = case_file(TriagePoint.WARD, birth_date="S25.3.4", **PARENT)
    assert reasons(ward) == []


def test_of_a_partial_birth_date_the_youngest_age_counts() -> None:
    assert reasons(case_file(birth_date="2011-00-00")) == [("birth_date", "representative_needed")]
    assert reasons(case_file(birth_date="2010-00-00")) == []
    born = parse_application(case_file(birth_date="1950-00-00"), today=TODAY, photo=True)
    assert born.applicant.birth_date.wareki() == "昭和25年（月日不明）"


def test_a_representative_needs_a_name_and_a_relation() -> None:
    case = case_file(TriagePoint.WARD, representative_phone="1")
    assert reasons(case) == [
        ("representative_name", "required"),
        ("representative_relation", "required"),
        ("representative_phone", "phone_form"),
    ]


# --- wishes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "signature", "authentication"),
    [
        ({}, True, True),
        ({"no_signature": "yes"}, False, True),
        ({"no_authentication": "yes"}, True, False),
        ({"face_authentication": "yes"}, False, True),
    ],
)
def test_certificates_are_issued_unless_somebody_says_no(
    typed: dict[str, Any], signature: bool, authentication: bool
) -> None:
    wishes = parse_application(case_file(**typed), today=TODAY, photo=True).wishes
    assert (wishes.signature_certificate, wishes.authentication_certificate) == (
        signature,
        authentication,
    )


def test_at_a_venue_the_card_is_collected_at_the_city_whatever_a_draft_says() -> None:
    made = parse_application(case_file(delivery="restricted_mail"), today=TODAY, photo=True)
    assert made.wishes.delivery is Delivery.AT_CITY


# --- visits ------------------------------------------------------------------------------------


def test_a_visit_records_kinds_of_papers_officer_and_delivery() -> None:
    case = replace(
        case_file(procedure=Procedure.VISIT, old_card="yes", **PAPERS), service=Service.RENEW
    )
    assert reasons(case) == []
    made = parse_application(case, today=TODAY, photo=True)
    assert made.visit is not None
    assert made.visit.documents == (DocumentKind.DRIVER_LICENCE, DocumentKind.PENSION)
    assert (made.visit.officer, made.visit.pin_letter, made.visit.old_card) == (
        "研修職員", False, True,
    )  # fmt: skip
    assert made.wishes.delivery is Delivery.RESTRICTED_MAIL


@pytest.mark.parametrize(
    ("documents", "reason"),
    [
        ("", "required"),
        ("library_card", "required"),
        ("driver_licence,library_card", "required"),
        ("pension", "documents_not_enough"),
    ],
)
def test_papers_that_are_unknown_or_too_few_are_refused(documents: str, reason: str) -> None:
    case = case_file(procedure=Procedure.VISIT, **{**PAPERS, "documents": documents})
    assert reasons(case) == [("documents", reason)]


def test_a_visit_needs_an_officer_papers_and_a_way_of_delivery() -> None:
    case = case_file(procedure=Procedure.VISIT)
    assert [field for field, _ in reasons(case)] == ["documents", "officer", "delivery"]


# --- numbers -----------------------------------------------------------------------------------


def test_a_typed_number_is_typed_twice_and_a_scanned_one_is_not() -> None:
    assert wrong_numbers(case_file()) == []
    assert wrong_numbers(case_file(number_again="")) == [("number_again", "required")]
    assert wrong_numbers(case_file(number_again="9" * 22)) == [("number_again", "form_id_digits")]
    other = "99990000111122223333445"
    assert wrong_numbers(case_file(number_again=other)) == [("number_again", "number_differs")]
    assert wrong_numbers(case_file(number_again="", scanned=True)) == []


def test_the_back_of_a_card_is_no_form_number() -> None:
    assert wrong_numbers(case_file(form_id="1234 5678 9018")) == [("form_id", "form_id_card_back")]


def test_a_hand_written_form_asks_the_individual_number_instead_and_goes_by_paper() -> None:
    case = case_file(
        BY_HAND,
        individual_number="1234 5678 9018",
        number_again="１２３４５６７８９０１８",
        paper_reason=" 手書き用の申請書 ",
    )
    assert wrong_numbers(case) == []
    made = parse_application(case, today=TODAY, photo=True)
    assert made.applicant.form_id is None
    assert made.applicant.individual_number == "123456789018"
    assert (made.route, made.paper_reason) == (Route.PAPER, "手書き用の申請書")
    assert wrong_numbers(case_file(BY_HAND, individual_number="123456789010")) == [
        ("individual_number", "individual_number_check")
    ]
    scanned = case_file(BY_HAND, individual_number="123456789018", number_again="", scanned=True)
    assert wrong_numbers(scanned) == [("number_again", "required")]


# --- words and anything at all -----------------------------------------------------------------

_ANYTHING = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["", "yes", "male", "parent", "1950-00-00", "S25.3.4", "restricted_mail"]),
)


@settings(deadline=None)  # a loaded machine is no fault
@given(
    st.dictionaries(st.sampled_from(FORM_FIELDS), _ANYTHING),
    st.frozensets(st.sampled_from(TriagePoint)),
    st.sampled_from(Procedure),
    st.booleans(),
)
def test_any_form_is_an_application_or_refused_in_words(
    typed: dict[str, Any], points: frozenset[TriagePoint], procedure: Procedure, photo: bool
) -> None:
    case = case_file(*points, procedure=procedure, **typed)
    errors = field_errors(case, today=TODAY, photo=photo) + number_errors(case)
    assert [error.reason for error in errors if f"reason.{error.reason}" not in TOLD] == []
    if not field_errors(case, today=TODAY, photo=photo):
        made = parse_application(case, today=TODAY, photo=photo)
        assert made.applicant.name == case.form.name.strip()


@pytest.mark.parametrize("field", FORM_FIELDS)
@pytest.mark.parametrize("paste", ["1", "研", ",", "\u202e", " "])
def test_a_paste_of_a_megabyte_into_any_field_is_refused_or_says_no(field: str, paste: str) -> None:
    typed: dict[str, Any] = {field: paste * 1_000_000}
    case = case_file(BY_HAND, TriagePoint.WARD, procedure=Procedure.VISIT, **typed)
    for error in field_errors(case, today=TODAY, photo=True):
        assert f"reason.{error.reason}" in TOLD
    if field != "number_again":  # only compared with the first, never stored
        value = outcome(lambda: parse_field(field, paste * 1_000_000, today=TODAY))
        assert value is False or (isinstance(value, FieldError) and value.field == field)
