"""What stands on a 受付票: in every language, on both widths, for every way a card comes."""

from dataclasses import replace
from itertools import product

import pytest
from PIL import Image, ImageChops

from kiosk.devices.tickets import typeface
from kiosk.devices.tickets.bitmap import WIDTH_DOTS
from kiosk.devices.tickets.folder import picture_of
from kiosk.devices.tickets.slippicture import draw_slip
from kiosk.devices.tickets.slipspelling import slip_of, slip_spelled
from kiosk.devices.tickets.spelling import line
from kiosk.domain.application import Delivery
from kiosk.domain.ids import ReceiptNumber, StationId
from kiosk.domain.intake import Procedure
from kiosk.domain.slip import ReceiptSlip
from kiosk.domain.ticket import PublicLanguage, Service
from kiosk.publictexts import plain, words
from tests.kiosk.devices.tickets.faces import SLIP

WIDTHS = list(WIDTH_DOTS)
WAYS = list(product(Procedure, Delivery))
PLAIN = replace(SLIP, training=False)
MOST_DOTS = 170 * 8  # 17 cm: folded once, it goes into a purse


def dots(slip: ReceiptSlip, width_mm: int = 80) -> Image.Image:
    return picture_of(draw_slip(slip, width_mm)).convert("L")


def changed_rows(one: Image.Image, other: Image.Image) -> tuple[int, int]:
    """Return between which rows two papers of one length differ."""
    box = ImageChops.difference(one, other).getbbox()
    assert box is not None
    return box[1], box[3]


@pytest.mark.parametrize("width_mm", WIDTHS)
@pytest.mark.parametrize("language", PublicLanguage)
def test_nothing_runs_off_the_paper_and_no_slip_is_a_scroll(
    language: PublicLanguage, width_mm: int
) -> None:
    slips = [replace(PLAIN, procedure=procedure, delivery=way) for procedure, way in WAYS]
    slips += [replace(PLAIN, service=service) for service in (None, *Service)]
    for slip in slips:
        picture = dots(replace(slip, language=language), width_mm)
        for x in (0, picture.width - 1):
            assert picture.crop((x, 0, x + 1, picture.height)).getextrema() == (255, 255)
        assert picture.height <= MOST_DOTS, slip


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_the_number_alone_tells_two_slips_apart_and_is_large(width_mm: int) -> None:
    one = dots(PLAIN, width_mm)
    # Same digits in another order: the line keeps its size.
    other = dots(replace(PLAIN, number=ReceiptNumber(StationId("KENSHU1"), 52)), width_mm)
    top, bottom = changed_rows(one, other)
    assert bottom - top >= 3 * 8  # 3 mm high at least, with a long station's name on 58 mm


@pytest.mark.parametrize("language", PublicLanguage)
def test_each_way_a_card_comes_is_said_differently_and_in_glyphs_of_this_machine(
    language: PublicLanguage,
) -> None:
    said = words(language)
    keys = ["slip.title", "slip.at", "receipt.title", "receipt.next", "receipt.when"]
    keys += ["receipt.keep", "receipt.contact"]
    keys += [f"slip.done.{one.value}" for one in Procedure]
    keys += [f"receipt.delivery.{one.value}" for one in Delivery]
    for key in keys:
        assert typeface.typeface_for(plain(said[key]), language) is not None, key
    slips = [replace(PLAIN, language=language, procedure=one, delivery=way) for one, way in WAYS]
    assert len({dots(slip).tobytes() for slip in slips}) == len(WAYS)


def test_a_slip_in_another_language_has_the_japanese_below_it() -> None:
    for language in PublicLanguage:
        spoken = dots(replace(PLAIN, language=language))
        japanese = language in {PublicLanguage.JA, PublicLanguage.EASY_JA}
        assert (spoken.height > dots(PLAIN).height * 1.25) is not japanese, language


def test_a_training_slip_says_so_from_edge_to_edge() -> None:
    assert dots(SLIP).getpixel((0, 0)) == 0
    assert dots(PLAIN).getpixel((0, 0)) == 255


def test_what_the_station_does_not_say_leaves_no_line() -> None:
    bare = dots(replace(PLAIN, contact="", venue="", service=None))
    assert bare.height < dots(replace(PLAIN, contact="")).height < dots(PLAIN).height


def test_the_time_is_that_of_japan() -> None:
    utc_midnight = replace(PLAIN, at=PLAIN.at.replace(hour=15, minute=0))
    next_day = replace(PLAIN, at=PLAIN.at.replace(day=29, hour=0, minute=0))
    assert dots(utc_midnight).tobytes() != dots(PLAIN).tobytes()
    top, bottom = changed_rows(dots(utc_midnight), dots(next_day))
    assert bottom - top < 4 * 8


def test_a_slip_is_spelled_and_read_back_unaltered() -> None:
    for language, (procedure, delivery) in product(PublicLanguage, WAYS):
        slip = replace(SLIP, language=language, procedure=procedure, delivery=delivery)
        for one in (slip, replace(slip, service=None, contact="", venue="", training=False)):
            assert slip_of(slip_spelled(one)) == one
            assert line({"slip": slip_spelled(one)}).isascii()
