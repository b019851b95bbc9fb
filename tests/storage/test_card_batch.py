"""Cards in a day's batch: a table for people, the manifest for machines, and the receiver's look.

Batches of before have neither table nor list and open as they did (`test_receiver_items`).
"""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.cardslip import CardStays, CardTaker
from storage.batches.inventory import ItemFault, Problem
from storage.receiving.receiver import open_batch
from storage.station import Station
from tests.storage.card_promises import GIVING, SHORT
from tests.storage.people import ALONE, DAY, NAME, Place, new_record
from tests.storage.port_suite import ignore
from tests.storage.publictools import open_with_public_tools
from tests.storage.received import Received, nothing

CARDS = "cards.csv"


class CardDay(Received):
    """A day of one record and two cards, one given back and one settled."""

    __test__ = False

    def __init__(self, root: Path) -> None:
        Place.__init__(self, root)
        self.create()
        station = self.open_signed_in()
        station.put(new_record(1))
        hand_over(station)
        self.files = station.close_day(DAY, ALONE, ignore)
        station.close()
        self.key = self.files.station_public_key.read_bytes()
        self.out = root / "out"


@pytest.fixture
def card_day(tmp_path: Path) -> CardDay:
    return CardDay(tmp_path)


def hand_over(station: Station) -> None:
    first, second = (station.give_card(DAY, one)[-1] for one in (GIVING, SHORT))
    station.end_card(DAY, first.id, CardTaker.REPRESENTATIVE)
    station.end_card(DAY, second.id, CardStays.CITY_RETURNS)


def test_table_and_manifest_tell_of_every_card(place: Place, station: Station) -> None:
    hand_over(station)
    out = open_with_public_tools(place, station.close_day(DAY, ALONE, ignore))
    raw = (out / CARDS).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    first, second = csv.DictReader(raw.decode("utf-8-sig").splitlines())
    assert (first["番号"], first["カードの氏名"], first["生年月日（和暦）"]) == (
        "1", NAME, "昭和25年3月4日",
    )  # fmt: skip
    assert (first["用件"], first["返却"]) == ("電子証明書の更新", "代理人に返却")
    assert (second["生年月日"], second["返却"]) == ("", "返却なし：市が後で返す")
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    slips = manifest["card_slips"]
    assert [one["holder"] for one in slips] == [NAME, SHORT.holder]
    assert [one["ended"]["stays"] for one in slips] == [None, "city_returns"]
    assert "カードの預り一覧" in (out / "README_ja.txt").read_text(encoding="utf-8-sig")


def test_a_day_without_cards_has_no_table_of_them(place: Place, station: Station) -> None:
    station.put(new_record(1))
    out = open_with_public_tools(place, station.close_day(DAY, ALONE, ignore))
    assert not (out / CARDS).exists()
    assert "預り" not in (out / "README_ja.txt").read_text(encoding="utf-8-sig")
    assert json.loads((out / "manifest.json").read_text(encoding="utf-8"))["card_slips"] == []


def test_a_holder_whose_name_looks_like_a_formula_is_harmless_in_the_table(
    place: Place, station: Station
) -> None:
    (slip,) = station.give_card(DAY, type(GIVING)(holder="=研修", work=GIVING.work, officer="+係"))
    station.end_card(DAY, slip.id, CardTaker.HOLDER)
    files = station.close_day(DAY, ALONE, ignore)
    out = open_with_public_tools(place, files)
    (row,) = csv.DictReader((out / CARDS).read_text(encoding="utf-8-sig").splitlines())
    assert (row["カードの氏名"], row["市の担当者"]) == ("'=研修", "'+係")


def test_the_receiver_counts_the_cards(card_day: CardDay) -> None:
    opened = open_batch(card_day.files.age, card_day.identity, card_day.out)
    assert (opened.problems, opened.cards) == ((), 2)
    assert (card_day.out / CARDS).is_file()


def _without_list(content: dict[str, bytes]) -> None:
    _respell(content, lambda whole: whole.pop("card_slips"))


def _other_holder(content: dict[str, bytes]) -> None:
    _respell(content, lambda whole: whole["card_slips"][0].update(holder="研修 別人"))


def _one_less(content: dict[str, bytes]) -> None:
    _respell(content, lambda whole: whole["card_slips"].pop())


def _no_list(content: dict[str, bytes]) -> None:
    _respell(content, lambda whole: whole.update(card_slips=7))


def _respell(content: dict[str, bytes], act: Callable[[dict[str, Any]], object]) -> None:
    whole = json.loads(content["manifest.json"])
    act(whole)
    content["manifest.json"] = json.dumps(whole, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (nothing, None),
        (_without_list, Problem(CARDS, ItemFault.NOT_CLAIMED)),
        (_other_holder, Problem(CARDS, ItemFault.OTHER_BYTES)),
        (_one_less, Problem(CARDS, ItemFault.OTHER_BYTES)),
        (_no_list, Problem("manifest.json", ItemFault.MALFORMED)),
        (lambda content: content.pop(CARDS), Problem(CARDS, ItemFault.MISSING)),
        (lambda content: content.update({CARDS: b"\xff"}), Problem(CARDS, ItemFault.MALFORMED)),
    ],
)
def test_cards_that_do_not_agree_are_listed_and_block_nothing(
    card_day: CardDay, change: Callable[[dict[str, bytes]], object], problem: Problem | None
) -> None:
    card_day.rebuild(change)
    opened = open_batch(card_day.files.age, card_day.identity, card_day.out)
    assert opened.problems == (() if problem is None else (problem,))
    assert opened.photos == 1
