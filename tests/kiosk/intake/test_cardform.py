"""What is typed about a card: names without figures, days that are near, advice on terms."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.domain.cardpaper import CardWork
from kiosk.domain.dates import birth_date_of
from kiosk.errors import FieldError
from kiosk.intake.cardform import CardForm, card_errors, parse_card, terms_of

TODAY = date(2026, 11, 28)
FORM = CardForm(card_holder=" 研修 花子 ", card_work="renew", card_officer="研修 係員")


def test_a_slip_needs_a_name_a_work_and_an_officer_only() -> None:
    giving = parse_card(FORM, today=TODAY)
    assert (giving.holder, giving.work) == ("研修 花子", CardWork.RENEW)
    assert giving.officer == "研修 係員"
    assert (giving.reading, giving.born, giving.expected) == ("", None, None)
    lacking = [one.field for one in card_errors(CardForm(), today=TODAY)]
    assert lacking == ["card_holder", "card_work", "card_officer"]


def test_a_whole_form_is_read_field_by_field() -> None:
    form = replace(
        FORM, card_reading="ケンシュウ ハナコ", card_born="昭和25年3月4日", card_expected="12月1日"
    )
    giving = parse_card(form, today=TODAY)
    assert (giving.reading, giving.born) == ("ケンシュウ ハナコ", birth_date_of(date(1950, 3, 4)))
    assert giving.expected == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("field", "text", "reason"),
    [
        ("card_holder", "研修 花子 1234", "card_digits"),
        ("card_holder", "研修 花子 １２３４", "card_digits"),
        ("card_holder", "1234 5678 9012", "long_number"),
        ("card_reading", "0000", "card_digits"),
        ("card_officer", "1234-5678-9012", "long_number"),
        ("card_officer", "1234 5678 9012 3456", "long_number"),
        ("card_work", "issue", "required"),
        ("card_born", "123456789012", "date_form"),
        ("card_born", "2026-11-29", "date_future"),
        ("card_expected", "1234", "card_day_form"),
        ("card_expected", "2026-11-27", "card_day_far"),
        ("card_expected", "11/27", "card_day_far"),
        ("card_expected", "2/30", "date_does_not_exist"),
        ("card_issued", "soon", "date_form"),
    ],
)
def test_what_does_not_belong_is_refused_beside_its_field(
    field: str, text: str, reason: str
) -> None:
    form = replace(FORM, **{field: text})
    assert [(one.field, one.reason) for one in card_errors(form, today=TODAY)] == [(field, reason)]
    with pytest.raises(FieldError) as caught:
        parse_card(form, today=TODAY)
    assert text not in str(caught.value)


@pytest.mark.parametrize(("text", "day"), [("1/5", (2027, 1, 5)), ("１１／２８", (2026, 11, 28))])
def test_a_day_without_its_year_is_the_next_one(text: str, day: tuple[int, int, int]) -> None:
    assert parse_card(replace(FORM, card_expected=text), today=TODAY).expected == date(*day)


def test_terms_need_both_days_in_full() -> None:
    both = replace(FORM, card_born="1950-03-04", card_issued="2022-06-01")
    terms = terms_of(both, today=TODAY)
    assert terms is not None
    assert terms.certificate_expires == date(2027, 3, 4)
    for lacking in ({"card_born": ""}, {"card_issued": ""}, {"card_born": "1950-00-00"}):
        assert terms_of(replace(both, **lacking), today=TODAY) is None
    assert terms_of(replace(both, card_issued="1949-01-01"), today=TODAY) is None
