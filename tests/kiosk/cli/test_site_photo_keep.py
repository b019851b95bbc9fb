"""`kiosk site-photo keep`: from a photo of the venue to the daily report, by commands alone."""

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader

from kiosk.cli.app import main
from kiosk.domain.event import EventStatus
from kiosk.errors import ExitCode
from tests.storage.office_suite import BY, event
from tests.storage.officetools import PASSPHRASE, Shelf, new_shelf

DAY = date(2026, 12, 2)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = new_shelf(tmp_path)
    with shelf.opened() as office:
        office.put(replace(event(), status=EventStatus.HELD), by=BY, expected_version=0)
    return shelf


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A room without anybody, with what a camera adds."""
    pixels = np.full((480, 640, 3), 190, np.uint8)
    pixels[300:] = (60, 80, 90)
    cv2.rectangle(pixels, (80, 250), (260, 380), (40, 60, 120), -1)
    exif = Image.Exif()
    exif[0x010F] = "KENSHU-CAMERA"
    path = tmp_path / "会場.jpg"
    Image.fromarray(pixels).save(path, exif=exif)
    return path


def door(shelf: Shelf, tmp_path: Path) -> list[str]:
    word = tmp_path / "word"
    word.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return ["--book", str(shelf.folder), "--password-file", str(word)]


def keep(shelf: Shelf, room: Path, tmp_path: Path, *more: str, of: str = "E-001") -> int:
    asked = ["site-photo", "keep", str(room), "--event", of, "--caption", "（研修）入口の案内"]
    return main([*asked, *door(shelf, tmp_path), *more])


def test_a_kept_picture_stands_in_the_daily_report(
    shelf: Shelf, room: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = room.read_bytes()
    assert keep(shelf, room, tmp_path, "--json", "--box", "0.5,0.5,0.2,0.2") == ExitCode.OK
    told = json.loads(capsys.readouterr().out)
    with shelf.opened() as office:
        (kept,) = office.read().pictures
        jpeg = office.pictures.jpeg(kept)
    assert (told["id"], told["event"], told["covered"]) == (
        kept.id,
        "E-001",
        {"face": 0, "paper": 0, "chosen": 1},
    )
    assert Image.open(io.BytesIO(jpeg)).size == (kept.width_px, kept.height_px)
    assert b"KENSHU-CAMERA" not in jpeg
    assert room.read_bytes() == before
    out = tmp_path / "out"
    asked = ["report", "daily", "--date", DAY.isoformat(), "--out", str(out), "--training"]
    assert main([*asked, *door(shelf, tmp_path)]) == ExitCode.OK
    (paper,) = out.iterdir()
    pages = PdfReader(paper).pages
    assert sum(len(page.images) for page in pages) == 1
    assert "入口の案内" in "".join(page.extract_text() for page in pages)


def test_an_event_that_the_plan_does_not_have_is_told(
    shelf: Shelf, room: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert keep(shelf, room, tmp_path, of="E-999") == ExitCode.BAD_INPUT
    assert "E-999" in capsys.readouterr().err
    assert not (shelf.folder / "pictures").exists()


def test_what_is_no_picture_is_not_kept(shelf: Shelf, room: Path, tmp_path: Path) -> None:
    room.write_bytes(b"GIF89a")
    assert keep(shelf, room, tmp_path) == ExitCode.BAD_INPUT
    with shelf.opened() as office:
        assert office.read().pictures == ()


def test_a_book_that_is_open_elsewhere_is_told_before_the_covering(
    shelf: Shelf, room: Path, tmp_path: Path
) -> None:
    with shelf.opened():
        assert keep(shelf, room, tmp_path) == ExitCode.ALREADY_RUNNING


def test_the_picture_of_a_broken_book_stops_the_report_by_name(
    shelf: Shelf, room: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert keep(shelf, room, tmp_path) == ExitCode.OK
    (file,) = (shelf.folder / "pictures").iterdir()
    file.unlink()
    out = tmp_path / "out"
    asked = ["report", "daily", "--date", DAY.isoformat(), "--out", str(out), "--training"]
    assert main([*asked, *door(shelf, tmp_path)]) == ExitCode.BAD_INPUT
    assert "入口の案内" in capsys.readouterr().err
    assert not out.exists()
