"""The worst cases as pictures: each with its check, value, limit and the part it is about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from camera.evaluation.cases import Case, Wrong
from camera.imagefile import read_picture
from camera.photo_errors import PictureError
from kiosk.domain.measure import Region
from kiosk.fonts import find_fonts
from kiosk.guidance.policy import Policy
from kiosk.texts import Catalogue

COLUMNS, ROWS = 5, 3
CELL_PX = (300, 400)  # of the picture; the words are below
WORDS_PX = 104
GAP_PX = 16
TEXT_PX = 17
COLLECTION_FACE = 1  # the proportional face inside Windows' collection
INK = {Wrong.FALSE_REJECT: "#b3261e", Wrong.FALSE_ACCEPT: "#7a3ea1", Wrong.ONLY_WARNED: "#9a6700"}
PAPER, GREY, DARK = "#ffffff", "#dddddd", "#202020"

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every cell is painted with."""

    words: Catalogue
    policy: Policy
    font: Font


def draw_cases(cases: Sequence[Case], policy: Policy, words: Catalogue) -> Iterator[Image.Image]:
    """Yield pages of cases; one page that says so when there are none."""
    sheet = Sheet(words, policy, _font())
    per_page = COLUMNS * ROWS
    for start in range(0, max(1, len(cases)), per_page):
        yield _page(sheet, cases[start : start + per_page])


def _page(sheet: Sheet, cases: Sequence[Case]) -> Image.Image:
    rows = max(1, -(-len(cases) // COLUMNS))
    wide, high = CELL_PX[0] + GAP_PX, CELL_PX[1] + WORDS_PX + GAP_PX
    page = Image.new("RGB", (GAP_PX + COLUMNS * wide, GAP_PX + rows * high), PAPER)
    if not cases:
        text = sheet.words["report.no_cases"]
        ImageDraw.Draw(page).text((GAP_PX, GAP_PX), text, DARK, font=sheet.font)
    for number, case in enumerate(cases):
        row, column = divmod(number, COLUMNS)
        _draw_case(page, sheet, case, (GAP_PX + column * wide, GAP_PX + row * high))
    return page


def _draw_case(page: Image.Image, sheet: Sheet, case: Case, at: tuple[int, int]) -> None:
    left, top = at
    pen = ImageDraw.Draw(page)
    pen.rectangle((left, top, left + CELL_PX[0] - 1, top + CELL_PX[1] - 1), fill=GREY)
    small = _thumbnail(case.judged.picture.path)
    if small is not None:
        place = (left + (CELL_PX[0] - small.width) // 2, top + (CELL_PX[1] - small.height) // 2)
        page.paste(small, place)
        for region in case.finding.regions if case.finding else ():
            pen.rectangle(_in_pixels(region, small.size, place), outline=INK[case.wrong], width=3)
    for number, (text, ink) in enumerate(_lines(sheet, case)):
        y = top + CELL_PX[1] + 6 + number * (TEXT_PX + 7)
        pen.text((left, y), _fitting(pen, text, sheet.font), ink, font=sheet.font)


def _lines(sheet: Sheet, case: Case) -> tuple[tuple[str, str], ...]:
    words, found = sheet.words, case.finding
    check = words[f"check.{case.check.value}"]
    held = words["report.case.nothing"]
    if found is not None and found.value is not None and found.limit is not None:
        unit = "" if found.measure is None else sheet.policy.rule(found.measure).unit
        held = words.say(
            "report.case.value",
            value=f"{found.value:.3g}",
            limit=f"{found.limit:g}",
            unit=words.get(f"unit.{unit}", unit),
        )
    measure = "" if found is None or found.measure is None else found.measure.value
    head, _, name = case.judged.picture.file.rpartition("/")
    return (
        (f"{words[f'report.wrong.{case.wrong.value}']} · {check}", INK[case.wrong]),
        (held, DARK),
        (name, DARK),
        (f"{head} · {measure}" if measure else head, DARK),
    )


def _thumbnail(path: Path) -> Image.Image | None:
    try:
        pixels = read_picture(path).pixels
    except PictureError:
        return None
    height, width = pixels.shape[:2]
    scale = min(CELL_PX[0] / width, CELL_PX[1] / height)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    return Image.fromarray(cv2.cvtColor(np.asarray(small, np.uint8), cv2.COLOR_BGR2RGB))


def _in_pixels(
    region: Region, size: tuple[int, int], place: tuple[int, int]
) -> tuple[float, float, float, float]:
    """Return the corners of a region in the page, inside the picture."""
    sides = (region.left, region.top, region.right, region.bottom)
    inside = [min(1.0, max(0.0, side)) for side in sides]
    left, top = (place[0] + inside[0] * size[0], place[1] + inside[1] * size[1])
    right, bottom = (place[0] + inside[2] * size[0] - 1, place[1] + inside[3] * size[1] - 1)
    return left, top, max(left, right), max(top, bottom)


def _fitting(pen: ImageDraw.ImageDraw, text: str, font: Font) -> str:
    """Return the text, its middle left out when it is wider than a cell."""
    if pen.textlength(text, font=font) <= CELL_PX[0]:
        return text
    for kept in range(len(text) - 1, 1, -1):
        first = (kept + 1) // 2
        shorter = f"{text[:first]}…{text[len(text) - kept + first :]}"
        if pen.textlength(shorter, font=font) <= CELL_PX[0]:
            return shorter
    return text[:1]


def _font() -> Font:
    """Return the screens' typeface, or Pillow's own where it is not installed."""
    found = find_fonts()
    if not found:
        return ImageFont.load_default(TEXT_PX)
    face = COLLECTION_FACE if found[0].suffix == ".ttc" else 0
    return ImageFont.truetype(str(found[0]), TEXT_PX, index=face)
