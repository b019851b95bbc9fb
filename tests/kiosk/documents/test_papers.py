"""A paper says what the figures say, on one page that another program can read."""

import io
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from kiosk.documents import typesetting
from kiosk.documents.papers import PdfPapers
from kiosk.documents.typesetting import TypesettingError, typeset
from tests.kiosk.documents.samples import AT, CERTIFICATE, PEOPLE, REPORT, WORDS


def read(pdf: bytes) -> tuple[str, int]:
    """Return the text without spaces, as another reader finds it, and the number of pages."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return settled("".join(page.extract_text() for page in pages)), len(pages)


def settled(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


@pytest.mark.parametrize(
    "said",
    [
        "DEL-KENSHU1-20261123-0001",
        "令和8年11月23日(月)",
        "41件",
        "通し番号1",
        "令和8年11月24日(火)17:02:03",
        "研修責任者、研修従事者",
        "43行",
        "KENSHU1-20261123-0001.backup.db",
        "研修USB",
        "120番",
        "cd34" * 16,
        "ef56" * 16,
        "受領コードの照合",
    ],
)
def test_the_certificate_names_what_was_deleted_and_by_whom(said: str) -> None:
    text, pages = read(PdfPapers().certificate(CERTIFICATE))
    assert settled(said) in text
    assert pages == 1


def test_no_medium_left_is_said_as_such() -> None:
    text, _ = read(PdfPapers().certificate(replace(CERTIFICATE, remaining_media=())))
    assert "端末の外に残る媒体なし" in text


@pytest.mark.parametrize(
    "said",
    [
        "申請の受付41",
        "1歳未満)1",
        "上書き2",
        "写真の特例3",
        "済んでいないもの4",
        "写真シートの印刷5",
        "もう一人が急病のため",
        "17,123,456バイト",
        "ab34" * 16,
        "第7版",
        WORDS,
        "120件",
        "cd34" * 16,
    ],
)
def test_the_day_report_carries_the_figures_and_the_head_of_the_trail(said: str) -> None:
    text, pages = read(PdfPapers().day_report(REPORT))
    assert settled(said) in text
    assert pages == 1


def test_cards_are_counted_on_a_day_that_had_some() -> None:
    text, _ = read(PdfPapers().day_report(replace(REPORT, cards=7, cards_settled=1)))
    assert "市に預けたカード7" in text
    assert "うち、ここでは返していないもの1" in settled(text)
    assert "カード" not in read(PdfPapers().day_report(REPORT))[0]


def test_corrections_are_counted_on_a_day_that_had_some() -> None:
    assert "訂正した件数3" in read(PdfPapers().day_report(replace(REPORT, corrected=3)))[0]
    assert "訂正" not in read(PdfPapers().day_report(REPORT))[0]


def test_training_is_written_on_the_paper_and_only_then() -> None:
    for training in (True, False):
        text, _ = read(PdfPapers().day_report(replace(REPORT, training=training)))
        assert ("【研修】" in text) is training


def test_many_people_and_copies_flow_onto_a_second_page_and_nothing_is_lost() -> None:
    media = tuple(f"研修媒体{n}番" for n in range(120))
    text, pages = read(PdfPapers().certificate(replace(CERTIFICATE, remaining_media=media)))
    assert all(settled(name) in text for name in media)
    assert pages > 1


def test_the_paper_is_an_archive_pdf_with_its_fonts_and_tags() -> None:
    pdf = PdfPapers().certificate(CERTIFICATE)
    assert b"pdfaid:part" in pdf
    assert b"pdfuaid:part" in pdf
    assert b"/FontFile" in pdf


def test_the_same_figures_give_the_same_bytes() -> None:
    assert PdfPapers().certificate(CERTIFICATE) == PdfPapers().certificate(CERTIFICATE)


def test_what_people_typed_is_text_and_never_markup() -> None:
    name = '#panic("x") *研修* $x$ "\\'
    text, _ = read(PdfPapers().certificate(replace(CERTIFICATE, operators=(name, PEOPLE[1]))))
    assert settled(name) in text


def test_an_unknown_template_is_an_error_with_words() -> None:
    with pytest.raises(TypesettingError):
        typeset("no_such_paper", {}, made_at=AT)


def test_a_figure_that_a_template_needs_and_lacks_is_an_error_with_words() -> None:
    with pytest.raises(TypesettingError):
        typeset("day_report", {}, made_at=AT)


@pytest.mark.parametrize("line", ['#import "@preview/cetz:0.3.0": canvas', "#import '@local/x:1'"])
def test_no_template_fetches_a_package_from_the_network(line: str) -> None:
    assert typesetting.fetches_packages(line.encode())
    for path in (Path(typesetting.__file__).parents[2] / "resources" / "templates").glob("*.typ"):
        assert not typesetting.fetches_packages(path.read_bytes())
