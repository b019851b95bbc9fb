"""The table of hard cases on the 預り証: every character can be read out of the PDF again."""

import io
import unicodedata
from dataclasses import replace

import pytest
from pypdf import PdfReader

from kiosk.documents.cards import card_slip
from kiosk.documents.typesetting import TypesettingError
from kiosk.domain.cardpaper import CardSlipPaper
from tests.cases import TABLE, Case
from tests.kiosk.documents.test_cards import SLIP

PLACES = {
    "name": "holder",
    "kanji_name": "holder",
    "common_name": "holder",
    "kana": "reading",
    "address": "place",
    "officer": "officer",
    "glyph_note": "place",
}
"""Which line of the paper a field of the table stands on."""
WRITTEN = [case for case in TABLE if case.stored is not None and case.field in PLACES]
BARE = replace(SLIP, holder="K", reading="", place="", officer="K")
HALVES = 2
NO_FACE = {"\U00031350", "\U000323b0"}
"""Extensions H and J of 2020 and 2022: neither BIZ UDPGothic nor Noto Sans CJK draws them."""


def slip_with(case: Case) -> CardSlipPaper:
    assert case.stored is not None
    return replace(BARE, **{PLACES[case.field]: case.stored})  # type: ignore[arg-type]


def copied(pdf: bytes) -> str:
    """Return what is copied from the page; lines and gaps between scripts are the paper's own."""
    return unspaced("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def unspaced(text: str) -> str:
    return text.replace(" ", "").replace("\n", "")


def as_read(text: str) -> str:
    """Return the text as the reader gives it: words from right to left in the order of paper."""
    right_to_left = unicodedata.bidirectional(text[0]) in {"R", "AL"}
    return unspaced(" ".join(reversed(text.split(" "))) if right_to_left else text)


@pytest.mark.parametrize("case", WRITTEN, ids=lambda case: case.name)
def test_each_character_is_on_both_halves_or_the_paper_is_refused(case: Case) -> None:
    assert case.stored is not None
    if NO_FACE & set(case.stored):
        with pytest.raises(TypesettingError) as caught:
            card_slip(slip_with(case))
        assert case.stored not in str(caught.value)
        return
    assert copied(card_slip(slip_with(case))).count(as_read(case.stored)) == HALVES


def test_a_paper_with_another_form_of_the_character_is_noticed() -> None:
    (case,) = [one for one in WRITTEN if one.stored == "\ufa19谷 研修"]
    assert case.stored is not None
    folded = replace(BARE, holder=unicodedata.normalize("NFC", case.stored))
    assert as_read(case.stored) not in copied(card_slip(folded))
