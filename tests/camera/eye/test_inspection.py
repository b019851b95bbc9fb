"""Picture files checked and made into photos, as the command line does it."""

import io
import json
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from camera.inspection import CheckReport, Inspector, refusal, report_line
from camera.photo_errors import PictureError, PictureFault, PortraitError
from camera.sitter.look import Person, Place, Scene
from kiosk.domain.finding import Check, Verdict
from kiosk.domain.measure import Measure
from tests.camera.eye.stage import Stage


def write(stage: Stage, scene: Scene, path: Path) -> Path:
    Image.fromarray(stage.studio.paint(scene)[:, :, ::-1].copy()).save(path, quality=95)
    return path


@pytest.fixture
def picture(stage: Stage, tmp_path: Path) -> Path:
    return write(stage, Scene(), tmp_path / "見本.jpg")


def as_json(report: CheckReport) -> dict[str, object]:
    line = json.loads(json.dumps(report_line(report), ensure_ascii=False))
    assert isinstance(line, dict)
    return line


def test_a_picture_is_judged_by_the_photo_it_could_give(
    inspector: Inspector, picture: Path
) -> None:
    line = as_json(inspector.check_photo(picture))
    checks = line["checks"]
    assert isinstance(checks, dict)
    assert list(checks) == [check.value for check in Check]
    assert [name for name, finding in checks.items() if finding is None] == []
    verdicts = {name: finding["verdict"] for name, finding in checks.items() if finding}
    assert set(verdicts.values()) == {"pass"}
    assert line["verdict"] == "pass"
    assert line["file"] == str(picture)
    assert all(set(f) == {"verdict", "value", "limit"} for f in checks.values() if f)


def test_what_decided_and_where_is_told_beside_the_checks(
    inspector: Inspector, stage: Stage, tmp_path: Path
) -> None:
    path = write(stage, Scene(person=Person(mask=True)), tmp_path / "mask.jpg")
    line = as_json(inspector.check_photo(path))
    details = line["details"]
    assert isinstance(details, dict)
    assert details["mask"]["measure"] == Measure.MASK.value
    ((left, top, right, bottom),) = details["mask"]["regions"]
    assert 0 <= left < right <= 1
    assert 0 <= top < bottom <= 1


def test_a_finished_photo_of_nobody_still_has_its_file_judged(
    inspector: Inspector, stage: Stage, tmp_path: Path
) -> None:
    wall = stage.studio.paint(Scene(people=0))[:1350, :1050]
    path = tmp_path / "wall.jpg"
    Image.fromarray(wall[:, :, ::-1].copy()).save(path, quality=95)
    report = inspector.check_photo(path)
    assert {finding.check for finding in report.findings} == {Check.SINGLE, Check.FILE}
    assert set(report.open_checks) == set(Check) - {Check.SINGLE, Check.FILE}


@pytest.mark.parametrize("size", [0.52, 0.2])
def test_a_large_picture_is_judged_like_a_smaller_one_of_the_same(
    inspector: Inspector, stage: Stage, tmp_path: Path, size: float
) -> None:
    """Read at half its sides, or, where the head is small in it, as it is."""
    picture = Image.fromarray(stage.studio.paint(Scene(place=Place(size=size)))[:, :, ::-1].copy())
    small, large = tmp_path / "small.jpg", tmp_path / "large.jpg"
    picture.save(small, quality=95)
    picture.resize((4200, 5600)).save(large, quality=95)
    for check in (Check.ROLL, Check.PITCH, Check.MASK, Check.COLOUR):
        one, other = (
            next(f for f in inspector.check_photo(path).findings if f.check is check)
            for path in (small, large)
        )
        assert one.verdict is other.verdict, check
    widths = [f for f in inspector.check_photo(large).findings if f.check is Check.CROP]
    assert widths[0].measure is not Measure.CROP_WIDTH_PX or widths[0].verdict is not Verdict.FAIL


def test_a_finished_photo_is_held_against_the_file_rules_itself(
    inspector: Inspector, picture: Path, tmp_path: Path
) -> None:
    photo, _ = inspector.make_photo(picture)
    png = tmp_path / "photo.png"
    Image.open(BytesIO(photo.jpeg)).save(png)
    checks = as_json(inspector.check_photo(png))["checks"]
    assert isinstance(checks, dict)
    assert checks["file"]["verdict"] == "fail"


def test_the_photo_made_of_it_passes_every_check(
    inspector: Inspector, picture: Path, tmp_path: Path
) -> None:
    photo, findings = inspector.make_photo(picture)
    made = tmp_path / "photo.jpg"
    made.write_bytes(photo.jpeg)
    report = inspector.check_photo(made)
    assert report.verdict is Verdict.PASS
    assert {f.check: f.verdict for f in findings} == {f.check: f.verdict for f in report.findings}


def test_a_picture_of_nobody_fails_for_that_alone(
    inspector: Inspector, stage: Stage, tmp_path: Path
) -> None:
    path = write(stage, Scene(people=0), tmp_path / "empty.jpg")
    line = as_json(inspector.check_photo(path))
    assert line["verdict"] == "fail"
    checks = line["checks"]
    assert isinstance(checks, dict)
    assert checks["single"] == {"verdict": "fail", "value": 0.0, "limit": 1.0}
    assert {name for name, finding in checks.items() if finding is not None} == {"single"}
    with pytest.raises(PortraitError):
        inspector.make_photo(path)


def test_a_head_at_the_edge_fails_the_crop(
    inspector: Inspector, stage: Stage, tmp_path: Path
) -> None:
    path = write(stage, Scene(place=Place(x=0.15)), tmp_path / "edge.jpg")
    findings = {f.check: f for f in inspector.check_photo(path).findings}
    assert findings[Check.CROP].verdict is Verdict.FAIL
    with pytest.raises(PortraitError):
        inspector.make_photo(path)


def test_a_photo_of_a_forbidden_kind_fails_as_a_file(
    inspector: Inspector, picture: Path, tmp_path: Path
) -> None:
    photo, _ = inspector.make_photo(picture)
    path = tmp_path / "photo.png"
    Image.open(io.BytesIO(photo.jpeg)).save(path)
    findings = {f.check: f for f in inspector.check_photo(path).findings}
    assert findings[Check.FILE].verdict is Verdict.FAIL
    assert findings[Check.FILE].value == 1
    assert findings[Check.CROP].verdict is Verdict.PASS


def test_the_same_picture_gives_the_same_report(inspector: Inspector, picture: Path) -> None:
    assert inspector.check_photo(picture) == inspector.check_photo(picture)


@pytest.mark.parametrize("size", [(8, 8), (4000, 20), (20, 4000), (640, 480)])
def test_a_picture_of_any_shape_has_a_report(
    inspector: Inspector, tmp_path: Path, size: tuple[int, int]
) -> None:
    chance = np.random.default_rng(2)
    noise = chance.integers(0, 255, (size[1], size[0], 3), dtype=np.uint8)
    path = tmp_path / "noise.png"
    Image.fromarray(noise).save(path)
    assert inspector.check_photo(path).verdict is Verdict.FAIL


def test_a_file_that_cannot_be_read_has_a_line_too(inspector: Inspector, tmp_path: Path) -> None:
    path = tmp_path / "letter.jpg"
    path.write_text("拝啓", encoding="utf-8")
    with pytest.raises(PictureError) as caught:
        inspector.check_photo(path)
    line = as_json(refusal(path, caught.value))
    assert line["verdict"] == "fail"
    assert line["refused"] == PictureFault.NOT_A_PICTURE.value
    assert list(line["checks"]) == [check.value for check in Check]  # type: ignore[call-overload]
