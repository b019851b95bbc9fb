"""預り証: both halves say the same, the name stands as it is written, all on one page."""

import io
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image, ImageChops

from kiosk.documents.cards import card_slip, card_slip_pictures
from kiosk.documents.papers import PdfPapers
from kiosk.domain.cardpaper import CardSlipPaper, CardWork
from tests.kiosk.documents.samples import AT
from tests.kiosk.documents.test_papers import read, settled

SLIP = CardSlipPaper(
    number="KENSHU1-C003",
    holder="研修 花子",
    reading="ケンシュウ ハナコ",
    work=CardWork.BOTH,
    given_by="研修 従事者",
    officer="研修 職員",
    given_at=AT,
    place="研修ホーム",
    expected=date(2026, 12, 1),
)
A4_300_DPI = (2480, 3508)


def picture_of(paper: CardSlipPaper) -> Image.Image:
    (page,) = card_slip_pictures(paper)
    return Image.open(io.BytesIO(page)).convert("L")


@pytest.mark.parametrize(
    "said",
    [
        "KENSHU1-C003",
        "研修花子",
        "ケンシュウハナコ",
        "電子証明書の更新と暗証番号の再設定",
        "令和8年11月24日(火)17:02",
        "研修従事者",
        "研修職員",
        "研修ホーム",
        "令和8年12月1日(火)",
        "返却",
        "預けた方の署名",
        "受け取った方の署名",
    ],
)
def test_both_halves_say_what_was_handed_over_to_whom(said: str) -> None:
    text, pages = read(card_slip(SLIP))
    assert text.count(settled(said)) == 2
    assert pages == 1


def test_one_half_goes_with_the_holder_and_one_stays() -> None:
    text, _ = read(card_slip(SLIP))
    assert text.index("お渡し用") < text.index("切り取り") < text.index("控え")


@pytest.mark.parametrize("work", CardWork)
def test_each_work_is_named(work: CardWork) -> None:
    texts = {read(card_slip(replace(SLIP, work=one)))[0] for one in CardWork}
    assert len(texts) == len(CardWork)
    assert read(card_slip(replace(SLIP, work=work)))[0] in texts


def test_training_is_written_on_both_halves_and_only_then() -> None:
    for training in (True, False):
        text, _ = read(card_slip(replace(SLIP, training=training)))
        assert text.count("【研修】") == (2 if training else 0)


@pytest.mark.parametrize(
    "name",
    ["髙橋 﨑子", "𠮷野 太郎", "葛\U000e0100城 花子", "NGUYEN THI ANH", "A" * 100, "あ" * 100],
)
def test_a_name_of_any_kind_stays_on_the_one_page(name: str) -> None:
    paper = replace(SLIP, holder=name, reading="")
    assert read(card_slip(paper))[1] == 1
    page = picture_of(paper)
    assert page.size == A4_300_DPI
    edge = page.crop((page.width - 100, 0, page.width, page.height))  # within the margin
    assert edge.getextrema() == (255, 255)
    assert ImageChops.difference(page, picture_of(SLIP)).getbbox() is not None


def test_what_people_typed_is_text_and_never_markup() -> None:
    name = '#panic("x") *研修* $x$'
    text, _ = read(card_slip(replace(SLIP, holder=name, place=name)))
    assert text.count(settled(name)) == 4


def test_open_fields_are_left_to_write_on() -> None:
    text, pages = read(card_slip(replace(SLIP, reading="", place="", expected=None)))
    assert pages == 1
    assert text.count("お返しする予定") == 2


def test_it_is_an_archive_pdf_and_the_printer_gets_the_same_page() -> None:
    pdf = card_slip(SLIP)
    assert b"pdfaid:part" in pdf
    assert b"pdfuaid:part" in pdf
    assert PdfPapers().card_slip(SLIP) == card_slip_pictures(SLIP)


def test_a_log_never_shows_whose_card_it_is() -> None:
    assert "花子" not in repr(SLIP)
