"""A venue with labelled people: covered, checked, and nothing else in the file."""

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from camera.redaction.boxes import in_pixels
from camera.redaction.covering import covered
from camera.redaction.intake import decode_report_size
from camera.redaction.redactor import Redactor
from kiosk.domain.box import Box
from kiosk.domain.frame import Pixels
from kiosk.domain.sitephoto import ChosenBoxes, Hides, SitePhoto
from tests.support.venues import HEIGHT, WIDTH, Venue, draw_venue, likenesses

WANTED = (
    "booth_synth/D_older__ok_white.jpg",
    "booth_synth/G_womanbr__ok_grey.jpg",
    "sfhq_t2i/face_pose__profile__06.jpg",
    "sfhq_t2i/hats__cap__05.jpg",
    "us_gov_pd/obama.jpg",
)
LEAST_COVERED = 0.9


@pytest.fixture(scope="module")
def redactor() -> Iterator[Redactor]:
    with Redactor() as made:
        yield made


@pytest.fixture(scope="module")
def venue(faces_dir: Path) -> Venue:
    return draw_venue(list(likenesses(faces_dir, WANTED)), np.random.default_rng(3))


@pytest.fixture(scope="module")
def photo(redactor: Redactor, venue: Venue, tmp_path_factory: pytest.TempPathFactory) -> SitePhoto:
    original = tmp_path_factory.mktemp("site") / "venue.jpg"
    exif = Image.Exif()
    exif[0x010F] = "KENSHU-CAMERA"
    exif.get_ifd(0x8825)[1] = "N"  # the part that holds the place
    rgb = Image.fromarray(cv2.cvtColor(venue.pixels, cv2.COLOR_BGR2RGB))
    rgb.save(original, quality=95, exif=exif, comment=b"KENSHU-COMMENT")
    before = original.read_bytes()
    assert b"KENSHU-CAMERA" in before
    made = redactor.redact(original, ChosenBoxes((Box(0.4, 0.4, 0.1, 0.1),)))
    assert original.read_bytes() == before
    assert list(original.parent.iterdir()) == [original]
    return made


def share_covered(face: Box, covers: list[Box]) -> float:
    mask = np.zeros((HEIGHT, WIDTH), dtype=bool)
    for box in covers:
        left, top = max(int(box.left), 0), max(int(box.top), 0)
        mask[top : int(box.bottom) + 1, left : int(box.right) + 1] = True
    part = mask[int(face.top) : int(face.bottom), int(face.left) : int(face.right)]
    return float(part.mean())


def test_every_face_of_the_venue_is_covered(venue: Venue, photo: SitePhoto) -> None:
    covers = [in_pixels(one.box, WIDTH, HEIGHT) for one in photo.covers if one.hides is Hides.FACE]
    assert len(venue.faces) == len(WANTED)
    bare = [name for name, face in venue.faces if share_covered(face, covers) < LEAST_COVERED]
    assert bare == []


def test_no_face_is_found_in_the_finished_picture(photo: SitePhoto) -> None:
    assert photo.clean
    assert photo.sha256 == hashlib.sha256(photo.jpeg).hexdigest()


def test_the_file_holds_a_picture_and_nothing_else(photo: SitePhoto) -> None:
    with Image.open(io.BytesIO(photo.jpeg)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (photo.width_px, photo.height_px))
        assert dict(picture.getexif()) == {}
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"KENSHU" not in photo.jpeg


def test_what_was_under_a_cover_cannot_be_told_from_the_file(
    venue: Venue, photo: SitePhoto
) -> None:
    shown = decode_report_size(photo.jpeg)
    for _, face in venue.faces:
        rows = slice(int(face.top), int(face.bottom))
        columns = slice(int(face.left), int(face.right))
        before = venue.pixels[rows, columns].mean(axis=2).ravel()
        after = shown[rows, columns].mean(axis=2).ravel()
        assert abs(float(np.corrcoef(before, after)[0, 1])) < 0.2


def test_the_chosen_part_is_covered_as_well(venue: Venue, photo: SitePhoto) -> None:
    assert photo.found(Hides.CHOSEN) == 1
    shown = decode_report_size(photo.jpeg)
    part = shown[485:595, 645:795].astype(float)
    assert part.std() < 16
    assert not np.allclose(part, venue.pixels[485:595, 645:795], atol=8)


def half_covered(venue: Venue) -> Pixels:
    """Return the venue with every face covered but the largest."""
    by_size = sorted((face for _, face in venue.faces), key=lambda face: face.width)
    return covered(venue.pixels, by_size[:-1])


def test_a_finished_picture_with_a_face_in_it_is_not_clean(
    redactor: Redactor, venue: Venue, tmp_path: Path
) -> None:
    finished = tmp_path / "by_hand.jpg"
    cv2.imwrite(str(finished), half_covered(venue))
    seen = redactor.recheck(finished)
    assert not seen.clean
    assert seen.covers == ()
    assert seen.jpeg == finished.read_bytes()
