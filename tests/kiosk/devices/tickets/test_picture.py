"""What stands on the paper: looked at as dots, read as a scanner reads it."""

from dataclasses import replace
from itertools import pairwise

import pytest
import zxingcpp
from PIL import Image

from kiosk.devices.tickets import typeface
from kiosk.devices.tickets.bitmap import WIDTH_DOTS
from kiosk.devices.tickets.folder import picture_of
from kiosk.devices.tickets.picture import draw_ticket
from kiosk.devices.tickets.qr import LEAST_DOTS_A_MODULE, qr_picture
from kiosk.devices.tickets.setting import Strip, Style
from kiosk.domain.ticket import PublicLanguage, Service, TicketNumber
from kiosk.publictexts import plain, words
from kiosk.queueports import TicketFace
from tests.kiosk.devices.tickets.faces import FACE

WIDTHS = list(WIDTH_DOTS)
MM_80 = 80


def dots(face: TicketFace, width_mm: int = MM_80) -> Image.Image:
    return picture_of(draw_ticket(face, width_mm)).convert("L")


def black_rows(picture: Image.Image) -> list[tuple[int, int]]:
    """Return where each run of rows with ink begins and ends."""
    inked = [
        picture.crop((0, y, picture.width, y + 1)).getextrema()[0] == 0
        for y in range(picture.height)
    ]
    edges = [y for y, (one, other) in enumerate(pairwise([False, *inked, False])) if one != other]
    return list(zip(edges[::2], edges[1::2], strict=True))


@pytest.mark.parametrize("width_mm", WIDTHS)
@pytest.mark.parametrize("language", PublicLanguage)
def test_every_service_can_be_scanned_in_every_language(
    language: PublicLanguage, width_mm: int
) -> None:
    for service in Service:
        face = replace(
            FACE, number=TicketNumber(service, 1042), service=service, language=language, again=True
        )
        picture = dots(face, width_mm)
        (found,) = zxingcpp.read_barcodes(picture)
        assert found.text == face.code
        assert picture.width == WIDTH_DOTS[width_mm]


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_the_number_is_the_largest_thing_and_wider_than_a_third_of_the_paper(width_mm: int) -> None:
    face = replace(FACE, training=False)
    picture = dots(face, width_mm)
    code = max(qr_picture(face.code, picture.width).size)
    tallest = max(
        (run for run in black_rows(picture) if run[1] - run[0] < code * 0.6),
        key=lambda run: run[1] - run[0],
    )
    band = picture.crop((0, tallest[0], picture.width, tallest[1]))
    left, _, right, _ = band.point(lambda dot: 255 - dot).getbbox() or (0, 0, 0, 0)
    assert (right - left) >= picture.width / 3
    assert (right - left) >= picture.width * 0.7
    assert tallest[1] - tallest[0] >= 8 * 8  # 8 mm high: read at arm's length without glasses


@pytest.mark.parametrize("width_mm", WIDTHS)
@pytest.mark.parametrize("language", PublicLanguage)
def test_nothing_runs_off_the_paper(language: PublicLanguage, width_mm: int) -> None:
    for service in Service:
        picture = dots(replace(FACE, service=service, language=language, training=False), width_mm)
        for x in (0, picture.width - 1):
            edge = picture.crop((x, 0, x + 1, picture.height))
            assert edge.getextrema() == (255, 255), (service, x)
        assert picture.height <= 160 * 8  # 16 cm: longer ones are folded and lost


def test_the_code_has_large_modules_and_its_white_border() -> None:
    code = qr_picture(FACE.code, 100)  # no room at all
    left, _, right, _ = code.getbbox() or (0, 0, 0, 0)
    modules = 21  # version 1
    assert (right - left) / modules >= LEAST_DOTS_A_MODULE
    assert left >= 4 * LEAST_DOTS_A_MODULE


def test_a_reprint_and_a_training_ticket_say_so() -> None:
    plain = dots(replace(FACE, training=False))
    again = dots(replace(FACE, training=False, again=True))
    training = dots(FACE)
    assert plain.height < again.height
    assert plain.height < training.height
    assert plain.crop((0, 0, plain.width, 30)).resize((1, 1)).getpixel((0, 0)) != 0
    for marked in (again, training):
        assert marked.getpixel((0, 0)) == 0  # white on black from edge to edge
    assert again.tobytes() != training.tobytes()


def test_nobody_knows_how_long_says_nothing_of_it() -> None:
    known, unknown = dots(FACE), dots(replace(FACE, ahead=None, wait_minutes=None))
    assert unknown.height < known.height


def test_another_language_brings_the_second_one_along() -> None:
    alone = draw_ticket(FACE, 80)
    with_english = draw_ticket(FACE, 80, PublicLanguage.EN)
    assert alone.height_dots < with_english.height_dots
    assert draw_ticket(FACE, 80, PublicLanguage.JA).ink == alone.ink


@pytest.mark.parametrize("language", PublicLanguage)
def test_every_language_has_a_face_on_this_machine(language: PublicLanguage) -> None:
    for key, said in words(language).items():
        if key.startswith(("ticket.", "service.")):
            for line in plain(said).splitlines():
                assert typeface.typeface_for(line, language) is not None, line


def test_a_line_with_a_sign_no_face_has_is_left_out_rather_than_boxed() -> None:
    strip = Strip(384, 8)
    style = Style(size_px=28, least_px=24)
    assert not strip.write("番号 \U00012000", PublicLanguage.JA, style)
    assert strip.y == 0
    assert strip.write("番号", PublicLanguage.JA, style)
    assert strip.y > 0
