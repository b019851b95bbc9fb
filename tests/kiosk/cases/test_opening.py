"""What staff type becomes a case, or a reason beside the field that is wrong."""

from datetime import date, timedelta
from typing import Any

import pytest

from kiosk.cases.defects import Origin, open_defect
from kiosk.cases.hashing import hash_number
from kiosk.cases.matching import index_items
from kiosk.cases.opening import (
    DefectForm,
    Opening,
    open_complaint,
    open_incident,
    open_inquiry,
    parse_defect,
)
from kiosk.domain.case import (
    Channel,
    DefectReason,
    DefectSource,
    Found,
    IncidentKind,
    InquiryTopic,
    Urgency,
)
from kiosk.domain.ids import CaseId, EventId
from kiosk.errors import FieldError
from kiosk.texts import Language, catalogue
from tests.kiosk.cases.samples import AT, BY, KEY, item, number, place

OPENING = Opening(id=CaseId("Q-HQ-20261201-009"), at=AT, by=BY, event=EventId("E-1"))


def test_a_typed_notice_finds_its_application() -> None:
    form = DefectForm(form_id=f" {number(7)} ", words="背景に影", noticed="R8.12.1")
    row = parse_defect(form, DefectReason.PHOTO, key=KEY)
    assert (row.number_hash, row.noticed) == (hash_number(KEY, number(7)), date(2026, 12, 1))
    origin = Origin(source=DefectSource.JLIS_NOTICE, at=AT, by=BY)
    case = open_defect(row, index_items([item(7)]), CaseId("D-HQ-20261201-001"), origin)
    assert case.match == Found(place=place(7))
    assert case.row is None


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "form_id"),
        ({"form_id": "123456789018"}, "form_id"),
        ({"receipt": "7"}, "case_receipt"),
        ({"receipt": "KENSHU1-0007", "business_date": "昨日"}, "case_business_date"),
        ({"receipt": "KENSHU1-0007", "noticed": "R8.12"}, "case_noticed"),
        ({"receipt": "KENSHU1-0007", "reply_by": "12/20"}, "case_reply_by"),
        ({"receipt": "KENSHU1-0007", "words": "a\u202eb"}, "case_words"),
    ],
)
def test_a_wrong_field_is_named_with_words_and_without_what_was_typed(
    typed: dict[str, Any], field: str
) -> None:
    with pytest.raises(FieldError) as error:
        parse_defect(DefectForm(**typed), DefectReason.PHOTO, key=KEY)
    assert error.value.field == field
    for language in (Language.JA, Language.EN):
        words = catalogue(language)
        assert words[f"field.{field}"] in words.explain(error.value)[0]
        assert words[f"reason.{error.value.reason}"]
    assert "1234" not in str(error.value)


def test_inquiries_and_complaints_keep_what_was_said() -> None:
    asked = open_inquiry(OPENING, InquiryTopic.VENUE, Channel.PHONE, " いつ来ますか。\n")
    assert (asked.words, asked.urgency, asked.event) == ("いつ来ますか。", Urgency.NORMAL, "E-1")
    cross = open_complaint(OPENING, InquiryTopic.CONDUCT, Channel.MAIL, "遅い。", urgent=True)
    assert cross.urgency is Urgency.URGENT
    with pytest.raises(FieldError):
        open_complaint(OPENING, InquiryTopic.CONDUCT, Channel.MAIL, "番号 123456789018")


def test_an_incident_is_known_between_its_happening_and_its_writing_down() -> None:
    day = date(2026, 12, 1)
    what = IncidentKind.THEFT
    case = open_incident(OPENING, what, day, happened=AT, place="研修会場")
    assert (case.known, case.place) == (day, "研修会場")
    with pytest.raises(FieldError):
        open_incident(OPENING, what, day + timedelta(days=1))
    with pytest.raises(FieldError):
        open_incident(OPENING, what, day, happened=AT + timedelta(days=1))
