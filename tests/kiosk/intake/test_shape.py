from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.applicant import FORM_FIELDS
from kiosk.domain.intake import Procedure
from kiosk.intake.shape import asked, required
from kiosk.intake.triage import FormShape

SHAPES = st.builds(
    FormShape,
    procedure=st.sampled_from(Procedure),
    foreign=st.booleans(),
    hand_written=st.booleans(),
    represented=st.booleans(),
    replaces=st.booleans(),
)


@given(SHAPES)
def test_whatever_must_be_filled_in_is_asked_and_nothing_is_asked_twice(shape: FormShape) -> None:
    assert required(shape) <= set(asked(shape)) <= set(FORM_FIELDS)
    assert len(set(asked(shape))) == len(asked(shape))


@given(SHAPES)
def test_the_individual_number_is_asked_only_where_there_is_no_form_number(
    shape: FormShape,
) -> None:
    number = {"form_id", "individual_number"} & set(asked(shape))
    assert number == ({"individual_number"} if shape.hand_written else {"form_id"})


@pytest.mark.parametrize(
    ("shape", "more", "fewer"),
    [
        (FormShape(foreign=True), {"kanji_name", "common_name"}, set()),
        (
            FormShape(represented=True),
            {"representative_name", "representative_relation", "representative_phone"},
            {"no_signature"},
        ),
        (FormShape(hand_written=True), {"individual_number", "paper_reason"}, {"form_id"}),
        (
            FormShape(procedure=Procedure.VISIT),
            {"documents", "pin_letter", "officer", "delivery"},
            set(),
        ),
        (FormShape(replaces=True), set(), set()),
        (
            FormShape(procedure=Procedure.VISIT, replaces=True),
            {"documents", "pin_letter", "officer", "delivery", "old_card"},
            set(),
        ),
    ],
)
def test_each_kind_of_applicant_is_asked_what_concerns_them(
    shape: FormShape, more: set[str], fewer: set[str]
) -> None:
    plain = set(asked(FormShape()))
    assert set(asked(shape)) - plain == more
    assert plain - set(asked(shape)) == fewer


def test_a_reading_is_required_of_japanese_names_alone() -> None:
    assert "kana" in required(FormShape())
    assert "kana" not in required(FormShape(foreign=True))


def test_a_shape_has_no_field_that_changes_nothing() -> None:
    plain = FormShape(procedure=Procedure.VISIT)
    for field in fields(FormShape):
        if field.name != "procedure":
            change: dict[str, Any] = {field.name: True}
            assert asked(replace(plain, **change)) != asked(plain), field.name
