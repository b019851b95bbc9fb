"""What a batch tells people and machines of each record, opened by public tools alone."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from storage.station import Station
from tests.storage.people import (
    ALONE,
    DAY,
    NAME,
    OVERRIDE,
    WELL,
    Place,
    exempted,
    infant,
    jpeg_of,
    new_record,
)
from tests.storage.port_suite import ignore
from tests.storage.publictools import open_with_public_tools


def test_the_table_is_what_was_entered(place: Place, station: Station) -> None:
    record = new_record()
    station.put(record)
    out = open_with_public_tools(place, station.close_day(DAY, ALONE, ignore))
    raw = (out / "applicants.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 2
    (row,) = csv.DictReader(raw.decode("utf-8-sig").splitlines())
    assert row["氏名"] == NAME
    assert row["申請書ID"] == record.applicant.form_id
    assert row["申請書ID（4桁区切り）"].replace(" ", "") == record.applicant.form_id
    assert row["生年月日（和暦）"] == "昭和25年3月4日"
    assert (row["受付番号"], row["性別"]) == ("SK01-0001", "女")
    assert row["受付日時"] == "2026-11-03 11:03:04"


def test_a_record_without_a_photo_is_in_table_and_manifest_and_says_why(
    place: Place, station: Station
) -> None:
    for record in (new_record(1), infant(2)):
        station.put(record)
    out = open_with_public_tools(place, station.close_day(DAY, ALONE, ignore))
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    photo_bytes = len(jpeg_of(new_record(1)))
    assert manifest["totals"] == {"records": 2, "photos": 1, "photo_bytes": photo_bytes}
    child = manifest["records"][1]
    assert (child["photo"], child["findings"], child["review"]) == (None, [], None)
    assert [path.name for path in (out / "photos").iterdir()] == ["SK01-0001.jpg"]
    told = [(row["写真ファイル"], row["写真なしの理由"]) for row in table(out)]
    assert told == [("photos/SK01-0001.jpg", ""), ("", "1歳未満")]


def test_reviews_measures_and_proof_are_in_the_manifest(place: Place, station: Station) -> None:
    station.put(new_record(1, review=replace(WELL, override=OVERRIDE)))
    out = open_with_public_tools(place, station.close_day(DAY, ALONE, ignore))
    (item,) = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["records"]
    assert item["review"]["answers"] == [
        ["uncovered", True],
        ["usual_face", True],
        ["clear_eyes", True],
    ]
    assert item["review"]["override"] == {"reason": "other", "words": OVERRIDE.words}
    assert item["findings"][0] == {
        "check": "yaw",
        "verdict": "pass",
        "value": 1.25,
        "limit": 5.0,
        "measure": "yaw_deg",
        "regions": [[0.25, 0.1, 0.75, 0.9], [0.0, 0.0, 1.0, 0.5]],
    }
    photo = item["photo"]
    assert (photo["resampling"], photo["encoder"], photo["placed_by_hand"]) == (
        "area",
        "opencv 4:4:4",
        True,
    )


def test_duties_done_and_still_open_go_with_the_batch(place: Place, station: Station) -> None:
    for number in (1, 2):
        station.put(exempted(number))
    station.put(new_record(3, review=replace(WELL, override=OVERRIDE)))
    station.complete_duty(DAY, exempted(1).id)
    out = open_with_public_tools(place, station.close_day(DAY, ALONE, ignore))
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["duties_open"] == ["SK01-0002"]
    done = {"by": "lead1", "at": "2026-11-03T01:02:03.000004+00:00"}
    told = [item["duty"] for item in manifest["records"]]
    assert told == [{"done": done}, {"done": None}, None]
    first, second, third = table(out)
    assert first["写真の特例"] == "医療上の着用（眼帯・包帯・かつらなど）"
    assert first["写真の特例の理由"] == "研修 眼帯を外せない"
    assert first["J-LISへの伝え方"] == "オンライン申請：J-LISに電話"
    states = [row["J-LISに伝えたか"] for row in (first, second, third)]
    assert states == ["済（2026-11-03 10:02:03 lead1）", "未", ""]
    assert third["検査を通らない写真を採用した理由"] == "その他：研修 寝たきりの方"
    readme = (out / "README_ja.txt").read_text(encoding="utf-8-sig")
    assert "まだ伝わっていない申請：SK01-0002" in readme


def test_a_day_with_nothing_left_to_do_says_nothing_of_it(place: Place, station: Station) -> None:
    station.put(exempted(1))
    station.complete_duty(DAY, exempted(1).id)
    out = open_with_public_tools(place, station.close_day(DAY, ALONE, ignore))
    assert "未完了" not in (out / "README_ja.txt").read_text(encoding="utf-8-sig")


def table(out: Path) -> list[dict[str, str]]:
    """Return the lines of the batch's table."""
    with (out / "applicants.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("start", list("=+-@＝＋－＠"))
def test_no_cell_is_taken_for_a_formula(place: Place, station: Station, start: str) -> None:
    name = f'{start}HYPERLINK("研修")'
    station.put(new_record(name=name))
    out = open_with_public_tools(place, station.close_day(DAY, ALONE, ignore))
    text = (out / "applicants.csv").read_text(encoding="utf-8-sig")
    (row,) = csv.DictReader(text.splitlines())
    assert row["氏名"] == f"'{name}"
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["records"][0]["applicant"]["name"] == name


def test_each_record_is_one_line_of_the_manifest(place: Place, station: Station) -> None:
    for number in (1, 2):
        station.put(new_record(number))
    out = open_with_public_tools(place, station.close_day(DAY, ALONE, ignore))
    lines = (out / "manifest.json").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line.rstrip(","))["receipt"] for line in lines if '"receipt"' in line] == [
        "SK01-0001",
        "SK01-0002",
    ]
