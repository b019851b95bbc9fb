"""Which characters can be drawn, and in which form."""

import struct

import pytest
from PySide6.QtGui import QFont

from ui.paper.fitting import type_of
from ui.paper.glyphs import clusters, drawable, variant_is_known

pytestmark = pytest.mark.usefixtures("qapp")
IVS = "葛\U000e0100"


@pytest.fixture
def font() -> QFont:
    return type_of(40)


def test_usual_names_are_drawn_as_they_are(font: QFont) -> None:
    name = "研修 太郎 髙﨑 \ufa19 か\u3099 TRAN O'BRIEN"
    assert drawable(name, font).text == name
    assert drawable("", font).text == ""


def test_marks_and_selectors_stay_with_their_character() -> None:
    assert list(clusters(f"a{IVS}か\u3099b")) == ["a", IVS, "か\u3099", "b"]
    assert list(clusters("\u3099a")) == ["\u3099", "a"]


def test_a_missing_character_is_counted_and_visible(font: QFont) -> None:
    made = drawable("研\U0003fff0修\U0003fff0", font)
    assert (made.text, made.replaced, made.uncertain) == ("研〓修〓", 2, 0)


def test_a_variant_the_font_does_not_know_is_doubted(font: QFont) -> None:
    unknown = "葛\U000e01ef"  # no collection has registered so many forms of it
    made = drawable(f"{unknown}美", font)
    assert (made.text, made.replaced, made.uncertain) == ("葛※美", 0, 1)


def cmap(default: bytes, values: bytes) -> bytes:
    """Return a table with one subtable of format 14 for U+E0100."""
    head = struct.pack(">HHHHI", 0, 1, 0, 5, 12)
    record = b"\x0e\x01\x00" + struct.pack(
        ">II", 21 if default else 0, 21 + len(default) if values else 0
    )
    return head + struct.pack(">HII", 14, 0, 1) + record + default + values


RANGES = struct.pack(">I", 1) + b"\x00\x84\x5b" + b"\x02"
VALUES = struct.pack(">I", 1) + b"\x00\x8f\xbb" + b"\x00\x07"


@pytest.mark.parametrize(
    ("base", "selector", "known"),
    [
        (0x845B, 0xE0100, True),
        (0x845D, 0xE0100, True),
        (0x845E, 0xE0100, False),
        (0x8FBB, 0xE0100, True),
        (0x8FBC, 0xE0100, False),
        (0x845B, 0xE0101, False),
    ],
)
def test_variation_sequences_are_read_from_the_font(base: int, selector: int, known: bool) -> None:
    assert variant_is_known(cmap(RANGES, VALUES), base, selector) is known


@pytest.mark.parametrize("table", [b"", b"\x00", cmap(RANGES, VALUES)[:30], b"\xff" * 40])
def test_a_damaged_font_knows_no_variants(table: bytes) -> None:
    assert not variant_is_known(table, 0x8FBB, 0xE0100)
