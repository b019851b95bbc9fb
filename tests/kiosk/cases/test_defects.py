"""A list becomes cases once, however often it comes and whatever repeats in it."""

from datetime import date
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cases.caseids import fresh_ids, parse_case_id
from kiosk.cases.defects import Origin, TakenIn, place_of, take_in
from kiosk.cases.hashing import hash_number
from kiosk.cases.life import step
from kiosk.cases.matching import index_items
from kiosk.cases.rows import DefectRow
from kiosk.domain.case import (
    CaseKind,
    Defect,
    DefectReason,
    DefectSource,
    Found,
    Identified,
    NotFound,
)
from kiosk.domain.ids import CaseId, StationId
from kiosk.errors import FieldError
from tests.kiosk.cases.samples import AT, BY, KEY, item, number, place

HEADQUARTERS = StationId("HQ")
ORIGIN = Origin(source=DefectSource.CITY_LIST, at=AT, by=BY)
INDEX = index_items(item(at) for at in range(1, 40))


def row(
    at: int, words: str = "背景に影", *, receipt: int | None = None, line: int | None = None
) -> DefectRow:
    return DefectRow(
        number_hash=None if receipt else hash_number(KEY, number(at)),
        receipt=place(receipt).receipt if receipt else None,
        reason=DefectReason.PHOTO,
        words=words,
        noticed=date(2026, 12, 1),
        row=line or at,
    )


def taken(rows: list[DefectRow], before: tuple[Defect, ...] = ()) -> TakenIn:
    ids = fresh_ids(CaseKind.DEFECT, HEADQUARTERS, AT.date(), [one.id for one in before])
    return take_in(rows, INDEX, before=before, ids=ids, origin=ORIGIN)


def test_a_row_becomes_a_case_that_knows_its_application() -> None:
    (case,) = taken([row(7)]).opened
    assert case.match == Found(place=place(7))
    assert (case.id, case.row, case.reason) == ("D-HQ-20261201-001", 7, DefectReason.PHOTO)
    assert number(7) not in str(case.number_hash)


def test_the_same_row_again_is_told_and_opens_nothing() -> None:
    told = taken([row(7), row(8), row(7, line=20)])
    assert [case.row for case in told.opened] == [7, 8]
    assert told.repeated == ((20, 7),)


def test_number_and_receipt_of_one_application_are_one_defect() -> None:
    told = taken([row(7), row(0, receipt=7, line=20)])
    assert len(told.opened) == 1
    assert told.repeated == ((20, 7),)


def test_another_reason_is_another_defect() -> None:
    assert len(taken([row(7), row(7, "帽子", line=20)]).opened) == 2


def test_two_people_whom_no_batch_knows_stay_two() -> None:
    assert len(taken([row(77), row(78)]).opened) == 2


@given(st.lists(st.integers(min_value=1, max_value=60), max_size=60))
def test_a_list_that_comes_again_opens_nothing_the_second_time(numbers: list[int]) -> None:
    rows = [row(at, line=line) for line, at in enumerate(numbers, start=2)]
    first = taken(rows)
    assert len(first.opened) == len(set(numbers))
    assert len(first.opened) + len(first.repeated) == len(rows)
    again = taken(rows, first.opened)
    assert not again.opened
    assert len(again.known) == len(rows)


def test_a_defect_that_came_before_its_batch_is_known_after_it() -> None:
    (early,) = take_in(
        [row(7)],
        index_items(()),
        before=(),
        ids=iter([CaseId("D-HQ-20261201-001")]),
        origin=ORIGIN,
    ).opened
    assert early.match == NotFound()
    assert taken([row(7)], (early,)).known == ((7, early.id),)


def test_what_a_person_found_comes_before_what_matched() -> None:
    (case,) = taken([row(77)]).opened
    assert place_of(case) is None
    case = step(case, Identified(place=place(9)), at=AT, by=BY)
    case = step(case, Identified(place=place(12)), at=AT, by=BY)
    assert place_of(case) == place(12)


def test_names_of_cases_are_given_once_and_read_back() -> None:
    first = list(islice(fresh_ids(CaseKind.INCIDENT, HEADQUARTERS, AT.date(), ()), 3))
    assert first[2] == "I-HQ-20261201-003"
    fresh = next(fresh_ids(CaseKind.INCIDENT, HEADQUARTERS, AT.date(), first))
    assert fresh == "I-HQ-20261201-004"
    assert parse_case_id(" i-hq-20261201-004 ") == fresh
    with pytest.raises(FieldError):
        parse_case_id("X-HQ-20261201-004")
