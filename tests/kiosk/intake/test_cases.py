"""The table of hard cases through the parsers: stored byte for byte, or refused in words."""

import re
from datetime import date

import pytest

from kiosk.domain.dates import BirthDate
from kiosk.errors import FieldError
from kiosk.intake.reading import parse_field
from kiosk.texts import Language, catalogue
from tests.cases import TABLE, Case

TODAY = date(2026, 11, 22)


def spelled(value: object) -> str:
    """Return what is kept of a field as the table spells it."""
    return f"{value.seireki()} {value.era}" if isinstance(value, BirthDate) else str(value)


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case.name)
def test_each_case_is_stored_exactly_or_refused_for_its_reason(case: Case) -> None:
    if case.stored is None:
        with pytest.raises(FieldError) as caught:
            parse_field(case.field, case.typed, today=TODAY)
        assert (caught.value.field, caught.value.reason) == (case.field, case.reason)
        assert not case.typed or case.typed not in str(caught.value)
        return
    value = parse_field(case.field, case.typed, today=TODAY)
    assert spelled(value).encode() == case.stored.encode()
    if isinstance(value, BirthDate):
        assert value.wareki() == case.read


@pytest.mark.parametrize("case", [one for one in TABLE if one.stored], ids=lambda case: case.name)
def test_what_was_stored_is_read_back_unchanged(case: Case) -> None:
    value = parse_field(case.field, case.typed, today=TODAY)
    again = value.wareki() if isinstance(value, BirthDate) else str(value)
    assert parse_field(case.field, again, today=TODAY) == value


@pytest.mark.parametrize("language", [Language.JA, Language.EN])
def test_every_reason_of_the_table_is_told_in_words(language: Language) -> None:
    words = catalogue(language)
    reasons = {case.reason for case in TABLE if case.reason}
    assert len(reasons) > 15
    assert [one for one in sorted(reasons) if not words.get(f"reason.{one}")] == []


def test_the_table_holds_every_name_the_issue_asks_for() -> None:
    typed = " ".join(case.typed[:200] for case in TABLE if case.field == "name")
    for asked in ("髙", "﨑", "𠮷", "葛\U000e0100", "\ufa19", "ヵ", "ヂ", "Nguyễn"):
        assert asked in typed
    assert re.search(r"[\u0600-\u06ff]", typed)
