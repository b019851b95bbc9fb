"""No page, form or answer of the papers cuts its words."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.officeports import OfficeBook
from kiosk.texts import Language
from kiosk.workflow.contract.paperwork import PaperKind
from tests.ui.clipping import clipped
from tests.ui.office.acts import Files
from tests.ui.office.keys import Make, enter, settle
from tests.ui.office.papers import counted, keep, open_page, venue
from ui.office.window import OfficeWindow
from ui.theme import TEXT_SCALES


def _looks(window: OfficeWindow) -> Iterator[str]:
    hands = enter(window)
    for kind in PaperKind:
        open_page(window, hands, kind)
        yield kind.value
        hands.press("Enter")
        yield f"{kind.value} form"
        hands.press("Esc")
        hands.press("Y")
    open_page(window, hands, PaperKind.PERIOD)
    hands.press("Enter")
    hands.press("Ctrl+Enter")
    yield "written"


@pytest.mark.parametrize("scale", TEXT_SCALES)
@pytest.mark.parametrize("language", [Language.PSEUDO, Language.EN])
def test_no_words_of_the_papers_are_cut_in_any_language_and_size(
    make: Make,
    book: OfficeBook,
    files: Files,
    tmp_path: Path,
    *,
    language: Language,
    scale: float,
) -> None:
    files.folder = tmp_path / "out"
    keep(book, venue(stations=("KENSHU1", "KENSHU2")), counted(venue()))
    window = make(language, scale)
    for name in _looks(window):
        settle()
        assert clipped(window) == [], name
