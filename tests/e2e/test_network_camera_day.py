"""A day on a network camera that shows people the program has never seen."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
import pytest

from kiosk.training.people import training_form
from tests.e2e import played_day
from tests.e2e.played_day import OpenedBatch, PlayedDay

# Frontal people of the booth set; the others turn or lower their heads and get hints for ever.
PEOPLE = ("A_oldwoman__ok_white", "B_womanred__ok_grey", "D_older__ok_white")
APPLICANTS = 3


@contextmanager
def camera(folder: Path) -> Iterator[str]:
    """Yield the URL of an MJPEG camera, in a process of its own, showing each person in turn."""
    command = [
        sys.executable, "-m", "tests.support.mjpeg_server",
        "--folder", str(folder), "--size", "1200x1600", "--fps", "30", "--hold", "5",
    ]  # fmt: skip
    server = subprocess.Popen(
        command, cwd=played_day.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
    finally:
        server.communicate("quit\n", timeout=20)


@pytest.fixture(scope="module")
def served(faces_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    for person in PEOPLE:
        shutil.copy(faces_dir / "booth_synth" / f"{person}.jpg", folder)
    return folder


@pytest.fixture(scope="module")
def day(served: Path, tmp_path_factory: pytest.TempPathFactory) -> PlayedDay:
    with camera(served) as url:
        return played_day.play(
            tmp_path_factory.mktemp("day"), "--camera", url, "--applicants", str(APPLICANTS)
        )


@pytest.fixture(scope="module")
def batch(day: PlayedDay, tmp_path_factory: pytest.TempPathFactory) -> OpenedBatch:
    return played_day.open_with_public_tools(day, tmp_path_factory.mktemp("opened") / "b")


def test_the_batch_holds_what_was_typed_and_the_photos_that_were_accepted(
    day: PlayedDay, batch: OpenedBatch
) -> None:
    assert day.code == 0, day.complained
    assert day.summary["records"] == APPLICANTS
    typed = [training_form(number) for number in range(1, APPLICANTS + 1)]
    assert [row["申請書ID"].strip("'") for row in batch.rows] == [form.form_id for form in typed]
    assert [row["氏名"].removeprefix("'") for row in batch.rows] == [form.name for form in typed]
    assert sorted(batch.photo_sha256()) == sorted(day.summary["photo_sha256"])


def test_every_photo_is_cut_from_a_person_who_sat_there(served: Path, batch: OpenedBatch) -> None:
    shown = [read(path.read_bytes()) for path in sorted(served.iterdir())]
    for name, jpeg in batch.photos.items():
        likeness = max(likeness_of(read(jpeg), picture) for picture in shown)
        assert likeness > 0.97, name


def test_the_likeness_tells_a_mirrored_photo_apart(served: Path, batch: OpenedBatch) -> None:
    shown = [read(path.read_bytes()) for path in sorted(served.iterdir())]
    photo = cv2.flip(read(next(iter(batch.photos.values()))), 1)
    assert max(likeness_of(photo, picture) for picture in shown) < 0.97


def read(jpeg: bytes) -> np.ndarray:
    picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert picture is not None
    return picture


def likeness_of(photo: np.ndarray, picture: np.ndarray) -> float:
    """Return how well the photo, at the best of many sizes, fits somewhere into the picture."""
    small = cv2.resize(picture, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    best = 0.0
    for width in range(120, small.shape[1], 4):
        height = round(width * photo.shape[0] / photo.shape[1])
        if height > small.shape[0]:
            break
        part = cv2.resize(photo, (width, height), interpolation=cv2.INTER_AREA)
        best = max(best, float(cv2.matchTemplate(small, part, cv2.TM_CCOEFF_NORMED).max()))
    return best
