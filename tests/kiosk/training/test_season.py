"""The season's people, cases and the city's list: what is known of them is what reading gives."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from kiosk.cases.caseids import fresh_ids, parse_case_id
from kiosk.cases.counting import count_cases
from kiosk.cases.defects import Origin, TakenIn, take_in
from kiosk.cases.hashing import hash_number
from kiosk.cases.life import status_of
from kiosk.cases.matching import BatchIndex, BatchItem, index_items
from kiosk.cases.rows import DefectList, RowTroubleKind
from kiosk.contract.periods import month_of
from kiosk.contract.season import Special
from kiosk.documents.defectlist import read_defect_list
from kiosk.domain.case import (
    Ambiguous,
    BatchPlace,
    CaseKind,
    DefectSource,
    Found,
    NotFound,
)
from kiosk.domain.ids import StaffId, StationId
from kiosk.domain.numbers import parse_form_id
from kiosk.domain.person import PersonRole
from kiosk.training.season import Season, crew, make_season, season_files
from kiosk.training.seasonlist import ROWS

KEY = b"k" * 32
TAKEN_AT = datetime(2027, 6, 1, tzinfo=UTC)


@pytest.fixture(scope="module", params=[1, 8])
def season(request: pytest.FixtureRequest) -> Season:
    return make_season(request.param)


def known(season: Season) -> dict[str, Any]:
    return season.totals()


def index_of(season: Season) -> BatchIndex:
    return index_items(
        BatchItem(
            place=BatchPlace(batch=one.batch, receipt=one.receipt, business_date=one.day),
            number_hash=hash_number(KEY, parse_form_id(one.form_id)),
        )
        for one in season.handed
    )


def taken(season: Season, read: DefectList) -> TakenIn:
    return take_in(
        read.rows,
        index_of(season),
        before=(),
        ids=fresh_ids(CaseKind.DEFECT, StationId("HQ"), date(2027, 6, 1), ()),
        origin=Origin(source=DefectSource.CITY_LIST, at=TAKEN_AT, by=StaffId("kenshu")),
    )


@pytest.mark.parametrize("encoding", ["utf8", "cp932"])
def test_the_citys_list_is_taken_in_as_is_known(season: Season, encoding: str) -> None:
    content = dict(season_files(season))[f"defects_{encoding}.csv"]
    totals = known(season)["defect_list"]
    read = read_defect_list(content, key=KEY)
    assert len(read.rows) == totals["rows"] == ROWS
    found = taken(season, read)
    assert (len(found.opened), len(found.repeated)) == (totals["opened"], totals["repeated"])
    for match, name in ((Found, "found"), (Ambiguous, "ambiguous"), (NotFound, "not_found")):
        assert sum(isinstance(one.match, match) for one in found.opened) == totals[name]
        assert totals[name] > 0


def test_every_row_that_cp932_cannot_say_is_named(season: Season) -> None:
    files = dict(season_files(season))
    rows = known(season)["defect_list"]["unencodable_rows"]
    read = read_defect_list(files["defects_cp932.csv"], key=KEY)
    assert [one.row for one in read.troubles] == rows
    assert {one.kind for one in read.troubles} == {RowTroubleKind.UNDECODABLE}
    assert len(rows) >= 12
    assert read_defect_list(files["defects_utf8.csv"], key=KEY).troubles == ()


def test_a_row_that_is_taken_out_would_be_seen(season: Season) -> None:
    content = dict(season_files(season))["defects_utf8.csv"]
    lines = content.splitlines(keepends=True)
    read = read_defect_list(b"".join(lines[:-1]), key=KEY)
    found = taken(season, read)
    assert len(found.opened) + len(found.repeated) == known(season)["defect_list"]["rows"] - 1


def test_the_cases_are_counted_as_is_known(season: Season) -> None:
    totals = known(season)["cases"]
    whole = count_cases(season.cases, date(2026, 10, 1), date(2027, 4, 30))
    assert {kind.value: n for kind, n in whole.opened} == totals["opened"]
    standing = {f"{kind.value} {status.value}": n for kind, status, n in whole.standing}
    assert standing == totals["standing"]
    assert whole.complaints_unreported == totals["complaints_unreported"]
    for month in {name.split()[1] for name in totals["opened_by_month"]}:
        period = month_of(date.fromisoformat(f"{month}-01"))
        found = count_cases(season.cases, period.first, period.last)
        assert {f"{kind.value} {month}": n for kind, n in found.opened} == {
            name: n for name, n in totals["opened_by_month"].items() if name.endswith(month)
        }


def test_a_case_is_one_that_the_program_could_have_written(season: Season) -> None:
    for case in season.cases:
        assert parse_case_id(case.id) == case.id
        assert case.status is status_of(case.history)
    assert len({case.id for case in season.cases}) == len(season.cases)


def test_an_application_of_the_day_that_crashed_is_in_no_batch(season: Season) -> None:
    (crashed,) = [one for one, why in season.plan.special if why is Special.CRASH]
    event = next(one for one in season.plan.events if one.id == crashed)
    stations = {one.receipt.station for one in season.handed if one.day == event.date}
    assert not stations & set(event.stations)


def test_the_crew_is_trained_pledged_and_led() -> None:
    people = crew()
    assert len({one.id for one in people}) == len(people) == 8
    assert [one.role for one in people].count(PersonRole.GENERAL) == 1
    for one in people:
        assert one.pledge is not None
        assert len(one.trainings) == 2
        assert (one.city_approved is not None) == (one.role is PersonRole.MANAGER)


def test_everybody_and_every_place_is_marked_as_training(season: Season) -> None:
    assert all("研修" in one.name for one in season.people)
    for event in season.plan.events:
        assert "研修" in event.place.name
        assert "研修" in event.place.address
        assert event.place.contact_phone in {"", "000-0000-0000"}
    assert all(day.training for day in season.days)
    assert all("研" in one.name or "KENSHU" in one.name for one in season.listed)
    assert all(one.form_id.startswith("9999") for one in season.handed)


def test_the_same_seed_makes_the_same_bytes() -> None:
    assert list(season_files(make_season(3))) == list(season_files(make_season(3)))
    assert dict(season_files(make_season(3))) != dict(season_files(make_season(4)))


def test_the_files_hold_plan_people_days_and_totals(season: Season) -> None:
    files = dict(season_files(season))
    assert len(json.loads(files["events.json"])) == len(season.plan.events)
    assert len(json.loads(files["people.json"])) == len(season.people)
    assert len(json.loads(files["cases.json"])) == len(season.cases)
    assert json.loads(files["totals.json"]) == known(season)
    assert sum(name.startswith("figures/") for name in files) == len(season.days)
