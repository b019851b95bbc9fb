"""Staff find a ticket by whatever they have at hand; nothing they paste does harm."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.ticket import Need, Service
from kiosk.queue.search import (
    LONGEST_QUERY,
    ByBirthDate,
    ByFormId,
    ByKana,
    ByNeed,
    ByNumber,
    ByService,
    Everything,
    Query,
    Unclear,
    match,
    parse_query,
)
from kiosk.texts import Language, catalogue
from tests.queue.people import person

TODAY = date(2026, 11, 24)
FORM_ID = "00001111222233334444555"
PEOPLE = (
    person(25),
    person(26),
    person(525, service=Service.RENEW),
    replace(person(901, service=Service.ASK), needs=frozenset({Need.WHEELCHAIR})),
)


def parse(text: str) -> Query:
    return parse_query(text, today=TODAY)


def found(text: str) -> list[str]:
    return [str(one.number) for one in match(parse(text), PEOPLE)]


@pytest.mark.parametrize(
    "text",
    ["A25", "a25", "A-025", "a-025", "Ａ－０２５", " A 25\n", "Aー025", "A‐25", "25", "０２５"],
)
def test_a_ticket_is_found_by_its_number_however_it_is_written(text: str) -> None:
    assert found(text) == ["A-025"]


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("1001", ByNumber(None, 1001)),
        ("B-525", ByNumber(Service.RENEW, 525)),
        ("e", ByService(Service.ASK)),
        ("さいこうふ", ByService(Service.REISSUE)),
        ("サイコ", ByService(Service.REISSUE)),
        ("ｻｲｺｳﾌ", ByService(Service.REISSUE)),
        ("再", ByService(Service.REISSUE)),
        ("Renew", ByService(Service.RENEW)),
        ("電子", ByService(Service.CERTIFICATE)),
        ("相談", ByService(Service.ASK)),
        ("くるまいす", ByNeed(Need.WHEELCHAIR)),
        ("通訳", ByNeed(Need.INTERPRETER)),
        ("", Everything()),
        (" \u3000\n", Everything()),
        ("\u200b", Everything()),
    ],
)
def test_services_and_needs_are_found_in_kana_kanji_and_english(text: str, query: Query) -> None:
    assert parse(text) == query


def test_what_is_found_stands_in_the_lines_order() -> None:
    assert found("") == ["A-025", "A-026", "B-525", "E-901"]
    assert found("しんき") == ["A-025", "A-026"]
    assert found("車いす") == ["E-901"]
    assert found("E-025") == []


@pytest.mark.parametrize(
    "text", ["S25.3.4", "昭和25年3月4日", "1950-03-04", "19500304", "ｓ２５．３．４"]
)
def test_a_birth_date_is_understood_in_both_calendars(text: str) -> None:
    query = parse(text)
    assert isinstance(query, ByBirthDate)
    assert query.born.day == date(1950, 3, 4)


@pytest.mark.parametrize("text", [FORM_ID, " ".join(FORM_ID), "0000-1111-2222-3333-4444-555"])
def test_a_form_id_is_understood_and_shows_itself_nowhere(text: str) -> None:
    query = parse(text)
    assert isinstance(query, ByFormId)
    assert query.form_id == FORM_ID
    assert "2222" not in repr(query)


def test_a_name_in_kana_is_understood_and_shows_itself_nowhere() -> None:
    query = parse("けんしゅう　たろう")
    assert isinstance(query, ByKana)
    assert query.kana == "ケンシュウ タロウ"
    assert "ケン" not in repr(query)
    assert "1950" not in repr(parse("1950-03-04"))
    assert isinstance(parse("しん"), ByKana)


@pytest.mark.parametrize("text", [FORM_ID, "1950-03-04", "けんしゅう", "研修"])
def test_a_ticket_knows_nothing_of_a_person(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("9" * 1_000_000, "too_long"),
        ("A" * (LONGEST_QUERY + 1), "too_long"),
        ("A\x0025", "control_characters"),
        ("A\x1b[31m25", "control_characters"),
        ("\ud800", "control_characters"),
        ("1234 5678 9012", "form_id_card_back"),
        ("12345", "digits"),
        ("1" * 23, "digits"),
        ("S99.1.1", "date_in_reiwa"),
        ("1950-02-30", "date_does_not_exist"),
        ("2950-01-01", "date_future"),
        ("R99.1.1", "date_future"),
        ("1870-01-01", "date_too_old"),
        ("SK1.AAAA", "unknown"),
        ("研修", "unknown"),
        ("%' OR 1=1 --", "unknown"),
    ],
)
def test_what_cannot_be_looked_for_says_why(text: str, reason: str) -> None:
    assert parse(text) == Unclear(reason)
    for language in (Language.JA, Language.EN):
        assert catalogue(language)[f"queue.unclear.{reason}"]


def test_marks_that_turn_the_writing_round_change_nothing() -> None:
    assert found("\u202eA-025\u202c") == ["A-025"]
    assert found("\u200fA\u200b25\ufeff") == ["A-025"]


@given(st.text())
def test_whatever_is_typed_is_understood_or_refused_and_never_raises(text: str) -> None:
    query = parse(text)
    assert set(match(query, PEOPLE)) <= set(PEOPLE)
    if isinstance(query, Unclear):
        assert f"queue.unclear.{query.reason}" in catalogue(Language.JA)
