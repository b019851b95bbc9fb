from dataclasses import replace
from datetime import date

import pytest

from kiosk.domain.applicant import ApplicantForm, Sex, field_errors, parse_applicant, parse_field
from kiosk.errors import FieldError

TODAY = date(2026, 11, 22)
FORM = ApplicantForm(
    form_id="9999 0000 1111 2222 3333 444",
    name="研修 太郎",
    kana="けんしゅう たろう",
    address="山口県下関市研修町1番1号",
    birth_date="S25.3.4",
    sex="male",
)


def test_a_complete_form_becomes_an_applicant() -> None:
    applicant = parse_applicant(FORM, today=TODAY)
    assert applicant.kana == "ケンシュウ タロウ"
    assert applicant.sex is Sex.MALE
    assert field_errors(FORM, today=TODAY) == ()


def test_every_empty_field_is_named_in_the_order_of_the_form() -> None:
    errors = field_errors(ApplicantForm(), today=TODAY)
    assert [error.field for error in errors] == [
        "form_id", "name", "kana", "address", "birth_date", "sex",
    ]  # fmt: skip


def test_an_incomplete_form_is_no_applicant() -> None:
    with pytest.raises(FieldError):
        parse_applicant(replace(FORM, sex=""), today=TODAY)


def test_an_applicant_never_prints_itself() -> None:
    applicant = parse_applicant(FORM, today=TODAY)
    assert "研修" not in repr(applicant)
    assert "研修" not in repr(FORM)


def test_an_unknown_field_is_a_bug() -> None:
    with pytest.raises(KeyError):
        parse_field("pin", "1234", today=TODAY)
