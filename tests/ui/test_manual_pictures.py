"""The manual's pictures are what the program draws of a training, all of them, and small."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.support.manual_pictures import FOLDER, MOST_BYTES, draw, scenes
from tests.support.office_pictures import KEYS

pytestmark = pytest.mark.gui


def test_every_picture_that_is_drawn_is_there_and_no_other(qapp: object) -> None:
    files = sorted(FOLDER.glob("*.png"))
    assert {one.stem for one in files} == {*scenes(), *KEYS}
    assert sum(one.stat().st_size for one in files) < MOST_BYTES


def test_every_picture_is_one_of_a_training(qapp: object) -> None:
    assert [name for name, one in scenes().items() if not one.view.training] == []


def test_the_pictures_are_those_of_the_program_as_it_is(qapp: object, tmp_path: Path) -> None:
    for made in draw(tmp_path):
        with Image.open(made) as drawn, Image.open(FOLDER / made.name) as kept:
            assert drawn.size == kept.size, made.name
            now = np.asarray(drawn.convert("L").resize((64, 40)), np.int16)
            then = np.asarray(kept.convert("L").resize((64, 40)), np.int16)
        assert abs(now - then).mean() < 4, f"{made.name}: draw the manual's pictures again"
