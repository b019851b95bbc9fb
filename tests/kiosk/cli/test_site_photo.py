"""`kiosk site-photo` as somebody who writes a report uses it."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from kiosk.cli.app import main
from kiosk.domain.box import Box
from kiosk.domain.sitephoto import SitePhoto
from kiosk.errors import ExitCode
from kiosk.siteports import FaceLeftError, require_clean
from kiosk.texts import Language, catalogue


@pytest.fixture
def empty_room(tmp_path: Path) -> Path:
    picture = np.full((480, 640, 3), 190, np.uint8)
    picture[300:] = (60, 80, 90)
    cv2.rectangle(picture, (80, 250), (260, 380), (40, 60, 120), -1)
    path = tmp_path / "会場.png"
    path.write_bytes(cv2.imencode(".png", picture)[1].tobytes())
    return path


def test_a_room_without_people_becomes_a_picture_for_a_report(
    empty_room: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.jpg"
    command = ["site-photo", "cover", str(empty_room), "--out", str(out), "--json"]
    assert main([*command, "--box", "0.5,0.5,0.2,0.2"]) == ExitCode.OK
    told = json.loads(capsys.readouterr().out)
    assert told["clean"] is True
    assert told["covered"] == {"face": 0, "paper": 0, "chosen": 1}
    assert told["boxes"] == [["chosen", "0.5000,0.5000,0.2000,0.2000"]]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jpg", "会場.png"]
    assert main(["site-photo", "check", str(out)]) == ExitCode.OK


def test_nothing_is_overwritten(empty_room: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jpg"
    out.write_bytes(b"kept")
    command = ["site-photo", "cover", str(empty_room), "--out", str(out)]
    assert main(command) == ExitCode.REFUSED
    assert out.read_bytes() == b"kept"


def test_what_is_no_picture_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    wrong, out = tmp_path / "wrong.jpg", tmp_path / "out.jpg"
    wrong.write_bytes(b"GIF89a")
    assert main(["site-photo", "cover", str(wrong), "--out", str(out)]) == ExitCode.BAD_INPUT
    assert not out.exists()


def test_a_box_outside_is_refused(empty_room: Path, tmp_path: Path) -> None:
    command = ["site-photo", "cover", str(empty_room), "--out", str(tmp_path / "out.jpg")]
    assert main([*command, "--box", "0.9,0.9,0.5,0.5"]) == ExitCode.BAD_INPUT


def test_a_box_that_is_no_paper_cannot_be_left_open(
    empty_room: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.jpg"
    command = ["site-photo", "cover", str(empty_room), "--out", str(out)]
    assert main([*command, "--leave-open", "0.5,0.5,0.2,0.2"]) == ExitCode.BAD_INPUT
    told = capsys.readouterr()
    words = [catalogue(one)["reason.site_box_none"] for one in (Language.JA, Language.EN)]
    assert any(one in told.out + told.err for one in words)
    assert not out.exists()


def test_a_face_that_is_left_is_told_with_a_box_to_type() -> None:
    photo = SitePhoto(
        jpeg=b"",
        sha256="",
        width_px=10,
        height_px=10,
        covers=(),
        left=(Box(0.25, 0.5, 0.125, 0.125),),
    )
    with pytest.raises(FaceLeftError) as refusal:
        require_clean(photo)
    assert "--box 0.2500,0.5000,0.1250,0.1250" in catalogue(Language.JA).explain(refusal.value)[2]
