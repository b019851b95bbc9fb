"""Written sheets and screens are found; blank walls, windows and tables are not."""

import cv2
import numpy as np
import pytest

from camera.redaction.boxes import overlap
from camera.redaction.papers import find_papers
from kiosk.domain.box import Box
from kiosk.domain.frame import Pixels

LINES = ("SHINSEI 2026", "NAME KENSHU", "000-0000-0000", "ADDRESS 1-2-3", "CARD 0000")


def table(brightness: int) -> Pixels:
    picture = np.full((600, 800, 3), brightness, np.uint8)
    noisy = picture + np.random.default_rng(1).normal(0, 3, picture.shape)
    return np.clip(noisy, 0, 255).astype(np.uint8)


def written(picture: Pixels, box: Box, paper: int, ink: int) -> None:
    left, top = int(box.left), int(box.top)
    right, bottom = int(box.right), int(box.bottom)
    cv2.rectangle(picture, (left, top), (right, bottom), (paper,) * 3, -1)
    for number, line in enumerate(LINES):
        down = top + int((number + 0.8) * box.height / len(LINES))
        scale = box.width / 260
        cv2.putText(picture, line, (left + 8, down), cv2.FONT_HERSHEY_SIMPLEX, scale, (ink,) * 3, 1)


@pytest.mark.parametrize(("behind", "paper"), [(60, 240), (130, 220), (30, 120), (180, 250)])
def test_a_written_sheet_is_found_in_shade_and_in_light(behind: int, paper: int) -> None:
    picture, sheet = table(behind), Box(300, 200, 160, 110)
    written(picture, sheet, paper, 20)
    assert any(overlap(found, sheet) > 0.9 for found in find_papers(picture))


def test_a_slanted_sheet_is_found() -> None:
    flat, sheet = table(70), Box(300, 220, 190, 140)
    written(flat, sheet, 235, 30)
    turn = cv2.getRotationMatrix2D((380, 280), 14, 1)
    picture = np.asarray(
        cv2.warpAffine(flat, turn, (800, 600), borderMode=cv2.BORDER_REPLICATE), np.uint8
    )
    assert any(overlap(found, sheet) > 0.9 for found in find_papers(picture))


def test_a_blank_table_and_a_blank_wall_have_no_papers() -> None:
    picture = table(90)
    picture[:300] = table(210)[:300]
    cv2.rectangle(picture, (200, 350), (420, 500), (230, 230, 230), -1)
    assert find_papers(picture) == ()


def test_a_window_with_bars_is_no_paper() -> None:
    picture = table(150)
    cv2.rectangle(picture, (100, 60), (300, 380), (245, 245, 245), -1)
    for across in (150, 200, 250):
        cv2.line(picture, (across, 60), (across, 380), (110, 110, 110), 5)
    assert find_papers(picture) == ()
