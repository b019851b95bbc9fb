"""The table of hard cases on the photo sheet: the name and the date for the back of a photo."""

from dataclasses import replace

import pytest

from kiosk.domain.dates import BirthDate, Known
from kiosk.domain.sheet import Paper, PaperTarget, PhotoSheet, SheetPrinted
from kiosk.intake.reading import parse_field
from kiosk.texts import Language, catalogue
from tests.cases import TABLE, Case
from tests.storage.people import DAY
from tests.ui.paper.pdfreader import Pdf
from tests.ui.paper.sheets import new_sheet
from ui.paper import output
from ui.paper.glyphs import GETA

NAMES = [case for case in TABLE if case.field == "name" and case.stored is not None]
DATES = [case for case in TABLE if case.field == "birth_date" and case.stored is not None]
NO_FACE = {"\U00031350", "\U000323b0"}
"""Extensions H and J: no typeface of the station draws them."""

pytestmark = pytest.mark.usefixtures("qapp")


def made(sheet: PhotoSheet) -> tuple[Pdf, SheetPrinted]:
    """Return the sheet, and what it says of itself."""
    target = PaperTarget(paper=Paper.L, photos=1)
    content, printed = output.pdf_of(sheet, target, catalogue(Language.JA))
    return Pdf(content), printed


def copied(pdf: Pdf) -> str:
    return "".join("".join(pdf.text()).split())


@pytest.mark.parametrize("case", NAMES, ids=lambda case: case.name)
def test_every_name_is_drawn_but_for_characters_without_a_face_and_those_are_said(
    case: Case,
) -> None:
    """What Qt writes to be copied is not compared: nobody copies from a sheet of photos."""
    assert case.stored is not None
    pdf, printed = made(new_sheet(case.stored))
    missing = sum(one in NO_FACE for one in case.stored)
    assert printed.replaced == missing
    if missing:
        assert GETA in copied(pdf)


@pytest.mark.parametrize("case", DATES, ids=lambda case: case.name)
def test_a_date_is_printed_as_far_as_it_is_known(case: Case) -> None:
    born = parse_field("birth_date", case.typed, today=DAY)
    assert isinstance(born, BirthDate)
    assert case.stored is not None
    year, month, day = case.stored[:10].split("-")
    parts = [year] if born.known is Known.YEAR else [year, month]
    parts = [year, month, day] if born.known is Known.DAY else parts
    western = ".".join(part.lstrip("0") for part in parts)
    pdf, _ = made(replace(new_sheet(), birth_date=born))
    assert f"{case.read}（{western}）生" in copied(pdf)
