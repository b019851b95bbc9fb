"""Every room for pictures of venues: covers, uncovers papers only, looks again, lets go."""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from camera.redaction.boxes import overlap
from camera.redaction.intake import decode_report_size
from camera.redaction.refusals import SitePictureError
from kiosk.domain.box import Box
from kiosk.domain.sitephoto import ChosenBoxes, Hides
from kiosk.errors import FieldError
from kiosk.wiring.photostudio import CameraStudio
from kiosk.workflow.contract.photodraft import Halt, SearchStoppedError, Studio
from tests.fakes.studio import KnowingStudio

SHEET = Box(0.45, 0.4, 0.22, 0.25)
CORNER = Box(0.05, 0.7, 0.2, 0.2)
LINES = ("SHINSEI 2026", "NAME KENSHU", "000-0000-0000", "ADDRESS 1-2-3", "CARD 0000")


def go_on() -> None:
    """Never end the search."""


@pytest.fixture(scope="module")
def room_with_sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    picture = np.full((360, 480, 3), 90, np.uint8)
    left, top = round(SHEET.left * 480), round(SHEET.top * 360)
    right, bottom = round(SHEET.right * 480), round(SHEET.bottom * 360)
    cv2.rectangle(picture, (left, top), (right, bottom), (240,) * 3, -1)
    for number, line in enumerate(LINES):
        down = top + round((number + 0.8) * (bottom - top) / len(LINES))
        cv2.putText(picture, line, (left + 8, down), cv2.FONT_HERSHEY_SIMPLEX, 0.36, (20,) * 3, 1)
    path = tmp_path_factory.mktemp("room") / "会場.png"
    path.write_bytes(cv2.imencode(".png", picture)[1].tobytes())
    return path


@pytest.fixture(scope="module")
def camera_room() -> Iterator[CameraStudio]:
    with CameraStudio() as studio:
        yield studio


@pytest.fixture(params=["camera", "knowing"])
def studio(request: pytest.FixtureRequest) -> Studio:
    if request.param == "knowing":
        return KnowingStudio(papers=(SHEET,))
    made: CameraStudio = request.getfixturevalue("camera_room")
    return made


def test_a_brought_picture_is_covered_and_checked_and_its_file_stays(
    studio: Studio, room_with_sheet: Path
) -> None:
    before = room_with_sheet.read_bytes()
    photo = studio.bring(room_with_sheet, go_on)
    (sheet,) = photo.covers
    assert (sheet.hides, photo.clean) == (Hides.PAPER, True)
    assert overlap(sheet.box, SHEET) > 0.9
    assert room_with_sheet.read_bytes() == before
    assert list(room_with_sheet.parent.iterdir()) == [room_with_sheet]


def test_a_harmless_sign_is_shown_and_another_part_is_covered(
    studio: Studio, room_with_sheet: Path
) -> None:
    (sheet,) = studio.bring(room_with_sheet, go_on).covers
    assert shown(studio.cover(ChosenBoxes()).jpeg, SHEET) < 30
    made = studio.cover(ChosenBoxes(boxes=(CORNER,), left_open=(sheet.box,)))
    assert [one.hides for one in made.covers] == [Hides.CHOSEN]
    assert shown(made.jpeg, SHEET) > 30
    checked = studio.check(ChosenBoxes(boxes=(CORNER,), left_open=(sheet.box,)), go_on)
    assert (checked.jpeg, checked.covers) == (made.jpeg, made.covers)


def shown(jpeg: bytes, box: Box) -> float:
    """Return how much can be told apart in a part: letters, or the hatch of a cover."""
    pixels = decode_report_size(jpeg)
    height, width = pixels.shape[:2]
    rows = slice(round(box.top * height), round(box.bottom * height))
    return float(pixels[rows, round(box.left * width) : round(box.right * width)].std())


def test_what_is_no_cover_cannot_be_left_open(studio: Studio, room_with_sheet: Path) -> None:
    studio.bring(room_with_sheet, go_on)
    with pytest.raises(FieldError) as refusal:
        studio.cover(ChosenBoxes(left_open=(CORNER,)))
    assert refusal.value.reason == "site_box_none"


def test_a_search_that_nobody_waits_for_ends(studio: Studio, room_with_sheet: Path) -> None:
    halt = Halt()
    halt.call()
    with pytest.raises(SearchStoppedError):
        studio.bring(room_with_sheet, halt.pause)
    with pytest.raises(SearchStoppedError):
        studio.cover(ChosenBoxes())


def test_a_picture_that_was_let_go_of_is_gone(studio: Studio, room_with_sheet: Path) -> None:
    studio.bring(room_with_sheet, go_on)
    studio.forget()
    with pytest.raises(SearchStoppedError):
        studio.check(ChosenBoxes(), go_on)


def test_a_file_that_is_no_picture_takes_the_one_before_away(
    studio: Studio, room_with_sheet: Path, tmp_path: Path
) -> None:
    studio.bring(room_with_sheet, go_on)
    wrong = tmp_path / "wrong.jpg"
    wrong.write_bytes(b"not a picture")
    with pytest.raises(SitePictureError):
        studio.bring(wrong, go_on)
    with pytest.raises(SearchStoppedError):
        studio.cover(ChosenBoxes())
