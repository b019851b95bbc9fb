"""The pictures of docs/design.md are what the program draws, all of them, and small."""

import re

import pytest

from kiosk.paths import resources
from tests.ui.design_pictures import FOLDER, MOST_BYTES, pages, sheets

DESIGN = resources().parent / "docs" / "design.md"


def shown() -> set[str]:
    """Return the names of the pictures that the document shows."""
    return set(re.findall(r"\(design/([a-z0-9-]+)\.png\)", DESIGN.read_text(encoding="utf-8")))


def test_the_document_shows_every_picture_that_is_drawn_and_no_other() -> None:
    assert shown() == {*pages(), *sheets()}


def test_every_picture_is_there_and_together_they_are_small() -> None:
    files = sorted(FOLDER.glob("*.png"))
    assert {one.stem for one in files} == shown()
    assert sum(one.stat().st_size for one in files) < MOST_BYTES


@pytest.mark.gui
def test_every_view_of_the_document_is_one_of_a_training() -> None:
    assert all(view.training for _, _, view, _ in pages().values())
