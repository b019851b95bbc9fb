"""What a batch tells people and machines of each record, opened by public tools alone."""

import csv
import json
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

import pytest

from kiosk.domain.applicant import Sex
from kiosk.domain.application import Delivery, DocumentKind, Relation, Route
from kiosk.domain.intake import Procedure, SaidBy, TriagePoint
from kiosk.domain.names import Address, PersonName
from kiosk.domain.ticket import PublicLanguage
from kiosk.texts import Language, catalogue
from storage.station import Station
from tests.storage.people import (
    ALONE,
    DAY,
    NAME,
    OVERRIDE,
    WELL,
    Place,
    exempted,
    foreigner,
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


def test_everything_that_was_entered_has_a_column_of_its_own(
    place: Place, station: Station
) -> None:
    station.put(foreigner(1))
    out = open_with_public_tools(place, station.close_day(DAY, ALONE, ignore))
    (row,) = table(out)
    expected = {
        "申請書ID": "",
        "申請書ID（4桁区切り）": "",
        "個人番号（手書き申請書のみ）": "000000000000",
        "氏名": "KENSHU NGUYỄN",
        "漢字氏名": "研修 阮",
        "通称": "研修 花子",
        "フリガナ": "",
        "字形要確認": "「はしごだか」のさらに異体字",
        "郵便番号": "7500000",
        "生年月日": "2015-03-00",
        "生年月日（和暦）": "平成27年3月（日不明）",
        "電話番号": "083-000-0000",
        "代理人の氏名": "研修 保護者",
        "代理人の続柄等": "親権者",
        "代理人の電話番号": "090-0000-0000",
        "申請の方式": "訪問型（申請時来庁）",
        "申請の経路": "紙",
        "紙で申請した理由": "'=研修 申請書ＩＤなし",
        "聞き取りで当てはまったこと": "手書き用の申請書・外国籍・15歳未満",
        "署名用電子証明書": "発行しない",
        "利用者証明用電子証明書": "発行する",
        "顔認証マイナンバーカード": "希望する",
        "点字表記": "希望する",
        "受取方法": "本人限定受取郵便（特例型）",
        "本人確認書類": "在留カード・特別永住者証明書・学生証・社員証",
        "担当職員": "研修 市職員",
        "暗証番号設定依頼書": "受け取った",
        "旧カード": "受け取った",
        "利用目的の同意": "読み上げて口頭で確認・ベトナム語・2026-11-03 11:00:00",
        "写真と記載内容の確認": "画面で本人が操作・ベトナム語・2026-11-03 11:09:00",
        "前回の受付番号": "SK01-0007",
    }
    assert {name: row[name] for name in expected} == expected
    assert None not in row  # a cell without a column
    (item,) = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["records"]
    assert item["applicant"]["birth_known"] == "month"
    assert item["application"]["paper_reason"] == "=研修 申請書ＩＤなし"
    assert item["application"]["visit"]["documents"] == ["residence_card", "student"]


def test_every_choice_has_words_of_its_own_in_the_table() -> None:
    kinds: dict[str, type[StrEnum]] = {
        "sex": Sex,
        "procedure": Procedure,
        "route": Route,
        "relation": Relation,
        "delivery": Delivery,
        "document": DocumentKind,
        "point": TriagePoint,
        "said_by": SaidBy,
        "language": PublicLanguage,
    }
    keys = [f"batch.{area}.{one.value}" for area, kind in kinds.items() for one in kind]
    for language in (Language.JA, Language.EN):
        words = catalogue(language)
        assert all(words[key].strip() for key in keys)
    japanese = catalogue(Language.JA)
    kinds_told = {japanese[f"batch.document.{one.value}"] for one in DocumentKind}
    assert len(kinds_told) == len(DocumentKind)


@pytest.mark.parametrize("start", list("=+-@＝＋－＠"))
def test_no_typed_cell_is_taken_for_a_formula(place: Place, station: Station, start: str) -> None:
    record = foreigner(1)
    text = f'{start}HYPERLINK("研修")'
    whole = record.application
    assert whole.representative is not None
    assert whole.visit is not None
    person = replace(
        record.applicant,
        name=PersonName(text),
        kanji_name=PersonName(text),
        common_name=PersonName(text),
        glyph_note=text,
        address=Address(text),
    )
    changed = replace(
        whole,
        applicant=person,
        paper_reason=text,
        follows=text,
        representative=replace(whole.representative, name=PersonName(text)),
        visit=replace(whole.visit, officer=text),
    )
    station.put(replace(record, application=changed))
    out = open_with_public_tools(place, station.close_day(DAY, ALONE, ignore))
    (row,) = table(out)
    told = [cell for cell in row.values() if "HYPERLINK" in cell]
    assert told == [f"'{text}"] * 9
    assert not [cell for cell in row.values() if cell.startswith(tuple("=+-@＝＋－＠"))]


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
