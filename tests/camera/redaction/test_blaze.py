"""The detector's raw answers become boxes where the faces are, each once."""

import os
from pathlib import Path

import cv2
import numpy as np
import pytest

from camera.redaction.blaze import (
    ENGINE,
    GRIDS,
    LEAST_AGAIN,
    Floats,
    WholeBlaze,
    answers,
    is_face,
)
from camera.redaction.boxes import Seen, overlap
from kiosk.domain.box import Box
from kiosk.domain.frame import Pixels

SHAPE = (64, 96, 3)
COUNT = sum(each * (64 // step) * (96 // step) for step, each in GRIDS)


class HaltedError(Exception):
    """Nobody waits for this search."""


def raw(*sure: tuple[int, float], size: float = 20.0) -> tuple[Floats, Floats]:
    """Return answers of which only these count; each says a box of this size at its place."""
    scores = np.full(COUNT, -20.0, np.float32)
    shapes = np.zeros((COUNT, 16), np.float32)
    shapes[:, 2:4] = size
    for at, score in sure:
        scores[at] = score
    return scores, shapes


def test_an_answer_lies_around_its_own_place() -> None:
    across, down = 5, 3  # of the fine grid, two answers a place
    scores, shapes = raw(((down * 12 + across) * 2, 3.0))
    ((box, score),) = answers(scores, shapes, SHAPE)
    assert (box.left, box.top, box.width) == pytest.approx((44 - 10, 28 - 10, 20))
    assert score == pytest.approx(1 / (1 + np.exp(-3)), abs=1e-4)


def test_an_answer_of_the_coarse_grid_lies_around_its_own_place() -> None:
    fine = 2 * 8 * 12
    scores, shapes = raw((fine + (1 * 6 + 2) * 6, 3.0))
    ((box, _),) = answers(scores, shapes, SHAPE)
    assert (box.left + box.width / 2, box.top + box.height / 2) == pytest.approx((40, 24))


def test_neighbouring_answers_are_one_face_and_far_ones_are_two() -> None:
    near, next_to_it, far = (3 * 12 + 2) * 2, (3 * 12 + 3) * 2, (3 * 12 + 9) * 2
    found = list(answers(*raw((near, 3.0), (next_to_it, 1.0), (far, 2.0)), SHAPE))
    assert [round(score, 2) for _, score in found] == [0.95, 0.88]
    assert 20 < found[0][0].left + 10 < 28


def test_an_answer_too_loud_for_numbers_is_certain() -> None:
    ((_, score),) = answers(*raw((0, 5000.0)), SHAPE)
    assert score == 1.0


def test_a_thing_seen_once_is_no_face_for_the_second_look(faces_dir: Path) -> None:
    assert is_face(Seen(box=Box(0, 0, 9, 9), best=0.75, times=LEAST_AGAIN - 1))
    picture = one_face(faces_dir)
    with WholeBlaze() as blaze:
        assert len(blaze.find_again(picture)) == 1
        assert blaze.find_again(np.full_like(picture, 128)) == ()


def one_face(faces_dir: Path) -> Pixels:
    """Return a grey wall with one face of about 50 px."""
    portrait = cv2.imread(str(faces_dir / "us_gov_pd" / "obama.jpg"))
    assert portrait is not None
    side = 120
    small = cv2.resize(portrait, (side, side), interpolation=cv2.INTER_AREA)
    picture = np.full((240, 320, 3), 128, np.uint8)
    picture[60 : 60 + side, 150 : 150 + side] = small
    return picture


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_face_is_found_however_it_lies(turns: int, faces_dir: Path) -> None:
    picture = np.ascontiguousarray(np.rot90(one_face(faces_dir), turns))
    upright = np.zeros((240, 320), np.uint8)
    upright[60:180, 150:270] = 1
    rows, columns = np.nonzero(np.rot90(upright, turns))
    portrait = Box(float(columns.min()), float(rows.min()), 120, 120)
    with WholeBlaze() as blaze:
        found = blaze.find(picture)
    assert any(overlap(face, portrait) > 0.9 for face in found)


def test_a_search_can_be_ended_between_two_views() -> None:
    calls = 0

    def pause() -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise HaltedError

    with WholeBlaze() as blaze, pytest.raises(HaltedError):
        blaze.find(np.zeros((160, 160, 3), np.uint8), pause)
    assert calls == 3


def test_both_ways_to_run_the_model_say_the_same(faces_dir: Path) -> None:
    picture = one_face(faces_dir)
    with WholeBlaze() as blaze:
        together = blaze.find(picture)
        blaze._gives_both = False
        assert blaze.find(picture) == together


def test_the_wish_for_an_engine_is_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENGINE, "kept")
    with WholeBlaze():
        pass
    assert os.environ[ENGINE] == "kept"
